/** How far away a due date is, and which group of the list it belongs to. Days are the district's, not this device's. */
import { addDays, localDate, startOfDay } from '../../../src/domain/calendar/calendar.ts'
import type { CaseStatus } from '../../../src/domain/cases/moves.ts'
import { beijing, dayWords, deadlineWords } from '../../../src/words/dates.ts'
import type { Words } from '../language.tsx'

export const dueGroups = ['late', 'today', 'soon', 'later', 'none'] as const
export type DueGroup = (typeof dueGroups)[number]

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The day a due date falls on: the end of a day belongs to that day. */
const dueDay = (dueAt: Date) => localDate(new Date(dueAt.getTime() - minute), beijing)

/** Past; today; tomorrow and the day after; later; or no clock runs. */
export function dueGroup(dueAt: Date | null, now: Date): DueGroup {
  if (!dueAt) return 'none'
  if (dueAt <= now) return 'late'
  const [date, today] = [dueDay(dueAt), localDate(now, beijing)]
  if (date <= today) return 'today'
  return date <= addDays(today, 2) ? 'soon' : 'later'
}

/** Whether someone is behind time. A resident who does not judge or reply in time is not: the case goes on by itself. */
export const isLate = ({ status, dueAt }: { status: CaseStatus; dueAt: string | null }, now: Date): boolean =>
  dueAt !== null && new Date(dueAt) <= now && status !== 'answered' && status !== 'waiting-for-resident'

/** 剩 3 小时, 剩 2 天, 过期 1 天. */
export function spanWords(dueAt: Date, now: Date, { desk }: Words): string {
  const late = dueAt <= now
  const length = Math.abs(dueAt.getTime() - now.getTime())
  const words = late ? desk.due.over : desk.due.left
  if (length < hour) return words(desk.due.minutes(Math.max(1, Math.floor(length / minute))))
  if (length < day) return words(desk.due.hours(Math.floor(length / hour)))
  const days = late ? Math.floor(length / day) : daysBetween(localDate(now, beijing), dueDay(dueAt))
  return words(desk.due.days(days))
}

const daysBetween = (from: string, to: string) =>
  Math.round((startOfDay(to, beijing).getTime() - startOfDay(from, beijing).getTime()) / day)

/** 今天 24:00, 明天 10:00, 11月30日(周一): short, for a column. */
export function shortDue(dueAt: Date, now: Date, { desk, language }: Words): string {
  const date = dueDay(dueAt)
  const today = localDate(now, beijing)
  const name =
    date === today
      ? desk.due.today
      : date === addDays(today, 1)
        ? desk.due.tomorrow
        : date === addDays(today, -1)
          ? desk.due.yesterday
          : null
  return name ? desk.due.on(name, timeOf(dueAt)) : dayWords(date, language)
}

/** 今天 24:00, else 11月30日(周一) 24:00. */
export function fullDue(dueAt: Date, now: Date, words: Words): string {
  return dueDay(dueAt) === localDate(now, beijing)
    ? words.desk.due.on(words.desk.due.today, timeOf(dueAt))
    : deadlineWords(dueAt, words.language)
}

const timeOf = (at: Date) => {
  const time = new Date(at.getTime() + beijing.offsetMinutes * minute).toISOString().slice(11, 16)
  return time === '00:00' ? '24:00' : time
}
