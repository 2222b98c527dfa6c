/** How every act on a place and its codes is made: who may, what changes, and the event that says so, in one transaction. */
import type { Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { renewSubmissionGrounds } from '../data/districts/write.ts'
import { insertEvent } from '../data/events/write.ts'
import { type PlaceNow, placeById, unitName } from '../data/places/read.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import type { Staff } from '../domain/people/actor.ts'
import { mayActOnPlace, type PlaceAct, type PlaceRole, type Standing } from '../domain/places/place-acts.ts'
import { refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'

/** What happened to a place, as its history names it. */
export type PlaceEventKind =
  | 'add-place'
  | 'rename-place'
  | 'move-place'
  | 'locate-place'
  | 'describe-place'
  | 'replace-code'
  | 'revoke-code'

/** Who acts: a person in one of their roles; or the product, for whoever works at the machine itself. */
export type PlaceActor = { readonly role: PlaceRole; readonly userId: string } | { readonly role: 'system' }

export const system: PlaceActor = { role: 'system' }

/** A person who acts on a place, with their reason where they gave one. */
export type ActingOnPlace = { readonly staff: Staff; readonly id: string; readonly words: string }

/**
 * Lets a person act on a place. `work` is given the place as it is now and whoever acts, and writes; its refusal takes
 * everything back. Acts on the places of one district wait for each other, so that none is made on an older state.
 * Refused: `no-such-place`, `not-your-role`; `too-long` for the reason; what `work` refuses.
 */
export async function actOnPlace<Result>(
  context: Context,
  district: District,
  { staff, id, words, act }: ActingOnPlace & { act: PlaceAct },
  work: (tx: Tx, place: PlaceNow, by: PlaceActor, words: string) => Promise<Result>,
) {
  const reason = cleanWords(words)
  if (!reason.ok && reason.refusal === 'too-long') return reason
  return context.database.inTransaction(district.id, async (tx) => {
    await renewSubmissionGrounds(tx)
    const place = await placeById(tx, id)
    if (!place) return refuse('no-such-place')
    const may = mayActOnPlace(act, place, staff)
    if (!may.ok) return may
    return work(tx, place, { role: may.value, userId: staff.userId }, reason.ok ? reason.value : '')
  })
}

/** Writes down what was done to a place, with its name and its office's as they were that day. */
export async function recordOnPlace(
  context: Context,
  tx: Tx,
  place: Standing & { readonly id: string; readonly name: string },
  given: {
    readonly kind: PlaceEventKind
    readonly by: PlaceActor
    readonly words: string
    readonly detail?: EventDetail
  },
): Promise<void> {
  await insertEvent(
    tx,
    sealEvent(context, tx.district, {
      id: context.newId(),
      subjectKind: 'place',
      subjectId: place.id,
      kind: given.kind,
      at: context.now(),
      actorKind: given.by.role,
      actorId: given.by.role === 'system' ? null : given.by.userId,
      fromStatus: null,
      toStatus: null,
      detail: {
        by: await officeName(tx, given.by.role, place),
        place: { kind: place.kind, name: place.name },
        words: given.words,
        ...given.detail,
      },
    }),
  )
}

/** The name of the unit in whose role somebody acts on this place; empty for the product itself. */
function officeName(tx: Tx, role: PlaceActor['role'], place: Standing): Promise<string> {
  const unit = { station: place.stationId, town: place.townId, district: null }
  return role === 'system' ? Promise.resolve('') : unitName(tx, { kind: role, id: unit[role] })
}

/** The name of a unit, or null where there is none: what an event keeps of an owner. */
export const nameOrNull = (tx: Tx, kind: 'station' | 'deputy', id: string | null): Promise<string | null> =>
  id === null ? Promise.resolve(null) : unitName(tx, { kind, id })
