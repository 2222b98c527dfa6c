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
  /** Where it leads; `as-it-is` for a move that only sets a flag or adds words. */
  readonly to: Status | 'as-it-is'
  /** Named facts about the matter that must hold too. The name of the first that does not is the refusal. */
  readonly when?: readonly Condition[]
}

export type MoveTable<Move extends string, Status extends string, Condition extends string = never> = Readonly<
  Record<Move, readonly MoveRow<Status, Condition>[]>
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
  const mine = table[move].filter((way) => way.by.includes(role))
  if (mine.length === 0) return refuse('not-your-role')
  const here = mine.filter((way) => way.from.includes(status))
  if (here.length === 0) return refuse('not-from-this-status')
  let first: Condition | undefined
  for (const { when, to } of here) {
    const failing = when?.find((condition) => !holds(condition))
    if (failing === undefined) return allow(to === 'as-it-is' ? status : to)
    first ??= failing
  }
  return refuse(first as Condition)
}
