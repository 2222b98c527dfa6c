/** Codes by the clock as authenticator apps make them: TOTP (RFC 6238) with SHA-1, six figures, steps of thirty seconds. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const stepSeconds = 30
const figures = 6
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The step of the clock at an instant. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / stepSeconds)

/** The code of a step (RFC 4226, section 5.3). */
export function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const from = (mac.at(-1) ?? 0) & 0x0f
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 10 ** figures).padStart(figures, '0')
}

/** The step whose code this is: now, or one to either side for clocks that go wrong (RFC 6238, section 5.2). */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | undefined {
  const typed = Buffer.from(code)
  return [0, -1, 1]
    .map((aside) => stepAt(now) + aside)
    .find((step) => {
      const right = Buffer.from(codeOfStep(secret, step))
      return typed.length === right.length && timingSafeEqual(typed, right)
    })
}

/** Letters and figures of RFC 4648, without padding: how apps take a secret that is typed. */
export function toBase32(bytes: Uint8Array): string {
  let [letters, bits, held] = ['', 0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) letters += base32[(held >> (bits - 5)) & 31]
    held &= (1 << bits) - 1
  }
  return bits > 0 ? letters + base32[(held << (5 - bits)) & 31] : letters
}

/** What an app reads from the picture: https://github.com/google/google-authenticator/wiki/Key-Uri-Format. */
export const totpAddress = (given: { issuer: string; account: string; secret: Uint8Array }): string =>
  `otpauth://totp/${encodeURIComponent(given.issuer)}:${encodeURIComponent(given.account)}?secret=${toBase32(given.secret)}&issuer=${encodeURIComponent(given.issuer)}`
