/**
 * The alphabet of every code a person reads, types or reads aloud, and the letter that tells a slip of the pen.
 * Alphabet: Crockford base 32 (https://www.crockford.com/base32.html), which has no I, L, O or U.
 */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Takes what people type: either case, spaces and hyphens anywhere, O for 0, I and L for 1. */
export const normalise = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

/** Whether every character is of the alphabet. */
export const isOfAlphabet = (text: string): boolean => [...text].every((letter) => alphabet.includes(letter))

// Arithmetic in GF(32) with x^5 + x^2 + 1. The check letter is the sum of value × 2^position. The powers of 2 run
// through all 31 non-zero elements, so one wrong letter and any two exchanged letters are always told, to 31 letters.
const times = (a: number, b: number): number => {
  let product = 0
  for (let bit = 0; bit < 5; bit++) if (b & (1 << bit)) product ^= a << bit
  for (let high = 8; high >= 5; high--) if (product & (1 << high)) product ^= 0b100101 << (high - 5)
  return product
}

/** The letter to append to `letters` (at most 30 of the alphabet). */
export function checkLetter(letters: string): string {
  let sum = 0
  let power = 1
  for (const letter of letters) {
    power = times(power, 2)
    sum ^= times(alphabet.indexOf(letter), power)
  }
  return alphabet.charAt(sum)
}

/** Whether the last letter of an already normalised code is the check letter of the rest. */
export const hasValidCheckLetter = (code: string): boolean => checkLetter(code.slice(0, -1)) === code.slice(-1)

/** The first `count` letters of the base-32 form of `bytes`, five bits a letter, most significant first. */
export function lettersOf(bytes: Uint8Array, count: number): string {
  let bits = 0
  let held = 0
  let letters = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && letters.length < count) {
      bits -= 5
      letters += alphabet.charAt((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return letters
}
