/** A due date as a strip of days, each counted or skipped, and the sentence that sums it up. */

import type { DueDateReply } from '../../../src/contract/shared.ts'
import type { CountedDay } from '../../../src/domain/calendar/calendar.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import { beijing, dayWords, deadlineWords, instantWords, weekdayWord } from '../../../src/words/dates.ts'
import { useWords, type Words } from '../language.tsx'
import { useNow } from '../shell/now.ts'

export function CountedDays({ due }: { due: DueDateReply }) {
  const words = useWords()
  const { clock } = words.desk
  const today = localDate(useNow(), beijing)
  const byHours = due.limit.unit === 'hours'
  return (
    <div className="counted">
      <p className="muted">{clock[due.limit.unit](due.limit.count)}</p>
      <ol className="days" aria-label={clock.days}>
        {due.days.map((day, at) => (
          <li
            key={day.date}
            className={[
              off(day) && 'off',
              day.why === 'paused' && 'pause',
              day.why === 'extended' && 'extra',
              day.date === today && 'today',
            ]
              .filter(Boolean)
              .join(' ')}
          >
            <span className="visually-hidden">
              {[dayWords(day.date, words.language), longReason(day, byHours, words), day.date === today && clock.today]
                .filter(Boolean)
                .join(clock.between)}
            </span>
            <span aria-hidden="true">
              <small>{weekdayWord(day.weekday, words.language).replace('周', '')}</small>
              <b>{dayNumber(day.date, at === 0)}</b>
              <small>{day.counts !== null ? <i>{byHours ? '✓' : day.counts}</i> : shortReason(day, words)}</small>
            </span>
          </li>
        ))}
      </ol>
      <p className="muted">{sentence(due, words)}</p>
    </div>
  )
}

const off = (day: CountedDay) => day.counts === null && !['start', 'paused', 'extended'].includes(day.why)

/** The month stands where the strip begins and where a month does. */
function dayNumber(date: string, first: boolean): string {
  const [, month, day] = date.split('-').map(Number)
  return first || day === 1 ? `${month}/${day}` : String(day)
}

function shortReason(day: CountedDay, { desk }: Words): string {
  if (day.why === 'start') return desk.clock.start
  if (day.why === 'paused') return desk.clock.pause
  if (day.why === 'extended') return desk.clock.extra
  return day.why === 'holiday' ? desk.clock.holiday : desk.clock.off
}

function longReason(day: CountedDay, byHours: boolean, { desk }: Words): string {
  const { clock } = desk
  if (day.why === 'start') return byHours ? clock.startDayHours : clock.startDay
  if (day.why === 'paused') return clock.pausedDay
  if (day.why === 'extended') return clock.extendedDay
  if (day.counts === null) return day.why === 'holiday' ? clock.holidayOff(day.name ?? '') : clock.dayOff
  const counted = byHours ? clock.hoursCount : clock.counts(day.counts)
  return day.why === 'make-up' ? `${counted}${clock.between}${clock.makeUpDay}` : counted
}

function sentence(due: DueDateReply, { desk, language }: Words): string {
  const { clock } = desk
  const until = deadlineWords(new Date(due.originalDueAt), language)
  const started = new Date(due.startedAt)
  const begin =
    due.limit.unit === 'hours'
      ? clock.countedHours(instantWords(started, language), until)
      : clock.counted(dayWords(started, language), until)
  const skipped = due.days.filter(off).length
  const madeUp = due.days.filter(({ why, counts }) => why === 'make-up' && counts !== null).length
  const stopped = due.days.filter(({ why }) => why === 'paused').length
  const last = due.extendedUntil && deadlineWords(new Date(due.dueAt), language)
  return [
    begin,
    skipped > 0 && clock.skipped(skipped),
    madeUp > 0 && clock.makeUp(madeUp),
    stopped > 0 && clock.paused(stopped),
    due.pausedSince && clock.pausedSince(instantWords(new Date(due.pausedSince), language)),
    last && clock.extended(until, last),
  ]
    .filter(Boolean)
    .join(language === 'zh' ? '' : ' ')
}
