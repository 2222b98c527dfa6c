import type { Context } from './context.ts'
import { moveWithWords, type StaffMove } from './make-move.ts'

/** A deputy gives a case to the station, a station to the town, a town to the district. Refused: what `moveWithWords` refuses. */
export const passCase = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'pass', given)
