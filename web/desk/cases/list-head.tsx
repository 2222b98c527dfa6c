/** Above a list: which view it is, how it is filtered, and how much of it is urgent. */
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import type { ListCasesReply } from '../../../src/contract/cases.ts'
import { type CaseStatus, caseStatuses } from '../../../src/domain/cases/moves.ts'
import { useWords } from '../language.tsx'
import { useCaseCount } from '../parts/figure.tsx'
import type { Filters } from '../router.tsx'

type Counts = ListCasesReply['counts']

/** The view is part of the query, so a tab is the current one only when all of its address is. */
const exactly = { exact: true }

export function Tabs({ filters, counts }: { filters: Filters; counts?: Counts }) {
  const { list } = useWords().desk
  const figure = useCaseCount()
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

/** What is in quarantine has a page of its own. */
const inLists = caseStatuses.filter((status) => status !== 'quarantined')

export function FilterBar(given: { filters: Filters; change: (next: Filters) => void; counts?: Counts }) {
  const { filters, change, counts } = given
  const { desk, terms } = useWords()
  const figure = useCaseCount()
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
          {inLists.map((each) => (
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
          {counts.late > 0 && <span className="st late">{desk.list.late(figure(counts.late))}</span>}
          {counts.dueSoon > 0 && <span className="dim">{desk.list.dueSoon(figure(counts.dueSoon))}</span>}
        </p>
      )}
    </div>
  )
}
