/**
 * Where everything of the invented district lies, so that its map can be shown: towns around a lake, stations around
 * their towns, spots around their stations. The ground is borrowed; no place of these names is there.
 */
import type { Coordinates } from '../../../domain/places/coordinates.ts'
import type { MapLine } from '../../../domain/places/map-line.ts'
import { metresPerDegree } from '../../../domain/places/spot.ts'
import { chanceFrom } from '../fixed-context.ts'

const middle: Coordinates = { latitude: 30.86, longitude: 120.09 }

/** Metres east and north of the middle. */
const townAt: Readonly<Record<string, readonly [east: number, north: number]>> = {
  shanqiao: [0, 0],
  dixi: [3200, 900],
  sangli: [1700, 3600],
  fengdu: [-4300, 5200],
  lingwan: [6100, 5600],
  yunbu: [-6600, 400],
  heting: [6900, -2700],
  liwu: [-3800, -5200],
  weidang: [2900, -5400],
}
const stationWithin = 1200
const spotWithin = 380

const off = ({ latitude, longitude }: Coordinates, east: number, north: number): Coordinates => ({
  latitude: Math.round((latitude + north / metresPerDegree) * 1e5) / 1e5,
  longitude: Math.round((longitude + east / (metresPerDegree * Math.cos((latitude * Math.PI) / 180))) * 1e5) / 1e5,
})

/** Somewhere within so many metres, the same every time for a name. */
function around(from: Coordinates, name: string, within: number): Coordinates {
  const [turn = 0, far = 0] = chanceFrom(`ground ${name}`)(2)
  const angle = (turn / 256) * 2 * Math.PI
  const metres = within * (0.25 + (0.75 * far) / 256)
  return off(from, metres * Math.cos(angle), metres * Math.sin(angle))
}

const townSpot = (town: string): Coordinates => {
  const [east, north] = townAt[town] ?? [0, 0]
  return off(middle, east, north)
}

/** Where a spot of a station lies. The first spot of a station is the station's own door. */
export const spotOf = (town: string, station: string, point: string): Coordinates => {
  const door = around(townSpot(town), station, stationWithin)
  return point.endsWith('-1') ? door : around(door, point, spotWithin)
}

const corner = (spot: Coordinates) => [spot.longitude, spot.latitude] as const
const road = (name: string, towns: readonly string[]): MapLine => ({
  name,
  area: false,
  corners: towns.map((town) => corner(townSpot(town))),
})

/** The background of its map: the lake, a river, and the roads from town to town. */
export const demonstrationLines: readonly MapLine[] = [
  {
    name: '沁湖',
    area: true,
    corners: [
      [-2600, 1500],
      [-1300, 2300],
      [-300, 3100],
      [-900, 4300],
      [-2300, 4100],
      [-3300, 3000],
      [-3400, 2000],
    ].map(([east = 0, north = 0]) => corner(off(middle, east, north))),
  },
  {
    name: '荻溪',
    area: false,
    corners: [
      [-2600, 1500],
      [-900, 700],
      [900, -500],
      [2300, -900],
      [4200, -1900],
      [5200, -4100],
      [8200, -6300],
    ].map(([east = 0, north = 0]) => corner(off(middle, east, north))),
  },
  road('环湖路', ['yunbu', 'fengdu', 'sangli', 'dixi', 'shanqiao', 'yunbu']),
  road('东线', ['sangli', 'lingwan', 'heting', 'weidang', 'shanqiao']),
  road('南线', ['shanqiao', 'liwu', 'weidang']),
]
