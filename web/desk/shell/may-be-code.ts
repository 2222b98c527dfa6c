/** What is typed into the search box and may be a code that somebody reads out. A receipt code must not get into an address. */
import { parseReceiptCode } from '../../../src/domain/reports/receipt-code.ts'

/** Letters and figures mixed, or with what a code is written with; a case's number (QH-2026-118) is none. */
export function mayBeCode(typed: string): boolean {
  const code = typed.trim()
  if (/^[0-9a-z]{2}-\d{0,4}(-\d*)?$/i.test(code)) return false
  return /^[0-9a-z][0-9a-z\s-]*$/i.test(code) && /\d/.test(code) && /[a-z]/i.test(code)
}

const longerThanPublicCodes = 10

/** A whole receipt code, or so much of one that it can be nothing else. */
export function mayBeReceipt(typed: string): boolean {
  if (parseReceiptCode(typed).ok) return true
  return mayBeCode(typed) && typed.replace(/[\s-]/g, '').length > longerThanPublicCodes
}
