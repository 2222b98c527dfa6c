import type { MeetingAnswer } from '../domain/cases/meeting.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { moveAsStaff, optionalWords, type StaffMove } from './make-move.ts'

/**
 * An agency that is called says that it comes, and who; or asks for another time, and says when it could. Refused:
 * `nothing-said` when it asks for another time without a word, `too-long`, and what `moveAsStaff` refuses.
 */
export async function answerMeeting(
  context: Context,
  move: StaffMove,
  given: { readonly answer: MeetingAnswer; readonly words: string },
) {
  const words = optionalWords(given.words)
  if (!words.ok) return words
  if (given.answer === 'another-time' && words.value === '') return refuse('nothing-said')
  return moveAsStaff(context, move, { move: 'answer-meeting', answer: given.answer, words: words.value })
}
