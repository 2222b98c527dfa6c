/** Where a report can be said. */
import { sql } from 'kysely'
import type { HolderKind } from '../../domain/cases/case.ts'
import type { Address } from '../../domain/places/place.ts'
import type { CodeKind, PublicCode } from '../../domain/places/public-code.ts'
import type { Unit } from '../../domain/places/unit.ts'
import type { Db } from '../db.ts'

/** What a code stands for, and the narrowest unit that will hold what is said there. */
export type AddressOfCode = Address & { kind: CodeKind; revoked: boolean; replacedBy: string | null }

/** Where something said to this code goes; undefined for a code that never was. */
export async function addressOfCode(db: Db, code: PublicCode): Promise<AddressOfCode | undefined> {
  const [found] = await db.rows(sql<AddressOfCode>`
    select c.kind, c.revoked_at is not null as revoked, c.replaced_by as "replacedBy",
           p.id as "pointId",
           case c.kind when 'deputy' then c.unit_id when 'point' then p.deputy_id end as "deputyId",
           s.id as "stationId",
           case c.kind when 'town' then c.unit_id else s.town_id end as "townId"
    from codes c
    left join points p on p.district_id = c.district_id and p.id = c.unit_id and c.kind = 'point'
    left join deputies d on d.district_id = c.district_id and d.id = c.unit_id and c.kind = 'deputy'
    left join stations s on s.district_id = c.district_id
      and s.id = case c.kind when 'station' then c.unit_id when 'point' then p.station_id when 'deputy' then d.station_id end
    where c.district_id = ${db.district} and c.code = ${code}`)
  return found
}

/** A page behind a public code, as everyone may see it (schema `disclosed`). */
export type DisclosedPlace = {
  code: string
  kind: CodeKind
  revoked: boolean
  replacedBy: string | null
  townName: string
  stationName: string | null
  pointName: string | null
  deputyName: string | null
}

export async function disclosedPlace(site: Db, code: PublicCode): Promise<DisclosedPlace | undefined> {
  const [found] = await site.rows(sql<DisclosedPlace>`
    select code, kind, revoked, replaced_by as "replacedBy", town_name as "townName", station_name as "stationName",
           point_name as "pointName", deputy_name as "deputyName"
    from disclosed.places where district_id = ${site.district} and code = ${code}`)
  return found
}

export type DisclosedStation = { name: string; townName: string; code: string; points: number }

/** Every station with its code, in the order of Chinese readers. */
export const disclosedStations = (site: Db): Promise<DisclosedStation[]> =>
  site.rows(sql<DisclosedStation>`
    select name, town_name as "townName", code, points
    from disclosed.stations where district_id = ${site.district}
    order by town_name collate "zh-x-icu", name collate "zh-x-icu"`)

export type DisclosedFigures = { received: number; answered: number; judged: number; solved: number; assisted: number }

export async function disclosedFigures(site: Db): Promise<DisclosedFigures> {
  const [row] = await site.rows(sql<DisclosedFigures>`
    select received, answered, judged, solved, assisted from disclosed.figures where district_id = ${site.district}`)
  return row ?? { received: 0, answered: 0, judged: 0, solved: 0, assisted: 0 }
}

/** The agencies a case can be handed to. */
export const allAgencies = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.rows(sql<{ id: string; name: string }>`
    select id, name from agencies where district_id = ${db.district} order by name collate "zh-x-icu"`)

/** The agency of this id, if there is one. */
export async function agencyById(db: Db, id: string): Promise<{ id: string; name: string } | undefined> {
  const [found] = await db.rows(sql<{ id: string; name: string }>`
    select id, name from agencies where district_id = ${db.district} and id = ${id}`)
  return found
}

/** The name a unit has now; the district's for its own office. */
export async function unitName(db: Db, unit: { kind: HolderKind | 'agency'; id: string | null }): Promise<string> {
  const source = {
    deputy: sql`select name from deputies where district_id = ${db.district} and id = ${unit.id}`,
    station: sql`select name from stations where district_id = ${db.district} and id = ${unit.id}`,
    town: sql`select name from towns where district_id = ${db.district} and id = ${unit.id}`,
    agency: sql`select name from agencies where district_id = ${db.district} and id = ${unit.id}`,
    district: sql`select name from districts where id = ${db.district}`,
  }[unit.kind]
  const [found] = await db.rows(sql<{ name: string }>`${source}`)
  return found?.name ?? ''
}

/** The town of this id, if there is one. */
export async function townById(db: Db, id: string): Promise<{ id: string; name: string } | undefined> {
  const [found] = await db.rows(sql<{ id: string; name: string }>`
    select id, name from towns where district_id = ${db.district} and id = ${id}`)
  return found
}

/** Every town, in the order of Chinese readers. */
export const allTowns = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.rows(sql<{ id: string; name: string }>`
    select id, name from towns where district_id = ${db.district} order by name collate "zh-x-icu"`)

/** Every unit: towns, then stations, deputies, points and agencies, each in the order of Chinese readers. */
export const allUnits = (db: Db): Promise<Unit[]> =>
  db.rows(sql<Unit>`
    select unit.kind, unit.id, unit.name, code.code, unit.type, unit.town as "townName", unit.station as "stationName",
           unit.deputy as "deputyName"
    from (
      select 1 as place, 'town' as kind, id, name, null as type, null as town, null as station, null as deputy
      from towns where district_id = ${db.district}
      union all
      select 2, 'station', s.id, s.name, s.kind, t.name, null, null
      from stations s join towns t on t.district_id = s.district_id and t.id = s.town_id
      where s.district_id = ${db.district}
      union all
      select 3, 'deputy', d.id, d.name, null, t.name, s.name, null
      from deputies d join stations s on s.district_id = d.district_id and s.id = d.station_id
      join towns t on t.district_id = s.district_id and t.id = s.town_id
      where d.district_id = ${db.district}
      union all
      select 4, 'point', p.id, p.name, p.kind, t.name, s.name, d.name
      from points p join stations s on s.district_id = p.district_id and s.id = p.station_id
      join towns t on t.district_id = s.district_id and t.id = s.town_id
      left join deputies d on d.district_id = p.district_id and d.id = p.deputy_id
      where p.district_id = ${db.district}
      union all
      select 5, 'agency', id, name, null, null, null, null from agencies where district_id = ${db.district}
    ) unit
    left join lateral (
      select min(c.code) as code from codes c
      where c.district_id = ${db.district} and c.unit_id = unit.id and c.kind = unit.kind and c.revoked_at is null
    ) code on true
    order by unit.place, unit.town collate "zh-x-icu", unit.station collate "zh-x-icu", unit.name collate "zh-x-icu"`)

/** A place as it is now, with what it belongs to. */
export type PlaceNow = {
  readonly kind: CodeKind
  readonly id: string
  readonly name: string
  readonly townId: string
  readonly stationId: string | null
  readonly deputyId: string | null
  /** Its code in use, if it has one. */
  readonly code: PublicCode | null
}

/** The place of this id, if there is one. */
export async function placeById(db: Db, id: string): Promise<PlaceNow | undefined> {
  const [found] = await db.rows(sql<PlaceNow>`
    select place.*, (
      select min(c.code) from codes c
      where c.district_id = ${db.district} and c.unit_id = place.id and c.kind = place.kind and c.revoked_at is null) as code
    from (
      select 'point' as kind, p.id, p.name, s.town_id as "townId", p.station_id as "stationId", p.deputy_id as "deputyId"
      from points p join stations s on s.district_id = p.district_id and s.id = p.station_id
      where p.district_id = ${db.district} and p.id = ${id}
      union all
      select 'deputy', d.id, d.name, s.town_id, d.station_id, d.id
      from deputies d join stations s on s.district_id = d.district_id and s.id = d.station_id
      where d.district_id = ${db.district} and d.id = ${id}
      union all
      select 'station', id, name, town_id, id, null from stations where district_id = ${db.district} and id = ${id}
      union all
      select 'town', id, name, id, null, null from towns where district_id = ${db.district} and id = ${id}
    ) place`)
  return found
}

/** The station of this id, if there is one. */
export async function stationById(
  db: Db,
  id: string,
): Promise<{ id: string; name: string; townId: string } | undefined> {
  const [found] = await db.rows(sql<{ id: string; name: string; townId: string }>`
    select id, name, town_id as "townId" from stations where district_id = ${db.district} and id = ${id}`)
  return found
}

/** Whether a station has this deputy. */
export async function hasDeputy(db: Db, given: { stationId: string; deputyId: string }): Promise<boolean> {
  const found = await db.rows(sql`
    select from deputies
    where district_id = ${db.district} and station_id = ${given.stationId} and id = ${given.deputyId}`)
  return found.length > 0
}

/** Whether another place of this kind has the name where this one stands: a point or deputy in its station, and so on. */
export async function isNameTaken(
  db: Db,
  place: { kind: CodeKind; id: string; name: string; stationId: string | null; townId: string },
): Promise<boolean> {
  const others = {
    point: sql`points where station_id = ${place.stationId} and`,
    deputy: sql`deputies where station_id = ${place.stationId} and`,
    station: sql`stations where town_id = ${place.townId} and`,
    town: sql`towns where`,
  }[place.kind]
  const found = await db.rows(sql`
    select from ${others} district_id = ${db.district} and name = ${place.name} and id <> ${place.id} limit 1`)
  return found.length > 0
}

/** The place a code stands for, in use or not. */
export async function placeOfPublicCode(db: Db, code: PublicCode): Promise<PlaceNow | undefined> {
  const [found] = await db.rows(sql<{ id: string }>`
    select unit_id as id from codes where district_id = ${db.district} and code = ${code}`)
  return found && placeById(db, found.id)
}

/** The town of every station, as pairs of ids. */
export const stationTowns = async (db: Db): Promise<[station: string, town: string][]> => {
  const stations = await db.rows(sql<{ id: string; townId: string }>`
    select id, town_id as "townId" from stations where district_id = ${db.district}`)
  return stations.map(({ id, townId }) => [id, townId])
}
