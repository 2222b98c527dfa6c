/** The lists of cases: what I must do, what I wait for, and everything, with the chosen case at the right. */
import './list.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense, useCallback, useEffect, useMemo } from 'react'
import type { CaseRowReply, ListCasesReply } from '../../../src/contract/cases.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { useDeskWidth } from '../look/theme.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import type { Filters } from '../router.tsx'
import { useMe } from '../session/me.tsx'
import { Top } from '../shell/top.tsx'
import { WaitingErasures } from './erasing-list.tsx'
import { FilterBar, Tabs } from './list-head.tsx'
import { Rows } from './list-rows.tsx'
import { Preview } from './preview.tsx'
import { type CaseList, type CaseView, listQuery, rowsOf } from './queries.ts'
import { select, useSelection } from './selection.ts'

type Counts = ListCasesReply['counts']

const MissingHolidays = lazy(() => import('../rulebook/missing-holidays.tsx'))
const toDoRoute = getRouteApi('/')
const casesRoute = getRouteApi('/cases')

export function ToDoPage() {
  const { view, ...filters } = toDoRoute.useSearch()
  const navigate = useNavigate()
  const change = useCallback(
    (next: Filters) => void navigate({ to: '/', search: { ...(view && { view }), ...next }, replace: true }),
    [navigate, view],
  )
  return <ListPage list={{ view: view ?? 'to-do', ...filters }} change={change} />
}

export function CasesPage() {
  const filters = casesRoute.useSearch()
  const navigate = useNavigate()
  const change = useCallback(
    (next: Filters) => void navigate({ to: '/cases', search: next, replace: true }),
    [navigate],
  )
  return <ListPage list={{ view: 'all', ...filters }} change={change} />
}

function ListPage({ list, change }: { list: CaseList; change: (next: Filters) => void }) {
  const { desk } = useWords()
  const me = useMe()
  const deskWidth = useDeskWidth()
  const { view, status, search } = list
  // A deputy’s unit is the deputy, whose name stands in the menu already.
  const units = me.memberships
    .flatMap(({ unitName }) => (unitName === me.name ? [] : [unitName]))
    .join(desk.list.between)
  usePageTitle(view === 'all' ? desk.nav.cases : desk.nav.toDo)
  const query = useInfiniteQuery(listQuery({ view, status, search }))
  const rows = useMemo(() => rowsOf(query.data?.pages ?? []), [query.data])
  const counts = query.data?.pages[0]?.counts
  useEffect(() => select({ list: { view, status, search }, move: null }), [view, status, search])

  const filters = { ...(status && { status }), ...(search && { search }) }
  const searchBinding = useMemo(
    () => ({
      value: search ?? '',
      change: (words: string) => change({ ...(status && { status }), ...(words && { search: words }) }),
    }),
    [search, status, change],
  )
  const selection = useSelection()
  const chosen = rows.find(({ id }) => id === selection.caseId) ?? (deskWidth ? rows[0] : undefined)

  return (
    <>
      <Top title={view === 'all' ? desk.nav.cases : desk.nav.toDo} where={units} search={searchBinding} />
      <main className="main todo" id="main" tabIndex={-1}>
        <div className="list">
          <Tabs filters={filters} {...(counts && { counts })} />
          <FilterBar filters={filters} change={change} {...(counts && { counts })} />
          <WaitingErasures />
          {me.memberships.some(({ role }) => role === 'district') && (
            <Suspense>
              <MissingHolidays />
            </Suspense>
          )}
          {query.isPending ? (
            <Bones />
          ) : query.isError && rows.length === 0 ? (
            <Failed title={desk.list.failed} thrown={query.error} retry={() => void query.refetch()} />
          ) : rows.length === 0 && !query.hasNextPage ? (
            <Empty view={view} filtered={Boolean(status || search)} clear={() => change({})} />
          ) : (
            <Rows query={query} rows={rows} list={list} chosen={chosen} />
          )}
        </div>
        {deskWidth && chosen && (
          <Preview
            row={chosen}
            at={rows.indexOf(chosen) + 1}
            of={total(view, filters, counts, rows, query.hasNextPage)}
          />
        )}
      </main>
    </>
  )
}

/** How many the list has in all, as far as it is known. */
function total(view: CaseView, filters: Filters, counts: Counts | undefined, rows: CaseRowReply[], more: boolean) {
  if (!more) return rows.length
  if (filters.status || filters.search || !counts) return null
  return view === 'to-do' ? counts.toDo : view === 'waiting' ? counts.waiting : counts.all
}

function Empty({ view, filtered, clear }: { view: CaseView; filtered: boolean; clear: () => void }) {
  const { list } = useWords().desk
  if (filtered)
    return (
      <Nothing title={list.nothingFound}>
        <Button onClick={clear}>{list.clearFilters}</Button>
      </Nothing>
    )
  if (view === 'to-do') return <Nothing title={list.nothingToDo}>{list.nothingToDoMore}</Nothing>
  if (view === 'waiting') return <Nothing title={list.nothingWaiting} />
  return <Nothing title={list.nothingAtAll}>{list.nothingAtAllMore}</Nothing>
}

function Bones() {
  const { desk } = useWords()
  return (
    <div className="rows" aria-busy="true">
      <p className="visually-hidden" role="status">
        {desk.loading}
      </p>
      <div aria-hidden="true">
        {[72, 54, 63, 48, 58, 66, 51].map((width) => (
          <div className="r bones" key={width}>
            <span className="bone" style={{ width: 72 }} />
            <span className="bone" style={{ width: `${width}%` }} />
          </div>
        ))}
      </div>
    </div>
  )
}
