/** The filters of the list of places, as they stand in its address. */
import { type CodeKind, codeKinds } from '../../../src/domain/places/public-code.ts'

export const placeStates = ['silent', 'without-code', 'not-located'] as const
export type PlaceState = (typeof placeStates)[number]

export type PlaceFilters = {
  kind?: CodeKind
  state?: PlaceState
  town?: string
  station?: string
  search?: string
  view?: 'map'
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What of an address is a filter; the rest is left out. */
export function placeFiltersIn(raw: Record<string, unknown>): PlaceFilters {
  const kind = codeKinds.find((known) => known === raw.kind)
  const state = placeStates.find((known) => known === raw.state)
  const search = raw.search === undefined ? '' : String(raw.search).slice(0, 100)
  return {
    ...(kind && { kind }),
    ...(state && { state }),
    ...(typeof raw.town === 'string' && uuid.test(raw.town) && { town: raw.town }),
    ...(typeof raw.station === 'string' && uuid.test(raw.station) && { station: raw.station }),
    ...(search && { search }),
    ...(raw.view === 'map' && { view: 'map' as const }),
  }
}
