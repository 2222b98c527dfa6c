/** What is in quarantine, for those who look at it first: the stations it was said to, the offices above, auditors. */
import { type RawBuilder, sql } from 'kysely'
import type { DeclineReason } from '../../domain/cases/case.ts'
import { countedAtMost } from '../../domain/cases/to-do.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { dueOrNever } from './order.ts'
import { hasRole, notRecused, unitsOf } from './visible.ts'

export type Quarantined = {
  readonly id: string
  readonly number: number
  readonly receivedAt: Date
  readonly dueAt: Date | null
  /** The beginning of the words. */
  readonly text: string
  readonly pointName: string | null
  readonly deputyName: string | null
  readonly stationName: string | null
  readonly townName: string | null
  readonly declineReason: DeclineReason | null
  readonly declineWords: string | null
}

const textLength = 400

/** The ways to it, one for each kind of unit, each along an index of its own (migrations/0015). */
function ways(staff: Staff): { readonly from: RawBuilder<unknown>; readonly to: RawBuilder<unknown> }[] {
  if (hasRole(staff, 'district') || hasRole(staff, 'auditor'))
    return [{ from: sql`(select) everything`, to: sql`true` }]
  return (['town', 'station'] as const).flatMap((role) => {
    const ids = unitsOf(staff, role)
    const to = sql`c.${sql.ref(`${role}_id`)} = unit`
    return ids.length === 0 ? [] : [{ from: sql`unnest(${ids}::uuid[]) unit`, to }]
  })
}

/** The ids along every way, soonest due first, at most `most` of each; undefined for who has none to look at. */
function inQuarantine(district: number, staff: Staff, most: number): RawBuilder<unknown> | undefined {
  const found = ways(staff).map(
    ({ from, to }) => sql`(
      select found.* from ${from} cross join lateral (
        select c.id, ${dueOrNever} as place, c.number from cases c
        where c.district_id = ${district} and c.status = 'quarantined' and ${notRecused(staff)} and ${to}
        order by ${dueOrNever}, c.number limit ${sql.lit(most)}) found)`,
  )
  return found.length === 0 ? undefined : sql.join(found, sql` union `)
}

/** The first `limit` cases in quarantine that this person is to look at, soonest due first. */
export async function quarantinedCases(db: Db, staff: Staff, limit: number): Promise<Quarantined[]> {
  const found = inQuarantine(db.district, staff, limit)
  if (!found) return []
  return db.rows(sql<Quarantined>`
    with page as materialized (select * from (${found}) found order by place, number limit ${limit})
    select c.id, c.number, r.received_at as "receivedAt", c.due_at as "dueAt",
           left(coalesce(t.text, ''), ${sql.lit(textLength)}) as text, p.name as "pointName", dp.name as "deputyName",
           s.name as "stationName", tn.name as "townName", c.decline_reason as "declineReason",
           c.decline_words as "declineWords"
    from page
    join cases c on c.district_id = ${db.district} and c.id = page.id
    join reports r on r.district_id = c.district_id and r.id = c.report_id
    left join report_contents t on t.district_id = c.district_id and t.report_id = c.report_id
    left join points p on p.district_id = c.district_id and p.id = r.point_id
    left join deputies dp on dp.district_id = c.district_id and dp.id = c.deputy_id
    left join stations s on s.district_id = c.district_id and s.id = c.station_id
    left join towns tn on tn.district_id = c.district_id and tn.id = c.town_id
    order by page.place, page.number`)
}

/** How many there are, up to `countedAtMost` and one, as a value of a select. */
export function countedInQuarantine(district: number, staff: Staff): RawBuilder<unknown> {
  const most = countedAtMost + 1
  const found = inQuarantine(district, staff, most)
  return found ? sql`(select least(count(*), ${sql.lit(most)})::integer from (${found}) found)` : sql`0`
}
