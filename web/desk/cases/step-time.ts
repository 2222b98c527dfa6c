/** When a step was taken, in two pieces. Of a resident only the hour is known, and only the hour is said. */
import type { StepReply } from '../../../src/contract/receipts.ts'
import { dayWords, hourWords, instantWords } from '../../../src/words/dates.ts'
import type { Language } from '../../../src/words/language.ts'

export function stepTime(step: Pick<StepReply, 'at' | 'kind' | 'by' | 'continued'>, language: Language) {
  const at = new Date(step.at)
  const day = dayWords(at, language)
  const besideResident = step.kind === 'enter' || step.kind === 'hand-out-receipt'
  const byResident = (step.kind === 'receive' && !step.continued) || step.by.kind === 'resident' || besideResident
  const whole = byResident ? hourWords(at, language) : instantWords(at, language)
  return { day, time: whole.slice(day.length).replace(/^[,\s]+/, '') }
}
