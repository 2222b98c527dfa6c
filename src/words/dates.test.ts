/** Dates as people read them, the same on every machine whatever its own time zone. */
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { dayWords, deadlineWords, hourWords, instantWords, weekdayWord } from './dates.ts'

const noon = new Date('2026-11-30T06:00:00Z')
const endOfMonday = new Date('2026-11-30T16:00:00Z')

describe('a resident reads when something happened', () => {
  test('in Chinese, by Beijing time', () => {
    expect([dayWords(noon, 'zh'), instantWords(noon, 'zh'), hourWords(noon, 'zh')]).toEqual([
      '11月30日(周一)',
      '11月30日(周一) 14:00',
      '11月30日(周一) 14时',
    ])
  })

  test('in English, by Beijing time', () => {
    expect([dayWords(noon, 'en'), instantWords(noon, 'en'), hourWords(noon, 'en')]).toEqual([
      'Mon 30 Nov',
      'Mon 30 Nov, 14:00',
      'Mon 30 Nov, 14:00–15:00',
    ])
  })

  test('an evening in Greenwich is already the next day in Beijing', () => {
    expect(dayWords(new Date('2025-12-31T16:00:00Z'), 'zh')).toBe('1月1日(周四)')
    expect(instantWords(new Date('2025-12-31T16:30:00Z'), 'en')).toBe('Thu 1 Jan, 00:30')
  })

  test('a day given as a date is that day everywhere', () => {
    expect([dayWords('2026-02-17', 'zh'), dayWords('2026-02-17', 'en')]).toEqual(['2月17日(周二)', 'Tue 17 Feb'])
  })

  test('the seven days have their names', () => {
    const week = [0, 1, 2, 3, 4, 5, 6]
    expect(week.map((day) => weekdayWord(day, 'zh')).join('')).toBe('周日周一周二周三周四周五周六')
    expect(week.map((day) => weekdayWord(day, 'en')).join(' ')).toBe('Sun Mon Tue Wed Thu Fri Sat')
  })
})

describe('an agency reads by when an answer is due', () => {
  test('the end of a day is 24:00 of that day, not 00:00 of the next', () => {
    expect(deadlineWords(endOfMonday, 'zh')).toBe('11月30日(周一) 24:00')
    expect(deadlineWords(endOfMonday, 'en')).toBe('Mon 30 Nov, 24:00')
  })

  test('also at the end of a month and of a year', () => {
    expect(deadlineWords(new Date('2026-02-28T16:00:00Z'), 'zh')).toBe('2月28日(周六) 24:00')
    expect(deadlineWords(new Date('2026-12-31T16:00:00Z'), 'en')).toBe('Thu 31 Dec, 24:00')
  })

  test('any other time is said as it is, a minute past midnight too', () => {
    expect(deadlineWords(noon, 'zh')).toBe('11月30日(周一) 14:00')
    expect(deadlineWords(new Date('2026-11-30T16:01:00Z'), 'zh')).toBe('12月1日(周二) 00:01')
    expect(deadlineWords(new Date('2026-11-30T15:59:00Z'), 'en')).toBe('Mon 30 Nov, 23:59')
  })

  test('a district with another clock has its own midnight', () => {
    const urumqi = { offsetMinutes: 360 }
    expect(deadlineWords(endOfMonday, 'zh', urumqi)).toBe('11月30日(周一) 22:00')
    expect(deadlineWords(new Date('2026-11-30T18:00:00Z'), 'zh', urumqi)).toBe('11月30日(周一) 24:00')
  })
})

test.each(['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati', 'UTC'])(
  'a machine in %s says the same',
  (zone) => {
    const said = execFileSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
        '-e',
        `import { dayWords, deadlineWords, hourWords, instantWords } from ${JSON.stringify(new URL('./dates.ts', import.meta.url).href)}
       const noon = new Date('2026-11-30T06:00:00Z')
       console.log([
         dayWords('2026-02-17', 'zh'), dayWords(noon, 'en'), instantWords(noon, 'zh'), hourWords(noon, 'en'),
         deadlineWords(new Date('2026-11-30T16:00:00Z'), 'zh'), deadlineWords(new Date('2026-11-30T16:00:00Z'), 'en'),
         process.env.TZ,
       ].join(' | '))`,
      ],
      { env: { TZ: zone }, encoding: 'utf8' },
    )
    expect(said.trim()).toBe(
      `2月17日(周二) | Mon 30 Nov | 11月30日(周一) 14:00 | Mon 30 Nov, 14:00–15:00 | 11月30日(周一) 24:00 | Mon 30 Nov, 24:00 | ${zone}`,
    )
  },
)
