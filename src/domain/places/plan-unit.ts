/** What a line about a unit means, given the units that are there. */
import { readName } from '../people/account.ts'
import { allow, refuse } from '../shared/decision.ts'
import { readCoordinates } from './coordinates.ts'
import { findUnit } from './find-unit.ts'
import { pointKinds, stationKinds } from './place.ts'
import type { NewUnit, Unit } from './unit.ts'

/** A unit as somebody wrote it; what they left out is empty. */
export type UnitLine = {
  readonly kind: string
  readonly name: string
  readonly town: string
  readonly station: string
  readonly deputy: string
  readonly type: string
  /** Of a point, in degrees. */
  readonly latitude: string
  readonly longitude: string
}

export const unitKinds = ['town', 'station', 'deputy', 'point', 'agency'] as const
export type UnitKind = (typeof unitKinds)[number]

/** Chinese names of kinds and types, as offices write them in their lists. */
const kindsInChinese: Readonly<Record<string, UnitKind>> = {
  镇街: 'town',
  镇: 'town',
  街道: 'town',
  代表联络站: 'station',
  联络站: 'station',
  人大代表: 'deputy',
  代表: 'deputy',
  点位: 'point',
  办理单位: 'agency',
  单位: 'agency',
}
const typesInChinese: Readonly<Record<string, string>> = {
  中心站: 'central',
  联络站: 'station',
  代表联络站: 'station',
  联络点: 'liaison-point',
  工作室: 'workplace',
  菜场: 'market',
  市场: 'market',
  集市: 'market',
  楼道: 'stairwell',
  楼门: 'stairwell',
  公交站: 'bus-stop',
  一体机: 'kiosk',
  其他: 'other',
}

/** The kind somebody wrote, in either language. */
export const kindOf = (typed: string): UnitKind | undefined =>
  unitKinds.find((kind) => kind === typed.trim()) ?? kindsInChinese[typed.trim()]

/** A unit that could be added: through `addUnit`, or an agency by its name. */
export type Planned = NewUnit | { readonly kind: 'agency'; readonly name: string }

/**
 * What would be added for a line. Refused: `kind-misread`, `name-misread`, `type-misread`, `coordinates-misread`; `town-needed`,
 * `station-needed`; what `findUnit` refuses; `already-there`.
 */
export function planUnit(line: UnitLine, units: readonly Unit[]) {
  const kind = kindOf(line.kind)
  if (!kind) return refuse('kind-misread')
  const name = readName(line.name)
  if (!name.ok) return name
  const planned = planOfKind(kind, name.value, line, units)
  if (!planned.ok) return planned
  return units.some((unit) => isSame(unit, planned.value)) ? refuse('already-there') : planned
}

function planOfKind(kind: UnitKind, name: string, line: UnitLine, units: readonly Unit[]) {
  if (kind === 'town' || kind === 'agency') return allow<Planned & Above>({ kind, name })
  if (kind === 'station') {
    if (line.town === '') return refuse('town-needed')
    const town = findUnit(units, 'town', line.town)
    if (!town.ok) return town
    const stationKind = typeOf(line.type, stationKinds, 'station')
    if (!stationKind) return refuse('type-misread')
    return allow<Planned & Above>({ kind, name, townId: town.value.id, stationKind, townName: town.value.name })
  }
  if (line.station === '') return refuse('station-needed')
  const station = findUnit(units, 'station', line.station, { town: line.town || undefined })
  if (!station.ok) return station
  const above = { stationName: station.value.name, townName: station.value.townName }
  if (kind === 'deputy') return allow<Planned & Above>({ kind, name, stationId: station.value.id, ...above })
  const deputy = line.deputy === '' ? null : findUnit(units, 'deputy', line.deputy, { station: station.value.name })
  if (deputy && !deputy.ok) return deputy
  const pointKind = typeOf(line.type, pointKinds, 'other')
  if (!pointKind) return refuse('type-misread')
  const coordinates = readCoordinates(line)
  if (!coordinates.ok) return coordinates
  const deputyId = deputy ? deputy.value.id : null
  const deputyName = deputy ? deputy.value.name : null
  return allow<Planned & Above>({
    kind,
    name,
    pointKind,
    stationId: station.value.id,
    deputyId,
    coordinates: coordinates.value,
    deputyName,
    ...above,
  })
}

/** The names above a unit, by which it is told from others of its name. */
type Above = {
  readonly townName?: string | null
  readonly stationName?: string | null
  readonly deputyName?: string | null
}

const isSame = (unit: Unit, planned: Planned & Above): boolean =>
  unit.kind === planned.kind &&
  unit.name === planned.name &&
  unit.townName === (planned.townName ?? null) &&
  unit.stationName === (planned.stationName ?? null)

function typeOf<Type extends string>(typed: string, types: readonly Type[], usual: Type): Type | undefined {
  const word = typed.trim()
  if (word === '') return usual
  return types.find((type) => type === word || type === typesInChinese[word])
}
