/** The list of people: who has an account, as what, and how the account stands. */
import '../places/places.css'
import './people.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { Plus, ShieldCheck } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { type AccountState, accountStates } from '../../../src/domain/people/account-state.ts'
import { type StaffRole, staffRoles } from '../../../src/domain/people/actor.ts'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { api } from '../connection.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { Choice } from '../parts/choice.tsx'
import { ExportMenu } from '../parts/export-menu.tsx'
import { useFigure } from '../parts/figure.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { Top } from '../shell/top.tsx'
import { AddPerson } from './add-person.tsx'
import type { PeopleFilters } from './filters.ts'
import { PeopleTable } from './people-table.tsx'
import { peopleQuery, unitsQuery } from './queries.ts'
import { RulesDialog } from './rules-dialog.tsx'
import { usePeopleWords } from './words.ts'

const route = getRouteApi('/people')
const exactly = { exact: true }

export default function PeoplePage() {
  const filters = route.useSearch()
  const words = usePeopleWords()
  const figure = useFigure()
  const me = useMe()
  const navigate = useNavigate()
  usePageTitle(words.title)
  const change = useCallback(
    (next: PeopleFilters) => void navigate({ to: '/people', search: next, replace: true }),
    [navigate],
  )
  const search = useMemo(
    () => ({
      value: filters.search ?? '',
      label: words.list.searchLabel,
      hint: words.list.search,
      change: (typed: string) => {
        const { search: _, ...others } = filters
        change({ ...others, ...(typed && { search: typed }) })
      },
    }),
    [filters, change, words],
  )
  const query = useInfiniteQuery(peopleQuery(filters))
  const rows = useMemo(() => query.data?.pages.flatMap(({ people }) => people) ?? [], [query.data])
  const first = query.data?.pages[0]
  const [shown, show] = useState<'add' | 'rules' | null>(null)
  const narrowed = Boolean(filters.state || filters.role || filters.unit || filters.search)

  return (
    <>
      <Top title={words.title} search={search} />
      <main className="main places people" id="main" tabIndex={-1}>
        <div className="place-tabs">
          <StateTabs filters={filters} counts={first?.counts} />
          <div className="deeds">
            <ExportMenu name="people" read={(format) => api.exportPeople(filters, format)} words={words.list} />
            {mayDo('keep-people', me.memberships) && (
              <>
                <Button icon={<ShieldCheck />} onClick={() => show('rules')}>
                  {words.list.rules}
                </Button>
                <Button type="primary" icon={<Plus />} onClick={() => show('add')}>
                  {words.list.add}
                </Button>
              </>
            )}
          </div>
        </div>
        <FilterBar filters={filters} change={change} found={first?.found} />
        {query.isPending ? (
          <Bones />
        ) : query.isError && rows.length === 0 ? (
          <Failed title={words.list.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <Nothing title={narrowed ? words.list.nothingFound : words.list.none}>
            {narrowed ? <Button onClick={() => change({})}>{words.list.clear}</Button> : <p>{words.list.noneMore}</p>}
          </Nothing>
        ) : (
          <>
            <PeopleTable rows={rows} />
            <div className="end">
              {query.hasNextPage ? (
                <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {words.list.more}
                </Button>
              ) : (
                <span>{words.list.found(figure(first?.found ?? rows.length))}</span>
              )}
            </div>
          </>
        )}
        {shown === 'add' && <AddPerson close={() => show(null)} />}
        {shown === 'rules' && <RulesDialog close={() => show(null)} />}
      </main>
    </>
  )
}

function StateTabs({
  filters,
  counts,
}: {
  filters: PeopleFilters
  counts: Readonly<Record<AccountState, number>> | undefined
}) {
  const { list, state: stateWords } = usePeopleWords()
  const figure = useFigure()
  const { state: _, ...others } = filters
  const all = counts && accountStates.reduce((sum, state) => sum + counts[state], 0)
  return (
    <nav aria-label={list.stateColumn}>
      <Link to="/people" search={others} activeOptions={exactly}>
        {list.all} <b>{all === undefined ? '' : figure(all)}</b>
      </Link>
      {accountStates.map((state) => (
        <Link key={state} to="/people" search={{ ...others, state }} activeOptions={exactly}>
          {stateWords[state]} <b>{counts ? figure(counts[state]) : ''}</b>
        </Link>
      ))}
    </nav>
  )
}

function FilterBar(given: {
  filters: PeopleFilters
  change: (next: PeopleFilters) => void
  found: number | undefined
}) {
  const { filters, change, found } = given
  const { list } = usePeopleWords()
  const { terms } = useWords()
  const figure = useFigure()
  const units = (useQuery(unitsQuery).data?.units ?? []).filter(({ role }) => role === filters.role)
  const { role: _, unit: __, ...others } = filters
  return (
    <div className="filters">
      <Choice
        label={list.role}
        any={list.anyRole}
        value={filters.role}
        options={staffRoles.map((role) => [role, terms.role[role]])}
        change={(role) => change({ ...others, ...(role && { role: role as StaffRole }) })}
      />
      {filters.role && units.length > 0 && (
        <Choice
          label={list.unit}
          any={list.anyUnit}
          value={filters.unit}
          options={units.map(({ id, name, above }) => [id, above ? `${name}（${above}）` : name])}
          change={(unit) => change({ ...others, ...(filters.role && { role: filters.role }), ...(unit && { unit }) })}
        />
      )}
      {(filters.role || filters.unit || filters.search || filters.state) && (
        <Button type="text" onClick={() => change({})}>
          {list.clear}
        </Button>
      )}
      {found !== undefined && <span className="found dim">{list.found(figure(found))}</span>}
    </div>
  )
}

function Bones() {
  const { desk } = useWords()
  return (
    <div className="bones" aria-busy="true">
      <p className="visually-hidden" role="status">
        {desk.loading}
      </p>
      {Array.from({ length: 10 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of nothing have no other name
        <span className="bone" key={row} />
      ))}
    </div>
  )
}
