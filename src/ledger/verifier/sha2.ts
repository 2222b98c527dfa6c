/**
 * SHA-256 and SHA-512 (FIPS 180-4) for the verifier in the browser, from one description in whole numbers of any size. The
 * browser's own is not there on pages without HTTPS, and cannot go on from a state. Slow, and fast enough for a receipt.
 */

type Kind = {
  /** Bits of a word. */
  readonly bits: 32 | 64
  readonly rounds: number
  /** Turns of Σ0 and Σ1, and turns and shift of σ0 and σ1. */
  readonly turns: readonly (readonly [number, number, number])[]
}

// biome-ignore format: one row for each function of section 4.1.2.
const kind256: Kind = { bits: 32, rounds: 64, turns: [[2, 13, 22], [6, 11, 25], [7, 18, 3], [17, 19, 10]] }
// biome-ignore format: and of section 4.1.3.
const kind512: Kind = { bits: 64, rounds: 80, turns: [[28, 34, 39], [14, 18, 41], [1, 8, 7], [19, 61, 6]] }

const primes: bigint[] = []
for (let n = 2n; primes.length < 80; n++) if (primes.every((prime) => n % prime)) primes.push(n)

/** The first `bits` bits of the fraction of the root of a prime, by halving what is not known yet. */
function rootFraction(prime: bigint, degree: bigint, bits: number) {
  let root = 0n
  for (let bit = 1n << BigInt(bits + 9); bit; bit >>= 1n)
    if ((root + bit) ** degree <= prime << (BigInt(bits) * degree)) root += bit
  return BigInt.asUintN(bits, root)
}

/** What a hash goes on from: the state after `length` bytes, a whole number of blocks. */
export type State = { readonly bytes: Uint8Array; readonly length: number }

function sha2({ bits, rounds, turns }: Kind, message: Uint8Array, from?: State): Uint8Array {
  const [word, block] = [bits / 8, bits * 2]
  const cut = (x: bigint) => BigInt.asUintN(bits, x)
  const read = (bytes: Uint8Array, i: number) => {
    let x = 0n
    for (const byte of bytes.subarray(i * word, i * word + word)) x = (x << 8n) | BigInt(byte)
    return x
  }
  const turn = (x: bigint, by: number) => (x >> BigInt(by)) | cut(x << BigInt(bits - by))
  const mixed = (x: bigint, row: number, last: (x: bigint, by: number) => bigint) => {
    const [a, b, c] = turns[row] as readonly [number, number, number]
    return turn(x, a) ^ turn(x, b) ^ last(x, c)
  }
  const shift = (x: bigint, by: number) => x >> BigInt(by)
  const constants = primes.slice(0, rounds).map((prime) => rootFraction(prime, 3n, bits))
  let state = primes.slice(0, 8).map((prime, i) => (from ? read(from.bytes, i) : rootFraction(prime, 2n, bits)))

  const padded = new Uint8Array(Math.ceil((message.length + 1 + 2 * word) / block) * block)
  padded.set(message)
  padded[message.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt((from?.length ?? 0) + message.length) * 8n)

  for (let at = 0; at < padded.length; at += block) {
    const words: bigint[] = []
    const w = (i: number) => words[i] as bigint
    for (let i = 0; i < rounds; i++)
      words.push(
        i < 16
          ? read(padded.subarray(at), i)
          : cut(mixed(w(i - 2), 3, shift) + w(i - 7) + mixed(w(i - 15), 2, shift) + w(i - 16)),
      )
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
    for (let i = 0; i < rounds; i++) {
      const t1 = h + mixed(e, 1, turn) + ((e & f) ^ (cut(~e) & g)) + (constants[i] as bigint) + w(i)
      const t2 = mixed(a, 0, turn) + ((a & b) ^ (a & c) ^ (b & c))
      ;[h, g, f, e, d, c, b, a] = [g, f, e, cut(d + t1), c, b, a, cut(t1 + t2)]
    }
    state = [a, b, c, d, e, f, g, h].map((x, i) => cut(x + (state[i] as bigint)))
  }
  const hash = new Uint8Array(8 * word)
  state.forEach((x, i) => {
    for (let j = 0; j < word; j++) hash[i * word + j] = Number((x >> BigInt(8 * (word - 1 - j))) & 255n)
  })
  return hash
}

/** SHA-256, from the beginning or from a state. */
export const sha256 = (message: Uint8Array, from?: State): Uint8Array => sha2(kind256, message, from)
/** SHA-512. */
export const sha512 = (message: Uint8Array): Uint8Array => sha2(kind512, message)

/** Bytes one after another. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** HMAC-SHA-256 (RFC 2104) with a key of at most 64 bytes. */
export function hmac256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const pad = (by: number) => Uint8Array.from({ length: 64 }, (_, i) => (key[i] ?? 0) ^ by)
  return sha256(joined(pad(0x5c), sha256(joined(pad(0x36), message))))
}
