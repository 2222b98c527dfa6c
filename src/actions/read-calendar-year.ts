import { workingCalendar } from '../data/rules/read.ts'
import { wholeYear } from '../domain/calendar/correct.ts'
import { isCalendarFile, readYearCalendar, readYearTable } from '../domain/calendar/read-year.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { chineseHolidays } from '../outside/holidays.ts'
import { decoded, readTable } from '../outside/tables/read-table.ts'
import type { Context } from './context.ts'

/** The years whose holidays came with the program, in order. */
export const offeredYears = (): number[] =>
  [...new Set(chineseHolidays().map(({ date }) => Number(date.slice(0, 4))))].sort((a, b) => a - b)

/**
 * What a year of the calendar would be by a file (CSV, XLSX or iCalendar), or by the data that came with the program
 * where no file is given: every day that is listed, and as ordinary days those that were known and are not listed.
 * Writes nothing. Refused: `no-such-year` where the program has no data of it; `not-text`, `open-quote`,
 * `not-a-workbook`, `table-too-long`, `calendar-columns-missing`, `calendar-lines-misread`; `nothing-in-it` when nothing is of that year.
 */
export async function readCalendarYear(
  context: Context,
  district: number,
  { year, bytes }: { readonly year: number; readonly bytes: Uint8Array | null },
) {
  const listed = bytes ? readFile(bytes) : allow(chineseHolidays().filter(({ date }) => date.startsWith(`${year}-`)))
  if (!listed.ok) return listed
  const ofYear = listed.value.filter(({ date }) => date.startsWith(`${year}-`))
  if (ofYear.length === 0) return refuse(bytes ? 'nothing-in-it' : 'no-such-year')
  return allow(wholeYear(await workingCalendar(context.database.of(district)), year, ofYear))
}

function readFile(bytes: Uint8Array) {
  const text = decoded(bytes)
  if (text !== undefined && isCalendarFile(text)) return readYearCalendar(text)
  const rows = readTable(bytes)
  return rows.ok ? readYearTable(rows.value) : rows
}
