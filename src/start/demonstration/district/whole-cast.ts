/** The whole invented district of the demonstration: the core cast and everything that makes it as large as a real one. */
import type { Membership } from '../../../domain/people/actor.ts'
import type { Coordinates } from '../../../domain/places/coordinates.ts'
import type { PointKind, StationKind } from '../../../domain/places/place.ts'
import * as core from '../cast.ts'
import { spotOf } from './ground.ts'
import { moreAgencies, moreDeputies, moreUsers } from './people.ts'
import type { StationOf } from './station.ts'
import { northernStations } from './stations-north.ts'
import { southernStations } from './stations-south.ts'

type Named = { readonly name: string }

/** Units and people of a district by their keys. */
export type Cast = {
  readonly towns: Readonly<Record<string, Named>>
  readonly stations: Readonly<Record<string, Named & { readonly town: string; readonly kind: StationKind }>>
  readonly deputies: Readonly<Record<string, Named & { readonly station: string }>>
  readonly points: Readonly<
    Record<
      string,
      Named & {
        readonly kind: PointKind
        readonly station: string
        readonly deputy: string | null
        readonly coordinates?: Coordinates
      }
    >
  >
  readonly agencies: Readonly<Record<string, Named>>
  readonly users: Readonly<
    Record<string, Named & { readonly roles: readonly { role: Membership['role']; unit: string | null }[] }>
  >
}

/** The small cast that tests and the first stories are about. */
export const coreCast: Cast = {
  ...core,
  users: Object.fromEntries(
    Object.entries(core.users).map(([login, { name, role, unit }]) => [login, { name, roles: [{ role, unit }] }]),
  ),
}

const moreTowns = {
  fengdu: { name: '枫渡镇' },
  lingwan: { name: '菱湾镇' },
  yunbu: { name: '云埠镇' },
  heting: { name: '鹤汀镇' },
  liwu: { name: '栗坞镇' },
  weidang: { name: '苇荡镇' },
  sangli: { name: '桑里街道' },
} as const

const moreStations = { ...northernStations, ...southernStations } as const

/** Places around the stations of the core cast, and the spots it has besides those that tests name. */
const aroundTheCore: Readonly<Record<string, Pick<StationOf, 'estates' | 'streets' | 'villages' | 'points'>>> = {
  dongjie: {
    estates: ['幸福里', '东街新村'],
    streets: ['东街', '桥头路'],
    villages: [],
    points: [
      ['station', '东街代表联络站门厅'],
      ['stairwell', '东街新村 5 幢楼道'],
      ['kiosk', '善桥镇便民服务中心'],
    ],
  },
  beidang: {
    estates: [],
    streets: ['荡口路'],
    villages: ['北荡村', '沈家浜村'],
    points: [
      ['station', '北荡中心站门厅'],
      ['other', '沈家浜村老年活动室'],
      ['bus-stop', '荡口路公交站'],
    ],
  },
  dixi: {
    estates: ['荻溪花园'],
    streets: ['荻溪街', '广场路'],
    villages: [],
    points: [
      ['station', '荻溪中心站门厅'],
      ['market', '荻溪菜场'],
      ['bus-stop', '荻溪小学公交站'],
    ],
  },
  liuan: {
    estates: ['柳岸小区', '柳荫里'],
    streets: ['柳岸路'],
    villages: [],
    points: [
      ['station', '柳岸代表联络站门厅'],
      ['stairwell', '柳荫里 2 幢楼道'],
    ],
  },
}

type Around = Pick<StationOf, 'estates' | 'streets' | 'villages' | 'points'>

/** What people call the places around each station. */
export const around: Readonly<Record<string, Around>> = { ...aroundTheCore, ...moreStations }

const deputyKey = (station: string, index: number): string => `${station}-${index + 1}`

/** Deputies by a key made of their station and a number. */
const numberedDeputies = Object.fromEntries(
  Object.entries(moreDeputies).flatMap(([station, names]) =>
    names.map((name, index) => [deputyKey(station, index), { name, station }]),
  ),
)

/** A deputy's workplace belongs to the first deputy of its station; every other spot to the station. */
const numberedPoints = Object.fromEntries(
  Object.entries(around).flatMap(([station, { points }]) =>
    points.map(([kind, name], index) => {
      const deputy = kind === 'workplace' ? deputyKey(station, 0) : null
      return [`${station}-${index + 1}`, { kind, name, station, deputy }]
    }),
  ),
)

const townOf = (station: string): string =>
  (({ ...coreCast.stations, ...moreStations }) as Cast['stations'])[station]?.town ?? ''

/** Every spot where it lies. */
const located = (points: Cast['points']): Cast['points'] =>
  Object.fromEntries(
    Object.entries(points).map(([key, point]) => [
      key,
      { ...point, coordinates: spotOf(townOf(point.station), point.station, key) },
    ]),
  )

/** Everyone and everything of the demonstration. */
export const wholeCast: Cast = {
  towns: { ...coreCast.towns, ...moreTowns },
  stations: {
    ...coreCast.stations,
    ...Object.fromEntries(
      Object.entries(moreStations).map(([key, { name, town, kind }]) => [key, { name, town, kind }]),
    ),
  },
  deputies: { ...coreCast.deputies, ...numberedDeputies },
  points: located({ ...coreCast.points, ...numberedPoints }),
  agencies: { ...coreCast.agencies, ...moreAgencies },
  users: {
    ...coreCast.users,
    ...Object.fromEntries(
      Object.entries(moreUsers).map(([login, { name, roles }]) => [
        login,
        { name, roles: roles.map(([role, unit]) => ({ role, unit })) },
      ]),
    ),
  },
}

/** Logins of the whole cast, so that a story cannot name anyone who is not there. */
export type WholeLogin = core.Login | keyof typeof moreUsers
export type AgencyKey = keyof typeof core.agencies | keyof typeof moreAgencies
export type TownKey = keyof typeof core.towns | keyof typeof moreTowns
export type StationKey = keyof typeof core.stations | keyof typeof moreStations
