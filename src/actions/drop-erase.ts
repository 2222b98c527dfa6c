import type { Context } from './context.ts'
import { optionalWords, type StaffMove } from './make-move.ts'
import { erasingStepAsStaff } from './take-erasing-step.ts'

/**
 * Nothing is erased after all: who asked takes it back, or another person says no.
 * Refused: `too-long`, and what `erasingStepAsStaff` refuses.
 */
export async function dropErase(context: Context, move: Omit<StaffMove, 'uploads'>, given: { words: string }) {
  const words = optionalWords(given.words)
  if (!words.ok) return words
  return erasingStepAsStaff(context, move, { step: 'drop-erase', words: words.value })
}
