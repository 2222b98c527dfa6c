/** The moves that people at the desk make: in which group they stand, and what each asks for besides the press. */
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'

export const moveGroups = ['handle', 'talk', 'supervise', 'other'] as const
export type MoveGroup = (typeof moveGroups)[number]

/** `note` is words that may be left out; `sure` is a look at what will happen before it does. */
export type Asked =
  | 'words'
  | 'note'
  | 'files'
  | 'agency'
  | 'one-agency'
  | 'co-handlers'
  | 'outcome'
  | 'reason'
  | 'until'
  | 'lead'
  | 'target'
  | 'meeting'
  | 'sure'

type Row = { readonly group: MoveGroup; readonly asks: readonly Asked[] }

// biome-ignore format: a table is read in columns
const table: Record<StaffMove, Row> = {
  release:            { group: 'handle', asks: [] },
  accept:             { group: 'handle', asks: [] },
  claim:              { group: 'handle', asks: [] },
  'answer-directly':  { group: 'handle', asks: ['words', 'outcome', 'files'] },
  answer:             { group: 'handle', asks: ['words', 'outcome', 'files'] },
  decline:            { group: 'handle', asks: ['sure'] },
  'grant-extension':  { group: 'handle', asks: ['sure'] },
  'give-opinion':     { group: 'handle', asks: ['words', 'files'] },
  fulfil:             { group: 'handle', asks: ['words', 'outcome', 'files'] },
  'hand-over':        { group: 'handle', asks: ['agency', 'co-handlers', 'note'] },
  return:             { group: 'handle', asks: ['words'] },
  pass:               { group: 'handle', asks: ['words'] },
  // Their forms stand in meeting/.
  'answer-meeting':   { group: 'handle', asks: ['meeting'] },
  'finish-item':      { group: 'handle', asks: ['meeting'] },
  'conclude-meeting': { group: 'handle', asks: ['meeting'] },
  'call-meeting':     { group: 'handle', asks: ['meeting'] },
  'call-off-meeting': { group: 'other', asks: ['words'] },
  'ask-extension':    { group: 'handle', asks: ['until', 'words'] },
  'refuse-extension': { group: 'handle', asks: ['words'] },
  ask:                { group: 'talk', asks: ['words', 'files'] },
  message:            { group: 'talk', asks: ['words', 'files'] },
  relay:              { group: 'talk', asks: ['words', 'files'] },
  urge:               { group: 'supervise', asks: [] },
  supervise:          { group: 'supervise', asks: [] },
  'mark-urgent':      { group: 'supervise', asks: ['note'] },
  'recuse-agency':    { group: 'other', asks: ['one-agency', 'words'] },
  'drop-recusal':     { group: 'other', asks: ['words'] },
  'propose-decline':  { group: 'other', asks: ['reason', 'words'] },
  'drop-decline':     { group: 'other', asks: [] },
  merge:              { group: 'other', asks: ['lead'] },
  split:              { group: 'other', asks: ['sure'] },
  transfer:           { group: 'other', asks: ['target', 'words'] },
  reopen:             { group: 'other', asks: ['words'] },
}

export const staffMoves = Object.keys(table) as StaffMove[]

export const isStaffMove = (move: string): move is StaffMove => Object.hasOwn(table, move)

export const groupOf = (move: StaffMove): MoveGroup => table[move].group

/** What the form of a move asks for. Empty: the press is all. */
export const asksOf = (move: StaffMove): readonly Asked[] => table[move].asks

/** The moves a person can make now, in the server's order, the likeliest first. */
export const staffMovesOf = (row: Pick<CaseRowReply, 'moves'>): StaffMove[] => row.moves.filter(isStaffMove)

/** Up to so many moves stand as buttons of their own; the others are in the menu. */
const shownAtOnce = 3

/** The moves that get a button of their own: the next steps, talking, and urging those whose step it is. */
export const firstMovesOf = (row: Pick<CaseRowReply, 'moves'>): StaffMove[] =>
  [...staffMovesOf(row).filter(comesFirst), ...staffMovesOf(row).filter((move) => leftOver.includes(move))].slice(
    0,
    shownAtOnce,
  )

const comesFirst = (move: StaffMove) => groupOf(move) === 'handle' || groupOf(move) === 'talk' || move === 'urge'

/** What is left to do with a case that is closed or merged. */
const leftOver: readonly StaffMove[] = ['split', 'reopen']

/** The next step, if there is one: what a row of a list offers as its button. */
export const nextStepOf = (row: Pick<CaseRowReply, 'moves'>): StaffMove | undefined =>
  firstMovesOf(row).find((move) => groupOf(move) === 'handle')
