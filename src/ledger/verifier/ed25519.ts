/**
 * Whether an Ed25519 signature holds (RFC 8032, section 5.1), in whole numbers of any size: browsers that have it of
 * their own are still fewer than the phones in use. Only checking, so nothing secret passes through here.
 */
import { joined, sha512 } from './sha2.ts'

const p = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (x: bigint) => ((x % p) + p) % p

function power(base: bigint, exponent: bigint) {
  let [result, square] = [1n, mod(base)]
  for (let e = exponent; e; e >>= 1n) {
    if (e & 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}

const d = mod(-121665n * power(121666n, p - 2n))
const rootOfMinusOne = power(2n, (p - 1n) / 4n)

/** X, Y, Z and T of section 5.1.4. */
type Point = readonly [bigint, bigint, bigint, bigint]

function added([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const [a, b] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2))]
  const [c, e] = [mod(2n * d * t1 * t2), mod(2n * z1 * z2)]
  const [f, g, h, i] = [b - a, e - c, e + c, b + a]
  return [mod(f * g), mod(h * i), mod(g * h), mod(f * i)]
}

function times(scalar: bigint, point: Point): Point {
  let [sum, double]: [Point, Point] = [[0n, 1n, 1n, 0n], point]
  for (let s = scalar; s; s >>= 1n) {
    if (s & 1n) sum = added(sum, double)
    double = added(double, double)
  }
  return sum
}

const numberOf = (bytes: Uint8Array) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

/** Section 5.1.3; undefined when no point has these bytes. */
function pointOf(bytes: Uint8Array): Point | undefined {
  const all = numberOf(bytes)
  const y = BigInt.asUintN(255, all)
  const [u, v] = [mod(y * y - 1n), mod(d * y * y + 1n)]
  let x = mod(u * v ** 3n * power(u * v ** 7n, (p - 5n) / 8n))
  if (mod(v * x * x) !== u) x = mod(x * rootOfMinusOne)
  const isOdd = all >> 255n
  if (y >= p || mod(v * x * x) !== u || (!x && isOdd)) return undefined
  if ((x & 1n) !== isOdd) x = p - x
  return [x, y, 1n, mod(x * y)]
}

const base = pointOf(new Uint8Array(32).fill(0x66).fill(0x58, 0, 1)) as Point

/** Whether these 64 bytes are the signature of the key (32 bytes) under the message. */
export function isSigned(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false
  const [r, s] = [signature.subarray(0, 32), numberOf(signature.subarray(32))]
  const [a, rPoint] = [pointOf(key), pointOf(r)]
  if (!a || !rPoint || s >= order) return false
  const k = numberOf(sha512(joined(r, key, message))) % order
  const [x1, y1, z1] = times(s, base)
  const [x2, y2, z2] = added(rPoint, times(k, a))
  return mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n
}
