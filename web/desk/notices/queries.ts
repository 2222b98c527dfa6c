/** What the desk asks about a person's notices, and how what was read is kept true. */
import { infiniteQueryOptions, queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReadNoticesBody } from '../../../src/contract/notices.ts'
import { api, queryClient } from '../connection.ts'

/** How many are unread, on every page. The line tells when it changes; this is for when there is no line. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'] as const,
  queryFn: async ({ signal }) => (await api.listNotices({ unread: 'true', limit: 1 }, signal)).unread,
  refetchInterval: 60_000,
})

export const noticesQuery = (given: { unread: boolean; search: string }) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'list', given.unread, given.search] as const,
    queryFn: ({ pageParam, signal }) =>
      api.listNotices(
        {
          unread: given.unread ? 'true' : 'false',
          ...(given.search && { search: given.search }),
          ...(pageParam !== undefined && { after: pageParam }),
        },
        signal,
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })

export const settingsQuery = queryOptions({
  queryKey: ['notice-settings'] as const,
  queryFn: ({ signal }) => api.noticeSettings(signal),
})

/** Marks as read. */
export const useRead = () =>
  useMutation({
    mutationFn: (body: ReadNoticesBody) => api.readNotices(body),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['notices'] }),
  })

/** Whoever opens a case has read what they were told of it. */
export function useReadOnOpening(caseId: string) {
  const unread = useQuery(unreadQuery).data ?? 0
  const { mutate } = useRead()
  useEffect(() => {
    if (unread > 0) mutate({ caseId })
    // Once for each case that is opened, and when something new comes in while it is open.
  }, [caseId, unread, mutate])
}
