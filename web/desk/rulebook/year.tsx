/** A year on one page: twelve months, holidays and make-up days told apart by shape and colour. */
import type { CalendarReply } from '../../../src/contract/rules.ts'
import { addDays, type LocalDate, weekdayOf } from '../../../src/domain/calendar/calendar.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { useRulesWords } from './words.ts'

type Day = CalendarReply['days'][number]
type Given = {
  readonly year: number
  readonly days: readonly Day[]
  readonly today: LocalDate
  /** Called with the day that was pressed; without it days are only looked at. */
  readonly press: ((date: LocalDate) => void) | null
}

export function Year({ year, days, today, press }: Given) {
  const { calendar } = useRulesWords()
  const known = new Map(days.map((day) => [day.date, day]))
  return (
    <div className="year">
      {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
        <section className="month" key={month} aria-label={`${calendar.year(year)} ${calendar.month(month)}`}>
          <h3>{calendar.month(month)}</h3>
          <div className="days">
            {weekOrder.map((weekday) => (
              <span key={weekday} aria-hidden="true">
                {calendar.weekdays[weekday]}
              </span>
            ))}
            {datesOf(year, month).map((date, at) => (
              <OneDay
                key={date}
                date={date}
                day={known.get(date)}
                isToday={date === today}
                press={press}
                column={at === 0 ? ((weekdayOf(date) + 6) % 7) + 1 : null}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

/** A week begins on Monday, as working weeks are counted. */
const weekOrder = [1, 2, 3, 4, 5, 6, 0] as const

function datesOf(year: number, month: number): LocalDate[] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const dates: LocalDate[] = []
  for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) dates.push(date)
  return dates
}

type DayGiven = Pick<Given, 'press'> & {
  date: LocalDate
  day: Day | undefined
  isToday: boolean
  column: number | null
}

function OneDay({ date, day, isToday, press, column }: DayGiven) {
  const { calendar } = useRulesWords()
  const { language } = useWords()
  const weekend = weekdayOf(date) === 0 || weekdayOf(date) === 6
  const kind = day
    ? `${day.kind === 'holiday' ? calendar.holiday : calendar.makeUp} ${day.name}`
    : weekend
      ? calendar.weekend
      : calendar.workingDay
  const look = {
    className: `day ${day?.kind ?? (weekend ? 'off' : '')} ${isToday ? 'today' : ''}`,
    title: day ? kind : undefined,
    ...(column !== null && { style: { gridColumnStart: column } }),
  }
  const label = calendar.dayLabel(dayWords(date, language), isToday ? `${kind} ${calendar.today}` : kind)
  const number = Number(date.slice(8))
  if (press)
    return (
      <button type="button" {...look} aria-label={label} onClick={() => press(date)}>
        {number}
      </button>
    )
  return (
    <span {...look} role="img" aria-label={label}>
      {number}
    </span>
  )
}

/** What the shapes mean. */
export function Legend() {
  const { calendar } = useRulesWords()
  return (
    <p className="legend">
      <span>
        <span className="day holiday" aria-hidden="true">
          1
        </span>
        {calendar.holiday}
      </span>
      <span>
        <span className="day make-up" aria-hidden="true">
          1
        </span>
        {calendar.makeUp}
      </span>
      <span>
        <span className="day off" aria-hidden="true">
          1
        </span>
        {calendar.weekend}
      </span>
    </p>
  )
}
