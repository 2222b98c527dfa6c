import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/**
 * An agency says in time that a case is not its own; it may not pass it on itself.
 * Refused: `nothing-said`, `too-long`, `return-came-too-late`, and what `moveAsStaff` refuses.
 */
export async function returnCase(context: Context, move: StaffMove, given: { words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return moveAsStaff(context, move, { move: 'return', words: words.value })
}
