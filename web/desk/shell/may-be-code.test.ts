/** What the search box keeps out of the address while it is typed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printedReceiptCode, receiptCodeFrom } from '../../../src/domain/reports/receipt-code.ts'
import { mayBeCode, mayBeReceipt } from './may-be-code.ts'

const codes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => receiptCodeFrom('QH', bytes))

test('no piece of a receipt code that has a figure goes into the address by itself, however it is written', () => {
  fc.assert(
    fc.property(codes, fc.integer({ min: 3, max: 19 }), (code, length) => {
      const typed = printedReceiptCode(code).slice(0, length)
      // Letters alone are words of a language, too.
      if (/\d/.test(typed) && !/^QH-\d/.test(typed)) expect(mayBeCode(typed)).toBe(true)
    }),
  )
})

test('a whole receipt code is looked up, with or without its spaces', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(mayBeReceipt(code)).toBe(true)
      expect(mayBeReceipt(printedReceiptCode(code).toLowerCase())).toBe(true)
    }),
  )
})

test.each(['路灯', '幸福里 3 幢', '118', 'QH-2026-118', 'qh-2026', 'street light'])(
  '«%s» is searched for as it is typed',
  (typed) => {
    expect(mayBeCode(typed)).toBe(false)
    expect(mayBeReceipt(typed)).toBe(false)
  },
)

test('a public code waits for Enter and is searched for then', () => {
  expect([mayBeCode('QH7K2M9X'), mayBeReceipt('QH 7K2 M9X')]).toEqual([true, false])
})
