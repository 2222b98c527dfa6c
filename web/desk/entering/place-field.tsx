/** To whom it is said: a deputy, a station, an office or a point, found by typing part of its name. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { useDeferredValue, useId, useState } from 'react'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { Wrong } from '../moves/wrong.tsx'
import { FailureWords } from '../parts/states.tsx'
import type { EntryTarget } from './draft.ts'
import { useEnteringWords } from './words.ts'

const placesQuery = (search: string) =>
  queryOptions({
    queryKey: ['entry-places', search] as const,
    queryFn: ({ signal }) => api.entryPlaces(search, signal),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  })

type Given = {
  readonly value: EntryTarget | null
  readonly change: (to: EntryTarget) => void
  readonly missing: string | undefined
}

export function PlaceField({ value, change, missing }: Given) {
  const { desk } = useWords()
  const words = useEnteringWords()
  const id = useId()
  const [search, setSearch] = useState('')
  const query = useQuery(placesQuery(useDeferredValue(search.trim())))
  const { places = [], district = null } = query.data ?? {}
  const office = district?.name.includes(search.trim()) ? [{ kind: 'district', ...district }] : []
  const options = [
    ...office.map(({ kind, code, name }) => ({ kind, value: code, label: name, above: words.kind.district })),
    ...places.map(({ kind, code, name, stationName, townName }) => ({
      ...{ kind, value: code, label: name },
      above: [words.kind[kind], stationName ?? (kind === 'town' ? null : townName)].filter(Boolean).join(' · '),
    })),
  ]
  const chosen = value && !options.some((option) => option.value === value.code)
  return (
    <div className="field">
      <label htmlFor={id}>{words.toLabel}</label>
      <Select
        id={id}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        value={value?.code ?? null}
        onChange={(code: string) => {
          const option = options.find((one) => one.value === code)
          if (option) change({ kind: option.kind, code, name: option.label })
          setSearch('')
        }}
        loading={query.isFetching}
        placeholder={words.toHint}
        notFoundContent={query.isPending ? desk.loading : words.toNone}
        options={chosen ? [...options, { kind: value.kind, value: value.code, label: value.name, above: '' }] : options}
        optionRender={({ data }) => (
          <span className="place-option">
            {data.label}
            <small>{data.above}</small>
          </span>
        )}
        aria-invalid={missing ? true : undefined}
        aria-describedby={missing ? `${id}-missing` : undefined}
        {...(missing && { status: 'error' as const })}
      />
      {query.isError && (
        <div className="row wrap" role="alert">
          <FailureWords thrown={query.error} />
          <button type="button" className="link" onClick={() => void query.refetch()}>
            {desk.retry}
          </button>
        </div>
      )}
      <Wrong id={`${id}-missing`} words={missing} />
    </div>
  )
}
