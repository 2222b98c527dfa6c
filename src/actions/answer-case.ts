import { workingCalendar } from '../data/rules/read.ts'
import { type LocalDate, localDate } from '../domain/calendar/calendar.ts'
import type { Outcome } from '../domain/cases/case.ts'
import { refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

export type Answer = { readonly words: string; readonly outcome: Outcome; readonly plannedFor: LocalDate | null }

/** An agency answers. The resident sees it at once. Refused: what `answerWith` refuses. */
export const answerCase = (context: Context, move: StaffMove, answer: Answer) =>
  answerWith(context, move, 'answer', answer)

/** A deputy, station or office answers without an agency. Refused: what `answerWith` refuses. */
export const answerCaseDirectly = (context: Context, move: StaffMove, answer: Answer) =>
  answerWith(context, move, 'answer-directly', answer)

/** What an answer promised was done, or is explained: the same resident is answered again. Refused: as `answerWith`. */
export const fulfilPlan = (context: Context, move: StaffMove, answer: Answer) =>
  answerWith(context, move, 'fulfil', answer)

/**
 * Refused: `nothing-said`, `too-long`; `planned-date-missing` and `planned-date-past` for an answer that promises a
 * plan; and what `moveAsStaff` refuses.
 */
async function answerWith(
  context: Context,
  move: StaffMove,
  kind: 'answer' | 'answer-directly' | 'fulfil',
  answer: Answer,
) {
  const words = cleanWords(answer.words)
  if (!words.ok) return words
  const { outcome } = answer
  const plannedFor = outcome === 'planned' ? answer.plannedFor : null
  if (outcome === 'planned') {
    if (!plannedFor) return refuse('planned-date-missing')
    const calendar = await workingCalendar(context.database.of(move.district))
    if (plannedFor < localDate(context.now(), calendar)) return refuse('planned-date-past')
  }
  return moveAsStaff(context, move, { move: kind, words: words.value, outcome, plannedFor })
}
