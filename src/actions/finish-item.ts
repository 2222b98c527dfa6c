import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/**
 * An agency says that what it agreed to at a meeting is done, with words and perhaps a photo. Refused: `nothing-said`,
 * `too-long`, and what `moveAsStaff` refuses.
 */
export async function finishItem(
  context: Context,
  move: StaffMove,
  given: { readonly item: string; readonly words: string },
) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return moveAsStaff(context, move, { move: 'finish-item', item: given.item, words: words.value })
}
