/** One thing the doctor found. */
import type { sentences } from '../words.ts'

export type State = 'good' | 'note' | 'warning' | 'missing'
export type Area = keyof typeof sentences.doctor.areas
export type Finding = { readonly area: Area; readonly state: State; readonly text: string }

/** Notes findings of one area. */
export const findingsOf = (area: Area) => {
  const found: Finding[] = []
  const note = (state: State) => (text: string) => {
    found.push({ area, state, text })
  }
  return { found, good: note('good'), note: note('note'), warn: note('warning'), missing: note('missing') }
}
