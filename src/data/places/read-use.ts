/**
 * How often codes are used: counts of reports by week, never who or what. A point's reports name it; what is said to a
 * deputy's or a station's own code is known by its first address. Reports that are kept from the deputy or station they
 * are about are not counted, so that a number tells nobody of them.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db.ts'

type Since = { readonly from: Date; readonly lately: Date; readonly offsetMinutes: number }

/** The unit whose code was used, and the hour, of every report since `from` that came by a code. */
const usesSince = (db: Db, from: Date): RawBuilder<unknown> => sql`
  select coalesce(r.point_id, c.deputy_id, c.station_id, c.town_id) as unit_id, r.received_at
  from reports r
  join cases c on c.district_id = r.district_id and c.report_id = r.id and c.continues is null
  where r.district_id = ${db.district} and r.received_at >= ${from} and r.channel in ('web', 'kiosk')
    and (c.recused_id is null or c.recused_kind = 'agency')`

/** For each unit that was spoken to: how often in all and of late, and on which day last, by the district's clock. */
export const usedSince = (db: Db, { from, lately, offsetMinutes }: Since): RawBuilder<unknown> => sql`
  select unit_id, count(*) as used, count(*) filter (where received_at >= ${lately}) as lately,
         ((max(received_at) at time zone 'UTC') + make_interval(mins => ${offsetMinutes}::integer))::date as last_on
  from (${usesSince(db, from)}) uses
  where unit_id is not null
  group by unit_id`

/** Reports by week for one unit, only the weeks that have any; a week is called by its Monday. */
export const weeksOfUnit = (db: Db, unitId: string, since: Since): Promise<{ week: string; reports: number }[]> =>
  db.rows(sql<{ week: string; reports: number }>`
    select date_trunc('week', (received_at at time zone 'UTC') + make_interval(mins => ${since.offsetMinutes}::integer))::date::text
             as week,
           count(*)::integer as reports
    from (${usesSince(db, since.from)}) uses
    where unit_id = ${unitId}
    group by 1 order by 1`)
