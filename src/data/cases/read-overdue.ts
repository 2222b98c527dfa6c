/** What the public overdue list shows: schema `disclosed` alone. */
import { sql } from 'kysely'
import type { LocalDate, SpecialDay, WorkingCalendar } from '../../domain/calendar/calendar.ts'
import { defaultRules } from '../../domain/rules/rule-set.ts'
import type { Db } from '../db.ts'

export type OverdueCase = {
  readonly number: number
  readonly receivedAt: Date
  readonly townName: string | null
  /** The agency, when the next step is its own. */
  readonly agencyName: string | null
  readonly status: 'received' | 'accepted' | 'with-agency' | 'returned' | 'disputed'
  readonly dueAt: Date
}

/** The cases named as overdue at `now`, the longest overdue first, and how many there are. */
export async function disclosedOverdue(
  site: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<{ cases: OverdueCase[]; count: number }> {
  const rows = await site.rows(sql<OverdueCase & { count: number }>`
    select number, received_at as "receivedAt", town_name as "townName", agency_name as "agencyName", status,
           due_at as "dueAt", (count(*) over ())::integer as count
    from disclosed.overdue where district_id = ${site.district} and due_at <= ${now}
    order by due_at, number limit ${limit}`)
  return { cases: rows, count: rows[0]?.count ?? 0 }
}

/** By what the list counts: the days of the calendar, and after how many working days a case is named. */
export async function disclosedCounting(
  site: Db,
  { day, offsetMinutes }: { day: LocalDate; offsetMinutes: number },
): Promise<{ calendar: WorkingCalendar; listedAfter: number }> {
  const days = await site.rows(sql<SpecialDay & { date: LocalDate }>`
    select date, kind, name from disclosed.calendar_days where district_id = ${site.district}`)
  const [rule] = await site.rows(sql<{ listedAfter: number | null }>`
    select listed_after as "listedAfter" from disclosed.overdue_rules
    where district_id = ${site.district} and valid_from <= ${day} order by valid_from desc limit 1`)
  return {
    calendar: { special: new Map(days.map(({ date, kind, name }) => [date, { kind, name }])), offsetMinutes },
    listedAfter: rule?.listedAfter ?? defaultRules.listOverdueWorkingDays,
  }
}
