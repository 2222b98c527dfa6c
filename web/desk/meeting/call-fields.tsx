/** Where, when and who: what calling a meeting on the spot needs. */
import { useQuery } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { useId } from 'react'
import { addDays } from '../../../src/domain/calendar/calendar.ts'
import { meetingLimits } from '../../../src/domain/cases/meeting.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { agenciesQuery } from '../cases/queries.ts'
import { useWords } from '../language.tsx'
import { DayField } from '../moves/day-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import { Wrong } from '../moves/wrong.tsx'
import { FailureWords } from '../parts/states.tsx'
import type { FieldsGiven } from './meeting-form.tsx'
import { ShortField } from './short-field.tsx'

export function CallFields({ opened, draft, change, wrongs, today }: FieldsGiven) {
  const { deputy, language } = useWords()
  const { meeting } = deputy
  const off = opened.daysOff.find(({ date }) => date === draft.day)
  return (
    <>
      <ShortField
        label={meeting.place}
        hint={meeting.placeHint}
        value={draft.place}
        most={meetingLimits.placeCharacters}
        change={(place) => change({ place })}
        wrong={wrongs.place}
      />
      <div className="day-and-time">
        <DayField
          label={meeting.day}
          value={draft.day}
          first={today}
          last={addDays(today, 60)}
          change={(day) => change({ day })}
          missing={wrongs.day}
        />
        <ShortField
          label={meeting.time}
          type="time"
          value={draft.time}
          change={(time) => change({ time })}
          wrong={wrongs.time}
        />
      </div>
      {off && <p className="notice">{meeting.dayOff(dayWords(off.date, language), off.name ?? '')}</p>}
      <Whom value={draft.agencyIds} change={(agencyIds) => change({ agencyIds })} wrong={wrongs.whom} />
      {opened.stationName && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.withStation}
            onChange={(event) => change({ withStation: event.target.checked })}
          />
          {meeting.withStation}
        </label>
      )}
      <WordsField
        label={meeting.note}
        hint={meeting.noteHint}
        value={draft.words}
        change={(words) => change({ words })}
        {...(wrongs.words && { missing: wrongs.words })}
      />
    </>
  )
}

type WhomGiven = { value: readonly string[]; change: (ids: string[]) => void; wrong: string | undefined }

function Whom({ value, change, wrong }: WhomGiven) {
  const { deputy, desk } = useWords()
  const id = useId()
  const query = useQuery(agenciesQuery)
  return (
    <div className="field">
      <label htmlFor={id}>{deputy.meeting.whom}</label>
      <Select
        id={id}
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={[...value]}
        onChange={change}
        maxCount={meetingLimits.agencies}
        loading={query.isPending}
        placeholder={deputy.meeting.whomChoose}
        notFoundContent={query.isPending ? desk.loading : desk.move.agencyNone}
        options={(query.data?.agencies ?? []).map((agency) => ({ value: agency.id, label: agency.name }))}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        {...(wrong && { status: 'error' as const })}
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
      <Wrong id={`${id}-wrong`} words={wrong} />
    </div>
  )
}
