import type { LocalDate } from '../domain/calendar/calendar.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, moveWithWords, type StaffMove } from './make-move.ts'

/**
 * The lead agency asks for more time, before the case is due, once, at most the original period again.
 * Refused: `nothing-said`, `too-long`, `extension-too-long`, `extension-too-short`, and what `moveAsStaff` refuses.
 */
export async function askExtension(context: Context, move: StaffMove, given: { until: LocalDate; words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  const { userId } = move.staff
  return moveAsStaff(context, move, { move: 'ask-extension', until: given.until, words: words.value, userId })
}

/** Another person at the office grants it; the resident sees the new day and who granted it. */
export const grantExtension = (context: Context, move: StaffMove) =>
  moveAsStaff(context, move, { move: 'grant-extension' })

/** Or does not, with words. Refused: what `moveWithWords` refuses. */
export const refuseExtension = (context: Context, move: StaffMove, given: { words: string }) =>
  moveWithWords(context, move, 'refuse-extension', given)
