/** A year's holidays and make-up days out of what offices have: a table with a head, or an iCalendar file (RFC 5545). */
import { allow, refuse } from '../shared/decision.ts'
import { addDays, type LocalDate, type SpecialDay } from './calendar.ts'

export type ListedDay = SpecialDay & { readonly date: LocalDate }

const heads = { date: ['日期', 'date'], kind: ['类型', 'kind'], name: ['名称', 'name'] } as const
const kinds: Readonly<Record<string, SpecialDay['kind']>> = {
  放假: 'holiday',
  休: 'holiday',
  节假日: 'holiday',
  holiday: 'holiday',
  调休上班: 'make-up',
  上班: 'make-up',
  补班: 'make-up',
  班: 'make-up',
  'make-up': 'make-up',
}
/** 中国人民抗日战争暨世界反法西斯战争胜利 70 周年纪念日 was one, in 2015. */
export const longestDayName = 40
const mostDays = 400

/**
 * The days a table lists, with columns for date, kind and name by their heads.
 * Refused: `calendar-columns-missing`; `calendar-lines-misread` when any line is no day, no kind or has no name; `nothing-in-it`.
 */
export function readYearTable(rows: readonly { readonly fields: readonly string[] }[]) {
  const head = rows[0]?.fields.map((field) => field.trim().toLowerCase()) ?? []
  const at = (names: readonly string[]) => head.findIndex((field) => names.includes(field))
  const [date, kind, name] = [at(heads.date), at(heads.kind), at(heads.name)]
  if (date < 0 || kind < 0 || name < 0) return refuse('calendar-columns-missing')
  const days: ListedDay[] = []
  for (const { fields } of rows.slice(1)) {
    const day = listed(fields[date] ?? '', kinds[(fields[kind] ?? '').trim().toLowerCase()], fields[name] ?? '')
    if (!day) return refuse('calendar-lines-misread')
    days.push(day)
  }
  return once(days)
}

/**
 * The days an iCalendar file lists: whole-day events whose summary says 休 or 班, as in the calendars of phones.
 * Refused: `calendar-lines-misread`, `nothing-in-it`.
 */
export function readYearCalendar(text: string) {
  // A long line goes on behind a line break and one blank.
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const days: ListedDay[] = []
  let event: Record<string, string> | null = null
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') event = {}
    else if (line === 'END:VEVENT') {
      if (event) for (const day of daysOfEvent(event)) days.push(day)
      event = null
    } else if (event) {
      const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? []
      if (name) event[name] = value
    }
    if (days.length > mostDays) return refuse('calendar-lines-misread')
  }
  return once(days)
}

/** Whether the text is an iCalendar file. */
export const isCalendarFile = (text: string): boolean => /^\uFEFF?BEGIN:VCALENDAR/.test(text)

function* daysOfEvent({ DTSTART = '', DTEND = '', SUMMARY = '' }: Record<string, string>): Generator<ListedDay> {
  const mark = /[（(]\s*(休|班|放假|上班|补班)\s*[)）]|(放假|上班|补班|调休)/.exec(SUMMARY)
  const kind = mark && (/班/.test(mark[0]) ? 'make-up' : 'holiday')
  const name = SUMMARY.replace(/[（(].*$/, '')
    .replace(/(放假|上班|补班|调休).*$/, '')
    .trim()
  const first = dayOf(DTSTART.slice(0, 8))
  if (!kind || !first) return
  const end = dayOf(DTEND.slice(0, 8)) ?? addDays(first, 1)
  for (let date = first; date < end && date < addDays(first, 31); date = addDays(date, 1)) {
    const day = listed(date, kind, name)
    if (day) yield day
  }
}

function listed(typed: string, kind: SpecialDay['kind'] | undefined | null, name: string): ListedDay | undefined {
  const date = dayOf(typed)
  const named = name.trim()
  if (!date || !kind || named === '' || [...named].length > longestDayName) return undefined
  return { date, kind, name: named }
}

/** 2026-02-17, 2026/2/17, 20260217 and 2026年2月17日, when there is such a day. */
export function dayOf(typed: string): LocalDate | undefined {
  const [, year = '', month = '', day = ''] = /^\s*(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?\s*$/.exec(typed) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year && !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && addDays(date, 0) === date ? date : undefined
}

/** A day that is listed twice with two meanings is nobody's to guess. */
function once(days: readonly ListedDay[]) {
  const byDate = new Map<LocalDate, ListedDay>()
  for (const day of days) {
    const before = byDate.get(day.date)
    if (before && before.kind !== day.kind) return refuse('calendar-lines-misread')
    byDate.set(day.date, before ?? day)
  }
  if (byDate.size === 0) return refuse('nothing-in-it')
  return allow([...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1)))
}

/**
 * Which year's holidays are missing on a day. Those of the next year are announced in November, so that is when it is
 * said (docs/domain-rules.md).
 */
export function calendarGap(
  years: readonly number[],
  today: LocalDate,
): { gap: 'none' | 'this-year' | 'next-year'; year: number } {
  const year = Number(today.slice(0, 4))
  if (!years.includes(year)) return { gap: 'this-year', year }
  if (Number(today.slice(5, 7)) >= 11 && !years.includes(year + 1)) return { gap: 'next-year', year: year + 1 }
  return { gap: 'none', year: Math.max(...years) }
}
