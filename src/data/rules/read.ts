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

/** Calendars by what is in them: the same days give the same calendar, whoever changed them and where. */
const known = new Map<string, WorkingCalendar>()
const mostKnown = 100

/**
 * The district's holidays and make-up days with its clock. Hundreds of rows, wanted by every move: they are read again
 * only when their fingerprint, taken by the database each time, is another.
 */
export async function workingCalendar(db: Db): Promise<WorkingCalendar> {
  const { key, offsetMinutes } = await fingerprintOf(db)
  const read = known.get(key)
  if (read) return read
  const days = await db.rows(sql<SpecialDay & { date: LocalDate }>`
    select date, kind, name from calendar_days where district_id = ${db.district}`)
  const special = new Map(days.map(({ date, kind, name }) => [date, { kind, name }]))
  const calendar: WorkingCalendar = { special, offsetMinutes }
  // Changed between the two looks: what was read is right now, but not what the fingerprint stood for.
  if ((await fingerprintOf(db)).key === key) {
    if (known.size >= mostKnown) known.clear()
    known.set(key, calendar)
  }
  return calendar
}

async function fingerprintOf(db: Db): Promise<{ key: string; offsetMinutes: number }> {
  const [row] = await db.rows(sql<{ fingerprint: string; offsetMinutes: number }>`
    select (select concat(count(*), ' ', bit_xor(hashtextextended(date || ' ' || kind || ' ' || name, 0)))
            from calendar_days where district_id = ${db.district}) as fingerprint,
           offset_minutes as "offsetMinutes"
    from districts where id = ${db.district}`)
  const offsetMinutes = row?.offsetMinutes ?? 480
  return { key: `${db.district} ${offsetMinutes} ${row?.fingerprint}`, offsetMinutes }
}

/** The version of what submissions stand on: where codes lead, the rules, the calendar. */
export async function submissionGroundsVersion(db: Db): Promise<number> {
  const [row] = await db.rows(sql<{ version: number }>`
    select version from submission_grounds where district_id = ${db.district}`)
  return row?.version ?? 0
}
