/** People write the time of a message in many ways. */
import { expect, test } from 'vitest'
import { instantIn } from './dates.ts'

const beijing = 480
const read = (written: string) => {
  const found = instantIn(written, beijing)
  return found.ok ? (found.value?.toISOString() ?? null) : found.refusal
}

test.each([
  ['2019-02-28 11:25:05', '2019-02-28T03:25:05.000Z'],
  ['2020/1/8 9:05', '2020-01-08T01:05:00.000Z'],
  ['2020.1.8 9:05:07', '2020-01-08T01:05:07.000Z'],
  ['2020年1月8日 9时05分', '2020-01-08T01:05:00.000Z'],
  ['2020年1月8日9:05', '2020-01-08T01:05:00.000Z'],
  ['２０２０年１月８日　９：０５', '2020-01-08T01:05:00.000Z'],
  ['2020-01-08', '2020-01-07T16:00:00.000Z'],
  ['2020年12月31日', '2020-12-30T16:00:00.000Z'],
  ['2020-01-08T09:05:00.123', '2020-01-08T01:05:00.000Z'],
  ['2020-01-08T09:05:00Z', '2020-01-08T09:05:00.000Z'],
  ['2020-01-08T09:05:00+09:00', '2020-01-08T00:05:00.000Z'],
  ['2020-02-29 00:00', '2020-02-28T16:00:00.000Z'],
  ['  ', null],
])('%s is %s, by the clock of Beijing where no other is named', (written, instant) => {
  expect(read(written)).toBe(instant)
})

test.each([
  '昨天',
  '2019-02-29',
  '2020-13-01',
  '2020-1-32',
  '2020-01-08 24:00',
  '2020-01-08 9:60',
  '8/1/2020',
  '43838.378',
  '0001-01-01',
  '2020-01-08 9:05 左右',
  '2020-01-08 9:05x'.repeat(200),
])('%s is no date', (written) => {
  expect(read(written)).toBe('date-misread')
})
