/** What the desk asks the server about people, and what is read again after an act. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ListPeopleReply } from '../../../src/contract/people.ts'
import { api, queryClient } from '../connection.ts'
import type { PeopleFilters } from './filters.ts'

const pageSize = 100

export const peopleQuery = (filters: PeopleFilters) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', filters] as const,
    queryFn: ({ pageParam, signal }) => api.listPeople({ ...filters, offset: pageParam, limit: pageSize }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: ListPeopleReply, pages) => {
      const shown = pages.reduce((sum, { people }) => sum + people.length, 0)
      return last.people.length > 0 && shown < last.found ? shown : undefined
    },
  })

export const personQuery = (id: string) =>
  queryOptions({ queryKey: ['people', 'one', id] as const, queryFn: ({ signal }) => api.readPerson(id, signal) })

export const leavingQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'leaving', id] as const,
    queryFn: ({ signal }) => api.leaving(id, signal),
    staleTime: 0,
  })

export const unitsQuery = queryOptions({
  queryKey: ['people', 'units'] as const,
  queryFn: ({ signal }) => api.unitsForRoles(signal),
  staleTime: 60_000,
})

export const rulesQuery = queryOptions({
  queryKey: ['people', 'rules'] as const,
  queryFn: ({ signal }) => api.signInRules(signal),
})

/** Everything about people is read anew: an act can change lists and pages alike. */
export const readPeopleAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['people'] })
