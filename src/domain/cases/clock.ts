/** Which clock runs in which status, and how its due date came about. The numbers are the rule set's. */
import {
  addDays,
  afterCalendarDays,
  afterHours,
  afterWorkingDays,
  type CountedDay,
  type DueDate,
  endOfDay,
  isPaused,
  kindOfDay,
  type LocalDate,
  localDate,
  type Pause,
  type WorkingCalendar,
  weekdayOf,
  workingDaysBetween,
} from '../calendar/calendar.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { HolderKind } from './case.ts'
import type { CaseStatus } from './moves.ts'

export const limitUnits = ['working-days', 'hours', 'calendar-days'] as const
export type Limit = { readonly count: number; readonly unit: (typeof limitUnits)[number] }

/** A running clock: what it measures from, how long, when it stood still, and when it ends. */
export type Clock = {
  readonly startedAt: Date
  readonly limit: Limit
  readonly pauses: readonly Pause[]
  /** The day to whose end it was extended, once. */
  readonly extendedUntil: LocalDate | null
  /** The due date in force. */
  readonly dueAt: Date
  /** The due date without the extension. */
  readonly originalDueAt: Date
}

type Running = Pick<Clock, 'startedAt' | 'limit' | 'pauses' | 'extendedUntil'>

/**
 * The due date in force, with every day that was looked at on the way. Days that an extension adds are marked; it never
 * makes a due date earlier than the counting does.
 */
export function explain(clock: Running, calendar: WorkingCalendar): DueDate {
  const counted = countLimit(clock, calendar)
  if (clock.extendedUntil === null || endOfDay(clock.extendedUntil, calendar) <= counted.dueAt) return counted
  const days: CountedDay[] = [...counted.days]
  for (let date = nextDate(days); date <= clock.extendedUntil; date = nextDate(days)) {
    const { why, name } = kindOfDay(date, calendar)
    const off = why === 'weekend' || why === 'holiday'
    const paused = isPaused(date, endedPauses(clock), calendar)
    days.push({ date, weekday: weekdayOf(date), counts: null, why: paused ? 'paused' : off ? why : 'extended', name })
  }
  return { dueAt: endOfDay(clock.extendedUntil, calendar), days }
}

const endedPauses = ({ pauses }: Running) => pauses.filter(({ to }) => to !== null)

const nextDate = (days: readonly CountedDay[]): LocalDate => addDays(days.at(-1)?.date ?? '', 1)

function countLimit({ startedAt, limit, pauses }: Running, calendar: WorkingCalendar): DueDate {
  switch (limit.unit) {
    case 'working-days':
      return afterWorkingDays(startedAt, limit.count, calendar, pauses)
    case 'hours':
      return afterHours(startedAt, limit.count, calendar, pauses)
    case 'calendar-days':
      return afterCalendarDays(startedAt, limit.count, calendar)
  }
}

/** The clock with its due dates counted anew: after a pause, an extension, or a correction of the calendar. */
export const recounted = (clock: Running, calendar: WorkingCalendar): Clock => ({
  startedAt: clock.startedAt,
  limit: clock.limit,
  pauses: clock.pauses,
  extendedUntil: clock.extendedUntil,
  dueAt: explain(clock, calendar).dueAt,
  originalDueAt: countLimit(clock, calendar).dueAt,
})

/** The clock stands still from now on. */
export const paused = (clock: Clock, now: Date, calendar: WorkingCalendar): Clock =>
  recounted({ ...clock, pauses: [...clock.pauses, { from: now, to: null }] }, calendar)

/** The clock goes on from now; an extended day moves by the working days it stood still. */
export function resumed(clock: Clock, now: Date, calendar: WorkingCalendar): Clock {
  const since = clock.pauses.find(({ to }) => to === null)?.from
  const stood = since ? workingDaysBetween(since, now, calendar) : 0
  const pauses = clock.pauses.map((pause) => (pause.to === null ? { from: pause.from, to: now } : pause))
  return recounted({ ...clock, pauses, extendedUntil: movedOn(clock.extendedUntil, stood, calendar) }, calendar)
}

const movedOn = (until: LocalDate | null, workingDays: number, calendar: WorkingCalendar): LocalDate | null =>
  until === null || workingDays === 0
    ? until
    : (afterWorkingDays(new Date(endOfDay(until, calendar).getTime() - 1), workingDays, calendar).days.at(-1)?.date ??
      until)

/** The latest day to which a clock may be extended: at most the original period again. */
export function latestExtension(clock: Clock, calendar: WorkingCalendar): LocalDate {
  const lastDay = new Date(clock.originalDueAt.getTime() - 1)
  const again = countLimit({ startedAt: lastDay, limit: clock.limit, pauses: [], extendedUntil: null }, calendar)
  return localDate(new Date(again.dueAt.getTime() - 1), calendar)
}

/** What a clock depends on. */
export type Timed = {
  readonly status: CaseStatus
  readonly holder: HolderKind
  readonly redone: boolean
  readonly urgent: boolean
}

/** The clock that starts when a case comes into a status; null when nobody is waited for. */
export function clockFor(timed: Timed, now: Date, rules: RuleSet, calendar: WorkingCalendar): Clock | null {
  const limit = limitFor(timed, rules)
  return limit && recounted({ startedAt: now, limit, pauses: [], extendedUntil: null }, calendar)
}

function limitFor({ status, holder, redone, urgent }: Timed, rules: RuleSet): Limit | null {
  const workingDays = (count: number): Limit => ({ count, unit: 'working-days' })
  const hours = (count: number): Limit => ({ count, unit: 'hours' })
  switch (status) {
    // The time to accept runs from the receipt, whoever has to look at it first.
    case 'quarantined':
    case 'received':
      return urgent ? hours(rules.urgentHours) : workingDays(rules.acceptWorkingDays)
    case 'accepted':
      if (urgent) return hours(rules.urgentHours)
      if (redone) return workingDays(rules.redoWorkingDays)
      return holder === 'deputy' ? hours(rules.deputyHours) : workingDays(rules.decideWorkingDays)
    case 'with-agency':
      if (urgent) return hours(rules.urgentHours)
      return workingDays(redone ? rules.redoWorkingDays : rules.handleWorkingDays)
    case 'returned':
      return urgent ? hours(rules.urgentHours) : workingDays(rules.returnedWorkingDays)
    case 'answered':
      return { count: rules.judgeCalendarDays, unit: 'calendar-days' }
    case 'disputed':
      return workingDays(rules.redoWorkingDays)
    case 'waiting-for-resident':
    case 'closed':
    case 'declined':
    case 'withdrawn':
    case 'merged':
      return null
  }
}
