/** The receipt code: the same on every machine, read however a person types it. Vectors: docs/formats/receipt-code.md. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  districtPrefixOf,
  parseReceiptCode,
  printedReceiptCode,
  type ReceiptCode,
  receiptCodeFrom,
  receiptCodePreimage,
} from './receipt-code.ts'

const codeFor = (prefix: string, submissionId: string) =>
  receiptCodeFrom(prefix, createHash('sha256').update(receiptCodePreimage(prefix, submissionId), 'utf8').digest())

/** The rows of the table in the format's document: prefix, submission id, SHA-256, code as printed. */
const vectors = readFileSync(new URL('../../../docs/formats/receipt-code.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| `[0-9A-Z]{2}` \|/.test(line))
  .map((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, cell]) => cell) as [string, string, string, string])

const submission = fc.record({
  prefix: fc.constantFrom('QH', 'NX', '00', 'ZZ', 'K7'),
  submissionId: fc.uuid({ version: 4 }),
})

describe('a kiosk without network prints a receipt', () => {
  test('the document lists five examples', () => {
    expect(vectors).toHaveLength(5)
  })

  test.each(vectors)('district %s and submission %s give the code in the document', (prefix, id, sha256, printed) => {
    const hash = createHash('sha256').update(receiptCodePreimage(prefix, id), 'utf8').digest()
    expect(hash.toString('hex')).toBe(sha256)
    expect(printedReceiptCode(receiptCodeFrom(prefix, hash))).toBe(printed)
  })

  test('a submission id in capitals gives the same code', () => {
    expect(codeFor('QH', '3F2504E0-4F89-41D3-9A0C-0305E82C3320')).toBe(
      codeFor('QH', '3f2504e0-4f89-41d3-9a0c-0305e82c3320'),
    )
  })

  test('the same submission in another district has another code', () => {
    const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3320'
    expect(codeFor('QH', id).slice(2)).not.toBe(codeFor('NX', id).slice(2))
  })
})

describe('a resident types the code of the receipt', () => {
  test('every printed code reads back as itself and says its district', () => {
    fc.assert(
      fc.property(submission, ({ prefix, submissionId }) => {
        const code = codeFor(prefix, submissionId)
        expect(code).toHaveLength(19)
        expect(parseReceiptCode(printedReceiptCode(code))).toEqual({ ok: true, value: code })
        expect(districtPrefixOf(code)).toBe(prefix)
      }),
    )
  })

  const code = codeFor('QH', '3f2504e0-4f89-41d3-9a0c-0305e82c3320')
  const printed = printedReceiptCode(code)
  const fullWidth = [...printed].map((c) => (c === ' ' ? '　' : String.fromCodePoint(c.charCodeAt(0) + 0xfee0)))

  test.each([
    ['as printed', printed],
    ['in small letters', printed.toLowerCase()],
    ['without spaces', code],
    ['with hyphens', printed.replaceAll(' ', '-')],
    ['with long dashes', printed.replaceAll(' ', ' — ')],
    ['with spaces around and a new line after', `  ${printed} \n`],
    ['in full-width letters', fullWidth.join('')],
    ['in full-width small letters', fullWidth.join('').toLowerCase()],
    ['with the letter O for every 0', printed.replaceAll('0', 'O')],
    ['with a small o for every 0', printed.replaceAll('0', 'o')],
    ['with I for every 1', printed.replaceAll('1', 'I')],
    ['with a small l for every 1', printed.replaceAll('1', 'l')],
  ])('%s', (_, typed) => {
    expect(parseReceiptCode(typed)).toEqual({ ok: true, value: code })
  })

  test('the example has a 0 and a 1 in it, so that the readings above mean something', () => {
    expect(code).toMatch(/0/)
    expect(code).toMatch(/1/)
  })

  test.each([
    ['nothing', ''],
    ['a letter too few', code.slice(0, -1)],
    ['a letter too many', `${code}0`],
    ['a wrong check letter', code.slice(0, -1) + (code.endsWith('0') ? '2' : '0')],
    ['a letter that no code has', `U${code.slice(1)}`],
    ['Chinese characters', '回执编号回执编号回执编号回执编号回执编'],
    ['two letters exchanged', code.charAt(1) + code.charAt(0) + code.slice(2)],
  ])('%s is misread, which says nothing about whether such a receipt exists', (_, typed) => {
    expect(parseReceiptCode(typed)).toEqual({ ok: false, refusal: 'receipt-code-misread' })
  })
})

describe('the district of a code', () => {
  test('is read however the code is typed', () => {
    expect(['QH 7K2M', ' qh7k2m', 'q h-7k', 'ｑｈ７ｋ', 'OI7K'].map(districtPrefixOf)).toEqual([
      'QH',
      'QH',
      'QH',
      'QH',
      '01',
    ])
  })

  test('is unknown when the code does not begin with two letters of the alphabet', () => {
    expect(['', 'Q', 'U1', '回执', '  '].map(districtPrefixOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('stands apart in print', () => {
    expect(printedReceiptCode('QH7K2M9QF4X3P8M6TDH' as ReceiptCode)).toBe('QH 7K2M 9QF4 X3P8 M6TD H')
  })
})
