/** Who of the cast answers for what: the people who sign in, by the unit they work for. */
import type { StaffRole } from '../../../domain/people/actor.ts'
import { type StationKey, type WholeLogin, wholeCast } from '../district/whole-cast.ts'

/** The login of whoever works for a unit; undefined where nobody signs in for it. */
export const loginOf = (role: StaffRole, unit: string): WholeLogin | undefined =>
  Object.entries(wholeCast.users).find(([, { roles }]) =>
    roles.some((each) => each.role === role && each.unit === unit),
  )?.[0] as WholeLogin | undefined

/** The same, for units that always have someone. */
export function workerOf(role: StaffRole, unit: string): WholeLogin {
  const login = loginOf(role, unit)
  if (!login) throw new Error(`nobody signs in for ${role} ${unit}`)
  return login
}

/** The town's office, or the district's when the same person works at both station and town. */
export function secondPersonOf(station: StationKey): WholeLogin {
  const town = workerOf('town', wholeCast.stations[station]?.town ?? '')
  return town === workerOf('station', station) ? 'qinhu' : town
}

export const stationKeys = Object.keys(wholeCast.stations) as StationKey[]

/** Deputies who sign in, by their station. */
export const deputiesAt = (station: StationKey): string[] =>
  Object.entries(wholeCast.deputies).flatMap(([key, deputy]) =>
    deputy.station === station && loginOf('deputy', key) ? [key] : [],
  )

/** Spots whose words go to the station. */
export const pointsOf = (station: StationKey): string[] =>
  Object.entries(wholeCast.points).flatMap(([key, point]) =>
    point.station === station && point.deputy === null ? [key] : [],
  )
