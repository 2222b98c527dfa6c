import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** Calls a meeting off, saying why. Refused: what `moveWithWords` refuses. */
export const callOffMeeting = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'call-off-meeting', given)
