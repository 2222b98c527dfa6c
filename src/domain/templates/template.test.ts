/** Fields of a template: the known ones are filled, the others stay to be seen, and nothing else changes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldsIn, filled } from './template.ts'

const values = { 案号: 'QH-2026-1', 单位: '东街代表联络站', 日期: '2026年3月9日' }

test('the desk fills in what it knows and leaves the rest to the clerk', () => {
  const words = '{案号}：已于{日期}派人到{地点}，{单位}。{地点}'
  expect(fieldsIn(words)).toEqual(['案号', '日期', '地点', '单位'])
  const after = filled(words, values)
  expect(after).toBe('QH-2026-1：已于2026年3月9日派人到{地点}，东街代表联络站。{地点}')
  expect(fieldsIn(after)).toEqual(['地点'])
})

test('words without a known field stay as they are, and filling twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      const once = filled(words, values)
      expect(filled(once, values)).toBe(once)
      if (!/\{(案号|单位|日期)\}/.test(words)) expect(once).toBe(words)
    }),
  )
})
