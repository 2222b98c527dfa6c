import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** An office takes up a closed case again. Refused: what `moveWithWords` refuses. */
export const reopenCase = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'reopen', given)
