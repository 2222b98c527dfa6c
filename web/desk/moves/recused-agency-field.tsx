/** 回避: the agency that a report complains of. */
import { useQuery } from '@tanstack/react-query'
import { agenciesQuery } from '../cases/queries.ts'
import { useWords } from '../language.tsx'
import type { Missing } from './check-draft.ts'
import type { Draft } from './drafts.ts'
import { UnitField } from './unit-field.tsx'

type Given = { draft: Draft; change: (changed: Partial<Draft>) => void; missing: Missing }

export function RecusedAgencyField({ draft, change, missing }: Given) {
  const { move } = useWords().desk
  const query = useQuery(agenciesQuery)
  return (
    <UnitField
      label={move.recusedAgency}
      words={{ choose: move.agencyChoose, none: move.agencyNone, failed: move.agenciesFailed }}
      units={query.data?.agencies ?? []}
      query={query}
      value={draft.agencyId}
      change={(agencyId) => change({ agencyId })}
      missing={missing.agency}
    />
  )
}
