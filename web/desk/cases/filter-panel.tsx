/** The filters that are not looked at all day: units, marks, days, and how it came. */
import { useQuery } from '@tanstack/react-query'
import { channels } from '../../../src/domain/reports/report.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { Choice } from '../parts/choice.tsx'
import { FailureWords } from '../parts/states.tsx'
import { changed, type Filters, marks } from './filters.ts'
import { useListWords } from './list-words.ts'
import { filterUnitsQuery } from './queries.ts'

type Given = { readonly filters: Filters; readonly change: (next: Filters) => void }

export default function FilterPanel({ filters, change }: Given) {
  const { desk, language } = useWords()
  const words = useListWords()
  const query = useQuery(filterUnitsQuery)
  const units = query.data
  const named = (
    kind: 'agency' | 'station' | 'town',
    any: string,
    options: { id: string; name: string }[] | undefined,
  ) =>
    options && options.length > 0 ? (
      <Choice
        label={words[kind]}
        any={any}
        value={filters[kind]}
        options={options.map(({ id, name }) => [id, name])}
        change={(next) => change(changed(filters, kind, next))}
      />
    ) : null
  const dayOf = (name: 'receivedFrom' | 'receivedUntil') => (
    <label className="day">
      <span>{words[name]}</span>
      <input
        type="date"
        value={filters[name] ?? ''}
        {...(name === 'receivedFrom' && filters.receivedUntil && { max: filters.receivedUntil })}
        {...(name === 'receivedUntil' && filters.receivedFrom && { min: filters.receivedFrom })}
        onChange={(event) => change(changed(filters, name, event.target.value))}
      />
      {filters[name] && <span className="muted">{dayWords(filters[name], language)}</span>}
    </label>
  )
  return (
    <section className="filter-panel" aria-label={words.filters} aria-busy={query.isPending}>
      {query.isError && (
        <div className="row wrap" role="alert">
          <FailureWords thrown={query.error} />
          <button type="button" className="link" onClick={() => void query.refetch()}>
            {desk.retry}
          </button>
        </div>
      )}
      {named('agency', words.anyAgency, units?.agencies)}
      {named('station', words.anyStation, units?.stations)}
      {named('town', words.anyTown, units?.towns)}
      <Choice
        label={words.channel}
        any={words.anyChannel}
        value={filters.channel}
        options={channels.map((one) => [one, desk.case.channels[one]])}
        change={(next) => change(changed(filters, 'channel', channels.find((one) => one === next) ?? ''))}
      />
      <fieldset className="days">
        {dayOf('receivedFrom')}
        {dayOf('receivedUntil')}
      </fieldset>
      <fieldset className="marks">
        <legend className="visually-hidden">{words.marks}</legend>
        {marks.map((mark) => (
          <label key={mark}>
            <input
              type="checkbox"
              checked={filters[mark] === true}
              onChange={(event) => change(changed(filters, mark, event.target.checked || ''))}
            />
            <span>{words[mark]}</span>
          </label>
        ))}
      </fieldset>
    </section>
  )
}
