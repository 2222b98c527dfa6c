/** Reports that were entered on the desk, and where one can be entered. */
import { type RawBuilder, sql } from 'kysely'
import type { CaseStatus } from '../../domain/cases/moves.ts'
import type { Staff, StaffRole } from '../../domain/people/actor.ts'
import type { CodeKind } from '../../domain/places/public-code.ts'
import type { EnteringRole } from '../../domain/reports/entering.ts'
import type { Db } from '../db.ts'

/** The case of a report that was entered, and who entered it. */
export type EnteredCase = {
  readonly id: string
  readonly number: number
  readonly status: CaseStatus
  readonly receivedAt: Date
  readonly erased: boolean
  readonly enteredAs: EnteringRole
  /** The unit's name that day; empty once what the event held is erased. */
  readonly enteredBy: string
}

/** The first case of an entered report, by the hash of its code; `held` until the transaction ends. */
export async function enteredCase(
  db: Db,
  codeHash: Uint8Array,
  { held }: { held: boolean } = { held: false },
): Promise<EnteredCase | undefined> {
  const [found] = await db.rows(sql<EnteredCase>`
    select c.id, c.number, c.status, r.received_at as "receivedAt", c.erased, e.actor_kind as "enteredAs",
           coalesce(t.detail->>'by', '') as "enteredBy"
    from reports r
    join cases c on c.district_id = r.district_id and c.report_id = r.id
    join events e on e.district_id = c.district_id and e.subject_id = c.id and e.kind = 'enter'
    left join event_contents t on t.district_id = e.district_id and t.event_id = e.id
    where r.district_id = ${db.district} and r.code_hash = ${codeHash}
    order by c.number limit 1 ${held ? sql`for update of c` : sql``}`)
  return found
}

/** How often the receipt of an entered report was handed out. */
export async function countHandings(db: Db, caseId: string): Promise<number> {
  const [row] = await db.rows(sql<{ count: number }>`
    select count(*)::integer as count from events
    where district_id = ${db.district} and subject_id = ${caseId} and kind = 'hand-out-receipt'`)
  return row?.count ?? 0
}

/** Somewhere a report can be entered: a code in use with the names above it. */
export type EntryPlace = {
  kind: CodeKind
  code: string
  name: string
  stationName: string | null
  townName: string
}

const unitsOf = ({ memberships }: Staff, role: StaffRole): string[] =>
  memberships.flatMap((one) => (one.role === role && one.unitId ? [one.unitId] : []))

/** Whether this person may enter for it: `enteringAs` says the same of one address. */
const isTheirs = (staff: Staff): RawBuilder<unknown> =>
  staff.memberships.some(({ role }) => role === 'district')
    ? sql`true`
    : sql`(place.town_id = any(${unitsOf(staff, 'town')}::uuid[])
        or place.station_id = any(${unitsOf(staff, 'station')}::uuid[])
        or place.deputy_id = any(${unitsOf(staff, 'deputy')}::uuid[])
        or (place.deputy_id is null and place.station_id = any(${[...staff.stationIds]}::uuid[])))`

/** Where this person may enter a report: deputies and stations first, then points, in the order of Chinese readers. */
export const placesToEnter = (
  db: Db,
  staff: Staff,
  { search, limit }: { search: string; limit: number },
): Promise<EntryPlace[]> =>
  db.rows(sql<EntryPlace>`
    select place.kind, c.code, place.name, s.name as "stationName", t.name as "townName"
    from (
      select 'town' as kind, id, name, id as town_id, null::uuid as station_id, null::uuid as deputy_id, 2 as rank
      from towns where district_id = ${db.district}
      union all
      select 'station', id, name, town_id, id, null, 1 from stations where district_id = ${db.district}
      union all
      select 'deputy', d.id, d.name, s.town_id, d.station_id, d.id, 0
      from deputies d join stations s on s.district_id = d.district_id and s.id = d.station_id
      where d.district_id = ${db.district}
      union all
      select 'point', p.id, p.name, s.town_id, p.station_id, p.deputy_id, 3
      from points p join stations s on s.district_id = p.district_id and s.id = p.station_id
      where p.district_id = ${db.district}) place
    join codes c on c.district_id = ${db.district} and c.unit_id = place.id and c.kind = place.kind and c.revoked_at is null
    join towns t on t.district_id = ${db.district} and t.id = place.town_id
    left join stations s on s.district_id = ${db.district} and s.id = place.station_id and place.kind <> 'station'
    where ${isTheirs(staff)}
      and concat_ws(' ', place.name, s.name, t.name) ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}
    order by place.rank, t.name collate "zh-x-icu", s.name collate "zh-x-icu" nulls first, place.name collate "zh-x-icu", c.code
    limit ${limit}`)
