/** What a correction of the calendar would do: the days, and the due dates that move; then making it. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CorrectedDayBody } from '../../../src/contract/rules.ts'
import { deadlineWords } from '../../../src/words/dates.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { FailureWords } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm, TextField } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { changeValue } from './history.tsx'
import { readRulesAgain } from './queries.ts'
import { useDatedDay, useRulesWords } from './words.ts'

export function CalendarPreview({ days, close }: { days: CorrectedDayBody[]; close: () => void }) {
  const words = useRulesWords()
  const { calendar } = words
  const { desk, terms, language } = useWords()
  const figure = useFigure()
  const day = useDatedDay()
  const [reason, setReason] = useState('')
  const preview = useQuery({
    queryKey: ['rules', 'calendar-preview', days] as const,
    queryFn: () => api.previewCalendar(days),
    gcTime: 0,
  })
  const correcting = useMutation({
    mutationFn: () => api.correctCalendar({ days, words: reason }),
    onSuccess: async (done) => {
      say(calendar.done(done.days, done.moved))
      close()
      await readRulesAgain()
    },
  })
  const counted = preview.data
  const nothing = counted !== undefined && counted.days.length === 0
  const when = (at: string) => deadlineWords(new Date(at), language)
  const title = nothing ? calendar.unchanged : calendar.previewTitle(counted?.days.length ?? days.length)
  return (
    <Dialog title={title} close={close}>
      {preview.isPending && (
        <p role="status" aria-busy="true">
          {desk.loading}
        </p>
      )}
      {preview.isError && <FailureWords thrown={preview.error} />}
      {nothing && (
        <button type="button" className="as-button" onClick={close}>
          {words.close}
        </button>
      )}
      {counted && !nothing && (
        <PlaceForm
          submit={() => correcting.mutate()}
          close={close}
          pending={correcting.isPending}
          error={correcting.error}
          label={calendar.submit}
          leave={words.cancel}
        >
          <div className="table-wrap">
            <table>
              <thead>
                <tr>
                  <th scope="col">{calendar.day}</th>
                  <th scope="col">{calendar.before}</th>
                  <th scope="col">{calendar.after}</th>
                </tr>
              </thead>
              <tbody>
                {counted.days.map(({ date, from, to }) => (
                  <tr key={date}>
                    <th scope="row">{day(date)}</th>
                    <td>{changeValue(from, words, date)}</td>
                    <td>{changeValue(to, words, date)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="notice">
            {counted.moved > 0
              ? calendar.moved(figure(counted.moved), figure(counted.open))
              : calendar.movedNone(figure(counted.open))}
          </p>
          {counted.cases.length > 0 && (
            <div className="table-wrap">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{words.number}</th>
                    <th scope="col">{words.step}</th>
                    <th scope="col">{calendar.dueBefore}</th>
                    <th scope="col">{calendar.dueAfter}</th>
                  </tr>
                </thead>
                <tbody>
                  {counted.cases.map((item) => (
                    <tr key={item.id}>
                      <th scope="row">
                        <Link to="/cases/$id" params={{ id: item.id }} target="_blank">
                          {item.number}
                        </Link>
                      </th>
                      <td>{terms.status[item.status]}</td>
                      <td>{when(item.from)}</td>
                      <td>{when(item.to)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {counted.cases.length < counted.moved && (
            <p className="dim">{words.more(counted.cases.length, counted.moved)}</p>
          )}
          <TextField label={words.why} value={reason} change={setReason} most={6000} />
          {correcting.isPending && <p role="status">{calendar.working}</p>}
        </PlaceForm>
      )}
    </Dialog>
  )
}
