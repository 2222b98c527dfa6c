/** A year of the calendar out of a file: what it lists is the year, nothing else of it stays, no other year changes. */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, afterWorkingDays, kindOfDay, type SpecialDay, type WorkingCalendar } from './calendar.ts'
import { daysThatChange, wholeYear, withDays } from './correct.ts'
import { dayOf, readYearCalendar, readYearTable } from './read-year.ts'

const named = (kind: SpecialDay['kind'], days: Record<string, string>) =>
  Object.entries(days).map(([date, name]) => ({ date, kind, name: name.split(',')[1] ?? name }))
const all = [...named('holiday', published.holidays), ...named('make-up', published.workdays)]
const calendar: WorkingCalendar = {
  special: new Map(all.map(({ date, kind, name }) => [date, { kind, name }])),
  offsetMinutes: 480,
}
const withoutYear = (year: number): WorkingCalendar => ({
  ...calendar,
  special: new Map([...calendar.special].filter(([date]) => !date.startsWith(`${year}-`))),
})
const years = fc.integer({ min: 2008, max: 2026 })
const start = (year: number) =>
  fc.date({
    min: new Date(`${year - 1}-12-20T00:00:00Z`),
    max: new Date(`${year}-03-10T00:00:00Z`),
    noInvalidDate: true,
  })

const asTable = (days: typeof all) => [
  { fields: ['日期', '类型', '名称'] },
  ...days.map(({ date, kind, name }) => ({ fields: [date, kind === 'holiday' ? '放假' : '调休上班', name] })),
]

describe('a year that was missing is read in', () => {
  test('then every due date around New Year and the Spring Festival is the one of the published calendar', () => {
    fc.assert(
      fc.property(
        years.chain((year) => fc.tuple(fc.constant(year), start(year), fc.integer({ min: 1, max: 30 }))),
        ([year, from, count]) => {
          const listed = readYearTable(asTable(all.filter(({ date }) => date.startsWith(`${year}-`))))
          if (!listed.ok) throw new Error(listed.refusal)
          const read = withDays(withoutYear(year), wholeYear(withoutYear(year), year, listed.value))
          expect(afterWorkingDays(from, count, read)).toEqual(afterWorkingDays(from, count, calendar))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('and one that was entered wrong is put right, whatever was there', () => {
    const wrong = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 364 }), fc.constantFrom('holiday' as const, 'make-up' as const)),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(years, wrong, (year, mistakes) => {
        const days = mistakes.map(([at, kind]) => ({ date: addDays(`${year}-01-01`, at), day: { kind, name: '误' } }))
        const before = withDays(calendar, days)
        const listed = all.filter(({ date }) => date.startsWith(`${year}-`))
        const after = withDays(before, wholeYear(before, year, listed))
        expect(after.special).toEqual(new Map([...calendar.special].filter(([date]) => after.special.has(date))))
        expect(after.special.size).toBe(calendar.special.size)
        expect(daysThatChange(after, wholeYear(after, year, listed))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

test('a phone’s calendar file names runs of holidays and single make-up days', () => {
  const event = (from: string, to: string, summary: string) =>
    `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${from}\r\n${to && `DTEND;VALUE=DATE:${to}\r\n`}SUMMARY:${summary}\r\nEND:VEVENT\r\n`
  const text = `BEGIN:VCALENDAR\r\n${event('20260215', '20260224', '春节（休）')}${event('20260228', '', '春节（班）')}${event('20260308', '', '妇女节')}END:VCALENDAR\r\n`
  const read = readYearCalendar(text)
  if (!read.ok) throw new Error(read.refusal)
  const days = withDays(
    withoutYear(2026),
    read.value.map(({ date, ...day }) => ({ date, day })),
  )
  for (let date = '2026-02-15'; date <= '2026-02-23'; date = addDays(date, 1))
    expect(kindOfDay(date, days)).toEqual({ why: 'holiday', name: '春节' })
  expect(kindOfDay('2026-02-24', days).why).toBe('working-day')
  expect(kindOfDay('2026-02-28', days)).toEqual({ why: 'make-up', name: '春节' })
  expect(read.value).toHaveLength(10)
})

test('a day listed as both, a day there is not, and a file with nothing in it are refused', () => {
  const table = (...rows: string[][]) =>
    readYearTable([{ fields: ['日期', '类型', '名称'] }, ...rows.map((fields) => ({ fields }))])
  expect(table(['2026-01-01', '放假', '元旦'], ['2026/1/1', '上班', '元旦'])).toEqual({
    ok: false,
    refusal: 'calendar-lines-misread',
  })
  expect(table(['2026-02-30', '放假', '春节'])).toEqual({ ok: false, refusal: 'calendar-lines-misread' })
  expect(table()).toEqual({ ok: false, refusal: 'nothing-in-it' })
  expect(['2026-1-9', '20260109', '2026年1月9日', '2026.01.09'].map(dayOf)).toEqual(Array(4).fill('2026-01-09'))
  expect(['2026-13-01', '1月9日', '', '2026-02-29'].map(dayOf)).toEqual(Array(4).fill(undefined))
})
