/** The list of points and codes: which there are, which nobody uses, and what to print. */
import './places.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { List as ListIcon, Map as MapIcon, Plus, Printer, Sheet } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { PlaceRowReply } from '../../../src/contract/places.ts'
import { api } from '../connection.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { ExportMenu } from '../parts/export-menu.tsx'
import { useFigure } from '../parts/figure.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import { Top } from '../shell/top.tsx'
import { AddPlace } from './add-place.tsx'
import { PlaceFilterBar, StateTabs } from './filter-bar.tsx'
import type { PlaceFilters } from './filters.ts'
import { PlacesMap } from './map.tsx'
import { PlacesTable } from './places-table.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { placesQuery } from './queries.ts'
import { usePlaceWords } from './words.ts'

const route = getRouteApi('/places')

export default function PlacesPage() {
  const filters = route.useSearch()
  const words = usePlaceWords()
  const { desk } = useWords()
  const figure = useFigure()
  const navigate = useNavigate()
  usePageTitle(words.title)
  const change = useCallback(
    (next: PlaceFilters) => void navigate({ to: '/places', search: next, replace: true }),
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
  const query = useInfiniteQuery(placesQuery(filters))
  const rows = useMemo(() => query.data?.pages.flatMap(({ places }) => places) ?? [], [query.data])
  const first = query.data?.pages[0]
  const [chosen, choose] = useState<ReadonlyMap<string, PlaceRowReply>>(new Map())
  const [shown, show] = useState<'add' | 'print' | null>(null)
  const narrowed = Boolean(filters.kind || filters.state || filters.town || filters.station || filters.search)
  const { view, ...others } = filters

  return (
    <>
      <Top title={words.title} search={search} />
      <main className="main places" id="main" tabIndex={-1}>
        <div className="place-tabs">
          <StateTabs filters={filters} counts={first?.counts} />
          <div className="deeds">
            <Link className="as-button" to="/places" search={view ? others : { ...others, view: 'map' }}>
              {view ? <ListIcon aria-hidden /> : <MapIcon aria-hidden />}
              {view ? words.list.listView : words.list.map}
            </Link>
            <ExportMenu name="places" read={(format) => api.exportPlaces(others, format)} words={words.list} />
            <Link className="as-button" to="/places/import">
              <Sheet aria-hidden />
              {words.list.import}
            </Link>
            <Button type="primary" icon={<Plus />} onClick={() => show('add')}>
              {words.act.add}
            </Button>
          </div>
        </div>
        <PlaceFilterBar filters={filters} change={change} found={first?.found} />
        {chosen.size > 0 && !view && (
          <div className="chosen" role="status">
            <b>{words.list.selected(chosen.size)}</b>
            <Button type="primary" icon={<Printer />} onClick={() => show('print')}>
              {words.list.printSelected}
            </Button>
            <Button type="text" onClick={() => choose(new Map())}>
              {desk.cancel}
            </Button>
          </div>
        )}
        {view ? (
          <PlacesMap filters={filters} />
        ) : query.isPending ? (
          <Bones />
        ) : query.isError && rows.length === 0 ? (
          <Failed title={words.list.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <Nothing title={narrowed ? words.list.nothingFound : words.list.none}>
            {narrowed ? <Button onClick={() => change({})}>{words.list.clear}</Button> : <p>{words.list.noneMore}</p>}
          </Nothing>
        ) : (
          <>
            <PlacesTable rows={rows} chosen={chosen} choose={choose} />
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
        {shown === 'add' && <AddPlace close={() => show(null)} />}
        {shown === 'print' && <PrintDialog places={[...chosen.values()]} close={() => show(null)} />}
      </main>
    </>
  )
}

function Bones() {
  const { desk } = useWords()
  return (
    <div className="bones" aria-busy="true">
      <p className="visually-hidden" role="status">
        {desk.loading}
      </p>
      {Array.from({ length: 12 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of nothing have no other name
        <span className="bone" key={row} />
      ))}
    </div>
  )
}
