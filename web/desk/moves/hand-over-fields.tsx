/** Who a case is handed to: the lead agency, and agencies that help it, each by a day of its own. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Plus, X } from 'lucide-react'
import { addDays } from '../../../src/domain/calendar/calendar.ts'
import { agenciesQuery } from '../cases/queries.ts'
import { useWords } from '../language.tsx'
import type { Missing } from './check-draft.ts'
import { DayField } from './day-field.tsx'
import type { CoHandlerDraft, Draft } from './drafts.ts'
import { UnitField } from './unit-field.tsx'

type Given = { draft: Draft; change: (changed: Partial<Draft>) => void; missing: Missing; today: string }

export function HandOverFields({ draft, change, missing, today }: Given) {
  const { move } = useWords().desk
  const query = useQuery(agenciesQuery)
  const units = query.data?.agencies ?? []
  const words = { choose: move.agencyChoose, none: move.agencyNone, failed: move.agenciesFailed }
  const { coHandlers } = draft
  const set = (key: number, changed: Partial<CoHandlerDraft>) =>
    change({ coHandlers: coHandlers.map((co) => (co.key === key ? { ...co, ...changed } : co)) })
  const add = () => {
    const key = Math.max(0, ...coHandlers.map((co) => co.key)) + 1
    change({ coHandlers: [...coHandlers, { key, agencyId: null, dueOn: '' }] })
  }
  return (
    <>
      <UnitField
        label={coHandlers.length > 0 ? move.leadAgency : move.agency}
        words={words}
        units={units}
        query={query}
        value={draft.agencyId}
        change={(agencyId) => change({ agencyId })}
        missing={missing.agency}
      />
      <fieldset className="co-handlers">
        <legend className="visually-hidden">{move.coHandlers}</legend>
        {coHandlers.map(({ key, agencyId, dueOn }, at) => (
          <div className="co-handler" key={key}>
            <UnitField
              label={move.coHandler(at + 1)}
              words={words}
              units={units}
              query={{ ...query, isError: false }}
              value={agencyId}
              change={(id) => set(key, { agencyId: id })}
              missing={missing[`co ${key}`]}
            />
            <DayField
              label={move.coHandlerDue(at + 1)}
              hint={move.coHandlerDueNone}
              value={dueOn}
              first={addDays(today, 1)}
              change={(day) => set(key, { dueOn: day })}
              missing={missing[`co ${key} day`]}
            />
            <Button
              type="text"
              className="drop"
              icon={<X aria-hidden />}
              aria-label={move.dropCoHandler(at + 1)}
              onClick={() => change({ coHandlers: coHandlers.filter((co) => co.key !== key) })}
            />
          </div>
        ))}
        {coHandlers.length > 0 && <p className="dim">{move.coHandlersHint}</p>}
        {coHandlers.length < 20 && (
          <Button type="text" className="add" icon={<Plus aria-hidden />} onClick={add}>
            {move.addCoHandler}
          </Button>
        )}
      </fieldset>
    </>
  )
}
