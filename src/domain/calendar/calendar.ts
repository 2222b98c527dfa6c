/**
 * Working days of the Chinese calendar, explained day by day. Holidays and make-up days (调休) are data: a district
 * keeps them as rows, and a day that no row names is a working day from Monday to Friday.
 */

/** A day by the local calendar, `YYYY-MM-DD`. */
export type LocalDate = string

export type SpecialDay = { readonly kind: 'holiday' | 'make-up'; readonly name: string }

export type WorkingCalendar = {
  readonly special: ReadonlyMap<LocalDate, SpecialDay>
  /** Minutes the district's clock is ahead of UTC. Beijing time: 480, without summer time since 1991. */
  readonly offsetMinutes: number
}

/** Why a day counts or not, as a receipt shows it. */
export type CountedDay = {
  readonly date: LocalDate
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekday: number
  /** Its number among the counted days, or null when it does not count. */
  readonly counts: number | null
  readonly why: 'start' | 'working-day' | 'make-up' | 'weekend' | 'holiday' | 'paused' | 'extended'
  /** The holiday's name, where it has one. */
  readonly name: string | null
}

export type DueDate = { readonly dueAt: Date; readonly days: readonly CountedDay[] }

const minute = 60_000
const day = 24 * 60 * minute

/** The local calendar day of an instant. */
export const localDate = (at: Date, calendar: Pick<WorkingCalendar, 'offsetMinutes'>): LocalDate =>
  new Date(at.getTime() + calendar.offsetMinutes * minute).toISOString().slice(0, 10)

/** The instant at which a local day begins. */
export const startOfDay = (date: LocalDate, calendar: Pick<WorkingCalendar, 'offsetMinutes'>): Date =>
  new Date(Date.parse(`${date}T00:00:00Z`) - calendar.offsetMinutes * minute)

/** The local day `count` days later (or earlier, when negative). */
export const addDays = (date: LocalDate, count: number): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + count * day).toISOString().slice(0, 10)

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay()

/** Why a day is or is not a working day. */
export function kindOfDay(date: LocalDate, calendar: WorkingCalendar): Pick<CountedDay, 'why' | 'name'> {
  const special = calendar.special.get(date)
  if (special) return { why: special.kind, name: special.name }
  const weekday = weekdayOf(date)
  return { why: weekday === 0 || weekday === 6 ? 'weekend' : 'working-day', name: null }
}

/** Whether work is done on that day. */
export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar): boolean {
  const { why } = kindOfDay(date, calendar)
  return why === 'working-day' || why === 'make-up'
}

/** A time in which a clock stood still. A pause without an end goes on. */
export type Pause = { readonly from: Date; readonly to: Date | null }

/** Whether a day is one of a pause: those after the one a pause began on, to the one it ended on: a period begins the next day, and so does a pause. */
export const isPaused = (date: LocalDate, pauses: readonly Pause[], calendar: WorkingCalendar): boolean =>
  pauses.some(({ from, to }) => date > localDate(from, calendar) && (to === null || date <= localDate(to, calendar)))

const startDay = (start: Date, calendar: WorkingCalendar): CountedDay => {
  const date = localDate(start, calendar)
  return { date, weekday: weekdayOf(date), counts: null, why: 'start', name: null }
}

/** No limit of these rules comes near; a pause without an end would count for ever. */
const longest = 3660

/**
 * A period of working days begins the next day and ends at 24:00 of its last. Days of a pause do not count; while a
 * pause has no end the due date is told as if it ended now, on the day the counting has reached.
 */
export function afterWorkingDays(
  start: Date,
  count: number,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): DueDate {
  const days = [startDay(start, calendar)]
  const ended = pauses.map(({ from, to }) => ({ from, to: to ?? from }))
  let date = localDate(start, calendar)
  for (let counted = 0; counted < count && days.length < longest; ) {
    date = addDays(date, 1)
    const paused = isPaused(date, ended, calendar)
    const working = isWorkingDay(date, calendar) && !paused
    if (working) counted += 1
    const kind = paused ? ({ why: 'paused', name: null } as const) : kindOfDay(date, calendar)
    days.push({ date, weekday: weekdayOf(date), counts: working ? counted : null, ...kind })
  }
  return { dueAt: startOfDay(addDays(date, 1), calendar), days }
}

/** A period of calendar days begins the next day and ends at 24:00 of its last. */
export function afterCalendarDays(start: Date, count: number, calendar: WorkingCalendar): DueDate {
  const days = [startDay(start, calendar)]
  const first = localDate(start, calendar)
  for (let counted = 1; counted <= count; counted++) {
    const date = addDays(first, counted)
    days.push({ date, weekday: weekdayOf(date), counts: counted, ...kindOfDay(date, calendar) })
  }
  return { dueAt: startOfDay(addDays(first, count + 1), calendar), days }
}

/** A period of hours by the wall clock, in which neither days off nor pauses count. */
export function afterHours(
  start: Date,
  hours: number,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): DueDate {
  const days = [startDay(start, calendar)]
  const stops = pauses
    .map(({ from, to }) => ({ from: from.getTime(), to: (to ?? from).getTime() }))
    .sort((a, b) => a.from - b.from)
  let date = localDate(start, calendar)
  let left = hours * 60 * minute
  let from = start.getTime()
  for (let counted = 0; ; ) {
    const end = startOfDay(addDays(date, 1), calendar).getTime()
    if (isWorkingDay(date, calendar)) {
      for (const stop of stops) {
        if (stop.to <= from || stop.from >= end) continue
        const running = Math.max(0, stop.from - from)
        if (running >= left) break
        left -= running
        from = Math.min(end, Math.max(from, stop.to))
      }
      if (from + left <= end) return { dueAt: new Date(from + left), days }
      left -= end - from
    }
    date = addDays(date, 1)
    from = end
    const next = end + day
    const paused = stops.some((stop) => stop.from <= end && stop.to >= next)
    const working = isWorkingDay(date, calendar) && !paused
    if (working) counted += 1
    const kind = paused ? ({ why: 'paused', name: null } as const) : kindOfDay(date, calendar)
    days.push({ date, weekday: weekdayOf(date), counts: working ? counted : null, ...kind })
  }
}

/** The working days between two instants: those after the first's day, to the last's day. */
export function workingDaysBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  let count = 0
  const last = localDate(to, calendar)
  for (let date = addDays(localDate(from, calendar), 1); date <= last; date = addDays(date, 1))
    if (isWorkingDay(date, calendar)) count += 1
  return count
}

/** The end of a local day. */
export const endOfDay = (date: LocalDate, calendar: Pick<WorkingCalendar, 'offsetMinutes'>): Date =>
  startOfDay(addDays(date, 1), calendar)

/** The hour an instant falls in: all that is kept of a resident's time on an anonymous case. */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / (60 * minute)) * 60 * minute)
