/** Above a list: which view it is, how it is narrowed, how many it has, and how much of it is urgent. */
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ListFilter, SquareCheckBig, Ticket } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ListCasesReply } from '../../../src/contract/cases.ts'
import { type CaseStatus, caseStatuses, moves } from '../../../src/domain/cases/moves.ts'
import { useWords } from '../language.tsx'
import { usePhone } from '../look/theme.tsx'
import { useCaseCount } from '../parts/figure.tsx'
import { useMe } from '../session/me.tsx'
import { useKeys } from '../shell/keys.ts'
import { ExportList } from './export-list.tsx'
import { anyFilter, type CaseView, changed, type Filters, panelCount } from './filters.ts'
import { useListWords } from './list-words.ts'
import { movesMany, startPicking, unpickAll, usePicking } from './picking.ts'
import type { CaseList } from './queries.ts'
import { ViewsMenu } from './views-menu.tsx'

const FilterPanel = lazy(() => import('./filter-panel.tsx'))
const ByReceipt = lazy(() => import('./by-receipt.tsx'))

type Counts = ListCasesReply['counts'] | undefined

/** The view is part of the query, so a tab is the current one only when all of its address is. */
const exactly = { exact: true }

export function Tabs({ filters, counts }: { filters: Filters; counts: Counts }) {
  const { list } = useWords().desk
  const words = useListWords()
  const me = useMe()
  const figure = useCaseCount()
  const handsOut = moves['hand-over'].some(({ by }) => me.memberships.some(({ role }) => by.includes(role)))
  return (
    <div className="tabs">
      <nav aria-label={list.tabs}>
        <Link to="/" search={filters} activeOptions={exactly}>
          {list.toDo} <b>{counts && figure(counts.toDo)}</b>
        </Link>
        <Link to="/" search={{ view: 'waiting', ...filters }} activeOptions={exactly}>
          {list.waiting} <b>{counts && figure(counts.waiting)}</b>
        </Link>
        {handsOut && (
          <Link to="/" search={{ view: 'handed-out', ...filters }} activeOptions={exactly} title={words.handedOutMore}>
            {words.handedOut} <b>{counts && figure(counts.handedOut)}</b>
          </Link>
        )}
        <Link to="/" search={{ view: 'soon', ...filters }} activeOptions={exactly} title={words.soonMore}>
          {words.soon} <b>{counts && figure(counts.soon)}</b>
        </Link>
        <Link to="/cases" search={filters} activeOptions={exactly}>
          {list.all} <b>{counts && figure(counts.all)}</b>
        </Link>
      </nav>
    </div>
  )
}

/** What is in quarantine has a page of its own. */
const inLists = caseStatuses.filter((status) => status !== 'quarantined')

type Bar = {
  readonly list: CaseList
  readonly change: (next: Filters) => void
  readonly counts: Counts
  readonly found: ListCasesReply['found']
}

export function FilterBar({ list, change, counts, found }: Bar) {
  const { desk, terms } = useWords()
  const words = useListWords()
  const figure = useCaseCount()
  const phone = usePhone()
  const { filters } = list
  const others = panelCount(filters)
  const [open, setOpen] = useState(others > 0)
  useKeys({ f: () => setOpen(!open) })
  return (
    <>
      <div className="filters">
        <label>
          <span className="visually-hidden">{desk.list.status}</span>
          <select
            value={filters.status ?? ''}
            onChange={(event) => change(changed(filters, 'status', event.target.value as CaseStatus | ''))}
          >
            <option value="">{desk.list.anyStatus}</option>
            {inLists.map((each) => (
              <option key={each} value={each}>
                {terms.status[each]}
              </option>
            ))}
          </select>
        </label>
        <Button
          type="text"
          className="quiet"
          icon={<ListFilter aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {others > 0 ? words.filtersOn(others) : words.filters}
        </Button>
        <ViewsMenu list={list} />
        {!phone && <ExportList list={list} />}
        <Tools phone={phone} />
        {anyFilter(filters) && (
          <Button type="text" className="quiet" onClick={() => change({})}>
            {desk.list.clearFilters}
          </Button>
        )}
        {found ? (
          <p className="urgency dim" role="status">
            {found.more ? words.foundAtLeast(figure(found.count)) : words.found(figure(found.count))}
          </p>
        ) : (
          counts && <Urgency counts={counts} view={list.view} />
        )}
      </div>
      {open && (
        <Suspense>
          <FilterPanel filters={filters} change={change} />
        </Suspense>
      )}
    </>
  )
}

function Urgency({ counts, view }: { counts: NonNullable<Counts>; view: CaseView }) {
  const { list } = useWords().desk
  const figure = useCaseCount()
  if (view === 'soon' || (counts.late === 0 && counts.dueSoon === 0)) return null
  return (
    <p className="urgency">
      {counts.late > 0 && <span className="st late">{list.late(figure(counts.late))}</span>}
      {counts.dueSoon > 0 && <span className="dim">{list.dueSoon(figure(counts.dueSoon))}</span>}
    </p>
  )
}

/** Choosing many, and finding one by the receipt that a resident reads out. */
function Tools({ phone }: { phone: boolean }) {
  const words = useListWords()
  const me = useMe()
  const { on } = usePicking()
  const [asking, ask] = useState(false)
  if (!movesMany(me)) return null
  return (
    <>
      {phone && (
        <Button
          type="text"
          className="quiet"
          icon={<SquareCheckBig aria-hidden />}
          aria-pressed={on}
          onClick={on ? unpickAll : startPicking}
        >
          {words.bulk.many}
        </Button>
      )}
      <Button type="text" className="quiet" icon={<Ticket aria-hidden />} onClick={() => ask(true)}>
        {words.byReceipt}
      </Button>
      {asking && (
        <Suspense>
          <ByReceipt close={() => ask(false)} />
        </Suspense>
      )}
    </>
  )
}
