/** Where a case is transferred to: another town of the district, or another district by its two letters. */
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { townsQuery } from '../cases/queries.ts'
import { useWords } from '../language.tsx'
import type { Missing } from './check-draft.ts'
import { ChoiceField } from './choice-field.tsx'
import type { Draft } from './drafts.ts'
import { UnitField } from './unit-field.tsx'
import { Wrong } from './wrong.tsx'

type Given = {
  draft: Draft
  change: (changed: Partial<Draft>) => void
  missing: Missing
  /** The town it is in now, which it cannot be transferred to. */
  townName: string | null
}

export function TargetFields({ draft, change, missing, townName }: Given) {
  const { move } = useWords().desk
  const id = useId()
  const query = useQuery(townsQuery)
  const towns = (query.data?.towns ?? []).filter(({ name }) => name !== townName)
  return (
    <>
      <ChoiceField
        label={move.target}
        value={draft.target}
        change={(target) => change({ target })}
        choices={[
          { value: 'town', title: move.toTown, note: '' },
          { value: 'district', title: move.toDistrict, note: '' },
        ]}
      />
      {draft.target === 'town' ? (
        <UnitField
          label={move.town}
          words={{ choose: move.townChoose, none: move.townNone, failed: move.townsFailed }}
          units={towns}
          query={query}
          value={draft.townId}
          change={(townId) => change({ townId })}
          missing={missing.town}
        />
      ) : (
        <div className="field">
          <label htmlFor={id}>{move.district}</label>
          <input
            id={id}
            className="letters"
            value={draft.district}
            maxLength={2}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => change({ district: event.target.value.toUpperCase() })}
            aria-invalid={missing.district ? true : undefined}
            aria-describedby={`${id}-hint${missing.district ? ` ${id}-missing` : ''}`}
          />
          <p className="dim" id={`${id}-hint`}>
            {move.districtHint}
          </p>
          <Wrong id={`${id}-missing`} words={missing.district} />
        </div>
      )}
    </>
  )
}
