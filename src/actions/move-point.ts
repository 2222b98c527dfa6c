import type { District } from '../data/districts/read.ts'
import { hasDeputy, isNameTaken, stationById } from '../data/places/read.ts'
import { movePoint as move } from '../data/places/write.ts'
import { mayActOnPlace } from '../domain/places/place-acts.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { type ActingOnPlace, actOnPlace, nameOrNull, recordOnPlace } from './act-on-place.ts'
import type { Context } from './context.ts'

/** Where a point goes: a station, and the deputy there who holds what is said at it. */
export type Owner = { readonly stationId: string; readonly deputyId: string | null }

/**
 * Gives a point to another station or deputy; its code stays, and what is said from now on goes there.
 * Refused: `no-such-station` for one that is not there or not theirs; `no-such-deputy`; `name-taken`; what `actOnPlace`
 * refuses.
 */
export const movePoint = (context: Context, district: District, given: ActingOnPlace & { to: Owner }) =>
  actOnPlace(context, district, { ...given, act: 'move' }, async (tx, place, by, words) => {
    const { stationId, deputyId } = given.to
    const station = await stationById(tx, stationId)
    const there = station && { ...place, stationId, deputyId, townId: station.townId }
    // It must be theirs where it comes from and where it goes to.
    if (!station || !there || !mayActOnPlace('move', there, given.staff).ok) return refuse('no-such-station')
    if (deputyId && !(await hasDeputy(tx, { stationId, deputyId }))) return refuse('no-such-deputy')
    if (await isNameTaken(tx, there)) return refuse('name-taken')
    const from = {
      station: await nameOrNull(tx, 'station', place.stationId),
      deputy: await nameOrNull(tx, 'deputy', place.deputyId),
    }
    await move(tx, { id: place.id, stationId, deputyId })
    const to = { station: station.name, deputy: await nameOrNull(tx, 'deputy', deputyId) }
    await recordOnPlace(context, tx, place, { kind: 'move-place', by, words, detail: { from, to } })
    return allow(place.id)
  })
