/** From degrees to a drawing and back to metres, for a piece of ground as small as a district. */
import { metresPerDegree } from '../../../src/domain/places/spot.ts'

type Degrees = { readonly latitude: number; readonly longitude: number }

export type Ground = {
  /** Where a place stands in the drawing. */
  readonly at: (place: Degrees) => { readonly x: number; readonly y: number }
  readonly metresPerUnit: number
}

/** No drawing shows less than this, so that one point alone is not shown from a hand's breadth. */
const leastMetres = 800
const margin = 0.1

/** The drawing that shows all of these places, north up, the same scale both ways. */
export function groundOf(
  places: readonly Degrees[],
  size: { readonly width: number; readonly height: number },
): Ground {
  const latitudes = places.map(({ latitude }) => latitude)
  const longitudes = places.map(({ longitude }) => longitude)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 }
  const narrowing = Math.cos((middle.latitude * Math.PI) / 180)
  const metres = {
    width: Math.max(leastMetres, (east - west) * metresPerDegree * narrowing),
    height: Math.max(leastMetres / 2, (north - south) * metresPerDegree),
  }
  const metresPerUnit = Math.max(
    metres.width / (size.width * (1 - 2 * margin)),
    metres.height / (size.height * (1 - 2 * margin)),
  )
  return {
    metresPerUnit,
    at: ({ latitude, longitude }) => ({
      x: size.width / 2 + ((longitude - middle.longitude) * metresPerDegree * narrowing) / metresPerUnit,
      y: size.height / 2 - ((latitude - middle.latitude) * metresPerDegree) / metresPerUnit,
    }),
  }
}
