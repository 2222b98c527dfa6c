/** What came of a meeting, and who does what by when: written in a minute, still on the spot. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Plus, X } from 'lucide-react'
import { addDays } from '../../../src/domain/calendar/calendar.ts'
import { meetingLimits } from '../../../src/domain/cases/meeting.ts'
import { agenciesQuery } from '../cases/queries.ts'
import { useWords } from '../language.tsx'
import { DayField } from '../moves/day-field.tsx'
import { UnitField } from '../moves/unit-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import { emptyItem, type ItemDraft } from './drafts.ts'
import type { FieldsGiven } from './meeting-form.tsx'
import { ShortField } from './short-field.tsx'

export function ConcludeFields({ opened, draft, change, wrongs, today }: FieldsGiven) {
  const { deputy, desk } = useWords()
  const { meeting } = deputy
  const open = opened.meetings.findLast(({ state }) => state === 'called')
  // Only who was called is offered, and so known already; the list is what tells that it could not be read.
  const query = useQuery(agenciesQuery)
  const units = (open?.calls ?? []).map(({ agencyId, name }) => ({ id: agencyId, name }))
  const set = (key: number, changed: Partial<ItemDraft>) =>
    change({ items: draft.items.map((item) => (item.key === key ? { ...item, ...changed } : item)) })
  const add = () =>
    change({ items: [...draft.items, emptyItem(Math.max(0, ...draft.items.map(({ key }) => key)) + 1)] })
  return (
    <>
      <WordsField
        label={meeting.outcome}
        hint={meeting.outcomeHint}
        value={draft.words}
        change={(words) => change({ words })}
        {...(wrongs.words && { missing: wrongs.words })}
      />
      {units.length > 0 &&
        draft.items.map(({ key, what, agencyId, who, dueOn }, at) => (
          <fieldset className="agreed-item" key={key}>
            <legend>{meeting.item(at + 1)}</legend>
            <Button
              type="text"
              className="drop"
              icon={<X aria-hidden />}
              aria-label={meeting.dropItem(at + 1)}
              onClick={() => change({ items: draft.items.filter((item) => item.key !== key) })}
            />
            <ShortField
              label={meeting.what}
              value={what}
              most={meetingLimits.whatCharacters}
              change={(words) => set(key, { what: words })}
              wrong={wrongs[`what ${key}`]}
            />
            <UnitField
              label={meeting.agency}
              words={{ choose: desk.move.agencyChoose, none: desk.move.agencyNone, failed: desk.move.agenciesFailed }}
              units={units}
              query={query}
              value={agencyId}
              change={(chosen) => set(key, { agencyId: chosen })}
              missing={wrongs[`agency ${key}`]}
            />
            <ShortField
              label={meeting.person}
              value={who}
              most={meetingLimits.whoCharacters}
              change={(name) => set(key, { who: name })}
            />
            <DayField
              label={meeting.by}
              value={dueOn}
              first={today}
              last={addDays(today, 365)}
              change={(day) => set(key, { dueOn: day })}
              missing={wrongs[`by ${key}`]}
            />
          </fieldset>
        ))}
      {units.length > 0 && draft.items.length < meetingLimits.items && (
        <Button type="text" className="add" icon={<Plus aria-hidden />} onClick={add}>
          {meeting.addItem}
        </Button>
      )}
      {draft.items.some(({ who }) => who.trim() !== '') && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.namesShown}
            onChange={(event) => change({ namesShown: event.target.checked })}
          />
          {meeting.names}
        </label>
      )}
    </>
  )
}
