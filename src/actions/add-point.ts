import type { District } from '../data/districts/read.ts'
import { renewSubmissionGrounds } from '../data/districts/write.ts'
import { hasDeputy, isNameTaken } from '../data/places/read.ts'
import { readName } from '../domain/people/account.ts'
import type { Staff } from '../domain/people/actor.ts'
import type { Coordinates } from '../domain/places/coordinates.ts'
import type { PointKind } from '../domain/places/place.ts'
import { mayActOnPlace } from '../domain/places/place-acts.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { type AddedUnit, addUnitWith, standingOf } from './add-unit.ts'
import type { Context } from './context.ts'

export type NewPoint = {
  readonly name: string
  readonly type: PointKind
  readonly stationId: string
  readonly deputyId: string | null
  readonly coordinates: Coordinates | null
}

/**
 * Somebody at the desk adds a point with its code.
 * Refused: `name-misread`; `no-such-station` for a station that is not theirs; `no-such-deputy` when the deputy is not of
 * that station; `name-taken`; `not-your-role`.
 */
export function addPoint(context: Context, district: District, given: { staff: Staff; point: NewPoint }) {
  const { staff, point } = given
  const name = readName(point.name)
  if (!name.ok) return Promise.resolve(name)
  const id = context.newId()
  return context.database.inTransaction(district.id, async (tx) => {
    await renewSubmissionGrounds(tx)
    const { stationId, deputyId, coordinates } = point
    const unit = { kind: 'point', name: name.value, pointKind: point.type, stationId, deputyId, coordinates } as const
    const standing = await standingOf(tx, id, unit)
    const may = mayActOnPlace('add', standing, staff)
    if (!may.ok) return may.refusal === 'no-such-place' ? refuse('no-such-station') : may
    if (standing.townId === '') return refuse('no-such-station')
    if (deputyId && !(await hasDeputy(tx, { stationId, deputyId }))) return refuse('no-such-deputy')
    if (await isNameTaken(tx, { ...standing, id, name: name.value })) return refuse('name-taken')
    const by = { role: may.value, userId: staff.userId }
    return allow<AddedUnit>({ id, code: await addUnitWith(context, tx, district, { id, unit, by }) })
  })
}
