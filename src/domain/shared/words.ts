import { allow, refuse } from './decision.ts'

/** The most a person may write in one go, in characters (code points). */
export const maxCharacters = 6000

// A letter, figure or sign that shows: not a filler of another script, and not the sign for half a character.
const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800\uFFFD])[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * What a person wrote, as it is kept: ends of line as \n, no NUL (PostgreSQL cannot hold it) and no half surrogate,
 * no white space around it. Nothing else is changed.
 * Refused: `nothing-said` when no letter, figure or sign can be seen; `too-long` above `maxCharacters`.
 */
export function cleanWords(typed: string) {
  const words = tidyWords(typed)
  if (!visible.test(words)) return refuse('nothing-said')
  if ([...words].length > maxCharacters) return refuse('too-long')
  return allow(words)
}

/** The same tidying for words that may be empty. */
export const tidyWords = (typed: string): string =>
  typed.replace(/\r\n?/g, '\n').replaceAll('\u0000', '').toWellFormed().trim()
