/**
 * Who may do what to the places of a district (docs/domain-rules.md: a station keeps its points, a town its stations,
 * points and codes, the district all of them). One table; the server and the desk's buttons ask it alike.
 */

import type { Membership, Staff } from '../people/actor.ts'
import { deeds } from '../people/deeds.ts'
import { allow, refuse } from '../shared/decision.ts'
import type { CodeKind } from './public-code.ts'

export const placeActs = [
  'add',
  'rename',
  'move',
  'locate',
  'describe',
  'replace-code',
  'revoke-code',
  'print',
] as const
/** What can be done to a place. `describe` keeps what its page says; `move` gives it to another station or deputy. */
export type PlaceAct = (typeof placeActs)[number]

export const placeRoles = deeds['keep-places']
/** The roles that keep places. */
export type PlaceRole = (typeof placeRoles)[number]

type Kinds = readonly CodeKind[]
const every: Kinds = ['point', 'deputy', 'station', 'town']
const below: Kinds = ['point', 'deputy', 'station']
const pages: Kinds = ['deputy', 'station']
const points: Kinds = ['point']

// biome-ignore format: a table is read in columns
const kindsFor: Readonly<Record<PlaceAct, Readonly<Record<PlaceRole, Kinds>>>> = {
  add:            { station: points, town: below,  district: every },
  rename:         { station: points, town: below,  district: every },
  move:           { station: points, town: points, district: points },
  locate:         { station: points, town: points, district: points },
  describe:       { station: pages,  town: pages,  district: pages },
  'replace-code': { station: points, town: below,  district: every },
  'revoke-code':  { station: points, town: below,  district: every },
  print:          { station: below,  town: below,  district: every },
}

/** Where a place stands: what it is, and the units it belongs to (a station is in itself, a town too). */
export type Standing = { readonly kind: CodeKind; readonly stationId: string | null; readonly townId: string }

/** The roles in which this person has this place before them, the narrowest first. Empty when it is not theirs to see. */
export const placeRolesOf = (place: Standing, { memberships }: Pick<Staff, 'memberships'>): readonly PlaceRole[] =>
  placeRoles.filter((role) => memberships.some((membership) => membership.role === role && covers(membership, place)))

function covers({ role, unitId }: Membership, place: Standing): boolean {
  if (role === 'district') return true
  if (role === 'town') return unitId === place.townId
  return role === 'station' && unitId !== null && unitId === place.stationId
}

/**
 * The role in which this person may do this to the place.
 * Refused: `no-such-place` when they do not see it at all; `not-your-role` when it is for an office above to do.
 */
export function mayActOnPlace(act: PlaceAct, place: Standing, staff: Pick<Staff, 'memberships'>) {
  const roles = placeRolesOf(place, staff)
  if (roles.length === 0) return refuse('no-such-place')
  const role = roles.find((one) => kindsFor[act][one].includes(place.kind))
  return role ? allow(role) : refuse('not-your-role')
}

/** Whether anyone of this role may ever do it to places of this kind. */
export const isForRole = (act: PlaceAct, role: PlaceRole, kind: CodeKind): boolean => kindsFor[act][role].includes(kind)
