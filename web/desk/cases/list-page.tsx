/** The lists of cases: what I must do, what I wait for, and everything, with the chosen case at the right. */
import './list.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useCallback, useEffect, useMemo } from 'react'
import type { CaseRowReply, ListCasesReply } from '../../../src/contract/cases.ts'
import { type CaseStatus, caseStatuses } from '../../../src/domain/cases/moves.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { useDeskWidth, usePhone } from '../look/theme.tsx'
import { useFigure } from '../parts/figure.tsx'
import { Failed, FailureWords, Nothing } from '../parts/states.tsx'
import type { Filters } from '../router.tsx'
import { useMe } from '../session/me.tsx'
import { useKeys } from '../shell/keys.ts'
import { useNow } from '../shell/now.ts'
import { Top } from '../shell/top.tsx'
import { CaseItem } from './case-item.tsx'
import { type DueGroup, dueGroup } from './due.ts'
import { Preview } from './preview.tsx'
import { type CaseList, type CaseView, listQuery, rowsOf } from './queries.ts'
import { select, useSelection } from './selection.ts'
import { staffMovesOf, useTakeStep } from './take-step.ts'
import { WindowedList } from './windowed-list.tsx'

type Counts = ListCasesReply['counts']

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

type Entry =
  | { readonly kind: 'group'; readonly key: string; readonly group: DueGroup; readonly count: number | null }
  | { readonly kind: 'case'; readonly key: string; readonly row: CaseRowReply; readonly at: number }

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
          {query.isPending ? (
            <Bones />
          ) : query.isError && rows.length === 0 ? (
            <Failed title={desk.list.failed} thrown={query.error} retry={() => void query.refetch()} />
          ) : rows.length === 0 ? (
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

/** The view is part of the query, so a tab is the current one only when all of its address is. */
const exactly = { exact: true }

function Tabs({ filters, counts }: { filters: Filters; counts?: Counts }) {
  const { list } = useWords().desk
  const figure = useFigure()
  return (
    <div className="tabs">
      <nav aria-label={list.tabs}>
        <Link to="/" search={filters} activeOptions={exactly}>
          {list.toDo} <b>{counts && figure(counts.toDo)}</b>
        </Link>
        <Link to="/" search={{ view: 'waiting', ...filters }} activeOptions={exactly}>
          {list.waiting} <b>{counts && figure(counts.waiting)}</b>
        </Link>
        <Link to="/cases" search={filters} activeOptions={exactly}>
          {list.all} <b>{counts && figure(counts.all)}</b>
        </Link>
      </nav>
    </div>
  )
}

function FilterBar(given: { filters: Filters; change: (next: Filters) => void; counts?: Counts }) {
  const { filters, change, counts } = given
  const { desk, terms } = useWords()
  const { status, search } = filters
  return (
    <div className="filters">
      <label>
        <span className="visually-hidden">{desk.list.status}</span>
        <select
          value={status ?? ''}
          onChange={(event) => {
            const next = event.target.value as CaseStatus | ''
            change({ ...(next && { status: next }), ...(search && { search }) })
          }}
        >
          <option value="">{desk.list.anyStatus}</option>
          {caseStatuses.map((each) => (
            <option key={each} value={each}>
              {terms.status[each]}
            </option>
          ))}
        </select>
      </label>
      {(status || search) && (
        <Button type="text" onClick={() => change({})}>
          {desk.list.clearFilters}
        </Button>
      )}
      {counts && (counts.late > 0 || counts.dueSoon > 0) && (
        <p className="urgency">
          {counts.late > 0 && <span className="st late">{desk.list.late(counts.late)}</span>}
          {counts.dueSoon > 0 && <span className="dim">{desk.list.dueSoon(counts.dueSoon)}</span>}
        </p>
      )}
    </div>
  )
}

type ListState = ReturnType<typeof useInfiniteQuery<ListCasesReply>>

function Rows(given: {
  query: Pick<ListState, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'>
  rows: CaseRowReply[]
  list: CaseList
  chosen: CaseRowReply | undefined
}) {
  const { query, rows, list, chosen } = given
  const words = useWords()
  const { desk } = words
  const navigate = useNavigate()
  const deskWidth = useDeskWidth()
  const phone = usePhone()
  const now = useNow()
  // The groups change with the day and the hour, not with every half minute.
  const moment = Math.floor(now.getTime() / 60_000)
  const entries = useMemo(
    () => entriesOf(rows, new Date(moment * 60_000), query.hasNextPage),
    [rows, moment, query.hasNextPage],
  )
  const { take } = useTakeStep()

  function step(by: number) {
    const at = chosen ? rows.indexOf(chosen) : -1
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (!next) return
    select({ caseId: next.id, move: null })
    // Focus goes along, so that a screen reader says where one is.
    requestAnimationFrame(() => document.getElementById(`case-${next.id}`)?.focus({ preventScroll: true }))
  }
  const openMove = (at: number) => () => {
    const move = chosen && staffMovesOf(chosen)[at]
    if (chosen && move) take(chosen, move)
  }
  const openPage = () => {
    if (chosen) void navigate({ to: '/cases/$id', params: { id: chosen.id } })
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: openPage,
    1: openMove(0),
    2: openMove(1),
    3: openMove(2),
  })

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const nearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])

  return (
    <WindowedList
      key={`${list.view} ${list.status} ${list.search} ${phone}`}
      items={entries}
      keyOf={keyOf}
      guess={phone ? guessOnPhone : guess}
      reveal={deskWidth ? (chosen?.id ?? null) : null}
      nearEnd={nearEnd}
      label={desk.list.label}
      render={(entry) =>
        entry.kind === 'group' ? (
          <GroupHead group={entry.group} count={entry.count} now={now} />
        ) : (
          <CaseItem row={entry.row} at={entry.at} of={hasNextPage ? -1 : rows.length} chosen={entry.row === chosen} />
        )
      }
      end={
        <div className="end">
          {isFetchNextPageError ? (
            <>
              <p>{desk.list.moreFailed}</p>
              <FailureWords thrown={query.error} />
              <Button onClick={() => void fetchNextPage()}>{desk.retry}</Button>
            </>
          ) : hasNextPage ? (
            <p role="status">{desk.list.more}</p>
          ) : (
            <p>{desk.list.end(rows.length)}</p>
          )}
        </div>
      }
    />
  )
}

const keyOf = (entry: Entry) => (entry.kind === 'case' ? entry.key : `group-${entry.key}`)
const guess = (entry: Entry) => (entry.kind === 'group' ? 33 : 54)
const guessOnPhone = (entry: Entry) => (entry.kind === 'group' ? 44 : entry.row.moves.length > 0 ? 196 : 132)

/** Rows with a head wherever the group changes. A group's number is known once the next group has begun. */
function entriesOf(rows: readonly CaseRowReply[], now: Date, more: boolean): Entry[] {
  const entries: Entry[] = []
  let head = -1
  let group: DueGroup | null = null
  let size = 0
  const close = (known: boolean) => {
    const opened = entries[head]
    if (opened?.kind === 'group') entries[head] = { ...opened, count: known ? size : null }
  }
  rows.forEach((row, i) => {
    const own = dueGroup(row.dueAt ? new Date(row.dueAt) : null, now)
    if (own !== group) {
      close(true)
      head = entries.length
      group = own
      size = 0
      entries.push({ kind: 'group', key: `${own} ${row.id}`, group: own, count: null })
    }
    size += 1
    entries.push({ kind: 'case', key: row.id, row, at: i + 1 })
  })
  close(!more)
  return entries
}

function GroupHead({ group, count, now }: { group: DueGroup; count: number | null; now: Date }) {
  const { desk, language } = useWords()
  return (
    <h2 className={group === 'late' ? 'g late-c' : 'g'}>
      {desk.list.groups[group]} {count !== null && <b>{count}</b>}
      {group === 'today' && <span>{dayWords(now, language)}</span>}
      {group === 'soon' && <span>{desk.list.soonDays}</span>}
    </h2>
  )
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
