/** When staff are told outside the desk. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isQuiet, type NoticeWishes, staffNoticeKinds, usualWishes, whenToTell } from './staff-notice.ts'

const beijing = { offsetMinutes: 480 }
const hour = fc.integer({ min: 0, max: 23 })
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
const localHour = (at: Date) => (at.getUTCHours() + 8) % 24

const wishes = (given: Partial<NoticeWishes>): NoticeWishes => ({ ...usualWishes, ...given })

test('nobody is told in their quiet hours, and everybody within a day', () => {
  fc.assert(
    fc.property(moment, hour, hour, fc.constantFrom(...staffNoticeKinds), (now, quietFrom, quietUntil, kind) => {
      const asked = wishes({ quietFrom, quietUntil })
      const at = whenToTell(now, asked, kind, beijing)
      expect(at && isQuiet(at, asked, beijing)).toBe(false)
      expect(Number(at) - now.getTime()).toBeGreaterThanOrEqual(0)
      expect(Number(at) - now.getTime()).toBeLessThanOrEqual(86_400_000)
    }),
  )
})

test('a daily summary comes at its hour, and later than what it tells of', () => {
  fc.assert(
    fc.property(moment, hour, (now, digestHour) => {
      const pace = { ...usualWishes.pace, 'new-case': 'daily' } as const
      const at = whenToTell(now, wishes({ digestHour, pace }), 'new-case', beijing) as Date
      expect([localHour(at), at.getUTCMinutes(), at > now]).toEqual([digestHour, 0, true])
    }),
  )
})

test.each([
  ['an evening', '2026-03-09T14:30:00Z', '2026-03-10T00:00:00.000Z'],
  ['a small hour', '2026-03-09T18:30:00Z', '2026-03-10T00:00:00.000Z'],
  ['eight in the morning', '2026-03-10T00:00:00Z', '2026-03-10T00:00:00.000Z'],
  ['noon', '2026-03-10T04:00:00Z', '2026-03-10T04:00:00.000Z'],
])('what comes up at %s is told', (_name, now, told) => {
  expect(whenToTell(new Date(now), usualWishes, 'late', beijing)?.toISOString()).toBe(told)
})

test('what somebody turned off is told in the desk alone', () => {
  const pace = { ...usualWishes.pace, late: 'off' } as const
  expect(whenToTell(new Date(), wishes({ pace }), 'late', beijing)).toBeUndefined()
})
