/** What the desk asks the server about cases, and how what it knows is kept true after a move. */
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { CaseReply, CaseRowReply, ListCasesReply } from '../../../src/contract/cases.ts'
import { failureOf } from '../../shared/api.ts'
import { api, queryClient } from '../connection.ts'
import { asQuery, type CaseView, type Filters } from './filters.ts'

/** A view and what it is narrowed by. */
export type CaseList = { readonly view: CaseView; readonly filters: Filters }
type ListPages = InfiniteData<ListCasesReply, string | undefined>

const pageSize = 50
/** Up to so many pages a list is read again as a whole; a longer one waits until it is opened afresh. */
const pagesReadAgain = 3

export const listQuery = ({ view, filters }: CaseList) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', view, filters] as const,
    queryFn: ({ pageParam, signal }) =>
      api.listCases(
        {
          view,
          limit: pageSize,
          ...asQuery(filters),
          ...(pageParam && { after: pageParam }),
        },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= pagesReadAgain ? 60_000 : false),
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= pagesReadAgain,
  })

/** The numbers beside the navigation, on every page. */
export const countsQuery = queryOptions({
  queryKey: ['cases', 'counts'] as const,
  queryFn: async ({ signal }) => (await api.listCases({ view: 'to-do', limit: 1 }, signal)).counts,
  refetchInterval: 60_000,
})

/** The units one can narrow by. */
export const filterUnitsQuery = queryOptions({
  queryKey: ['filter-units'] as const,
  queryFn: ({ signal }) => api.filterUnits(signal),
  staleTime: 10 * 60_000,
})

export const listViewsQuery = queryOptions({
  queryKey: ['list-views'] as const,
  queryFn: ({ signal }) => api.listViews(signal),
  staleTime: 10 * 60_000,
})

/** Acts on many cases; read often while one is going. */
export const bulkActsQuery = queryOptions({
  queryKey: ['cases', 'bulk-acts'] as const,
  queryFn: ({ signal }) => api.bulkActs(signal),
  refetchInterval: ({ state }) => (state.data?.acts.some(({ state: now }) => now === 'going') ? 1500 : 60_000),
})

export const bulkReportQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'bulk-act', id] as const,
    queryFn: ({ signal }) => api.bulkAct(id, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'going' ? 1500 : false),
  })

/** The week of the deputy who is signed in. */
export const weekQuery = queryOptions({
  queryKey: ['cases', 'week'] as const,
  queryFn: ({ signal }) => api.week(signal),
  refetchInterval: 60_000,
})

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'one', id] as const,
    queryFn: ({ signal }) => api.readCase(id, signal),
    refetchInterval: 60_000,
  })

/** What was written down of a case's recordings and pages. */
export const readingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'readings', id] as const,
    queryFn: ({ signal }) => api.readings(id, signal),
  })

/** The district's own map, to draw a small picture from. */
export const mapAroundQuery = (prefix: string) =>
  queryOptions({
    queryKey: ['map', prefix] as const,
    queryFn: ({ signal }) => api.mapAround(prefix, signal),
    staleTime: 60 * 60_000,
  })

export const agenciesQuery = queryOptions({
  queryKey: ['agencies'] as const,
  queryFn: ({ signal }) => api.agencies(signal),
  staleTime: 10 * 60_000,
})

/** The erasings that wait for a second person. */
export const erasuresQuery = queryOptions({
  queryKey: ['cases', 'erasures'] as const,
  queryFn: ({ signal }) => api.erasures(signal),
  refetchInterval: 60_000,
})

export const townsQuery = queryOptions({
  queryKey: ['towns'] as const,
  queryFn: ({ signal }) => api.towns(signal),
  staleTime: 10 * 60_000,
})

/** Cases found by a number, words or a place: a handful to choose from. */
export const searchQuery = (search: string) =>
  queryOptions({
    queryKey: ['cases', 'search', search] as const,
    queryFn: ({ signal }) => api.listCases({ view: 'all', search, limit: 20 }, signal),
    enabled: search !== '',
  })

/** Every row of a list so far, each once: a case that moved between two pages can come with both. */
export function rowsOf(pages: readonly ListCasesReply[]): CaseRowReply[] {
  const byId = new Map<string, CaseRowReply>()
  for (const page of pages) for (const row of page.cases) if (!byId.has(row.id)) byId.set(row.id, row)
  return [...byId.values()]
}

/**
 * Reads a case again and puts it into every list that shows it, so that nobody loses their place in a long list. A case
 * that one may no longer see (an agency returned it, say) leaves the lists; the answer is then null.
 */
export async function readAgain(id: string): Promise<CaseReply | null> {
  await queryClient.cancelQueries({ queryKey: caseQuery(id).queryKey })
  const fresh = await queryClient.fetchQuery({ ...caseQuery(id), staleTime: 0 }).catch((thrown: unknown) => {
    if (failureOf(thrown).kind === 'refused') return null
    throw thrown
  })
  for (const [key, pages] of queryClient.getQueriesData<ListPages>({ queryKey: ['cases', 'list'] })) {
    if (pages) queryClient.setQueryData<ListPages>(key, withRow(pages, id, fresh && rowFrom(fresh)))
  }
  void queryClient.invalidateQueries({ queryKey: countsQuery.queryKey })
  void queryClient.invalidateQueries({ queryKey: weekQuery.queryKey })
  void queryClient.invalidateQueries({ queryKey: erasuresQuery.queryKey })
  void queryClient.invalidateQueries({
    queryKey: ['cases', 'list'],
    predicate: ({ state }) => ((state.data as ListPages | undefined)?.pages.length ?? 0) <= pagesReadAgain,
  })
  return fresh
}

/** Reads again what is shown of these cases, and of the lists they may stand in; of every case when there were many. */
export function hearOfCases(cases: readonly string[], all: boolean) {
  void queryClient.invalidateQueries({
    queryKey: ['cases'],
    predicate: ({ queryKey, state }) => {
      const [, what, id] = queryKey
      if (what === 'one') return all || cases.includes(String(id))
      if (what === 'list') return ((state.data as ListPages | undefined)?.pages.length ?? 0) <= pagesReadAgain
      return what !== 'search'
    },
  })
  // A long list keeps its place, and its rows are made true one by one.
  const long = queryClient
    .getQueriesData<ListPages>({ queryKey: ['cases', 'list'], type: 'active' })
    .flatMap(([, pages]) => (pages && pages.pages.length > pagesReadAgain ? rowsOf(pages.pages) : []))
  for (const { id } of long) if (cases.includes(id)) void readAgain(id).catch(() => null)
}

const withRow = (pages: ListPages, id: string, row: CaseRowReply | null): ListPages => ({
  ...pages,
  pages: pages.pages.map((page) => ({
    ...page,
    cases: page.cases.flatMap((old) => (old.id !== id ? [old] : row ? [row] : [])),
  })),
})

const rowFrom = (opened: CaseReply): CaseRowReply => ({
  id: opened.id,
  number: opened.number,
  title: opened.title,
  place: opened.place,
  status: opened.status,
  heldBy: opened.heldBy,
  agency: opened.agency,
  supervised: opened.supervised,
  urgent: opened.urgent,
  disputes: opened.disputes,
  receivedAt: opened.receivedAt,
  saidAt: opened.saidAt,
  dueAt: opened.dueAt,
  meetingAt: opened.meetingAt,
  mine: opened.mine,
  version: opened.version,
  moves: opened.moves,
  erased: opened.erased,
})
