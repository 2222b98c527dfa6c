import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** The deputy or station adds words of its own to an answer. Refused: what `moveWithWords` refuses. */
export const relayAnswer = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'relay', given)
