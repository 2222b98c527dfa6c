import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** An agency says in time that a case is not its own; it may not pass it on itself. Refused: what `moveWithWords` refuses. */
export const returnCase = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'return', given)
