/** Places as the desk lists them, by who looks: with their owner, their code, where they are, and how often they are used. */
import { type RawBuilder, sql } from 'kysely'
import type { EventDetail } from '../../domain/loop/event.ts'
import type { ActingRole, Staff } from '../../domain/people/actor.ts'
import type { PageTexts } from '../../domain/places/place-page.ts'
import type { CodeKind } from '../../domain/places/public-code.ts'
import type { Db } from '../db.ts'
import { usedSince } from './read-use.ts'

/** A place with the names above it. */
export type PlaceRow = {
  kind: CodeKind
  id: string
  name: string
  /** What kind of station or point it is. */
  type: string | null
  townId: string
  townName: string
  stationId: string | null
  stationName: string | null
  deputyId: string | null
  deputyName: string | null
  latitude: number | null
  longitude: number | null
  /** The code in use, and when it came into use where that is known. */
  code: string | null
  madeAt: Date | null
  /** Reports said to it in the weeks that are counted, and in the last four of them. */
  used: number
  usedLately: number
  lastUsedOn: string | null
}

export type PlaceFilter = {
  readonly kind?: CodeKind | undefined
  readonly type?: string | undefined
  readonly townId?: string | undefined
  readonly stationId?: string | undefined
  /** Part of a name of the place, its deputy, station or town; or its code. */
  readonly search?: string | undefined
  readonly state?: 'silent' | 'without-code' | 'not-located' | undefined
  readonly ids?: readonly string[] | undefined
}

/** From when use is counted, from when it counts as of late, and since when a silent code has said nothing. */
export type UseTimes = {
  readonly from: Date
  readonly lately: Date
  readonly silentSince: Date
  readonly offsetMinutes: number
}

const units = (staff: Pick<Staff, 'memberships'>, role: 'station' | 'town'): string[] =>
  staff.memberships.flatMap((one) => (one.role === role && one.unitId ? [one.unitId] : []))

/** The places of this person's units; `placeRolesOf` says the same of one place. */
const seenBy = (staff: Pick<Staff, 'memberships'>): RawBuilder<unknown> =>
  staff.memberships.some(({ role }) => role === 'district')
    ? sql`true`
    : sql`(place.town_id = any(${units(staff, 'town')}::uuid[]) or place.station_id = any(${units(staff, 'station')}::uuid[]))`

const everyPlace = (district: number): RawBuilder<unknown> => sql`
  select 'point' as kind, p.id, p.name, p.kind as type, s.town_id, p.station_id, p.deputy_id, p.latitude, p.longitude
  from points p join stations s on s.district_id = p.district_id and s.id = p.station_id
  where p.district_id = ${district}
  union all
  select 'deputy', d.id, d.name, null, s.town_id, d.station_id, null, null, null
  from deputies d join stations s on s.district_id = d.district_id and s.id = d.station_id
  where d.district_id = ${district}
  union all
  select 'station', id, name, kind, town_id, id, null, null, null from stations where district_id = ${district}
  union all
  select 'town', id, name, null, id, null, null, null, null from towns where district_id = ${district}`

/** Places with everything a row of the list tells, before they are narrowed. */
const told = (db: Db, staff: Pick<Staff, 'memberships'>): RawBuilder<unknown> => sql`
  select place.kind, place.id, place.name, place.type, place.town_id as "townId", t.name as "townName",
         place.station_id as "stationId", s.name as "stationName", place.deputy_id as "deputyId", d.name as "deputyName",
         place.latitude, place.longitude, c.code, c.made_at as "madeAt",
         coalesce(used.used, 0)::integer as used, coalesce(used.lately, 0)::integer as "usedLately",
         used.last_on::text as "lastUsedOn"
  from (${everyPlace(db.district)}) place
  join towns t on t.district_id = ${db.district} and t.id = place.town_id
  left join stations s on s.district_id = ${db.district} and s.id = place.station_id and place.kind <> 'station'
  left join deputies d on d.district_id = ${db.district} and d.id = place.deputy_id
  left join lateral (
    select c.code, c.made_at from codes c
    where c.district_id = ${db.district} and c.unit_id = place.id and c.kind = place.kind and c.revoked_at is null
    order by c.code limit 1) c on true
  left join used on used.unit_id = place.id
  where ${seenBy(staff)}`

const isSilent = (times: UseTimes): RawBuilder<unknown> => sql`
  (place.code is not null and coalesce(place."madeAt", '-infinity') < ${times.silentSince}
   and coalesce(place."lastUsedOn"::date, '-infinity') < ${times.silentSince}::timestamptz)`

/** A word of a search as a pattern: its own % and _ mean themselves. */
const pattern = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`

function narrowed(filter: PlaceFilter, times: UseTimes): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (filter.kind) conditions.push(sql`place.kind = ${filter.kind}`)
  if (filter.type) conditions.push(sql`place.type = ${filter.type}`)
  if (filter.townId) conditions.push(sql`place."townId" = ${filter.townId}`)
  if (filter.stationId) conditions.push(sql`place."stationId" = ${filter.stationId}`)
  if (filter.ids) conditions.push(sql`place.id = any(${[...filter.ids]}::uuid[])`)
  if (filter.state === 'silent') conditions.push(isSilent(times))
  if (filter.state === 'without-code') conditions.push(sql`place.code is null`)
  if (filter.state === 'not-located') conditions.push(sql`(place.kind = 'point' and place.latitude is null)`)
  for (const word of (filter.search ?? '').split(/\s+/).filter(Boolean))
    conditions.push(sql`
      concat_ws(' ', place.name, place."deputyName", place."stationName", place."townName", place.code)
        ilike ${pattern(word)}`)
  return sql.join(conditions, sql` and `)
}

/** The places this person keeps, as the filter narrows them, in the order of Chinese readers. */
export const placesFor = (
  db: Db,
  staff: Pick<Staff, 'memberships'>,
  given: { filter: PlaceFilter; times: UseTimes; limit: number; offset: number },
): Promise<PlaceRow[]> =>
  db.rows(sql<PlaceRow>`
    with used as (${usedSince(db, given.times)})
    select * from (${told(db, staff)}) place
    where ${narrowed(given.filter, given.times)}
    order by "townName" collate "zh-x-icu", coalesce("stationName", case when kind = 'station' then name end)
               collate "zh-x-icu" nulls first,
             array_position(array['town', 'station', 'deputy', 'point'], kind), name collate "zh-x-icu", id
    limit ${given.limit} offset ${given.offset}`)

export type PlaceCounts = { found: number; all: number; silent: number; withoutCode: number; notLocated: number }

/** How many places there are for this person, and how many need somebody. */
export async function countPlaces(
  db: Db,
  staff: Pick<Staff, 'memberships'>,
  given: { filter: PlaceFilter; times: UseTimes },
): Promise<PlaceCounts> {
  const [counts] = await db.rows(sql<PlaceCounts>`
    with used as (${usedSince(db, given.times)})
    select count(*) filter (where ${narrowed(given.filter, given.times)})::integer as found,
           count(*)::integer as "all",
           count(*) filter (where ${isSilent(given.times)})::integer as silent,
           count(*) filter (where place.code is null)::integer as "withoutCode",
           count(*) filter (where place.kind = 'point' and place.latitude is null)::integer as "notLocated"
    from (${told(db, staff)}) place`)
  return counts ?? { found: 0, all: 0, silent: 0, withoutCode: 0, notLocated: 0 }
}

export type CodeRow = {
  code: string
  madeAt: Date | null
  revokedAt: Date | null
  replacedBy: string | null
}

/** Every code a place ever had, the one in use first. */
export const codesOfPlace = (db: Db, id: string): Promise<CodeRow[]> =>
  db.rows(sql<CodeRow>`
    select code, made_at as "madeAt", revoked_at as "revokedAt", replaced_by as "replacedBy" from codes
    where district_id = ${db.district} and unit_id = ${id}
    order by revoked_at desc nulls first, code`)

export type PlaceEvent = {
  id: string
  kind: string
  at: Date
  actorKind: ActingRole
  actorName: string | null
  detail: EventDetail | null
}

/** What was done to a place, the latest first. */
export const historyOfPlace = (db: Db, id: string): Promise<PlaceEvent[]> =>
  db.rows(sql<PlaceEvent>`
    select e.id, e.kind, e.at, e.actor_kind as "actorKind", u.name as "actorName", c.detail
    from events e
    left join event_contents c on c.district_id = e.district_id and c.event_id = e.id
    left join users u on u.district_id = e.district_id and u.id = e.actor_id
    where e.district_id = ${db.district} and e.subject_id = ${id} and e.subject_kind = 'place'
    order by e.seq desc
    limit 200`)

/** What the page of a deputy or a station says; undefined for a place of another kind. */
export async function pageTextsOfPlace(db: Db, id: string): Promise<PageTexts | undefined> {
  const [texts] = await db.rows(sql<PageTexts>`
    select member_of as "memberOf", terms, '' as address, introduction, receives from deputies
    where district_id = ${db.district} and id = ${id}
    union all
    select '', '', address, introduction, receives from stations
    where district_id = ${db.district} and id = ${id}`)
  return texts
}

/** The stations and deputies this person's points can belong to. */
export const ownersFor = (db: Db, staff: Pick<Staff, 'memberships'>): Promise<OwnerRow[]> =>
  db.rows(sql<OwnerRow>`
    select place.kind, place.id, place.name, place.station_id as "stationId", place.town_id as "townId",
           t.name as "townName"
    from (${everyPlace(db.district)}) place
    join towns t on t.district_id = ${db.district} and t.id = place.town_id
    where place.kind in ('station', 'deputy') and ${seenBy(staff)}
    order by t.name collate "zh-x-icu", place.name collate "zh-x-icu", place.id`)

export type OwnerRow = {
  kind: 'station' | 'deputy'
  id: string
  name: string
  stationId: string
  townId: string
  townName: string
}

/** What stands on a printed sheet. */
export type SheetRow = {
  kind: CodeKind
  id: string
  name: string
  townId: string
  townName: string
  stationId: string | null
  stationName: string | null
  deputyName: string | null
  receives: string
  code: string | null
}

/** These places as they are printed. Whose they are is asked of each. */
export const sheetTexts = (db: Db, ids: readonly string[]): Promise<SheetRow[]> =>
  db.rows(sql<SheetRow>`
    select place.kind, place.id, place.name, place.town_id as "townId", t.name as "townName",
           place.station_id as "stationId", s.name as "stationName", d.name as "deputyName",
           coalesce(nullif(d.receives, ''), s.receives, '') as receives,
           (select min(c.code) from codes c
            where c.district_id = ${db.district} and c.unit_id = place.id and c.kind = place.kind
              and c.revoked_at is null) as code
    from (${everyPlace(db.district)}) place
    join towns t on t.district_id = ${db.district} and t.id = place.town_id
    left join stations s on s.district_id = ${db.district} and s.id = place.station_id
    left join deputies d on d.district_id = ${db.district} and d.id = coalesce(place.deputy_id, case place.kind when 'deputy' then place.id end)
    where place.id = any(${[...ids]}::uuid[])`)
