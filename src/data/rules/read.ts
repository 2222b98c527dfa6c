/** The rules and the calendar in force. */
import { sql } from 'kysely'
import type { LocalDate, SpecialDay, WorkingCalendar } from '../../domain/calendar/calendar.ts'
import { defaultRules, type RuleSet } from '../../domain/rules/rule-set.ts'
import type { Db } from '../db.ts'

/** The rule set in force at `now`; a rule that a stored set does not name has its default. */
export async function rulesAt(db: Db, now: Date): Promise<RuleSet> {
  const [row] = await db.rows(sql<{ rules: Partial<RuleSet> }>`
    select r.rules from rule_sets r
    join districts d on d.id = r.district_id
    where r.district_id = ${db.district}
      and r.valid_from <= (${now}::timestamptz at time zone 'UTC' + make_interval(mins => d.offset_minutes))::date
    order by r.valid_from desc limit 1`)
  return { ...defaultRules, ...row?.rules }
}

/** The district's holidays and make-up days with its clock. */
export async function workingCalendar(db: Db): Promise<WorkingCalendar> {
  const days = await db.rows(sql<SpecialDay & { date: LocalDate }>`
    select date, kind, name from calendar_days where district_id = ${db.district}`)
  const [district] = await db.rows(sql<{ offsetMinutes: number }>`
    select offset_minutes as "offsetMinutes" from districts where id = ${db.district}`)
  return {
    special: new Map(days.map(({ date, kind, name }) => [date, { kind, name }])),
    offsetMinutes: district?.offsetMinutes ?? 480,
  }
}
