/**
 * What a leaf of the ledger says, and the bundles in which entries are served (https://c2sp.org/tlog-tiles). An entry is
 * the version 0x01 followed by 32 bytes: the commitment of an event, or chance bytes in an empty leaf, which nobody
 * outside can tell from one.
 */
import { hashLength } from './merkle.ts'
import { tileWidth } from './tiles.ts'

const version = 0x01

/** Bytes of an entry. */
export const entryLength = 1 + hashLength

/** The entry for an event's commitment, or for 32 chance bytes that fill up a tick. */
export function entryOf(commitment: Uint8Array): Buffer {
  if (commitment.length !== hashLength) throw new Error('a commitment has 32 bytes')
  return Buffer.concat([Uint8Array.of(version), commitment])
}

/** What an entry commits to; undefined when it is not an entry of this form. */
export const commitmentOfEntry = (entry: Uint8Array): Uint8Array | undefined =>
  entry.length === entryLength && entry[0] === version ? entry.subarray(1) : undefined

/** Up to 256 entries as they are served: each after its length in two bytes, the higher first. */
export function entryBundle(entries: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = []
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new Error('an entry is too long for a bundle')
    parts.push(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry)
  }
  return Buffer.concat(parts)
}

/** The entries of a bundle; undefined when it is cut off, empty or holds more than 256. */
export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const length = ((bundle[at] ?? 0) << 8) + (bundle[at + 1] ?? 0)
    const end = at + 2 + length
    if (end > bundle.length || entries.length === tileWidth) return undefined
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries.length > 0 ? entries : undefined
}
