/** Looks for the number that a challenge asks for: SHA-256 (FIPS 180-4) of one short text after another. */

const constants = new Int32Array(64)
const beginning = new Int32Array(8)
// The first bits of the fractions of the roots of the first primes.
for (let n = 2, found = 0; found < 64; n++) {
  let isPrime = true
  for (let by = 2; by * by <= n; by++) if (n % by === 0) isPrime = false
  if (!isPrime) continue
  if (found < 8) beginning[found] = (Math.sqrt(n) % 1) * 4294967296
  constants[found++] = (Math.cbrt(n) % 1) * 4294967296
}

/** A block holds so many bytes besides its end mark and length. */
const longest = 55
const words = new Int32Array(64)

/** The first word of the hash of a text of at most 55 ASCII signs; whole, it is `hash`. */
function hashInto(hash: Int32Array, text: string): void {
  words.fill(0, 0, 16)
  const put = (at: number, byte: number) => {
    words[at >> 2] = (words[at >> 2] as number) | (byte << (24 - (at & 3) * 8))
  }
  for (let i = 0; i < text.length; i++) put(i, text.charCodeAt(i))
  put(text.length, 0x80)
  words[15] = text.length * 8
  for (let i = 16; i < 64; i++) {
    const [x, y] = [words[i - 15] as number, words[i - 2] as number]
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    words[i] = (words[i - 16] as number) + s0 + (words[i - 7] as number) + s1
  }
  hash.set(beginning)
  let a = hash[0] as number
  let b = hash[1] as number
  let c = hash[2] as number
  let d = hash[3] as number
  let e = hash[4] as number
  let f = hash[5] as number
  let g = hash[6] as number
  let h = hash[7] as number
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] as number) + (words[i] as number)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const last = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) hash[i] = (hash[i] as number) + (last[i] as number)
}

/**
 * The number from `from` up to (not with) `to` whose hash after the salt is `challenge` (hexadecimal), or undefined when it
 * is not among them. A salt that leaves no room in one block is not ours: nothing is found.
 */
export function solveWork(challenge: string, salt: string, from: number, to: number): number | undefined {
  const wanted: number[] = []
  for (let i = 0; i < 8; i++) wanted.push(Number.parseInt(challenge.slice(i * 8, i * 8 + 8), 16) | 0)
  if (salt.length + String(to).length > longest) return undefined
  const hash = new Int32Array(8)
  for (let n = from; n < to; n++) {
    hashInto(hash, salt + n)
    if (hash[0] === wanted[0] && wanted.every((word, i) => hash[i] === word)) return n
  }
  return undefined
}
