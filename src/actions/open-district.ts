import { insertCalendarDays, insertDistrict, insertRuleSet, renewSubmissionGrounds } from '../data/districts/write.ts'
import type { LocalDate, SpecialDay } from '../domain/calendar/calendar.ts'
import { originOf } from '../domain/districts/district.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import type { Context } from './context.ts'

export type NewDistrict = {
  readonly id: number
  readonly prefix: string
  readonly name: string
  readonly host: string | null
  readonly isDemonstration: boolean
  readonly rules: RuleSet
  /** The first day the rules are in force. */
  readonly rulesFrom: LocalDate
  readonly calendar: readonly (SpecialDay & { date: LocalDate })[]
}

/** Opens a tenant with its rules and its calendar of holidays and make-up days. */
export const openDistrict = (context: Context, district: NewDistrict): Promise<void> =>
  context.database.inTransaction(district.id, async (tx) => {
    await insertDistrict(tx, { ...district, origin: originOf(district) })
    await insertRuleSet(tx, district.rulesFrom, district.rules)
    await insertCalendarDays(tx, district.calendar)
    await renewSubmissionGrounds(tx)
  })
