import type { ErasingWish } from '../domain/cases/case.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import type { StaffMove } from './make-move.ts'
import { erasingStepAsStaff } from './take-erasing-step.ts'

/**
 * One person of the district's office asks that what a report holds be erased, saying whose wish it is and why. The words
 * stay in the log's history once it is erased, so they must not repeat it.
 * Refused: `nothing-said`, `too-long`, and what `erasingStepAsStaff` refuses.
 */
export async function askErase(
  context: Context,
  move: Omit<StaffMove, 'uploads'>,
  given: { wish: ErasingWish; words: string },
) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return erasingStepAsStaff(context, move, { step: 'ask-erase', wish: given.wish, words: words.value })
}
