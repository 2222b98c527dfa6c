import type { District } from '../data/districts/read.ts'
import { locatePoint as locate } from '../data/places/write.ts'
import { readCoordinates } from '../domain/places/coordinates.ts'
import { allow } from '../domain/shared/decision.ts'
import { type ActingOnPlace, actOnPlace, recordOnPlace } from './act-on-place.ts'
import type { Context } from './context.ts'

type Located = ActingOnPlace & { readonly latitude: string; readonly longitude: string }

/** Says where a point is, in degrees; both empty: nobody knows. Refused: `coordinates-misread`, what `actOnPlace` refuses. */
export async function locatePoint(context: Context, district: District, given: Located) {
  const coordinates = readCoordinates(given)
  if (!coordinates.ok) return coordinates
  return actOnPlace(context, district, { ...given, act: 'locate' }, async (tx, place, by, words) => {
    await locate(tx, place.id, coordinates.value)
    // A commitment knows whole numbers only, so degrees are kept as the text they are.
    const { latitude, longitude } = coordinates.value ?? { latitude: null, longitude: null }
    const detail = { latitude: latitude?.toString() ?? null, longitude: longitude?.toString() ?? null }
    await recordOnPlace(context, tx, place, { kind: 'locate-place', by, words, detail })
    return allow(place.id)
  })
}
