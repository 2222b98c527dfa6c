import { sql } from 'kysely'
import type { Coordinates } from '../../domain/places/coordinates.ts'
import type { PointKind, StationKind } from '../../domain/places/place.ts'
import type { PageTexts } from '../../domain/places/place-page.ts'
import type { CodeKind, PublicCode } from '../../domain/places/public-code.ts'
import type { Tx } from '../db.ts'

export async function insertTown(tx: Tx, town: { id: string; name: string }): Promise<void> {
  await tx.rows(sql`insert into towns (district_id, id, name) values (${tx.district}, ${town.id}, ${town.name})`)
}

export async function insertStation(
  tx: Tx,
  station: { id: string; townId: string; kind: StationKind; name: string },
): Promise<void> {
  await tx.rows(sql`
    insert into stations (district_id, id, town_id, kind, name)
    values (${tx.district}, ${station.id}, ${station.townId}, ${station.kind}, ${station.name})`)
}

export async function insertPoint(
  tx: Tx,
  point: {
    id: string
    kind: PointKind
    name: string
    stationId: string
    deputyId: string | null
    coordinates: Coordinates | null
  },
): Promise<void> {
  await tx.rows(sql`
    insert into points (district_id, id, kind, name, station_id, deputy_id, latitude, longitude)
    values (${tx.district}, ${point.id}, ${point.kind}, ${point.name}, ${point.stationId}, ${point.deputyId},
            ${point.coordinates?.latitude ?? null}, ${point.coordinates?.longitude ?? null})`)
}

export async function insertAgency(tx: Tx, agency: { id: string; name: string }): Promise<void> {
  await tx.rows(sql`insert into agencies (district_id, id, name) values (${tx.district}, ${agency.id}, ${agency.name})`)
}

export async function insertCode(
  tx: Tx,
  code: { code: PublicCode; kind: CodeKind; unitId: string; at: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into codes (district_id, code, kind, unit_id, made_at)
    values (${tx.district}, ${code.code}, ${code.kind}, ${code.unitId}, ${code.at})`)
}

/** Which of these codes stand for something already, in use or not. */
export async function codesTaken(tx: Tx, codes: readonly PublicCode[]): Promise<Set<string>> {
  const taken = await tx.rows(sql<{ code: string }>`
    select code from codes where district_id = ${tx.district} and code = any(${[...codes]}::text[])`)
  return new Set(taken.map(({ code }) => code))
}

/** Takes a code out of use; the old page then says where to go. False when there is no such code in use. */
export async function revokeCode(tx: Tx, code: PublicCode, at: Date, replacedBy: PublicCode | null): Promise<boolean> {
  const revoked = await tx.rows(sql`
    update codes set revoked_at = ${at}, replaced_by = ${replacedBy}
    where district_id = ${tx.district} and code = ${code} and revoked_at is null returning code`)
  return revoked.length === 1
}

const tableOf = { point: sql`points`, deputy: sql`deputies`, station: sql`stations`, town: sql`towns` } as const

/** Gives a place another name. */
export async function renamePlace(tx: Tx, place: { kind: CodeKind; id: string; name: string }): Promise<void> {
  await tx.rows(sql`
    update ${tableOf[place.kind]} set name = ${place.name} where district_id = ${tx.district} and id = ${place.id}`)
}

/** Gives a point to another station, or to one of its deputies. */
export async function movePoint(
  tx: Tx,
  point: { id: string; stationId: string; deputyId: string | null },
): Promise<void> {
  await tx.rows(sql`
    update points set station_id = ${point.stationId}, deputy_id = ${point.deputyId}
    where district_id = ${tx.district} and id = ${point.id}`)
}

/** Says where a point is; null when that is no longer known. */
export async function locatePoint(tx: Tx, id: string, coordinates: Coordinates | null): Promise<void> {
  await tx.rows(sql`
    update points set latitude = ${coordinates?.latitude ?? null}, longitude = ${coordinates?.longitude ?? null}
    where district_id = ${tx.district} and id = ${id}`)
}

/** Keeps what the page of a deputy or a station says. */
export async function describePlace(
  tx: Tx,
  { kind, id, texts }: { kind: 'deputy' | 'station'; id: string; texts: PageTexts },
): Promise<void> {
  const { memberOf, terms, address, introduction, receives } = texts
  const change = {
    deputy: sql`deputies set member_of = ${memberOf}, terms = ${terms}, introduction = ${introduction}, receives = ${receives}`,
    station: sql`stations set address = ${address}, introduction = ${introduction}, receives = ${receives}`,
  }[kind]
  await tx.rows(sql`update ${change} where district_id = ${tx.district} and id = ${id}`)
}
