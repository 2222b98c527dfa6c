/** Adds the units of a district and gives those that residents can speak to their public code. */

import type { Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { renewSubmissionGrounds } from '../data/districts/write.ts'
import { insertDeputy } from '../data/people/write.ts'
import { stationById } from '../data/places/read.ts'
import { insertAgency, insertCode, insertPoint, insertStation, insertTown } from '../data/places/write.ts'
import type { Standing } from '../domain/places/place-acts.ts'
import type { PublicCode } from '../domain/places/public-code.ts'
import type { NewUnit } from '../domain/places/unit.ts'
import { type PlaceActor, recordOnPlace } from './act-on-place.ts'
import type { Context } from './context.ts'
import { newCode } from './new-code.ts'

/** The new unit's id and public code. */
export type AddedUnit = { readonly id: string; readonly code: PublicCode }

/**
 * Adds a town, station, deputy or point with its code. `by` is written down with it; a district that is only being
 * founded has no history yet, and leaves it out.
 */
export function addUnit(context: Context, district: District, unit: NewUnit, by?: PlaceActor): Promise<AddedUnit> {
  const id = context.newId()
  return context.database.inTransaction(district.id, async (tx) => {
    await renewSubmissionGrounds(tx)
    return { id, code: await addUnitWith(context, tx, district, { id, unit, by }) }
  })
}

/** Adds an agency, which has no code: residents do not speak to it. */
export async function addAgency(context: Context, district: District, agency: { name: string }): Promise<string> {
  const id = context.newId()
  await context.database.inTransaction(district.id, (tx) => insertAgency(tx, { id, name: agency.name }))
  return id
}

/** Adds one unit within a transaction, with a code that is given or drawn, and gives the code. */
export async function addUnitWith(
  context: Context,
  tx: Tx,
  district: District,
  given: { id: string; unit: NewUnit; by: PlaceActor | undefined; code?: PublicCode },
): Promise<PublicCode> {
  const { id, unit, by } = given
  await insertUnit(tx, id, unit)
  const code = given.code ?? (await newCode(context, tx, district))
  await insertCode(tx, { code, kind: unit.kind, unitId: id, at: context.now() })
  if (by) {
    const place = { id, name: unit.name, ...(await standingOf(tx, id, unit)) }
    await recordOnPlace(context, tx, place, { kind: 'add-place', by, words: '', detail: { code } })
  }
  return code
}

/** Where a new unit will stand. */
export async function standingOf(tx: Tx, id: string, unit: NewUnit): Promise<Standing> {
  if (unit.kind === 'town') return { kind: unit.kind, stationId: null, townId: id }
  if (unit.kind === 'station') return { kind: unit.kind, stationId: id, townId: unit.townId }
  const station = await stationById(tx, unit.stationId)
  return { kind: unit.kind, stationId: unit.stationId, townId: station?.townId ?? '' }
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
        coordinates: unit.coordinates ?? null,
      })
  }
}
