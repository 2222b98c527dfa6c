/**
 * SHA-256 (FIPS 180-4) stopped between two blocks and gone on with later. The library has no door to that state; a receipt
 * needs it, because whoever has the state after the beginning of a text can check its end without being given the rest.
 */

const blockLength = 64
/** 2^32, and words of 32 bits as unsigned numbers. */
const word = 0x1_0000_0000
const turned = (x: number, by: number): number => (x >>> by) | (x << (32 - by))

/** The first `count` primes. */
function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

/** The first 32 bits of the fraction of a root: the largest whole r with r^degree at most n × 2^(32 × degree). */
function fractionOfRoot(n: number, degree: bigint): number {
  const wanted = BigInt(n) << (32n * degree)
  let root = 0n
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** degree <= wanted) root += bit
  return Number(root % BigInt(word))
}

/** Section 4.2.2 and 5.3.3: cube roots of the first 64 primes, square roots of the first eight. */
const constants = Int32Array.from(primes(64), (prime) => fractionOfRoot(prime, 3n))
const start = Int32Array.from(primes(8), (prime) => fractionOfRoot(prime, 2n))

/** One block taken into the state (section 6.2.2). */
function takeIn(state: Int32Array, block: DataView) {
  const words = new Int32Array(64)
  for (let i = 0; i < 16; i++) words[i] = block.getInt32(4 * i)
  const at = (i: number) => words[i] as number
  for (let i = 16; i < 64; i++) {
    const [x, y] = [at(i - 15), at(i - 2)]
    const [s0, s1] = [turned(x, 7) ^ turned(x, 18) ^ (x >>> 3), turned(y, 17) ^ turned(y, 19) ^ (y >>> 10)]
    words[i] = at(i - 16) + s0 + at(i - 7) + s1
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] as number) + at(i)) | 0
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + value
}

function takeInAll(state: Int32Array, bytes: Uint8Array): Buffer {
  for (let at = 0; at < bytes.length; at += blockLength)
    takeIn(state, new DataView(bytes.buffer, bytes.byteOffset + at, blockLength))
  const written = Buffer.alloc(32)
  for (const [i, value] of state.entries()) written.writeInt32BE(value, 4 * i)
  return written
}

/** The state after whole blocks of 64 bytes, as the 32 bytes of its eight words. */
export const stateAfter = (blocks: Uint8Array): Buffer => takeInAll(Int32Array.from(start), blocks)

/** The SHA-256 of a text of which so many blocks lie behind this state and the `rest` follows. */
export function finishFrom(state: Uint8Array, blocks: number, rest: Uint8Array): Buffer {
  const from = Buffer.from(state)
  const length = BigInt(blocks * blockLength + rest.length)
  const padded = Buffer.alloc(Math.ceil((rest.length + 9) / blockLength) * blockLength)
  padded.set(rest)
  padded[rest.length] = 0x80
  padded.writeBigUInt64BE(length * 8n, padded.length - 8)
  return takeInAll(
    Int32Array.from({ length: 8 }, (_, i) => from.readInt32BE(4 * i)),
    padded,
  )
}
