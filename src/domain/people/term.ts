/** The days a role counts on: a deputy's term of office, a clerk on loan, or no end at all. */
import type { LocalDate } from '../calendar/calendar.ts'
import { allow, refuse } from '../shared/decision.ts'

/** First and last day, both counted, by the district's clock; null where there is no such end. `data/people/in-force.ts` counts them. */
export type Term = { readonly fromDay: LocalDate | null; readonly untilDay: LocalDate | null }

/** A role without an end. */
export const always: Term = { fromDay: null, untilDay: null }

/** Reads a term. Refused: `term-ends-before-it-begins`. */
export const readTerm = ({ fromDay, untilDay }: Term) =>
  fromDay !== null && untilDay !== null && untilDay < fromDay
    ? refuse('term-ends-before-it-begins')
    : allow<Term>({ fromDay, untilDay })
