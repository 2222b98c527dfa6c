/** What came of it: solved, in a plan with its day, or explained; and what the resident will see. */
import { addDays } from '../../../src/domain/calendar/calendar.ts'
import { outcomes } from '../../../src/domain/cases/case.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import type { Missing } from './check-draft.ts'
import { ChoiceField } from './choice-field.tsx'
import { DayField } from './day-field.tsx'
import type { Draft } from './drafts.ts'

type Given = { draft: Draft; change: (changed: Partial<Draft>) => void; missing: Missing; today: string }

export function OutcomeFields({ draft, change, missing, today }: Given) {
  const { desk, terms, language } = useWords()
  const { outcome, day } = draft
  const planned = outcome === 'planned'
  return (
    <>
      <ChoiceField
        label={desk.move.outcome}
        value={outcome}
        change={(next) => change({ outcome: next })}
        missing={missing.outcome}
        choices={outcomes.map((value) => ({
          value,
          title: terms.outcome[value],
          note: desk.move.outcomeHint[value],
        }))}
      />
      {planned && (
        <DayField
          label={desk.move.plannedFor}
          value={day}
          first={addDays(today, 1)}
          change={(next) => change({ day: next })}
          missing={missing.day}
        />
      )}
      {outcome && (
        <p className="preview-line">
          <b>{desk.move.residentSees(terms.outcome[outcome], planned && day ? dayWords(day, language) : '')}</b>{' '}
          {desk.move.cannotUndo}
        </p>
      )}
    </>
  )
}
