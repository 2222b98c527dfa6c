/** Adds the units of a district and gives those that residents can speak to their public code. */

import type { Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { insertDeputy } from '../data/people/write.ts'
import { insertAgency, insertCode, insertPoint, insertStation, insertTown } from '../data/places/write.ts'
import type { PointKind, StationKind } from '../domain/places/place.ts'
import { type CodeKind, type PublicCode, publicCodeFrom } from '../domain/places/public-code.ts'
import type { Context } from './context.ts'

export type NewUnit =
  | { readonly kind: 'town'; readonly name: string }
  | { readonly kind: 'station'; readonly name: string; readonly townId: string; readonly stationKind: StationKind }
  | { readonly kind: 'deputy'; readonly name: string; readonly stationId: string }
  | {
      readonly kind: 'point'
      readonly name: string
      readonly pointKind: PointKind
      readonly stationId: string
      /** The deputy who holds what is said here, instead of the station. */
      readonly deputyId: string | null
    }

/** The new unit's id and public code. */
export type AddedUnit = { readonly id: string; readonly code: PublicCode }

/** Adds a town, station, deputy or point with its code. */
export function addUnit(context: Context, district: District, unit: NewUnit): Promise<AddedUnit> {
  const id = context.newId()
  return context.database.inTransaction(district.id, async (tx) => {
    await insertUnit(tx, id, unit)
    return { id, code: await giveCode(context, tx, district, unit.kind, id) }
  })
}

/** Adds an agency, which has no code: residents do not speak to it. */
export async function addAgency(context: Context, district: District, agency: { name: string }): Promise<string> {
  const id = context.newId()
  await context.database.inTransaction(district.id, (tx) => insertAgency(tx, { id, name: agency.name }))
  return id
}

async function insertUnit(tx: Tx, id: string, unit: NewUnit): Promise<void> {
  switch (unit.kind) {
    case 'town':
      return insertTown(tx, { id, name: unit.name })
    case 'station':
      return insertStation(tx, { id, townId: unit.townId, kind: unit.stationKind, name: unit.name })
    case 'deputy':
      return insertDeputy(tx, { id, stationId: unit.stationId, name: unit.name })
    case 'point':
      return insertPoint(tx, {
        id,
        kind: unit.pointKind,
        name: unit.name,
        stationId: unit.stationId,
        deputyId: unit.deputyId,
      })
  }
}

async function giveCode(context: Context, tx: Tx, district: District, kind: CodeKind, unitId: string) {
  const code = publicCodeFrom(district.prefix, context.randomBytes(4))
  await insertCode(tx, { code, kind, unitId })
  return code
}
