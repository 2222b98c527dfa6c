import type { DeclineReason } from '../domain/cases/case.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/**
 * One person proposes not to take a case on, with a class of reason and words telling where to go instead.
 * Refused: `nothing-said`, `too-long`, and what `moveAsStaff` refuses.
 */
export async function proposeDecline(
  context: Context,
  move: StaffMove,
  given: { reason: DeclineReason; words: string },
) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  const { userId } = move.staff
  return moveAsStaff(context, move, { move: 'propose-decline', reason: given.reason, words: words.value, userId })
}

/** Another person confirms it; the resident is told and may appeal once. Refused: what `moveAsStaff` refuses. */
export const confirmDecline = (context: Context, move: StaffMove) =>
  moveAsStaff(context, move, { move: 'decline', userId: move.staff.userId })

/** The proposal is dropped, and the case goes on. Refused: what `moveAsStaff` refuses. */
export const dropDecline = (context: Context, move: StaffMove) => moveAsStaff(context, move, { move: 'drop-decline' })
