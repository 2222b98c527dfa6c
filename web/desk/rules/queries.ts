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

/** Everything about rules is read anew; due dates may have moved, and so are the cases. */
export const readRulesAgain = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: ['rules'] })
  void queryClient.invalidateQueries({ queryKey: ['cases'] })
}
