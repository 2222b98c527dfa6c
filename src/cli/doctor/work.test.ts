/** The doctor looks at a district's calendar. */
import { expect, test } from 'vitest'
import { calendarGap } from '../../domain/calendar/read-year.ts'

test('next year’s holidays are missed from November on, not before', () => {
  expect(calendarGap([2025, 2026], '2026-10-31')).toEqual({ gap: 'none', year: 2026 })
  expect(calendarGap([2025, 2026], '2026-11-01')).toEqual({ gap: 'next-year', year: 2027 })
  expect(calendarGap([2025, 2026, 2027], '2026-12-31')).toEqual({ gap: 'none', year: 2027 })
})

test('a year that nobody entered is missed at once', () => {
  expect(calendarGap([2025, 2026], '2027-01-01')).toEqual({ gap: 'this-year', year: 2027 })
  expect(calendarGap([], '2026-05-01')).toEqual({ gap: 'this-year', year: 2026 })
})
