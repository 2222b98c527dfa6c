/** Corrections of a calendar: days with what they are from now on. */
import type { LocalDate, SpecialDay, WorkingCalendar } from './calendar.ts'

/** A day as it is from now on; null for an ordinary day. */
export type CorrectedDay = { readonly date: LocalDate; readonly day: SpecialDay | null }

/** The calendar with these days as they are corrected. */
export function withDays(calendar: WorkingCalendar, days: readonly CorrectedDay[]): WorkingCalendar {
  const special = new Map(calendar.special)
  for (const { date, day } of days)
    if (day) special.set(date, day)
    else special.delete(date)
  return { ...calendar, special }
}

/** Of these days the ones that are another thing than before, in order of time. */
export const daysThatChange = (calendar: WorkingCalendar, days: readonly CorrectedDay[]) =>
  days
    .map(({ date, day }) => ({ date, day, before: calendar.special.get(date) ?? null }))
    .filter(({ day, before }) => dayText(day) !== dayText(before))
    .sort((a, b) => (a.date < b.date ? -1 : 1))

/** A day as the history keeps it: `holiday 春节`; null for an ordinary day. */
export const dayText = (day: SpecialDay | null): string | null => day && `${day.kind} ${day.name}`

/** Every day of a year as it should be: those listed as they are, and those known and not listed as ordinary days. */
export function wholeYear(
  calendar: WorkingCalendar,
  year: number,
  listed: readonly (SpecialDay & { readonly date: LocalDate })[],
): CorrectedDay[] {
  const inYear = (date: LocalDate) => date.startsWith(`${year}-`)
  const given = listed.filter(({ date }) => inYear(date))
  const named = new Set(given.map(({ date }) => date))
  return [
    ...given.map(({ date, kind, name }) => ({ date, day: { kind, name } })),
    ...[...calendar.special.keys()]
      .filter((date) => inYear(date) && !named.has(date))
      .map((date) => ({ date, day: null })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1))
}
