/**
 * A context whose time is given and whose ids and chance follow from a name: the same step gives the same rows, so a
 * demonstration is the same everywhere and a filling that was cut short can go on.
 */
import { createHash } from 'node:crypto'
import type { Context } from '../../actions/context.ts'

/** `context` at an instant, drawing ids and chance from `name`. */
export function fixedContext(context: Context, name: string, at: Date): Context {
  const randomBytes = chanceFrom(name)
  return { ...context, now: () => at, randomBytes, newId: () => uuidFrom(randomBytes(16)) }
}

/** Bytes that follow from a name: SHA-256 over the name and a counter. */
export function chanceFrom(name: string): (count: number) => Uint8Array {
  let drawn = 0
  return (count) => {
    const parts: Buffer[] = []
    for (let have = 0; have < count; have += 32)
      parts.push(createHash('sha256').update(`jieyou demonstration ${name} ${drawn++}`).digest())
    return Buffer.concat(parts).subarray(0, count)
  }
}

/** A UUID v4 made of 16 bytes. */
export function uuidFrom(bytes: Uint8Array): string {
  const marked = Buffer.from(bytes)
  marked[6] = ((marked[6] ?? 0) & 0x0f) | 0x40
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80
  const hex = marked.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
