/** The working calendar: a year, a year out of a file or the program's data, and single days. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ChevronLeft, ChevronRight, FileUp } from 'lucide-react'
import { useId, useState } from 'react'
import type { CalendarReply, CorrectedDayBody } from '../../../src/contract/rules.ts'
import { mostTableBytes } from '../../../src/domain/places/sheet-kind.ts'
import { api } from '../connection.ts'
import { base64Of } from '../parts/base64-of.ts'
import { ExportMenu } from '../parts/export-menu.tsx'
import { FailureWords } from '../parts/states.tsx'
import { CalendarPreview } from './calendar-preview.tsx'
import { DayDialog } from './day-dialog.tsx'
import { RulesFrame } from './frame.tsx'
import { RulesHistory } from './history.tsx'
import { calendarQuery } from './queries.ts'
import { useRulesWords } from './words.ts'
import { Legend, Year } from './year.tsx'

const route = getRouteApi('/rules/calendar')

export default function CalendarPage() {
  const words = useRulesWords()
  const { year } = route.useSearch()
  const query = useQuery(calendarQuery(year))
  const [previewed, preview] = useState<CorrectedDayBody[] | null>(null)
  return (
    <RulesFrame
      page="calendar"
      about={words.calendar.about}
      query={query}
      deeds={
        query.data && (
          <>
            {!query.data.mayChange && <span className="dim">{words.readOnly}</span>}
            <ExportMenu
              name={`calendar-${query.data.year}`}
              read={(format) => api.exportCalendar(query.data.year, format)}
              words={words}
            />
          </>
        )
      }
    >
      {(reply) => (
        <>
          <OneYear reply={reply} preview={preview} />
          <RulesHistory history={reply.history} />
          {previewed && <CalendarPreview days={previewed} close={() => preview(null)} />}
        </>
      )}
    </RulesFrame>
  )
}

type Given = { readonly reply: CalendarReply; readonly preview: (days: CorrectedDayBody[]) => void }

function OneYear({ reply, preview }: Given) {
  const { calendar } = useRulesWords()
  const { year, days } = reply
  const [pressed, press] = useState<string | null>(null)
  const count = (kind: 'holiday' | 'make-up') => days.filter((day) => day.kind === kind).length
  const missing = reply.gap !== 'none' ? Number(reply.today.slice(0, 4)) + (reply.gap === 'next-year' ? 1 : 0) : null
  return (
    <>
      {missing !== null && reply.gap !== 'none' && (
        <p className="gap-line">
          {calendar.missing[reply.gap](missing)}
          {missing !== year && (
            <Link to="/rules/calendar" search={{ year: missing }}>
              {calendar.toCalendar}
            </Link>
          )}
        </p>
      )}
      <div className="year-head">
        <Link
          className="as-button"
          to="/rules/calendar"
          search={{ year: year - 1 }}
          aria-label={calendar.previous}
          title={calendar.previous}
        >
          <ChevronLeft aria-hidden />
        </Link>
        <h2>{calendar.year(year)}</h2>
        <Link
          className="as-button"
          to="/rules/calendar"
          search={{ year: year + 1 }}
          aria-label={calendar.next}
          title={calendar.next}
        >
          <ChevronRight aria-hidden />
        </Link>
        <span className="dim">
          {days.length === 0 ? calendar.none(year) : calendar.count(count('holiday'), count('make-up'))}
        </span>
      </div>
      <Legend />
      <Year year={year} days={days} today={reply.today} press={reply.mayChange ? press : null} />
      {reply.mayChange && <EnterYear reply={reply} preview={preview} />}
      {pressed && (
        <DayDialog
          date={pressed}
          day={days.find(({ date }) => date === pressed)}
          close={() => press(null)}
          preview={(corrected) => {
            press(null)
            preview(corrected)
          }}
        />
      )}
    </>
  )
}

/** A whole year at once, from a file or from what came with the program. */
function EnterYear({ reply, preview }: Given) {
  const { calendar } = useRulesWords()
  const { year, offered } = reply
  const field = useId()
  const [tooLarge, sayTooLarge] = useState(false)
  const reading = useMutation({ mutationFn: api.readYear, onSuccess: ({ days }) => preview(days) })
  async function take(file: File | undefined) {
    if (!file) return
    reading.reset()
    sayTooLarge(file.size > mostTableBytes)
    if (file.size <= mostTableBytes) reading.mutate({ year, content: await base64Of(file) })
  }
  return (
    <section className="enter-year" aria-label={calendar.import}>
      <h2 className="sec">{`${calendar.import}　${calendar.year(year)}`}</h2>
      <p className="dim">{calendar.fromFileHint}</p>
      <div className="row wrap">
        <input
          id={field}
          className="visually-hidden"
          type="file"
          accept=".csv,.xlsx,.ics"
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file, corrected, can be chosen again.
            event.target.value = ''
          }}
        />
        <label htmlFor={field} className="as-button strong">
          <FileUp aria-hidden />
          {reading.isPending ? calendar.reading : calendar.fromFile}
        </label>
        {offered.includes(year) ? (
          <Button loading={reading.isPending} onClick={() => reading.mutate({ year, content: null })}>
            {calendar.fromProgram(year)}
          </Button>
        ) : (
          <span className="dim">{calendar.notOffered(year)}</span>
        )}
      </div>
      <div role="alert">
        {tooLarge && <p className="wrong">{calendar.tooLarge}</p>}
        {reading.isError && <FailureWords thrown={reading.error} />}
      </div>
    </section>
  )
}
