/**
 * Due dates over the real Chinese calendar of 2004 to 2026, against the package chinese-days and a naive recount.
 * All times are written as Beijing time.
 */
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  afterCalendarDays,
  afterHours,
  afterWorkingDays,
  hourOf,
  isWorkingDay,
  kindOfDay,
  localDate,
  type SpecialDay,
  startOfDay,
  type WorkingCalendar,
  weekdayOf,
} from './calendar.ts'

const chineseName = (name: string) => name.split(',')[1] ?? name
const days = (kind: SpecialDay['kind'], list: Record<string, string>) =>
  Object.entries(list).map(([date, name]) => [date, { kind, name: chineseName(name) }] as const)
const calendar: WorkingCalendar = {
  special: new Map([...days('holiday', published.holidays), ...days('make-up', published.workdays)]),
  offsetMinutes: 480,
}

const firstDay = '2004-01-01'
const dayCount = (Date.parse('2027-01-01') - Date.parse(firstDay)) / 86_400_000
const everyDay = Array.from({ length: dayCount }, (_, index) => addDays(firstDay, index))

/** What the package itself says of each day. It reckons in the process's time zone, so it is asked in Beijing's. */
const workedOn = new Set(
  execFileSync(
    process.execPath,
    [
      '-e',
      `const { isWorkday } = require(process.argv[1])
       console.log(process.argv[2].split(' ').filter((date) => isWorkday(date)).join(' '))`,
      createRequire(import.meta.url).resolve('chinese-days'),
      everyDay.join(' '),
    ],
    { env: { TZ: 'Asia/Shanghai' }, encoding: 'utf8' },
  )
    .trim()
    .split(' '),
)

const beijing = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const endOf = (date: string) => beijing(`${addDays(date, 1)} 00:00`)
const instants = (from: string, to: string) => fc.date({ min: beijing(from), max: beijing(to), noInvalidDate: true })
const anyTime = instants('2004-01-01 00:00', '2026-10-31 23:59')
/** Around the two holidays that move and meet the turn of the year. */
const aroundNewYear = fc
  .integer({ min: 2005, max: 2026 })
  .chain((year) => instants(`${year - 1}-12-20 00:00`, `${year}-03-10 23:59`))
const starts = fc.oneof(anyTime, aroundNewYear)

describe('the calendar', () => {
  test('agrees with chinese-days about each of the 8401 days it knows', () => {
    expect(everyDay).toHaveLength(8401)
    expect(everyDay.filter((date) => isWorkingDay(date, calendar) !== workedOn.has(date))).toEqual([])
  })

  test('names the holiday, the make-up day and the weekend', () => {
    expect(kindOfDay('2026-02-17', calendar)).toEqual({ why: 'holiday', name: '春节' })
    expect(kindOfDay('2026-02-14', calendar)).toEqual({ why: 'make-up', name: '春节' })
    expect(kindOfDay('2026-03-07', calendar)).toEqual({ why: 'weekend', name: null })
    expect(kindOfDay('2026-03-09', calendar)).toEqual({ why: 'working-day', name: null })
  })

  test('the local day changes at midnight in Beijing, not in Greenwich', () => {
    expect(localDate(new Date('2026-03-01T15:59:59Z'), calendar)).toBe('2026-03-01')
    expect(localDate(new Date('2026-03-01T16:00:00Z'), calendar)).toBe('2026-03-02')
    expect(startOfDay('2026-03-02', calendar)).toEqual(new Date('2026-03-01T16:00:00Z'))
  })

  test('of a resident’s time only the hour is kept', () => {
    expect(hourOf(beijing('2026-03-02 14:59'))).toEqual(beijing('2026-03-02 14:00'))
    expect(hourOf(beijing('2026-03-02 15:00'))).toEqual(beijing('2026-03-02 15:00'))
  })
})

describe('a deputy has one working day to accept', () => {
  const due = (from: string) => afterWorkingDays(beijing(from), 1, calendar).dueAt

  test('from Monday morning until Tuesday, 24:00', () => {
    expect(due('2026-03-09 08:00')).toEqual(endOf('2026-03-10'))
  })

  test('from a minute before midnight no less', () => {
    expect(due('2026-03-09 23:59')).toEqual(endOf('2026-03-10'))
    expect(due('2026-03-10 00:00')).toEqual(endOf('2026-03-11'))
  })

  test('from Friday until Monday, unless Saturday is worked', () => {
    expect(due('2026-03-06 16:00')).toEqual(endOf('2026-03-09'))
    expect(due('2026-02-13 16:00')).toEqual(endOf('2026-02-14'))
  })

  test('from New Year’s Eve 2025 until Sunday, 4 January, which is worked', () => {
    expect(due('2025-12-31 23:30')).toEqual(endOf('2026-01-04'))
  })
})

describe('an agency has seven working days to answer', () => {
  test('over the Spring Festival of 2026 each day tells why it counts or does not', () => {
    const { dueAt, days } = afterWorkingDays(beijing('2026-02-13 10:00'), 7, calendar)
    expect(dueAt).toEqual(endOf('2026-03-02'))
    expect(days.map(({ date, counts, why }) => `${date.slice(5)} ${counts ?? '-'} ${why}`)).toEqual([
      '02-13 - start',
      '02-14 1 make-up',
      '02-15 - holiday',
      '02-16 - holiday',
      '02-17 - holiday',
      '02-18 - holiday',
      '02-19 - holiday',
      '02-20 - holiday',
      '02-21 - holiday',
      '02-22 - holiday',
      '02-23 - holiday',
      '02-24 2 working-day',
      '02-25 3 working-day',
      '02-26 4 working-day',
      '02-27 5 working-day',
      '02-28 6 make-up',
      '03-01 - weekend',
      '03-02 7 working-day',
    ])
  })

  test('whenever it starts, the due date is the one a day-by-day recount with chinese-days gives', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 40 }), (start, count) => {
        let date = localDate(start, calendar)
        for (let left = count; left > 0; ) {
          date = addDays(date, 1)
          if (workedOn.has(date)) left -= 1
        }
        expect(afterWorkingDays(start, count, calendar).dueAt).toEqual(endOf(date))
      }),
      { numRuns: 2000 },
    )
  })

  test('whenever it starts, the explanation adds up', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 40 }), (start, count) => {
        const { dueAt, days } = afterWorkingDays(start, count, calendar)
        const counted = days.filter((day) => day.counts !== null)
        expect(counted.map((day) => day.counts)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
        expect(days[0]).toMatchObject({ date: localDate(start, calendar), why: 'start', counts: null })
        expect(days.map((day) => day.date)).toEqual(days.map((_, index) => addDays(days[0]?.date ?? '', index)))
        expect(days.at(-1)?.counts).toBe(count)
        expect(dueAt).toEqual(endOf(days.at(-1)?.date ?? ''))
        for (const day of days.slice(1)) {
          expect(day).toEqual({
            date: day.date,
            weekday: weekdayOf(day.date),
            counts: workedOn.has(day.date) ? day.counts : null,
            ...kindOfDay(day.date, calendar),
          })
          expect(day.counts !== null).toBe(workedOn.has(day.date))
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a resident has fifteen calendar days to judge', () => {
  test('holidays count too', () => {
    const { dueAt, days } = afterCalendarDays(beijing('2026-02-10 09:00'), 15, calendar)
    expect(dueAt).toEqual(endOf('2026-02-25'))
    expect(days.map((day) => day.counts)).toEqual([null, ...Array.from({ length: 15 }, (_, index) => index + 1)])
  })

  test('whenever it starts, it ends at 24:00 of the fifteenth day after', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 90 }), (start, count) => {
        const { dueAt, days } = afterCalendarDays(start, count, calendar)
        expect(days).toHaveLength(count + 1)
        expect(dueAt).toEqual(endOf(addDays(localDate(start, calendar), count)))
        expect(dueAt).toEqual(endOf(days.at(-1)?.date ?? ''))
      }),
    )
  })
})

describe('a deputy who accepted has 24 hours, days off not counted', () => {
  const due = (from: string, hours = 24) => afterHours(beijing(from), hours, calendar).dueAt

  test('from one working day to the next, to the minute', () => {
    expect(due('2026-03-10 14:07')).toEqual(beijing('2026-03-11 14:07'))
  })

  test('from Friday afternoon to Monday afternoon, unless Saturday is worked', () => {
    expect(due('2026-03-06 16:00')).toEqual(beijing('2026-03-09 16:00'))
    expect(due('2026-02-13 16:00')).toEqual(beijing('2026-02-14 16:00'))
  })

  test('across the whole Spring Festival', () => {
    expect(due('2026-02-14 16:00')).toEqual(beijing('2026-02-24 16:00'))
  })

  test('from within a day off, the clock starts with the next working day and fills it', () => {
    expect(due('2026-02-18 11:00')).toEqual(endOf('2026-02-24'))
    expect(due('2026-03-07 00:00')).toEqual(endOf('2026-03-09'))
  })

  test('from the very beginning of a working day until its end', () => {
    expect(due('2026-03-10 00:00')).toEqual(endOf('2026-03-10'))
  })

  test('a longer limit numbers the days it runs through', () => {
    const { dueAt, days } = afterHours(beijing('2026-03-05 15:00'), 60, calendar)
    expect(dueAt).toEqual(beijing('2026-03-10 03:00'))
    expect(days.map(({ date, counts }) => `${date.slice(5)} ${counts ?? '-'}`)).toEqual([
      '03-05 -',
      '03-06 1',
      '03-07 -',
      '03-08 -',
      '03-09 2',
      '03-10 3',
    ])
  })

  test('whenever it starts, exactly so many worked minutes lie before its end', () => {
    const minute = 60_000
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 72 }), (exact, hours) => {
        const start = new Date(Math.floor(exact.getTime() / minute) * minute)
        let at = start.getTime()
        for (let left = hours * 60; left > 0; at += minute)
          if (workedOn.has(localDate(new Date(at), calendar))) left -= 1
        expect(afterHours(start, hours, calendar).dueAt).toEqual(new Date(at))
      }),
      { numRuns: 60 },
    )
  })

  test('whenever it starts, the days on the way are told in order, from the start to the due date', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 72 }), (start, hours) => {
        const { dueAt, days } = afterHours(start, hours, calendar)
        expect(days.map((day) => day.date)).toEqual(days.map((_, index) => addDays(days[0]?.date ?? '', index)))
        expect(days.at(-1)?.date).toBe(localDate(new Date(dueAt.getTime() - 1), calendar))
        const counted = days.filter((day) => day.counts !== null)
        expect(counted.map((day) => day.counts)).toEqual(counted.map((_, index) => index + 1))
        expect(counted.every((day) => workedOn.has(day.date))).toBe(true)
      }),
    )
  })
})
