import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** A co-handling agency gives its opinion to the lead. Refused: what `moveWithWords` refuses. */
export const giveOpinion = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'give-opinion', given)
