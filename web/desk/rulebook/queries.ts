/** What the desk asks the server about rules, and what is read again after a change. */
import { queryOptions } from '@tanstack/react-query'
import { api, queryClient } from '../connection.ts'

export const rulesQuery = queryOptions({
  queryKey: ['rules', 'sets'] as const,
  queryFn: ({ signal }) => api.rules(signal),
})

export const calendarQuery = (year: number | undefined) =>
  queryOptions({
    queryKey: ['rules', 'calendar', year ?? 0] as const,
    queryFn: ({ signal }) => api.calendar(year, signal),
  })

export const calendarGapQuery = queryOptions({
  queryKey: ['rules', 'calendar-gap'] as const,
  queryFn: ({ signal }) => api.calendarGap(signal),
  staleTime: 10 * 60_000,
})

export const categoriesQuery = queryOptions({
  queryKey: ['rules', 'categories'] as const,
  queryFn: ({ signal }) => api.categories(signal),
  staleTime: 60_000,
})

export const routingQuery = queryOptions({
  queryKey: ['rules', 'routing'] as const,
  queryFn: ({ signal }) => api.routing(signal),
})

export const templatesQuery = queryOptions({
  queryKey: ['rules', 'templates'] as const,
  queryFn: ({ signal }) => api.templates(signal),
  staleTime: 60_000,
})

export const signpostsQuery = queryOptions({
  queryKey: ['rules', 'signposts'] as const,
  queryFn: ({ signal }) => api.signposts(signal),
  staleTime: 60_000,
})

/** Read again with the case: what is suggested hangs on its version. */
export const suggestionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['rules', 'suggestion', id, version] as const,
    queryFn: ({ signal }) => api.suggestion(id, signal),
  })

/** Everything about rules is read anew; due dates may have moved, and so are the cases. */
export const readRulesAgain = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: ['rules'] })
  void queryClient.invalidateQueries({ queryKey: ['cases'] })
}
