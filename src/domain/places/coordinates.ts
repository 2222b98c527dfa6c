/** Where a point is on the earth: WGS 84, in degrees (EPSG:4326). Not GCJ-02, in which Chinese map services give it. */
import { allow, refuse } from '../shared/decision.ts'

export type Coordinates = { readonly latitude: number; readonly longitude: number }

const number = /^[+-]?\d{1,3}(\.\d{1,12})?$/

/** To the seventh decimal, about a centimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/**
 * Reads two numbers in degrees as somebody typed them; null when both are empty.
 * Refused: `coordinates-misread` when one is missing, no number, or beyond the earth.
 */
export function readCoordinates(typed: { readonly latitude: string; readonly longitude: string }) {
  const [north, east] = [typed.latitude, typed.longitude].map((text) => text.normalize('NFKC').trim())
  if (north === '' && east === '') return allow<Coordinates | null>(null)
  if (!number.test(north ?? '') || !number.test(east ?? '')) return refuse('coordinates-misread')
  const coordinates = { latitude: rounded(Number(north)), longitude: rounded(Number(east)) }
  const onEarth = Math.abs(coordinates.latitude) <= 90 && Math.abs(coordinates.longitude) <= 180
  return onEarth ? allow<Coordinates | null>(coordinates) : refuse('coordinates-misread')
}
