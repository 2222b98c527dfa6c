/** Someone who reads a public log over HTTP and counts it all again. */
import { openCheckpoint } from '../../../src/ledger/checkpoint.ts'
import { noteKeys } from '../../../src/ledger/cosignature.ts'
import { parseEntryBundle } from '../../../src/ledger/entries.ts'
import { leafHash, rootOfLeaves } from '../../../src/ledger/merkle.ts'
import { tilePath, widthAt } from '../../../src/ledger/tiles.ts'
import type { World } from '../../world.ts'

/** The checkpoint as it is served, checked with the keys as they are served. */
export async function servedCheckpoint(w: World, log = '/ledger/QH') {
  const [vkey, note] = [await w.resident.get(`${log}/vkey`), await w.resident.get(`${log}/checkpoint`)]
  const keys = noteKeys(vkey.text.trim().split('\n'))
  if (!keys.ok) throw new Error(keys.refusal)
  const opened = openCheckpoint(note.text, keys.value)
  if (!opened.ok) throw new Error(opened.refusal)
  return { ...opened.value.checkpoint, note: note.text, vkeys: vkey.text.trim().split('\n') }
}

/** Every entry of a log of this size, from its bundles. */
export async function servedEntries(w: World, size: number, log = '/ledger/QH'): Promise<string[]> {
  const entries: string[] = []
  for (let index = 0; index * 256 < size; index++) {
    const path = tilePath('entries', index, widthAt(size, 0, index))
    const answer = await w.app.inject({ url: `${log}/${path}`, headers: { host: 'localhost' } })
    const bundle = parseEntryBundle(answer.rawPayload)
    if (!bundle) throw new Error(`${path}: ${answer.statusCode}`)
    entries.push(...bundle.map((entry) => Buffer.from(entry).toString('hex')))
  }
  return entries
}

/** The root that entries make, counted from nothing. */
export const rootOf = (entries: readonly string[]): Buffer =>
  Buffer.from(rootOfLeaves(entries.map((entry) => leafHash(Buffer.from(entry, 'hex')))))
