/** The whole life of a case on one screen. Every change of status in the product is a row here. */
import type { MoveTable } from '../loop/loop.ts'

/** What the ordinary lists show as open. */
export const openStatuses = [
  'received',
  'accepted',
  'with-agency',
  'returned',
  'waiting-for-resident',
  'answered',
  'disputed',
] as const
/** 隔离: came when very much came in at once. Kept apart from the lists until a person or the clock lets it in. */
export const caseStatuses = ['quarantined', ...openStatuses, 'closed', 'declined', 'withdrawn', 'merged'] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** Statuses in which somebody on the desk has the next step. */
export const dueStatuses: readonly CaseStatus[] = ['received', 'accepted', 'with-agency', 'returned', 'disputed']

/** Whether something is still to be done. */
export const isOpen = (status: CaseStatus): boolean =>
  status === 'quarantined' || (openStatuses as readonly CaseStatus[]).includes(status)

export const caseMoves = [
  'release',
  'accept',
  'claim',
  'fall',
  'pass',
  'transfer',
  'propose-decline',
  'drop-decline',
  'decline',
  'appeal',
  'hand-over',
  'return',
  'give-opinion',
  'call-meeting',
  'answer-meeting',
  'call-off-meeting',
  'conclude-meeting',
  'finish-item',
  'ask',
  'reply',
  'resume',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'answer-directly',
  'answer',
  'answer-with-lead',
  'relay',
  'message',
  'judge',
  'send-back',
  'redo',
  'lapse',
  'merge',
  'split',
  'withdraw',
  'reopen',
  'fulfil',
  'supervise',
  'list-overdue',
  'remind',
  'urge',
  'mark-urgent',
  'recount',
  'entrust',
  'recuse-agency',
  'drop-recusal',
  'import',
] as const
export type CaseMove = (typeof caseMoves)[number]

/** Facts that a way can depend on; each is also the name of the refusal when it does not hold. */
export type CaseCondition =
  | 'first-dispute-is-redone'
  | 'redone-once-already'
  | 'return-came-too-late'
  | 'return-is-settled'
  | 'already-with-a-deputy'
  | 'not-with-a-deputy'
  | 'not-due-yet'
  | 'asked-once-already'
  | 'waited-long-enough'
  | 'extension-came-too-late'
  | 'extended-already'
  | 'extension-asked-already'
  | 'no-extension-asked'
  | 'decline-proposed-already'
  | 'no-decline-proposed'
  | 'another-person-must'
  | 'appealed-already'
  | 'judged-already'
  | 'too-late-to-judge'
  | 'too-late-to-reopen'
  | 'transferred-already'
  | 'no-plan-open'
  | 'supervised-already'
  | 'urgent-already'
  | 'opinion-given-already'
  | 'not-asked-for-an-opinion'
  | 'not-the-lead'
  | 'no-meeting-called'
  | 'not-called-to-meeting'
  | 'meeting-has-not-begun'
  | 'nothing-agreed'
  | 'recused-already'
  | 'no-agency-recused'

const desk = ['station', 'town', 'district'] as const
const offices = ['town', 'district'] as const
const all = ['deputy', ...desk, 'agency'] as const
const open = openStatuses
const untaken = ['quarantined', 'received', 'accepted'] as const

// biome-ignore format: a table is read in columns
export const moves: MoveTable<CaseMove, CaseStatus, CaseCondition> = {
  release:            [{ by: desk, from: ['quarantined'], to: 'received' },
                       { by: ['system'], from: ['quarantined'], to: 'received', when: ['not-due-yet'] }],
  accept:             [{ by: ['deputy', ...desk], from: ['received'], to: 'accepted', when: ['another-person-must'] }],
  claim:              [{ by: ['deputy'], from: ['received', 'accepted'], to: 'accepted', when: ['already-with-a-deputy'] }],
  fall:               [{ by: ['system'], from: ['received', 'accepted'], to: 'received', when: ['not-with-a-deputy', 'not-due-yet'] }],
  pass:               [{ by: ['deputy', 'station', 'town'], from: ['received', 'accepted'], to: 'received' }],
  transfer:           [{ by: offices, from: ['received', 'accepted'], to: 'closed' }],

  'propose-decline':  [{ by: desk, from: untaken, to: 'as-it-is', when: ['decline-proposed-already', 'another-person-must'] }],
  'drop-decline':     [{ by: desk, from: untaken, to: 'as-it-is', when: ['no-decline-proposed'] }],
  decline:            [{ by: desk, from: untaken, to: 'declined', when: ['no-decline-proposed', 'another-person-must'] }],
  appeal:             [{ by: ['resident'], from: ['declined'], to: 'received', when: ['appealed-already'] }],

  'hand-over':        [{ by: desk, from: ['accepted', 'returned'], to: 'with-agency' },
                       { by: offices, from: ['disputed'], to: 'with-agency', when: ['first-dispute-is-redone'] }],
  return:             [{ by: ['agency'], from: ['with-agency'], to: 'returned', when: ['not-the-lead', 'return-is-settled', 'return-came-too-late'] }],
  'give-opinion':     [{ by: ['agency'], from: ['with-agency', 'waiting-for-resident'], to: 'as-it-is', when: ['not-asked-for-an-opinion', 'opinion-given-already'] }],

  // 现场协调: who calls it again calls it to another time.
  'call-meeting':     [{ by: ['deputy', ...desk], from: ['accepted', 'with-agency', 'returned', 'waiting-for-resident', 'disputed'], to: 'as-it-is' }],
  'answer-meeting':   [{ by: ['agency'], from: open, to: 'as-it-is', when: ['no-meeting-called', 'not-called-to-meeting'] }],
  'call-off-meeting': [{ by: ['deputy', ...desk], from: open, to: 'as-it-is', when: ['no-meeting-called'] }],
  'conclude-meeting': [{ by: ['deputy', ...desk], from: open, to: 'as-it-is', when: ['no-meeting-called', 'meeting-has-not-begun'] }],
  'finish-item':      [{ by: ['agency'], from: [...open, 'closed'], to: 'as-it-is', when: ['nothing-agreed'] }],

  ask:                [{ by: ['deputy', ...desk], from: ['accepted'], to: 'waiting-for-resident', when: ['asked-once-already', 'waited-long-enough'] },
                       { by: ['agency'], from: ['with-agency'], to: 'waiting-for-resident', when: ['not-the-lead', 'asked-once-already', 'waited-long-enough'] }],
  // Where the case goes back to is what it came from.
  reply:              [{ by: ['resident'], from: ['waiting-for-resident'], to: 'accepted' }],
  resume:             [{ by: ['system'], from: ['waiting-for-resident'], to: 'accepted', when: ['not-due-yet'] }],

  'ask-extension':    [{ by: ['agency'], from: ['with-agency'], to: 'as-it-is', when: ['not-the-lead', 'extended-already', 'extension-asked-already', 'extension-came-too-late', 'urgent-already'] }],
  'grant-extension':  [{ by: offices, from: ['with-agency'], to: 'as-it-is', when: ['no-extension-asked', 'another-person-must'] }],
  'refuse-extension': [{ by: offices, from: ['with-agency'], to: 'as-it-is', when: ['no-extension-asked', 'another-person-must'] }],

  'answer-directly':  [{ by: ['deputy', ...desk], from: ['accepted'], to: 'answered' },
                       { by: offices, from: ['disputed'], to: 'answered', when: ['first-dispute-is-redone'] }],
  answer:             [{ by: ['agency'], from: ['with-agency'], to: 'answered', when: ['not-the-lead'] }],
  'answer-with-lead': [{ by: ['system'], from: ['merged'], to: 'answered' }],
  relay:              [{ by: ['deputy', ...desk], from: ['answered'], to: 'as-it-is' }],
  message:            [{ by: all, from: open, to: 'as-it-is' },
                       { by: ['resident'], from: ['quarantined', ...open], to: 'as-it-is' }],

  judge:              [{ by: ['resident'], from: ['answered'], to: 'closed' },
                       { by: ['resident'], from: ['closed'], to: 'closed', when: ['judged-already', 'too-late-to-judge'] }],
  'send-back':        [{ by: ['resident'], from: ['answered'], to: 'disputed' }],
  redo:               [{ by: ['system'], from: ['disputed'], to: 'accepted', when: ['redone-once-already'] },
                       { by: ['system'], from: ['disputed'], to: 'with-agency', when: ['redone-once-already'] }],
  lapse:              [{ by: ['system'], from: ['answered'], to: 'closed', when: ['not-due-yet'] }],

  merge:              [{ by: desk, from: ['received', 'accepted', 'with-agency', 'returned'], to: 'merged' }],
  split:              [{ by: [...desk, 'system'], from: ['merged'], to: 'accepted' }],
  withdraw:           [{ by: ['resident'], from: ['quarantined', ...open], to: 'withdrawn' }],
  reopen:             [{ by: ['resident', ...offices], from: ['closed'], to: 'accepted', when: ['transferred-already', 'too-late-to-reopen'] }],
  fulfil:             [{ by: ['agency'], from: ['closed'], to: 'answered', when: ['not-the-lead', 'no-plan-open'] },
                       { by: ['deputy', ...desk], from: ['closed'], to: 'answered', when: ['no-plan-open'] }],

  supervise:          [{ by: [...offices, 'system'], from: open, to: 'as-it-is', when: ['supervised-already'] }],
  // The last step of the ladder: on the public list until somebody acts.
  'list-overdue':     [{ by: ['system'], from: open, to: 'as-it-is' }],
  remind:             [{ by: ['system'], from: open, to: 'as-it-is' }],
  urge:               [{ by: [...offices, 'system'], from: open, to: 'as-it-is' }],
  'mark-urgent':      [{ by: all, from: open, to: 'as-it-is', when: ['urgent-already'] }],
  recount:            [{ by: ['system'], from: ['quarantined', ...open], to: 'as-it-is' }],
  // Whoever holds it leaves: it goes on with a successor or the station, just as far as it has come.
  entrust:            [{ by: ['district'], from: ['quarantined', ...open], to: 'as-it-is', when: ['not-with-a-deputy'] }],
  // A lead agency that turns out to be complained of loses the case: it is returned, also while it asks the resident.
  'recuse-agency':    [{ by: desk, from: ['quarantined', 'received', 'accepted', 'returned', 'waiting-for-resident', 'answered', 'disputed', 'closed'], to: 'as-it-is', when: ['recused-already'] },
                       { by: desk, from: ['with-agency'], to: 'returned', when: ['recused-already'] }],
  'drop-recusal':     [{ by: offices, from: ['quarantined', ...open, 'closed'], to: 'as-it-is', when: ['no-agency-recused'] }],
  // What was handled elsewhere comes in closed.
  import:             [{ by: ['system'], from: ['received'], to: 'closed' }],
}
