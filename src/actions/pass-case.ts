import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/**
 * A deputy gives a case to the station, a station to the town, a town to the district.
 * Refused: `nothing-said`, `too-long`, and what `moveAsStaff` refuses.
 */
export async function passCase(context: Context, move: StaffMove, given: { words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return moveAsStaff(context, move, { move: 'pass', words: words.value })
}
