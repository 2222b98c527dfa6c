import { sql } from 'kysely'
import type { PointKind, StationKind } from '../../domain/places/place.ts'
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
  point: { id: string; kind: PointKind; name: string; stationId: string; deputyId: string | null },
): Promise<void> {
  await tx.rows(sql`
    insert into points (district_id, id, kind, name, station_id, deputy_id)
    values (${tx.district}, ${point.id}, ${point.kind}, ${point.name}, ${point.stationId}, ${point.deputyId})`)
}

export async function insertAgency(tx: Tx, agency: { id: string; name: string }): Promise<void> {
  await tx.rows(sql`insert into agencies (district_id, id, name) values (${tx.district}, ${agency.id}, ${agency.name})`)
}

export async function insertCode(tx: Tx, code: { code: PublicCode; kind: CodeKind; unitId: string }): Promise<void> {
  await tx.rows(sql`
    insert into codes (district_id, code, kind, unit_id)
    values (${tx.district}, ${code.code}, ${code.kind}, ${code.unitId})`)
}

/** Takes a code out of use; the old page then says where to go. False when there is no such code in use. */
export async function revokeCode(tx: Tx, code: PublicCode, at: Date, replacedBy: PublicCode | null): Promise<boolean> {
  const revoked = await tx.rows(sql`
    update codes set revoked_at = ${at}, replaced_by = ${replacedBy}
    where district_id = ${tx.district} and code = ${code} and revoked_at is null returning code`)
  return revoked.length === 1
}
