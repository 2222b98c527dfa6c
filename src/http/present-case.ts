/** What a signed-in person sees of a case, field by field. Who spoke is never among it. */
import type { CaseReply, CaseRowReply } from '../contract/cases.ts'
import type { NamedCase, WholeCase } from '../data/cases/read.ts'
import type { HistoryRow } from '../data/events/read.ts'
import { addDays, isWorkingDay, localDate, type WorkingCalendar } from '../domain/calendar/calendar.ts'
import { canMoveCase, returnBy } from '../domain/cases/acting.ts'
import { caseNumber } from '../domain/cases/case-number.ts'
import { latestExtension } from '../domain/cases/clock.ts'
import { canErase, erasingSteps } from '../domain/cases/erasing.ts'
import { canHear } from '../domain/cases/file-sight.ts'
import { type CaseMove, moves } from '../domain/cases/moves.ts'
import { readsNotes } from '../domain/cases/notes.ts'
import { roleForIdentity } from '../domain/cases/sight.ts'
import { isToDo } from '../domain/cases/to-do.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import { erasing as erasingEn } from '../words/en/erasing.ts'
import { terms as termsEn } from '../words/en/terms.ts'
import type { Language } from '../words/language.ts'
import { erasing as erasingZh } from '../words/zh/erasing.ts'
import { terms as termsZh } from '../words/zh/terms.ts'
import { presentMeetings } from './present-meetings.ts'
import { addressedName } from './present-receipt.ts'
import { presentAnswer, presentCallBack, presentDue, presentJudgement, presentSteps } from './present-steps.ts'
import { sentenceOf } from './refusals.ts'
import type { Session } from './server.ts'

const erasing = { zh: erasingZh, en: erasingEn }
const terms = { zh: termsZh, en: termsEn }

/** What the moves of a case are decided by. */
export type Deciding = {
  readonly session: Session
  readonly rules: RuleSet
  readonly calendar: WorkingCalendar
  readonly now: Date
  readonly language: Language
}

/** The moves of the desk, the likeliest next step first. */
const deskMoves = [
  'release',
  'accept',
  'claim',
  'answer-directly',
  'answer',
  'conclude-meeting',
  'decline',
  'grant-extension',
  'give-opinion',
  'answer-meeting',
  'finish-item',
  'fulfil',
  'hand-over',
  'ask',
  'return',
  'pass',
  'call-meeting',
  'relay',
  'message',
  'ask-extension',
  'refuse-extension',
  'drop-decline',
  'propose-decline',
  'merge',
  'split',
  'transfer',
  'reopen',
  'mark-urgent',
  'urge',
  'supervise',
  'call-off-meeting',
  'recuse-agency',
  'drop-recusal',
] as const satisfies readonly CaseMove[]

/** The moves that one of the person's roles knows at all, with why not. */
function offeredMoves(item: NamedCase, { session, rules, calendar, now, language }: Deciding): CaseReply['offered'] {
  const roles = session.staff.memberships.map(({ role }) => role)
  const known = deskMoves.filter((move) =>
    moves[move].some((way) => way.by.some((role) => roles.includes(role as never))),
  )
  return known.map((move) => {
    const may = canMoveCase(item, move, session.staff, { now, rules, calendar })
    if (may.ok) return { move, refusal: null, message: null }
    return { move, refusal: may.refusal, message: sentenceOf(may.refusal, language) }
  })
}

export { caseNumber }

const titleLength = 60

/** The first line of what was said, or that there are only files. */
export const titleOf = (text: string, language: Language): string =>
  [...(text.split('\n', 1)[0] ?? '')].slice(0, titleLength).join('') || terms[language].onlyFiles

/** What stands in a list for a case: its first line, or that it is erased. */
export const rowTitle = (item: NamedCase, language: Language): string =>
  item.erased ? erasing[language].erasedTitle : titleOf(item.title, language)

/** One line of a list. */
export function presentCaseRow(item: NamedCase, deciding: Deciding): CaseRowReply {
  const { district, staff } = deciding.session
  return {
    id: item.id,
    number: caseNumber(item.number, item.receivedAt, district),
    title: rowTitle(item, deciding.language),
    place: addressedName(item) ?? district.name,
    status: item.status,
    heldBy: { kind: item.holder.kind, name: item.holderName },
    agency: item.agencyName === null ? null : { kind: 'agency', name: item.agencyName },
    supervised: item.supervised,
    urgent: item.urgent,
    disputes: item.disputes,
    receivedAt: item.receivedAt.toISOString(),
    saidAt: item.saidAt?.toISOString() ?? null,
    dueAt: item.clock?.dueAt.toISOString() ?? null,
    meetingAt: item.meeting?.at.toISOString() ?? null,
    mine: isToDo(item, staff),
    version: item.version,
    moves: offeredMoves(item, deciding).flatMap(({ move, refusal }) => (refusal === null ? [move] : [])),
    erased: item.erased,
  }
}

const agenciesOfStaff = ({ session }: Deciding): string[] =>
  session.staff.memberships.flatMap(({ role, unitId }) => (role === 'agency' && unitId ? [unitId] : []))

const daysAhead = 60

/** The days off of the next weeks, for whoever looks for a day to meet. */
function daysOffIn({ now, calendar }: Deciding): CaseReply['daysOff'] {
  const today = localDate(now, calendar)
  return Array.from({ length: daysAhead }, (_, ahead) => addDays(today, ahead))
    .filter((date) => !isWorkingDay(date, calendar))
    .map((date) => ({ date, name: calendar.special.get(date)?.name ?? null }))
}

/** Why the agency has to stay away, as it was said when it was marked. */
const recusalWords = ({ recused }: WholeCase, history: readonly HistoryRow[]): string => {
  const said = recused?.kind === 'agency' && history.findLast(({ kind }) => kind === 'recuse-agency')?.detail?.words
  return typeof said === 'string' ? said : ''
}

/** Whether a step is this person's to read: notes have readers of their own. */
function isReadBy(item: NamedCase, { staff }: Session): (step: HistoryRow) => boolean {
  const mayRead = readsNotes(item, staff)
  const isNote = (kind: string) => kind === 'note' || kind === 'correct-note'
  return ({ kind, detail }) => !isNote(kind) || mayRead({ agencyId: (detail?.agency ?? null) as string | null })
}

/** The whole case. */
export const presentCase = (item: WholeCase, history: readonly HistoryRow[], deciding: Deciding): CaseReply => ({
  ...presentCaseRow(item, deciding),
  text: item.text,
  reportedPlace: item.reportedPlace,
  channel: item.channel,
  speaker: item.speaker,
  identity: item.identityKind,
  stationName: item.stationName,
  townName: item.townName,
  holder: { kind: item.holder.kind, id: item.holder.id },
  due: presentDue(item, deciding.calendar),
  returnBy: returnBy(item, deciding)?.toISOString() ?? null,
  steps: presentSteps(history.filter(isReadBy(item, deciding.session)), 'staff', canHear(item, deciding.session.staff)),
  answer: presentAnswer(history),
  judgement: presentJudgement(history),
  callBack: presentCallBack(history),
  offered: offeredMoves(item, deciding),
  canLookAtIdentity: roleForIdentity(item, item.identityKind, deciding.session.staff) !== undefined,
  waitsUntil: item.waiting?.until.toISOString() ?? null,
  plannedFor: item.plannedFor,
  coHandlers: item.coHandlers.map(({ agencyId, dueAt, given }) => ({
    name: item.coHandlerNames.find((named) => named.agencyId === agencyId)?.name ?? '',
    dueAt: dueAt.toISOString(),
    given,
  })),
  meetings: presentMeetings(history, agenciesOfStaff(deciding)),
  daysOff: canMoveCase(item, 'call-meeting', deciding.session.staff, deciding).ok ? daysOffIn(deciding) : [],
  extensionAsked: item.extensionAsked && { until: item.extensionAsked.until },
  declineProposed: item.declineProposed && { reason: item.declineProposed.reason, words: item.declineProposed.words },
  eraseAsked: item.eraseAsked && {
    wish: item.eraseAsked.wish,
    words: item.eraseAsked.words,
    mine: item.eraseAsked.userId === deciding.session.staff.userId,
  },
  erasing: erasingSteps.filter((step) => canErase(item, step, deciding.session.staff).ok),
  recused: item.recused && {
    kind: item.recused.kind,
    name: item.recusedName ?? '',
    words: recusalWords(item, history),
  },
  lead: item.leadNumber === null ? null : caseNumber(item.leadNumber, item.receivedAt, deciding.session.district),
  merged: item.mergedNumbers.map((number) => caseNumber(number, item.receivedAt, deciding.session.district)),
  latestExtension: item.status === 'with-agency' && item.clock ? latestExtension(item.clock, deciding.calendar) : null,
})
