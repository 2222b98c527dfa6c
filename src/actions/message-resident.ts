import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** Writes to the resident without stopping the clock. Refused: what `moveWithWords` refuses. */
export const messageResident = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'message', given)
