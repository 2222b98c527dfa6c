/**
 * Clocks that stand still and are extended, and what they do by themselves, over the real Chinese calendar of 2004 to
 * 2026 and into the years it does not know. All times are written as Beijing time.
 */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  endOfDay,
  isWorkingDay,
  type LocalDate,
  localDate,
  type Pause,
  type SpecialDay,
  type WorkingCalendar,
  workingDaysBetween,
} from '../calendar/calendar.ts'
import { type Clock, explain, type Limit, latestExtension, paused, recounted, resumed } from './clock.ts'

const days = (kind: SpecialDay['kind'], list: Record<string, string>) =>
  Object.entries(list).map(([date, name]) => [date, { kind, name: name.split(',')[1] ?? name }] as const)
const calendar: WorkingCalendar = {
  special: new Map([...days('holiday', published.holidays), ...days('make-up', published.workdays)]),
  offsetMinutes: 480,
}
const ordinary: WorkingCalendar = { special: new Map(), offsetMinutes: 480 }

const beijing = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const hour = 3_600_000
const later = (from: Date, hours: number) => new Date(from.getTime() + hours * hour)
const working = (count: number): Limit => ({ count, unit: 'working-days' })
const clockFrom = (start: string | Date, limit: Limit, on = calendar): Clock =>
  recounted(
    { startedAt: typeof start === 'string' ? beijing(start) : start, limit, pauses: [], extendedUntil: null },
    on,
  )
const told = (clock: Clock, on = calendar) =>
  explain(clock, on).days.map(({ date, counts, why }) => `${date.slice(5)} ${counts ?? '-'} ${why}`)

const anyTime = fc.date({ min: beijing('2004-01-01 00:00'), max: beijing('2026-09-30 00:00'), noInvalidDate: true })
const aroundNewYear = fc
  .integer({ min: 2005, max: 2026 })
  .chain((year) =>
    fc.date({ min: beijing(`${year - 1}-12-20 00:00`), max: beijing(`${year}-03-05 00:00`), noInvalidDate: true }),
  )
const starts = fc.oneof(anyTime, aroundNewYear)
/** Up to three pauses, one after the other, the first some hours after the start: gap and length in hours. */
const pauseHours = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 300 })), {
  maxLength: 3,
})
function withPauses(clock: Clock, hours: readonly (readonly [number, number])[]): { clock: Clock; pauses: Pause[] } {
  let at = clock.startedAt
  let now = clock
  const pauses: Pause[] = []
  for (const [gap, length] of hours) {
    const from = later(at, gap)
    // Nobody asks once it is due.
    if (from >= now.dueAt) break
    at = later(from, length)
    now = resumed(paused(now, from, calendar), at, calendar)
    pauses.push({ from, to: at })
  }
  return { clock: now, pauses }
}
const stoodStill = (date: LocalDate, pauses: readonly Pause[]) =>
  pauses.some(({ from, to }) => to && date > localDate(from, calendar) && date <= localDate(to, calendar))

describe('a clock that stood still', () => {
  test('over the Spring Festival of 2026: the pause begins the day after the question and ends with the day of the reply', () => {
    const asked = paused(clockFrom('2026-02-11 10:00', working(7)), beijing('2026-02-12 09:00'), calendar)
    const clock = resumed(asked, beijing('2026-02-24 20:00'), calendar)
    expect(told(clock)).toEqual([
      '02-11 - start',
      '02-12 1 working-day',
      '02-13 - paused',
      '02-14 - paused',
      ...['15', '16', '17', '18', '19', '20', '21', '22', '23', '24'].map((day) => `02-${day} - paused`),
      '02-25 2 working-day',
      '02-26 3 working-day',
      '02-27 4 working-day',
      '02-28 5 make-up',
      '03-01 - weekend',
      '03-02 6 working-day',
      '03-03 7 working-day',
    ])
    expect(clock.dueAt).toEqual(beijing('2026-03-04 00:00'))
  })

  test('a make-up day within a pause does not count, the one after it does', () => {
    const asked = paused(clockFrom('2026-02-26 10:00', working(2)), beijing('2026-02-26 11:00'), calendar)
    const clock = resumed(asked, beijing('2026-02-27 09:00'), calendar)
    expect(told(clock)).toEqual([
      '02-26 - start',
      '02-27 - paused',
      '02-28 1 make-up',
      '03-01 - weekend',
      '03-02 2 working-day',
    ])
  })

  test('asked and answered on one day, nothing is lost and nothing gained', () => {
    const before = clockFrom('2026-03-09 10:00', working(7))
    const asked = paused(before, beijing('2026-03-10 09:00'), calendar)
    expect(resumed(asked, beijing('2026-03-10 17:00'), calendar).dueAt).toEqual(before.dueAt)
  })

  test('while it stands still, the due date is told as if it went on at once', () => {
    const before = clockFrom('2026-03-09 10:00', working(7))
    const asked = paused(before, beijing('2026-03-10 09:00'), calendar)
    expect(asked.pauses).toEqual([{ from: beijing('2026-03-10 09:00'), to: null }])
    expect(asked.dueAt).toEqual(before.dueAt)
  })

  test('whenever, however often: exactly the working days outside the pauses count', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 20 }), pauseHours, (start, count, hours) => {
        const { clock, pauses } = withPauses(clockFrom(start, working(count)), hours)
        let date = localDate(start, calendar)
        for (let left = count; left > 0; ) {
          date = addDays(date, 1)
          if (isWorkingDay(date, calendar) && !stoodStill(date, pauses)) left -= 1
        }
        expect(clock.dueAt).toEqual(endOfDay(date, calendar))
        const shown = explain(clock, calendar).days
        expect(shown.map((day) => day.date)).toEqual(shown.map((_, index) => addDays(shown[0]?.date ?? '', index)))
        expect(shown.filter(({ counts }) => counts !== null).map(({ counts }) => counts)).toEqual(
          Array.from({ length: count }, (_, index) => index + 1),
        )
        for (const day of shown.slice(1)) expect(day.why === 'paused').toBe(stoodStill(day.date, pauses))
      }),
      { numRuns: 1000 },
    )
  })

  test('hours: exactly so many worked minutes outside the pauses lie before the end', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 48 }), pauseHours, (exact, count, hours) => {
        const start = new Date(Math.floor(exact.getTime() / hour) * hour)
        const { clock, pauses } = withPauses(clockFrom(start, { count, unit: 'hours' }), hours)
        let at = start
        for (let left = count; left > 0; at = later(at, 1)) {
          const stands = pauses.some(({ from, to }) => from <= at && to !== null && at < to)
          if (isWorkingDay(localDate(at, calendar), calendar) && !stands) left -= 1
        }
        expect(clock.dueAt).toEqual(at)
      }),
      { numRuns: 500 },
    )
  })

  test('hours: a whole day within the pause is told as paused', () => {
    const asked = paused(
      clockFrom('2026-03-09 10:00', { count: 24, unit: 'hours' }),
      beijing('2026-03-09 16:00'),
      calendar,
    )
    const clock = resumed(asked, beijing('2026-03-11 09:00'), calendar)
    expect(clock.dueAt).toEqual(beijing('2026-03-12 03:00'))
    expect(told(clock)).toEqual(['03-09 - start', '03-10 - paused', '03-11 1 working-day', '03-12 2 working-day'])
  })
})

describe('an extended clock', () => {
  const extended = (clock: Clock, until: LocalDate, on = calendar) => recounted({ ...clock, extendedUntil: until }, on)

  test('keeps both dates, and marks each day it adds', () => {
    const clock = extended(clockFrom('2026-02-09 10:00', working(5)), '2026-02-25')
    expect([clock.originalDueAt, clock.dueAt]).toEqual([beijing('2026-02-15 00:00'), beijing('2026-02-26 00:00')])
    expect(told(clock).slice(5)).toEqual([
      '02-14 5 make-up',
      ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => `02-${day} - holiday`),
      '02-24 - extended',
      '02-25 - extended',
    ])
  })

  test('goes to the original period again at most', () => {
    expect(latestExtension(clockFrom('2026-03-09 10:00', working(7)), calendar)).toBe('2026-03-27')
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 20 }), pauseHours, (start, count, hours) => {
        const { clock } = withPauses(clockFrom(start, working(count)), hours)
        const lastDay = new Date(clock.originalDueAt.getTime() - 1)
        const latest = endOfDay(latestExtension(clock, calendar), calendar)
        expect(workingDaysBetween(lastDay, new Date(latest.getTime() - 1), calendar)).toBe(count)
        expect(isWorkingDay(latestExtension(clock, calendar), calendar)).toBe(true)
      }),
    )
  })

  test('moves on by the working days it stands still, before or after the original date', () => {
    const granted = extended(clockFrom('2026-03-09 10:00', working(7)), '2026-03-25')
    for (const [from, to, original, due] of [
      ['2026-03-10 09:00', '2026-03-12 09:00', '2026-03-21 00:00', '2026-03-28 00:00'],
      ['2026-03-23 09:00', '2026-03-24 09:00', '2026-03-19 00:00', '2026-03-27 00:00'],
    ] as const) {
      const clock = resumed(paused(granted, beijing(from), calendar), beijing(to), calendar)
      expect([clock.originalDueAt, clock.dueAt]).toEqual([beijing(original), beijing(due)])
    }
  })

  test('is never due before it was without the extension, whatever becomes of pauses and calendar', () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 30 }),
        pauseHours,
        (start, count, more, hours) => {
          const plain = clockFrom(start, working(count))
          const until = addDays(localDate(plain.dueAt, calendar), more)
          const { clock } = withPauses(extended(plain, until), hours)
          for (const on of [calendar, ordinary]) {
            const again = recounted(clock, on)
            expect(again.dueAt.getTime()).toBeGreaterThanOrEqual(again.originalDueAt.getTime())
            expect(explain(again, on).dueAt).toEqual(again.dueAt)
            expect(endOfDay(explain(again, on).days.at(-1)?.date ?? '', on)).toEqual(again.dueAt)
          }
        },
      ),
    )
  })
})

describe('a corrected calendar', () => {
  test('one more holiday within moves the due date by a working day; one outside does nothing', () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: -20, max: 60 }),
        (start, count, offset) => {
          const clock = clockFrom(start, working(count))
          const date = addDays(localDate(start, calendar), offset)
          const special = new Map(calendar.special).set(date, { kind: 'holiday', name: '临时放假' })
          const again = recounted(clock, { ...calendar, special })
          const inside = date > localDate(start, calendar) && endOfDay(date, calendar) <= clock.dueAt
          expect(again.dueAt > clock.dueAt).toBe(inside && isWorkingDay(date, calendar))
          expect(again.dueAt < clock.dueAt).toBe(false)
          expect(recounted(again, calendar)).toEqual(clock)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('counting anew by the same calendar changes nothing', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 20 }), pauseHours, (start, count, hours) => {
        const { clock } = withPauses(clockFrom(start, working(count)), hours)
        expect(recounted(clock, calendar)).toEqual(clock)
      }),
    )
  })
})

describe('a year whose holidays are not announced yet', () => {
  test('counts Monday to Friday, and never fails', () => {
    const clock = clockFrom('2027-02-04 10:00', working(7))
    expect(clock.dueAt).toEqual(beijing('2027-02-16 00:00'))
    fc.assert(
      fc.property(
        fc.date({ min: beijing('2026-12-01 00:00'), max: beijing('2031-12-31 00:00'), noInvalidDate: true }),
        fc.constantFrom<Limit>(working(7), { count: 24, unit: 'hours' }, { count: 15, unit: 'calendar-days' }),
        pauseHours,
        (start, limit, hours) => {
          const { clock: ran } = withPauses(clockFrom(start, limit), hours)
          expect(ran.dueAt.getTime()).toBeGreaterThan(start.getTime())
          expect(latestExtension(ran, calendar) > localDate(start, calendar)).toBe(true)
        },
      ),
    )
  })
})
