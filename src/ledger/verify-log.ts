/**
 * A public log checked from its first entry to its last by somebody who believes nothing: every tile is made again from
 * the entries, the root is that of the signed checkpoint, and the beginning is the one an earlier checkpoint signed. What
 * is held at one time is one tile of each level.
 */
import { allow, refuse } from '../domain/shared/decision.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { commitmentOfEntry } from './entries.ts'
import { FileMissing, type GetFile, type LogReader, logReader } from './log-reader.ts'
import { leafHash } from './merkle.ts'
import type { NoteKey } from './signed-note.ts'
import { edgeRoot, growTiles, hashesOf, type Tile, tilePath, tileWidth } from './tiles.ts'

const refuseAt = <Refusal extends string>(refusal: Refusal, path: string) => ({ ...refuse(refusal), path })

/**
 * Checks the log behind `getFile` under these keys; `since` is a signed checkpoint kept from before. Refused, with the
 * `path` of the file concerned: `file-missing`, `not-a-note`, `not-a-checkpoint`, `unknown-key`, `bad-signature` (of the
 * served checkpoint), `bad-earlier-checkpoint` (of `since`), `other-log`, `went-back` (smaller than before), `rewritten`
 * (does not begin with what was signed before), `not-an-entry`, `tile-differs` (from the entries), `root-differs`.
 */
export async function verifyLog(getFile: GetFile, keys: readonly NoteKey[], since?: string) {
  const log = logReader(getFile)
  try {
    const note = await log.checkpoint()
    const opened = openCheckpoint(note, keys)
    if (!opened.ok) return refuseAt(opened.refusal, 'checkpoint')
    const { checkpoint, witnessedBy } = opened.value
    const before = since === undefined ? undefined : openCheckpoint(since, keys)
    if (before && !before.ok) return refuseAt('bad-earlier-checkpoint', 'checkpoint')
    const earlier = before?.value.checkpoint
    if (earlier && earlier.origin !== checkpoint.origin) return refuseAt('other-log', 'checkpoint')
    if (earlier && earlier.size > checkpoint.size) return refuseAt('went-back', 'checkpoint')
    const walked = await walk(log, checkpoint, earlier)
    if (!walked.ok) return walked
    return allow({ checkpoint, note, witnesses: witnessedBy.map(({ key }) => key.name) })
  } catch (error) {
    if (error instanceof FileMissing) return refuseAt('file-missing', error.path)
    throw error
  }
}

/** From the first entry to the last. */
async function walk(log: LogReader, { size, root }: Checkpoint, earlier: Checkpoint | undefined) {
  let edge: readonly Tile[] = []
  let [at, isEarlierSeen] = [0, false]
  const isRewritten = () => {
    if (!earlier || isEarlierSeen || at !== earlier.size) return false
    isEarlierSeen = true
    return !isSame(edgeRoot(at, edge), earlier.root)
  }
  if (isRewritten()) return refuseAt('rewritten', 'checkpoint')
  while (at < size) {
    const index = Math.floor(at / tileWidth)
    const width = Math.min(tileWidth, size - index * tileWidth)
    const entries = await log.entries(index, width)
    if (!entries.every(commitmentOfEntry)) return refuseAt('not-an-entry', tilePath('entries', index, width))
    // Where the earlier checkpoint ends within this bundle, the walk stops once to look at the root there.
    const end = index * tileWidth + width
    const stop = earlier && at < earlier.size && earlier.size < end ? earlier.size : end
    const leaves = entries.slice(at % tileWidth, stop - index * tileWidth).map(leafHash)
    const grown = growTiles(at, edge, leaves)
    edge = newEdge(grown.size, edge, grown.changed)
    at = grown.size
    if (isRewritten()) return refuseAt('rewritten', 'checkpoint')
    for (const tile of grown.changed) {
      if (hashesOf(tile.hashes).length < tileWidth) continue
      const differs = await differsFrom(log, tile)
      if (differs) return differs
    }
  }
  for (const tile of edge) {
    const differs = await differsFrom(log, tile)
    if (differs) return differs
  }
  return isSame(edgeRoot(size, edge), root) ? allow(undefined) : refuseAt('root-differs', 'checkpoint')
}

/** The unfinished tiles after growing: of each level its last one, unless that is full. */
function newEdge(size: number, edge: readonly Tile[], changed: readonly Tile[]): Tile[] {
  const last = new Map([...edge, ...changed].map((tile) => [tile.level, tile]))
  return [...last.values()].filter((tile) => Math.floor(size / tileWidth ** tile.level) % tileWidth > 0)
}

async function differsFrom(log: LogReader, { level, index, hashes }: Tile) {
  const width = hashesOf(hashes).length
  return isSame(await log.tile(level, index, width), hashes)
    ? undefined
    : refuseAt('tile-differs', tilePath(level, index, width))
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0
