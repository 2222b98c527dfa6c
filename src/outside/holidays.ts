/** The holidays and make-up days that a new district's calendar begins with. */
import { createRequire } from 'node:module'
import type { LocalDate, SpecialDay } from '../domain/calendar/calendar.ts'

type SpecialDays = {
  readonly holidays: Readonly<Record<LocalDate, string>>
  readonly workdays: SpecialDays['holidays']
}

/**
 * Every holiday and make-up working day that the package knows, as rows. Its table is read instead of its functions,
 * which answer for the day before when the machine's clock is west of Greenwich.
 */
export function chineseHolidays(): (SpecialDay & { date: LocalDate })[] {
  const { holidays, workdays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as SpecialDays
  // «National Day,国庆节,3»: the Chinese name stands second.
  const days = (kind: SpecialDay['kind'], named: SpecialDays['holidays']) =>
    Object.entries(named).map(([date, names]) => ({ date, kind, name: names.split(',')[1] ?? '' }))
  return [...days('holiday', holidays), ...days('make-up', workdays)]
}
