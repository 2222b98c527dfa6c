/** The fields of the forms about places. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { FailureWords } from '../parts/states.tsx'
import { ownersQuery } from './queries.ts'
import { usePlaceWords } from './words.ts'

type Text = {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly hint?: string | undefined
  readonly missing?: boolean
  readonly most?: number
  readonly lines?: number
  readonly inputMode?: 'decimal'
}

/** A line or some lines of words; beyond `most` it says by how much. */
export function TextField({ label, value, change, hint, missing, most, lines = 1, inputMode }: Text) {
  const { form } = usePlaceWords()
  const id = useId()
  const over = most === undefined ? 0 : [...value].length - most
  const given = {
    id,
    value,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
    'aria-describedby': `${id}-hint`,
    'aria-invalid': missing || over > 0 ? (true as const) : undefined,
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {lines > 1 ? (
        <textarea rows={lines} {...given} />
      ) : (
        <input type="text" autoComplete="off" {...(inputMode && { inputMode })} {...given} />
      )}
      <p id={`${id}-hint`} className={missing || over > 0 ? 'wrong' : 'dim'}>
        {missing ? form.missing : over > 0 ? form.over(over) : hint}
      </p>
    </div>
  )
}

type Choice = {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly options: readonly (readonly [value: string, name: string])[]
  readonly first?: string
  readonly hint?: string
  readonly missing?: boolean
}

/** One of a list. */
export function ChoiceField({ label, value, change, options, first, hint, missing }: Choice) {
  const { form } = usePlaceWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => change(event.target.value)}
        aria-invalid={missing ? true : undefined}
        aria-describedby={`${id}-hint`}
      >
        {first !== undefined && <option value="">{first}</option>}
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className={missing ? 'wrong' : 'dim'}>
        {missing ? form.missing : hint}
      </p>
    </div>
  )
}

export type Owner = { readonly stationId: string; readonly deputyId: string | null }

/** Whose a point is: the station, and perhaps one of its deputies. */
export function OwnerFields({
  owner,
  change,
  missing,
}: {
  owner: Owner
  change: (next: Owner) => void
  missing: boolean
}) {
  const { form, deputy } = usePlaceWords()
  const query = useQuery(ownersQuery)
  const { stations = [], deputies = [] } = query.data ?? {}
  const towns = new Set(stations.map(({ town }) => town.id))
  return (
    <>
      <ChoiceField
        label={form.station}
        first={form.choose}
        value={owner.stationId}
        change={(stationId) => change({ stationId, deputyId: null })}
        options={stations.map(({ id, name, town }) => [id, towns.size > 1 ? `${town.name} · ${name}` : name])}
        missing={missing}
      />
      <ChoiceField
        label={form.deputy}
        first={form.noDeputy}
        value={owner.deputyId ?? ''}
        change={(id) => change({ ...owner, deputyId: id || null })}
        options={deputies.filter((one) => one.stationId === owner.stationId).map(({ id, name }) => [id, deputy(name)])}
        hint={form.deputyHint}
      />
      {query.isError && <FailureWords thrown={query.error} />}
    </>
  )
}

export type Degrees = { readonly latitude: string; readonly longitude: string }

/** Where a point is, in degrees. */
export function DegreesFields({ degrees, change }: { degrees: Degrees; change: (next: Degrees) => void }) {
  const { form } = usePlaceWords()
  return (
    <div className="two">
      <TextField
        label={form.latitude}
        inputMode="decimal"
        value={degrees.latitude}
        change={(latitude) => change({ ...degrees, latitude })}
        hint={form.coordinatesHint}
      />
      <TextField
        label={form.longitude}
        inputMode="decimal"
        value={degrees.longitude}
        change={(longitude) => change({ ...degrees, longitude })}
      />
    </div>
  )
}

/** A form with its buttons; what went wrong stands above them. */
export function PlaceForm(given: {
  readonly submit: () => void
  readonly close: () => void
  readonly pending: boolean
  readonly error: unknown
  readonly children: ReactNode
  readonly label?: string
  readonly leave?: string
  readonly danger?: boolean
}) {
  const { form } = usePlaceWords()
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!given.pending) given.submit()
      }}
    >
      {given.children}
      <div role="alert">{given.error !== null && <FailureWords thrown={given.error} kept />}</div>
      <div className="row wrap">
        <button type="submit" className="send" disabled={given.pending}>
          {given.pending ? form.saving : (given.label ?? form.save)}
        </button>
        <button type="button" className="as-button" onClick={given.close}>
          {given.leave ?? form.cancel}
        </button>
      </div>
    </form>
  )
}
