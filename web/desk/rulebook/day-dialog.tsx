/** What one day is from now on. */
import { useState } from 'react'
import type { CalendarReply, CorrectedDayBody } from '../../../src/contract/rules.ts'
import { longestDayName } from '../../../src/domain/calendar/read-year.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { Dialog } from '../places/dialog.tsx'
import { ChoiceField, PlaceForm, TextField } from '../places/fields.tsx'
import { useRulesWords } from './words.ts'

type Given = {
  readonly date: string
  readonly day: CalendarReply['days'][number] | undefined
  readonly preview: (days: CorrectedDayBody[]) => void
  readonly close: () => void
}

export function DayDialog({ date, day, preview, close }: Given) {
  const words = useRulesWords()
  const { calendar } = words
  const { language } = useWords()
  const [kind, setKind] = useState<string>(day?.kind ?? 'ordinary')
  const [name, setName] = useState(day?.name ?? '')
  const [tried, setTried] = useState(false)
  const named = kind === 'holiday' || kind === 'make-up'
  const missing = named && name.trim() === ''
  return (
    <Dialog title={dayWords(date, language)} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (missing || [...name.trim()].length > longestDayName) return
          preview([{ date, day: kind === 'holiday' || kind === 'make-up' ? { kind, name: name.trim() } : null }])
        }}
        close={close}
        pending={false}
        error={null}
        label={calendar.preview}
        leave={words.cancel}
      >
        <ChoiceField
          label={calendar.what}
          value={kind}
          change={setKind}
          options={[
            ['ordinary', calendar.ordinary],
            ['holiday', calendar.holiday],
            ['make-up', calendar.makeUp],
          ]}
        />
        {named && (
          <TextField
            label={calendar.name}
            value={name}
            change={setName}
            hint={calendar.nameHint}
            most={longestDayName}
            missing={tried && missing}
          />
        )}
      </PlaceForm>
    </Dialog>
  )
}
