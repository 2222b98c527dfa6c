/** The check letter keeps its promise: no single slip of the pen and no exchange of two letters goes unnoticed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alphabet, checkLetter, hasValidCheckLetter, isOfAlphabet, lettersOf, normalise } from './check-letter.ts'

const letters = fc.constantFrom(...alphabet)
const lettersUpTo = (most: number) =>
  fc.array(letters, { minLength: 1, maxLength: most }).map((parts) => parts.join(''))
const withCheck = (body: string) => body + checkLetter(body)
const replaced = (code: string, at: number, by: string) => code.slice(0, at) + by + code.slice(at + 1)

/** Codes of both lengths in use and of the longest length allowed, each several times over. */
const examples = fc
  .sample(
    fc
      .constantFrom(7, 18, 30)
      .chain((length) => fc.array(letters, { minLength: length, maxLength: length }).map((parts) => parts.join(''))),
    { numRuns: 30, seed: 20261123 },
  )
  .map(withCheck)

describe('someone copies a code by hand', () => {
  test('a code copied faithfully is accepted', () => {
    for (const code of examples) expect(hasValidCheckLetter(code)).toBe(true)
  })

  test('whichever single letter is wrong, and whatever it was mistaken for, the slip is noticed', () => {
    for (const code of examples)
      for (let at = 0; at < code.length; at++)
        for (const wrong of alphabet)
          if (wrong !== code[at] && hasValidCheckLetter(replaced(code, at, wrong)))
            expect.fail(`${code}: ${wrong} in place ${at} goes unnoticed`)
  })

  test('whichever two letters change places, next to each other or far apart, the slip is noticed', () => {
    for (const code of examples)
      for (let one = 0; one < code.length; one++)
        for (let other = one + 1; other < code.length; other++) {
          const [a, b] = [code.charAt(one), code.charAt(other)]
          if (a !== b && hasValidCheckLetter(replaced(replaced(code, one, b), other, a)))
            expect.fail(`${code}: places ${one} and ${other} exchanged go unnoticed`)
        }
  })

  test('the exchange is noticed for every pair of letters at every two places of a receipt code', () => {
    // The sum is linear, so a code of zeros with two other letters in it stands for every code.
    const length = 19
    const syndrome = (code: string) =>
      alphabet.indexOf(checkLetter(code.slice(0, -1))) ^ alphabet.indexOf(code.slice(-1))
    for (let one = 0; one < length; one++)
      for (let other = one + 1; other < length; other++)
        for (const a of alphabet)
          for (const b of alphabet) {
            if (a === b) continue
            const body = (x: string, y: string) => replaced(replaced('0'.repeat(length), one, x), other, y)
            // Whatever the letters elsewhere are, the two differ, so at most one of the two codes is valid.
            if (syndrome(body(a, b)) === syndrome(body(b, a))) expect.fail(`${a} at ${one} and ${b} at ${other}`)
          }
  })

  test('the letter is the one a second, slower reckoning gives', () => {
    // GF(32) by a table of powers of 2: multiplication is addition of exponents.
    const powers: number[] = []
    for (let power = 0, value = 1; power < 31; power++) {
      powers.push(value)
      value = (value << 1) ^ (value & 16 ? 0b100101 : 0)
    }
    expect(new Set(powers).size).toBe(31)
    fc.assert(
      fc.property(lettersUpTo(30), (body) => {
        const terms = [...body].map((letter, index) => {
          const value = alphabet.indexOf(letter)
          return value === 0 ? 0 : (powers[(powers.indexOf(value) + index + 1) % 31] as number)
        })
        expect(checkLetter(body)).toBe(alphabet[terms.reduce((sum, term) => sum ^ term, 0)])
      }),
    )
  })
})

describe('someone types a code', () => {
  test('small letters, spaces, hyphens of any kind and full-width letters read alike', () => {
    expect(normalise('qh 7k2m-9qf4')).toBe('QH7K2M9QF4')
    expect(normalise('QH–7K2M—9QF4')).toBe('QH7K2M9QF4')
    expect(normalise('　ＱＨ　７ｋ２ｍ－９ｑｆ４\n')).toBe('QH7K2M9QF4')
  })

  test('O is read as 0, and I and L as 1', () => {
    expect(normalise('OoＯ IiＩ LlＬ')).toBe('000111111')
  })

  test('U and Chinese characters are of no code', () => {
    expect([isOfAlphabet('U'), isOfAlphabet('解忧'), isOfAlphabet('QH-1')]).toEqual([false, false, false])
    expect(isOfAlphabet(alphabet)).toBe(true)
  })

  test('reading twice changes nothing more', () => {
    const keys = fc.constantFrom(...alphabet, ...'oilu -—　ＱｈＯ０\n')
    fc.assert(fc.property(fc.string({ unit: keys }), (typed) => normalise(normalise(typed)) === normalise(typed)))
  })
})

describe('bytes become letters', () => {
  test('five bits a letter, the most significant first', () => {
    expect(lettersOf(Uint8Array.of(0xff, 0x00, 0x00, 0x00, 0x1f), 8)).toBe('ZW00000Z')
    expect(lettersOf(Uint8Array.of(0b00001_000, 0b10_00011_0, 0b0100_0000), 4)).toBe('1234')
  })

  test('the letters are the bits of the bytes and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 32 }), (bytes) => {
        const count = Math.floor((bytes.length * 8) / 5)
        const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
        const expected = Array.from({ length: count }, (_, i) => alphabet[parseInt(bits.slice(i * 5, i * 5 + 5), 2)])
        expect(lettersOf(bytes, count)).toBe(expected.join(''))
      }),
    )
  })
})
