/** Choosing the agency a case is handed to, by typing part of its name. */
import { useQuery } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { useId } from 'react'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { agenciesQuery } from './queries.ts'

type Given = { value: string | null; change: (agencyId: string | null) => void; missing?: string }

export function AgencyField({ value, change, missing }: Given) {
  const { desk } = useWords()
  const id = useId()
  const query = useQuery(agenciesQuery)
  return (
    <div className="field">
      <label htmlFor={id}>{desk.move.agency}</label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        onChange={change}
        loading={query.isPending}
        placeholder={desk.move.agencyChoose}
        notFoundContent={query.isPending ? desk.loading : desk.move.agencyNone}
        options={(query.data?.agencies ?? []).map((agency) => ({ value: agency.id, label: agency.name }))}
        aria-invalid={missing ? true : undefined}
        aria-describedby={missing ? `${id}-missing` : undefined}
        {...(missing && { status: 'error' as const })}
      />
      {query.isError && (
        <div className="row wrap" role="alert">
          <span>{desk.move.agenciesFailed}</span>
          <FailureWords thrown={query.error} />
          <button type="button" className="link" onClick={() => void query.refetch()}>
            {desk.retry}
          </button>
        </div>
      )}
      {missing && (
        <p className="wrong" id={`${id}-missing`}>
          {missing}
        </p>
      )}
    </div>
  )
}
