/** Above the list of places: which need somebody, and how it is narrowed. All of it stands in the address. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import type { ListPlacesReply } from '../../../src/contract/places.ts'
import { type CodeKind, codeKinds } from '../../../src/domain/places/public-code.ts'
import { Choice } from '../parts/choice.tsx'
import { useFigure } from '../parts/figure.tsx'
import type { PlaceFilters, PlaceState } from './filters.ts'
import { ownersQuery } from './queries.ts'
import { usePlaceWords } from './words.ts'

/** The state is part of the query, so a tab is the current one only when all of its address is. */
const exactly = { exact: true }

export function StateTabs({
  filters,
  counts,
}: {
  filters: PlaceFilters
  counts: ListPlacesReply['counts'] | undefined
}) {
  const { list } = usePlaceWords()
  const figure = useFigure()
  const { state: _, ...others } = filters
  const tabs: [PlaceState | null, string, number | undefined][] = [
    [null, list.all, counts?.all],
    ['silent', list.silent, counts?.silent],
    ['without-code', list.withoutCode, counts?.withoutCode],
    ['not-located', list.notLocated, counts?.notLocated],
  ]
  return (
    <nav aria-label={list.state}>
      {tabs.map(([state, name, count]) => (
        <Link
          key={name}
          to="/places"
          search={state ? { ...others, state } : others}
          activeOptions={exactly}
          {...(state === 'silent' && { title: list.silentMore(8) })}
        >
          {name} <b>{count === undefined ? '' : figure(count)}</b>
        </Link>
      ))}
    </nav>
  )
}

export function PlaceFilterBar(given: {
  filters: PlaceFilters
  change: (next: PlaceFilters) => void
  found: number | undefined
}) {
  const { filters, change, found } = given
  const words = usePlaceWords()
  const figure = useFigure()
  const owners = useQuery(ownersQuery).data
  const towns = new Map(owners?.stations.map(({ town }) => [town.id, town.name]))
  const stations = (owners?.stations ?? []).filter(({ town }) => !filters.town || town.id === filters.town)
  const { kind, town, station, ...others } = filters
  const kept = { ...others, ...(kind && { kind }), ...(town && { town }), ...(station && { station }) }
  const without = (name: 'kind' | 'town' | 'station'): PlaceFilters => {
    const { [name]: _, ...rest } = kept
    return rest
  }
  return (
    <div className="filters">
      <Choice
        label={words.list.kind}
        any={words.list.anyKind}
        value={kind}
        options={codeKinds.map((one) => [one, words.kind[one]])}
        change={(next) => change({ ...without('kind'), ...(next && { kind: next as CodeKind }) })}
      />
      {towns.size > 1 && (
        <Choice
          label={words.list.town}
          any={words.list.anyTown}
          value={town}
          options={[...towns]}
          change={(next) => {
            const { station: _, ...rest } = without('town')
            change({ ...rest, ...(next && { town: next }) })
          }}
        />
      )}
      {stations.length > 1 && (
        <Choice
          label={words.list.station}
          any={words.list.anyStation}
          value={station}
          options={stations.map(({ id, name }) => [id, name])}
          change={(next) => change({ ...without('station'), ...(next && { station: next }) })}
        />
      )}
      {(kind || town || station || filters.search || filters.state) && (
        <Button type="text" onClick={() => change(filters.view ? { view: filters.view } : {})}>
          {words.list.clear}
        </Button>
      )}
      {found !== undefined && <span className="found dim">{words.list.found(figure(found))}</span>}
    </div>
  )
}
