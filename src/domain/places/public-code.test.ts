/** The public code on a sticker, in a link, read over the phone. Vectors: docs/formats/public-code.md. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePublicCode, publicCodeFrom } from './public-code.ts'

/** The rows of the table in the format's document: prefix, random bytes in hexadecimal, code. */
const vectors = readFileSync(new URL('../../../docs/formats/public-code.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| `[0-9A-Z]{2}` \|/.test(line))
  .map((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, cell]) => cell) as [string, string, string])

describe('an office makes the code of a new point', () => {
  test('the document lists five examples', () => {
    expect(vectors).toHaveLength(5)
  })

  test.each(vectors)('district %s and bytes %s give the code in the document', (prefix, bytes, code) => {
    expect(publicCodeFrom(prefix, Buffer.from(bytes, 'hex'))).toBe(code)
  })

  test('every code has eight letters, begins with its district and reads back as itself', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 8 }), (bytes) => {
        const code = publicCodeFrom('qh', bytes)
        expect(code).toMatch(/^QH[0-9A-HJKMNP-TV-Z]{6}$/)
        expect(parsePublicCode(code)).toEqual({ ok: true, value: code })
      }),
    )
  })
})

describe('a resident reads the code off a sticker', () => {
  const code = publicCodeFrom('QH', Uint8Array.of(0x00, 0x44, 0x3f, 0x10))

  test.each([
    ['in small letters', code.toLowerCase()],
    ['in two groups', `${code.slice(0, 4)} ${code.slice(4)}`],
    ['with a hyphen', `${code.slice(0, 2)}-${code.slice(2)}`],
    ['with O for 0 and I or l for 1', code.replaceAll('0', 'O').replace('1', 'I').replace('1', 'l')],
    ['in full-width letters', [...code].map((c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)).join('')],
  ])('%s', (_, typed) => {
    expect(parsePublicCode(typed)).toEqual({ ok: true, value: code })
  })

  test.each([
    ['a letter too few', code.slice(1)],
    ['a letter too many', `${code}Q`],
    ['one letter wrong', `${code.slice(0, 6)}${code[6] === 'A' ? 'B' : 'A'}${code.slice(7)}`],
    ['a whole link instead of its code', `https://example.cn/p/${code}`],
    ['nothing', ''],
  ])('%s is misread', (_, typed) => {
    expect(parsePublicCode(typed)).toEqual({ ok: false, refusal: 'code-misread' })
  })
})
