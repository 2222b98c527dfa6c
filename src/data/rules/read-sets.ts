/** The rule sets of a district with their days, the days of one year, and the history of what is kept under rules. */
import { sql } from 'kysely'
import type { LocalDate, SpecialDay } from '../../domain/calendar/calendar.ts'
import { defaultRules, type RuleSet } from '../../domain/rules/rule-set.ts'
import type { Db } from '../db.ts'

export type DatedRules = { readonly validFrom: LocalDate; readonly rules: RuleSet }

/** Every rule set, the latest first; a rule that a stored set does not name has its default. */
export async function ruleSets(db: Db): Promise<DatedRules[]> {
  const rows = await db.rows(sql<{ validFrom: LocalDate; rules: Partial<RuleSet> }>`
    select valid_from as "validFrom", rules from rule_sets
    where district_id = ${db.district} order by valid_from desc`)
  return rows.map(({ validFrom, rules }) => ({ validFrom, rules: { ...defaultRules, ...rules } }))
}

/** The holidays and make-up days of one year, in order. */
export const daysOfYear = (db: Db, year: number): Promise<(SpecialDay & { date: LocalDate })[]> =>
  db.rows(sql<SpecialDay & { date: LocalDate }>`
    select date, kind, name from calendar_days
    where district_id = ${db.district} and date between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    order by date`)

/** The years of which any holiday is known, in order. */
export async function yearsWithHolidays(db: Db): Promise<number[]> {
  const rows = await db.rows(sql<{ year: number }>`
    select distinct extract(year from date)::int as year from calendar_days
    where district_id = ${db.district} and kind = 'holiday' order by 1`)
  return rows.map(({ year }) => year)
}

/** One change of what is kept under rules. */
export type RulesEvent = {
  readonly id: string
  readonly kind: string
  readonly at: Date
  readonly role: string
  readonly who: string | null
  readonly detail: {
    readonly by?: string
    readonly what?: string
    readonly words?: string
    readonly changes?: readonly { readonly name: string; readonly from: string | null; readonly to: string | null }[]
  } | null
}

/** The latest changes of these kinds, the newest first. */
export const historyOfRules = (db: Db, kinds: readonly string[], limit: number): Promise<RulesEvent[]> =>
  db.rows(sql<RulesEvent>`
    select e.id, e.kind, e.at, e.actor_kind as role, u.name as who, c.detail
    from events e
    left join event_contents c on c.district_id = e.district_id and c.event_id = e.id
    left join users u on u.district_id = e.district_id and u.id = e.actor_id
    where e.district_id = ${db.district} and e.subject_kind = 'rules' and e.kind = any(${[...kinds]}::text[])
    order by e.seq desc limit ${limit}`)
