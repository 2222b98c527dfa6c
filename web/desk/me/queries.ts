/** One's own account, read and read again. */
import { queryOptions } from '@tanstack/react-query'
import { api, queryClient, sessionQuery } from '../connection.ts'

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'] as const,
  queryFn: ({ signal }) => api.ownAccount(signal),
  staleTime: 0,
})

/** After a change: the account, and whether the session may go on to the desk now. */
export async function readOwnAccountAgain(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  ])
}
