/**
 * What a closed loop is: a matter has a status; it changes only by moves; each move says who may make it, from where,
 * to where and what it needs. Every kind of matter declares one table of moves of this shape. The server asks it before
 * it acts, a screen asks it before it offers a button, and both get the same answer.
 */
import type { ActingRole } from '../people/actor.ts'
import { allow, refuse } from '../shared/decision.ts'

/** One way in which a move can be made. A move with several ways is several rows. */
export type MoveRow<Status extends string, Condition extends string = never> = {
  readonly by: readonly ActingRole[]
  readonly from: readonly Status[]
  readonly to: Status
  /** A named fact about the matter that must hold too. Its name is the refusal when it does not. */
  readonly when?: Condition
}

/** What a move needs besides the press: words, and the like. A form shows these fields. */
export type MoveNeed = 'words' | 'outcome' | 'agency' | 'judgement'

export type MoveRule<Status extends string, Condition extends string = never> = {
  readonly needs: readonly MoveNeed[]
  readonly ways: readonly MoveRow<Status, Condition>[]
}

export type MoveTable<Move extends string, Status extends string, Condition extends string = never> = Readonly<
  Record<Move, MoveRule<Status, Condition>>
>

/**
 * Whether one role may make a move now, and where it leads.
 * Refused: `not-your-role` (no way of this move is theirs), `not-from-this-status`, or the name of a condition that does
 * not hold.
 */
export function canMove<Move extends string, Status extends string, Condition extends string>(
  table: MoveTable<Move, Status, Condition>,
  move: Move,
  role: ActingRole,
  status: Status,
  holds: (condition: Condition) => boolean,
) {
  const mine = table[move].ways.filter((way) => way.by.includes(role))
  if (mine.length === 0) return refuse('not-your-role')
  const here = mine.filter((way) => way.from.includes(status))
  if (here.length === 0) return refuse('not-from-this-status')
  const open = here.find((way) => way.when === undefined || holds(way.when))
  if (open) return allow(open.to)
  return refuse(here[0]?.when as Condition)
}
