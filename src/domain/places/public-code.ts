/** The short public code of a point, station, deputy, town or agency: on a sticker, in a link, read over the phone. */
import { checkLetter, hasValidCheckLetter, isOfAlphabet, lettersOf, normalise } from '../shared/check-letter.ts'
import { allow, refuse } from '../shared/decision.ts'

/** District prefix (2) + 5 letters + check letter: eight letters. */
export type PublicCode = string & { readonly brand: 'PublicCode' }

const randomLetters = 5

/** A new code from at least 4 random bytes. */
export function publicCodeFrom(prefix: string, randomBytes: Uint8Array): PublicCode {
  const letters = normalise(prefix) + lettersOf(randomBytes, randomLetters)
  return (letters + checkLetter(letters)) as PublicCode
}

/** Reads what was typed or scanned. Refused: `code-misread` when length, letters or check letter are wrong. */
export function parsePublicCode(typed: string) {
  const code = normalise(typed)
  const whole = code.length === 2 + randomLetters + 1 && isOfAlphabet(code) && hasValidCheckLetter(code)
  return whole ? allow(code as PublicCode) : refuse('code-misread')
}

export const codeKinds = ['point', 'deputy', 'station', 'town'] as const
/** What a public code can stand for. */
export type CodeKind = (typeof codeKinds)[number]
