/** What the desk asks the server about places, and what is read again after an act. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ListPlacesReply } from '../../../src/contract/places.ts'
import { api, queryClient } from '../connection.ts'
import type { PlaceFilters } from './filters.ts'

const pageSize = 100
/** As many points as a map can show; a district has hundreds. */
const mostOnMap = 5000

const asked = ({ view: _, ...filters }: PlaceFilters) => filters

export const placesQuery = (filters: PlaceFilters) =>
  infiniteQueryOptions({
    queryKey: ['places', 'list', asked(filters)] as const,
    queryFn: ({ pageParam, signal }) =>
      api.listPlaces({ ...asked(filters), offset: pageParam, limit: pageSize }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: ListPlacesReply, pages) => {
      const shown = pages.reduce((sum, { places }) => sum + places.length, 0)
      return last.places.length > 0 && shown < last.found ? shown : undefined
    },
  })

export const mapQuery = (filters: PlaceFilters) =>
  queryOptions({
    queryKey: ['places', 'map', asked(filters)] as const,
    queryFn: ({ signal }) => api.listPlaces({ ...asked(filters), kind: 'point', limit: mostOnMap }, signal),
  })

export const placeQuery = (id: string) =>
  queryOptions({ queryKey: ['places', 'one', id] as const, queryFn: ({ signal }) => api.readPlace(id, signal) })

export const ownersQuery = queryOptions({
  queryKey: ['places', 'owners'] as const,
  queryFn: ({ signal }) => api.placeOwners(signal),
  staleTime: 60_000,
})

/** Everything about places is read anew: an act can change lists, owners and pages alike. */
export const readPlacesAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['places'] })
