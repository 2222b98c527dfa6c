import { sql } from 'kysely'
import type { LocalDate, SpecialDay } from '../../domain/calendar/calendar.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Tx } from '../db.ts'

export async function insertDistrict(
  tx: Tx,
  district: { prefix: string; name: string; host: string | null; isDemonstration: boolean; origin: string },
): Promise<void> {
  await tx.rows(sql`
    insert into districts (id, prefix, name, host, is_demonstration, origin)
    values (${tx.district}, ${district.prefix}, ${district.name}, ${district.host}, ${district.isDemonstration},
            ${district.origin})`)
}

export async function insertRuleSet(tx: Tx, validFrom: LocalDate, rules: RuleSet): Promise<void> {
  await tx.rows(sql`
    insert into rule_sets (district_id, valid_from, rules)
    values (${tx.district}, ${validFrom}, ${JSON.stringify(rules)}::jsonb)`)
}

/** Rules in force from a day on, in place of what was set for that day. */
export async function putRuleSet(tx: Tx, validFrom: LocalDate, rules: RuleSet): Promise<void> {
  await tx.rows(sql`
    insert into rule_sets (district_id, valid_from, rules)
    values (${tx.district}, ${validFrom}, ${JSON.stringify(rules)}::jsonb)
    on conflict (district_id, valid_from) do update set rules = excluded.rules`)
}

/** Rules that are not in force yet, taken back. */
export async function deleteRuleSet(tx: Tx, validFrom: LocalDate): Promise<void> {
  await tx.rows(sql`delete from rule_sets where district_id = ${tx.district} and valid_from = ${validFrom}`)
}

export async function insertCalendarDays(tx: Tx, days: readonly (SpecialDay & { date: LocalDate })[]): Promise<void> {
  await tx.rows(sql`
    insert into calendar_days (district_id, date, kind, name)
    select ${tx.district}, day.date, day.kind, day.name
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as day(date date, kind text, name text)`)
}

/** Makes a day a holiday or a make-up working day, whatever it was. */
export async function putCalendarDay(tx: Tx, day: SpecialDay & { date: LocalDate }): Promise<void> {
  await tx.rows(sql`
    insert into calendar_days (district_id, date, kind, name)
    values (${tx.district}, ${day.date}, ${day.kind}, ${day.name})
    on conflict (district_id, date) do update set kind = excluded.kind, name = excluded.name`)
}

/** Makes a day an ordinary one again. */
export async function deleteCalendarDay(tx: Tx, date: LocalDate): Promise<void> {
  await tx.rows(sql`delete from calendar_days where district_id = ${tx.district} and date = ${date}`)
}

/**
 * Counts up what submissions stand on, so that programs read it again. Belongs into every transaction that changes where
 * a code leads, the rules or the calendar.
 */
export async function renewSubmissionGrounds(tx: Tx): Promise<void> {
  await tx.rows(sql`
    insert into submission_grounds as grounds (district_id, version) values (${tx.district}, 1)
    on conflict (district_id) do update set version = grounds.version + 1`)
}
