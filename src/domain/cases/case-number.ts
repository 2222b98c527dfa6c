/** What people call a case. */
import { localDate } from '../calendar/calendar.ts'

/** The district's letters, the year it was received in by the district's clock, its number. */
export const caseNumber = (
  number: number,
  receivedAt: Date,
  district: { readonly prefix: string; readonly offsetMinutes: number },
): string => `${district.prefix}-${localDate(receivedAt, district).slice(0, 4)}-${number}`
