/** A spot somebody points at on a map: how it is told in words, and how it stands in the words of a report's place. */
import type { Coordinates } from './coordinates.ts'

export const directions = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
export type Direction = (typeof directions)[number]

/** Metres in a degree of latitude (WGS 84, at 31° north; it varies by less than 1 % over the country). */
export const metresPerDegree = 110_900

/** To the fourth decimal, about ten metres: enough to find it, and no more than somebody standing there would show. */
export const roundedSpot = ({ latitude, longitude }: Coordinates): Coordinates => ({
  latitude: Math.round(latitude * 1e4) / 1e4,
  longitude: Math.round(longitude * 1e4) / 1e4,
})

/** From one spot to another on ground as small as a district, in metres east and north. */
export function stepsTo(from: Coordinates, to: Coordinates): { readonly east: number; readonly north: number } {
  const narrowing = Math.cos((((from.latitude + to.latitude) / 2) * Math.PI) / 180)
  return {
    east: (to.longitude - from.longitude) * metresPerDegree * narrowing,
    north: (to.latitude - from.latitude) * metresPerDegree,
  }
}

/** Metres between two spots, over flat ground. */
export function metresBetween(from: Coordinates, to: Coordinates): number {
  const { east, north } = stepsTo(from, to)
  return Math.hypot(east, north)
}

/** In which of eight directions one sees `to` from `from`. */
export function directionTo(from: Coordinates, to: Coordinates): Direction {
  const { east, north } = stepsTo(from, to)
  const eighth = Math.round(Math.atan2(east, north) / (Math.PI / 4))
  return directions[(eighth + 8) % 8] as Direction
}

/** The nearest of some places to a spot, with how far and in which direction from it the spot lies. */
export function nearestTo<Place extends Coordinates>(
  spot: Coordinates,
  places: readonly Place[],
): { readonly place: Place; readonly metres: number; readonly direction: Direction } | undefined {
  let nearest: Place | undefined
  let metres = Number.POSITIVE_INFINITY
  for (const place of places) {
    const away = metresBetween(place, spot)
    if (away < metres) [nearest, metres] = [place, away]
  }
  return nearest && { place: nearest, metres, direction: directionTo(nearest, spot) }
}

/** A distance as people say it: to ten metres below a hundred, to fifty below a thousand, then to a hundred. */
export function toldMetres(metres: number): number {
  const step = metres < 100 ? 10 : metres < 1000 ? 50 : 100
  return Math.max(10, Math.round(metres / step) * step)
}

const ending = /[（(](-?\d{1,2}\.\d{4})[，,] ?(-?\d{1,3}\.\d{4})[）)]$/

/**
 * A place in words with its spot behind them: «幸福里南门北面约 60 米（24.8012, 113.5967）», in round brackets latitude and
 * longitude in degrees (WGS 84) with four decimals. They are part of what the resident said: given, sealed, shown and
 * erased with it.
 */
export function placeWithSpot(words: string, spot: Coordinates): string {
  const { latitude, longitude } = roundedSpot(spot)
  return `${words}（${latitude.toFixed(4)}, ${longitude.toFixed(4)}）`
}

/** The spot at the end of a place's words; undefined where there is none, or none on the earth. */
export function spotIn(place: string): Coordinates | undefined {
  const [, north, east] = ending.exec(place) ?? []
  if (north === undefined || east === undefined) return undefined
  const spot = { latitude: Number(north), longitude: Number(east) }
  return Math.abs(spot.latitude) <= 90 && Math.abs(spot.longitude) <= 180 ? spot : undefined
}
