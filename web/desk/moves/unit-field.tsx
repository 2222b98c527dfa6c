/** Choosing a unit by typing part of its name: an agency, a town. */
import type { UseQueryResult } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { useId } from 'react'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { Wrong } from './wrong.tsx'

type Given = {
  readonly label: string
  readonly words: { readonly choose: string; readonly none: string; readonly failed: string }
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly query: Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>
  readonly value: string | null
  readonly change: (id: string | null) => void
  readonly missing?: string | undefined
}

export function UnitField({ label, words, units, query, value, change, missing }: Given) {
  const { desk } = useWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        onChange={change}
        loading={query.isPending}
        placeholder={words.choose}
        notFoundContent={query.isPending ? desk.loading : words.none}
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        aria-invalid={missing ? true : undefined}
        aria-describedby={missing ? `${id}-missing` : undefined}
        {...(missing && { status: 'error' as const })}
      />
      {query.isError && (
        <div className="row wrap" role="alert">
          <span>{words.failed}</span>
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
