/**
 * The code on a receipt: the resident's only key to the report. It is derived from the submission id, so a client
 * without network can print it, and the server keeps only its hash. See docs/formats/receipt-code.md.
 */
import { checkLetter, hasValidCheckLetter, isOfAlphabet, lettersOf, normalise } from '../shared/check-letter.ts'
import { allow, refuse } from '../shared/decision.ts'

/** District prefix (2) + 80 bits (16) + check letter (1): 19 letters without spaces. */
export type ReceiptCode = string & { readonly brand: 'ReceiptCode' }

const prefixLength = 2
const secretLength = 16

/** What is hashed with SHA-256 (as UTF-8) to get the secret letters: label, district prefix and submission id. */
export const receiptCodePreimage = (prefix: string, submissionId: string): string =>
  `jieyou-receipt-v1${prefix}${submissionId.toLowerCase()}`

/** The code from that hash (32 bytes, of which the first 80 bits are used). */
export function receiptCodeFrom(prefix: string, sha256: Uint8Array): ReceiptCode {
  const letters = normalise(prefix) + lettersOf(sha256, secretLength)
  return (letters + checkLetter(letters)) as ReceiptCode
}

/**
 * Reads what a person typed. Refused: `receipt-code-misread` when length, letters or check letter are wrong,
 * which says nothing about whether such a receipt exists.
 */
export function parseReceiptCode(typed: string) {
  const code = normalise(typed)
  const whole = code.length === prefixLength + secretLength + 1 && isOfAlphabet(code) && hasValidCheckLetter(code)
  return whole ? allow(code as ReceiptCode) : refuse('receipt-code-misread')
}

/** As printed: `QH 7K2M 9QF4 X3P8 M6TD H`. */
export const printedReceiptCode = (code: ReceiptCode): string =>
  [code.slice(0, 2), code.slice(2, 6), code.slice(6, 10), code.slice(10, 14), code.slice(14, 18), code.slice(18)].join(
    ' ',
  )

/** The two letters that say which district a code or token is of; undefined when they cannot be read. */
export function districtPrefixOf(code: string): string | undefined {
  const prefix = normalise(code).slice(0, prefixLength)
  return prefix.length === prefixLength && isOfAlphabet(prefix) ? prefix : undefined
}
