import { allDistricts } from '../data/districts/read.ts'
import { knowsFiles, neededHashes } from '../data/files/read.ts'
import type { Context } from './context.ts'

const day = 24 * 3_600_000
const patience = 7 * day
const batch = 200

/**
 * Removes files of the store that no event has had for seven days: of a request that was cut off before its report was
 * written, or of what was erased. Gives their number. May be done twice.
 */
export async function sweepFiles(context: Context): Promise<number> {
  const { store, incoming } = context.files
  const now = context.now().getTime()
  await incoming.clear(new Date(now - day))

  const districts = (await allDistricts(context.database)).map(({ id }) => context.database.of(id))
  // A database that knows of no file at all is a new or a wrong one: nothing is removed on its word.
  const knowing = await Promise.all(districts.map(knowsFiles))
  if (!knowing.includes(true)) return 0

  const before = new Date(now - patience)
  let removed = 0
  const sweep = async (hashes: readonly Buffer[]) => {
    const needed = new Set<string>()
    for (const db of districts) for (const hash of await neededHashes(db, hashes)) needed.add(hash.toString('hex'))
    for (const hash of hashes) {
      if (needed.has(hash.toString('hex'))) continue
      await store.remove(hash, before)
      removed += 1
    }
  }
  let found: Buffer[] = []
  for await (const hash of store.olderThan(before)) {
    found.push(hash)
    if (found.length < batch) continue
    await sweep(found)
    found = []
  }
  if (found.length > 0) await sweep(found)
  return removed
}
