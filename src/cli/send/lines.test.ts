/** Lines are cut the same wherever the stream happens to be cut into pieces. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineSet } from './line-set.ts'
import { linesOf, longestLine } from './lines.ts'

async function* pieces(whole: Buffer, cuts: readonly number[]) {
  const at = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length]
  for (let index = 1; index < at.length; index++) yield whole.subarray(at[index - 1], at[index])
}
const read = async (whole: Buffer, cuts: readonly number[] = []) => {
  const lines = []
  for await (const { number, bytes, ended } of linesOf(pieces(whole, cuts)))
    lines.push([number, bytes?.toString() ?? null, ended])
  return lines
}

test('wherever a stream is cut, its lines are those of the whole', async () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', '路', '\u2028', '\r'), { maxLength: 40 })
    .map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 10 }), async (whole, cuts) => {
      const parts = whole.split('\n')
      const last = parts.pop()
      const expected = parts.map((part, index) => [index + 1, part, true])
      if (last !== '') expected.push([parts.length + 1, last ?? '', false])
      expect(await read(Buffer.from(whole), cuts)).toEqual(expected)
    }),
  )
})

test('a line that is too long is skipped, those around it are read', async () => {
  const whole = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(longestLine + 1, 120), Buffer.from('\nb\n')])
  const expected = [
    [1, 'a', true],
    [2, null, true],
    [3, 'b', true],
  ]
  expect(await read(whole, [5, 900_000])).toEqual(expected)
  expect(await read(Buffer.concat([Buffer.alloc(longestLine, 120), Buffer.from('\n')]))).toHaveLength(1)
})

test('a set of line numbers holds exactly those that were added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100_000 })), (numbers) => {
      const set = lineSet()
      for (const number of numbers) set.add(number)
      for (const number of [...numbers, 1, 2, 99_999, 100_001, 5_000_000])
        expect(set.has(number)).toBe(numbers.includes(number))
    }),
  )
})
