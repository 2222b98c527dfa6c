import type { Context } from './context.ts'
import { moveAsStaff, optionalWords, type StaffMove } from './make-move.ts'

/**
 * Anyone on the desk says that life, safety, water or power is in danger: hours count from now on.
 * Refused: `too-long`, and what `moveAsStaff` refuses.
 */
export async function markUrgent(context: Context, move: StaffMove, given: { words: string }) {
  const words = optionalWords(given.words)
  if (!words.ok) return words
  return moveAsStaff(context, move, { move: 'mark-urgent', words: words.value })
}
