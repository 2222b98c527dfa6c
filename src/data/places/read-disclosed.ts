/** What the public pages of deputies, stations and revoked codes show: schema `disclosed` alone. */
import { sql } from 'kysely'
import type { PointKind } from '../../domain/places/place.ts'
import type { PublicCode } from '../../domain/places/public-code.ts'
import type { Db } from '../db.ts'

export type DisclosedStationPage = {
  name: string
  code: string
  address: string
  introduction: string
  receives: string
}

export type DisclosedDeputy = {
  name: string
  code: string
  memberOf: string
  terms: string
  introduction: string
  receives: string
  stationId: string
}

/** The deputy behind a code in use. */
export async function disclosedDeputy(site: Db, code: string): Promise<DisclosedDeputy | undefined> {
  const [found] = await site.rows(sql<DisclosedDeputy>`
    select name, code, member_of as "memberOf", terms, introduction, receives, station_id as "stationId"
    from disclosed.deputies where district_id = ${site.district} and code = ${code}`)
  return found
}

/** A station's own page, by its id; undefined without a code in use. */
export async function disclosedStationPage(site: Db, id: string): Promise<DisclosedStationPage | undefined> {
  const [found] = await site.rows(sql<DisclosedStationPage>`
    select name, code, address, introduction, receives
    from disclosed.station_pages where district_id = ${site.district} and id = ${id} order by code limit 1`)
  return found
}

/** The station a code leads to, in use or not. */
export async function stationOfCode(site: Db, code: string): Promise<string | undefined> {
  const [found] = await site.rows(sql<{ id: string }>`
    select station_id as id from disclosed.station_of_code
    where district_id = ${site.district} and code = ${code}`)
  return found?.id
}

/** The deputies of a station who can be spoken to, in the order of Chinese readers. */
export const deputiesOfStation = (
  site: Db,
  stationId: string,
): Promise<{ name: string; code: string; receives: string }[]> =>
  site.rows(sql<{ name: string; code: string; receives: string }>`
    select distinct on (name collate "zh-x-icu", name, code) name, code, receives
    from disclosed.deputies where district_id = ${site.district} and station_id = ${stationId}
    order by name collate "zh-x-icu", name, code`)

/** The points of a station that can be spoken at. */
export const pointsOfStation = (
  site: Db,
  stationId: string,
): Promise<{ name: string; code: string; kind: PointKind }[]> =>
  site.rows(sql<{ name: string; code: string; kind: PointKind }>`
    select name, code, kind from disclosed.points
    where district_id = ${site.district} and station_id = ${stationId}
    order by name collate "zh-x-icu", code`)

/** The code in use that stands at the end of a chain of replacements; undefined when it ends in a revoked one. */
export async function codeInUseAfter(site: Db, code: PublicCode): Promise<string | undefined> {
  const [found] = await site.rows(sql<{ code: string }>`
    with recursive chain as (
      select code, replaced_by, revoked, 1 as step from disclosed.places
      where district_id = ${site.district} and code = ${code}
      union all
      select next.code, next.replaced_by, next.revoked, chain.step + 1
      from chain join disclosed.places next on next.district_id = ${site.district} and next.code = chain.replaced_by
      where chain.revoked and chain.step < 100)
    select code from chain where not revoked limit 1`)
  return found?.code
}

type Degrees = { latitude: number; longitude: number }

/**
 * Where a code leads on the map: the point itself; for a station or deputy the middle of their station's points, for any
 * other the middle of its district's. Null where no point has coordinates.
 */
export async function hereOfCode(site: Db, code: PublicCode): Promise<Degrees | null> {
  const [found] = await site.rows(sql<Degrees>`
    with own as (select latitude, longitude from disclosed.points where district_id = ${site.district} and code = ${code}),
    around as (
      select avg(latitude) as latitude, avg(longitude) as longitude from disclosed.points
      where district_id = ${site.district} and station_id = (
        select station_id from disclosed.station_of_code where district_id = ${site.district} and code = ${code})),
    whole as (
      select avg(latitude) as latitude, avg(longitude) as longitude from disclosed.points
      where district_id = ${site.district})
    select latitude, longitude
    from (select 1 as narrow, * from own union all select 2, * from around union all select 3, * from whole) as found
    where latitude is not null order by narrow limit 1`)
  return found ?? null
}

/** The points in use that have coordinates, nearest to a spot first where one is given. */
export const locatedPoints = (site: Db, from: Degrees | null, limit: number): Promise<(Degrees & { name: string })[]> =>
  site.rows(sql<Degrees & { name: string }>`
    select name, latitude, longitude from disclosed.points
    where district_id = ${site.district} and latitude is not null
    order by (latitude - ${from?.latitude ?? 0}) ^ 2
             + ((longitude - ${from?.longitude ?? 0}) * cos(radians(latitude))) ^ 2, name
    limit ${limit}`)

/** Whether any point in use has coordinates, so that there is a map at all. */
export async function hasLocatedPoint(site: Db): Promise<boolean> {
  const found = await site.rows(sql`
    select from disclosed.points where district_id = ${site.district} and latitude is not null limit 1`)
  return found.length > 0
}
