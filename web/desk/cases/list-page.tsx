/** The lists of cases: what I must do, what I wait for, and everything, with the chosen case at the right. */
import './list.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense, useCallback, useEffect, useMemo } from 'react'
import type { CaseRowReply, ListCasesReply } from '../../../src/contract/cases.ts'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { useDeskWidth } from '../look/theme.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { Top } from '../shell/top.tsx'
import { BulkActs } from './bulk-acts.tsx'
import { WaitingErasures } from './erasing-list.tsx'
import { anyFilter, type CaseView, changed, type Filters } from './filters.ts'
import { FilterBar, Tabs } from './list-head.tsx'
import { Rows } from './list-rows.tsx'
import { useListWords } from './list-words.ts'
import { movesMany, unpickAll, usePicking } from './picking.ts'
import { Preview } from './preview.tsx'
import { type CaseList, listQuery, rowsOf } from './queries.ts'
import { select, useSelection } from './selection.ts'
import { useDefaultView } from './views-menu.tsx'

const BulkBar = lazy(() => import('./bulk-bar.tsx'))

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
  return <ListPage view={view ?? 'to-do'} filters={filters} change={change} />
}

export function CasesPage() {
  const filters = casesRoute.useSearch()
  const navigate = useNavigate()
  const change = useCallback(
    (next: Filters) => void navigate({ to: '/cases', search: next, replace: true }),
    [navigate],
  )
  return <ListPage view="all" filters={filters} change={change} />
}

type Given = { readonly view: CaseView; readonly filters: Filters; readonly change: (next: Filters) => void }

function ListPage({ view, filters: asked, change }: Given) {
  const { desk } = useWords()
  const me = useMe()
  const deskWidth = useDeskWidth()
  // The same filters are the same list, however often the address is read.
  const written = JSON.stringify(asked)
  const filters = useMemo(() => JSON.parse(written) as Filters, [written])
  const list = useMemo(() => ({ view, filters }), [view, filters])
  // A deputy’s unit is the deputy, whose name stands in the menu already.
  const units = me.memberships
    .flatMap(({ unitName }) => (unitName === me.name ? [] : [unitName]))
    .join(desk.list.between)
  usePageTitle(view === 'all' ? desk.nav.cases : desk.nav.toDo)
  useDefaultView(list)
  const query = useInfiniteQuery(listQuery(list))
  const rows = useMemo(() => rowsOf(query.data?.pages ?? []), [query.data])
  const first = query.data?.pages[0]
  const counts = first?.counts ?? null
  useEffect(() => {
    select({ list, move: null })
    unpickAll()
  }, [list])

  const searchBinding = useMemo(
    () => ({
      value: filters.search ?? '',
      change: (words: string) => change(changed(filters, 'search', words)),
    }),
    [filters, change],
  )
  const selection = useSelection()
  const picking = usePicking()
  const chosen = rows.find(({ id }) => id === selection.caseId) ?? (deskWidth ? rows[0] : undefined)

  return (
    <>
      <Top title={view === 'all' ? desk.nav.cases : desk.nav.toDo} where={units} search={searchBinding} />
      <main className="main todo" id="main" tabIndex={-1}>
        <div className={picking.on ? 'list picks' : 'list'}>
          <Tabs filters={filters} counts={counts} />
          <FilterBar key={view} list={list} change={change} counts={counts} found={first?.found ?? null} />
          <WaitingErasures />
          {movesMany(me) && <BulkActs />}
          {mayDo('keep-rules', me.memberships) && (
            <Suspense>
              <MissingHolidays />
            </Suspense>
          )}
          {query.isPending ? (
            <Bones />
          ) : query.isError && rows.length === 0 ? (
            <Failed title={desk.list.failed} thrown={query.error} retry={() => void query.refetch()} />
          ) : rows.length === 0 && !query.hasNextPage ? (
            <Empty view={view} filtered={anyFilter(filters)} clear={() => change({})} />
          ) : (
            <Rows query={query} rows={rows} list={list} chosen={chosen} />
          )}
          {(picking.on || picking.picked.size > 0) && (
            <Suspense>
              <BulkBar list={list} />
            </Suspense>
          )}
        </div>
        {deskWidth && chosen && (
          <Preview row={chosen} at={rows.indexOf(chosen) + 1} of={total(list, first, rows, query.hasNextPage)} />
        )}
      </main>
    </>
  )
}

/** How many the list has in all, as far as it is known. */
function total({ view, filters }: CaseList, first: ListCasesReply | undefined, rows: CaseRowReply[], more: boolean) {
  if (!more) return rows.length
  if (first?.found) return first.found.more ? null : first.found.count
  if (anyFilter(filters) || !first?.counts) return null
  const { toDo, waiting, handedOut, soon, all } = first.counts
  return { 'to-do': toDo, waiting, 'handed-out': handedOut, soon, all }[view]
}

function Empty({ view, filtered, clear }: { view: CaseView; filtered: boolean; clear: () => void }) {
  const { list } = useWords().desk
  const words = useListWords()
  if (filtered)
    return (
      <Nothing title={list.nothingFound}>
        <Button onClick={clear}>{list.clearFilters}</Button>
      </Nothing>
    )
  if (view === 'to-do') return <Nothing title={list.nothingToDo}>{list.nothingToDoMore}</Nothing>
  if (view === 'waiting') return <Nothing title={list.nothingWaiting} />
  if (view === 'handed-out') return <Nothing title={words.nothingHandedOut} />
  if (view === 'soon') return <Nothing title={words.nothingSoon} />
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
