/** How due dates are said at the desk, by Beijing time whatever this machine's zone is. */
import { expect, test } from 'vitest'
import { desk as en } from '../../../src/words/en/desk.ts'
import { desk as zh } from '../../../src/words/zh/desk.ts'
import type { Words } from '../language.tsx'
import { dueGroup, fullDue, shortDue, spanWords } from './due.ts'

const beijing = (time: string) => new Date(`${time}+08:00`)
const now = beijing('2026-11-25T09:42')
// Only the words of the desk and the language are read here.
const inChinese = { desk: zh, language: 'zh' } as unknown as Words
const inEnglish = { desk: en, language: 'en' } as unknown as Words

test('a case is late from the very moment it was due', () => {
  expect(dueGroup(beijing('2026-11-25T09:42'), now)).toBe('late')
  expect(dueGroup(beijing('2026-11-25T09:43'), now)).toBe('today')
})

test('the end of a day belongs to that day, not to the next', () => {
  const endOfToday = beijing('2026-11-26T00:00')
  expect(dueGroup(endOfToday, now)).toBe('today')
  expect(shortDue(endOfToday, now, inChinese)).toBe('今天 24:00')
})

test('tomorrow and the day after are soon, the day after those is later, and no clock is a group of its own', () => {
  expect(dueGroup(beijing('2026-11-28T00:00'), now)).toBe('soon')
  expect(dueGroup(beijing('2026-11-28T00:01'), now)).toBe('later')
  expect(dueGroup(null, now)).toBe('none')
})

test('what is left is said in minutes, then hours, then days', () => {
  expect(spanWords(beijing('2026-11-25T10:02'), now, inChinese)).toBe('剩 20 分钟')
  expect(spanWords(beijing('2026-11-26T00:00'), now, inChinese)).toBe('剩 14 小时')
  expect(spanWords(beijing('2026-11-28T00:00'), now, inChinese)).toBe('剩 2 天')
  expect(spanWords(beijing('2026-11-27T00:00'), now, inEnglish)).toBe('1 day left')
})

test('what is over is counted in whole days that have passed', () => {
  expect(spanWords(beijing('2026-11-25T00:00'), now, inChinese)).toBe('过期 9 小时')
  expect(spanWords(beijing('2026-11-24T00:00'), now, inChinese)).toBe('过期 1 天')
})

test('near days are named, others carry date and weekday', () => {
  expect(shortDue(beijing('2026-11-25T00:00'), now, inChinese)).toBe('昨天 24:00')
  expect(shortDue(beijing('2026-11-26T10:00'), now, inChinese)).toBe('明天 10:00')
  expect(shortDue(beijing('2026-12-01T00:00'), now, inChinese)).toBe('11月30日(周一)')
  expect(fullDue(beijing('2026-12-01T00:00'), now, inChinese)).toBe('11月30日(周一) 24:00')
})
