import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** Asks the resident something; the clock stands still until the answer, or ten working days in all. Refused: what `moveWithWords` refuses. */
export const askResident = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'ask', given)
