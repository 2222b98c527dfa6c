/**
 * Holds a district's database against its own log: every event and report against its commitment, every commitment
 * against its leaf, every tile and checkpoint against the leaves. It writes nothing, and it runs while the program does.
 */
import type { District } from '../data/districts/read.ts'
import { lastCheckpoint, tilesAt } from '../data/ledger/read.ts'
import {
  type CheckedLeaf,
  checkpointsAfter,
  eventsWithoutLeaf,
  leavesToCheck,
  sizes,
} from '../data/ledger/read-check.ts'
import { openCheckpoint } from '../ledger/checkpoint.ts'
import { commit } from '../ledger/commitment.ts'
import { entryOf } from '../ledger/entries.ts'
import { hashLength, leafHash } from '../ledger/merkle.ts'
import type { NoteKey } from '../ledger/signed-note.ts'
import { edgeRoot, growTiles, type Tile, tileWidth } from '../ledger/tiles.ts'
import type { Context } from './context.ts'
import { eventFields } from './seal-event.ts'
import { reportFields } from './seal-report.ts'

/** Something that is not as the log says, and where: an id, a position, a tile or a size. */
export type Difference = {
  readonly what:
    | 'event-differs'
    | 'report-differs'
    | 'leaf-differs'
    | 'leaf-without-event'
    | 'leaf-missing'
    | 'leaf-not-signed'
    | 'event-missing'
    | 'event-late'
    | 'tile-differs'
    | 'checkpoint-differs'
    | 'no-checkpoint'
  readonly where: string
}

/** What was looked at: `erased` events can no longer be opened, `waiting` ones are not in the log yet. */
export type Verified = {
  readonly events: number
  readonly erased: number
  readonly empty: number
  readonly waiting: number
  readonly size: number
  readonly differences: number
}

const page = 32 * tileWidth
const firstId = '00000000-0000-0000-0000-000000000000'
/** A resident's event carries the hour it happened in, so what is older has waited for more than two ticks for certain. */
const lateAfter = 3_600_000 + 60_000

/**
 * Checks one district under the keys its log was ever signed with. Each difference is told as it is found; `progress`
 * hears how many leaves of how many are done. Memory is bounded: a page of leaves at a time.
 */
export async function verifyDatabase(
  context: Context,
  district: District,
  keys: readonly NoteKey[],
  given: { readonly tell: (difference: Difference) => void; readonly progress: (done: number, of: number) => void },
): Promise<Verified> {
  const db = context.database.of(district.id)
  let [events, erased, empty, waiting, differences] = [0, 0, 0, 0, 0]
  const tell = (what: Difference['what'], where: string | number) => {
    differences++
    given.tell({ what, where: String(where) })
  }
  const last = await lastCheckpoint(db)
  if (!last) tell('no-checkpoint', district.prefix)
  const size = last?.size ?? 0

  const judge = (leaf: CheckedLeaf) => {
    if (leaf.leafEventId === null) {
      empty++
      return
    }
    if (leaf.id === null) return tell('leaf-without-event', `${leaf.position} ${leaf.leafEventId}`)
    events++
    if (!leaf.entry.equals(entryOf(leaf.commitment))) tell('leaf-differs', `${leaf.position} ${leaf.id}`)
    if (leaf.salt === null || leaf.detail === null) erased++
    else if (!isOfEvent(district.id, leaf)) tell('event-differs', `${leaf.position} ${leaf.id}`)
    if (!isOfReport(district.id, leaf)) tell('report-differs', `${leaf.position} ${leaf.reportId ?? leaf.id}`)
  }

  const tree = treeOf(context, district, keys, tell)
  for (let at = 0; at < size; at += page) {
    const end = Math.min(size, at + page)
    const leaves = await leavesToCheck(db, at, end)
    for (const leaf of leaves) judge(leaf)
    const positions = new Set(leaves.map(({ position }) => position))
    for (let position = at; position < end; position++) if (!positions.has(position)) tell('leaf-missing', position)
    if (leaves.length === end - at)
      await tree.grow(
        leaves.map(({ entry }) => leafHash(entry)),
        end === size,
      )
    else tree.giveUp()
    given.progress(end, size)
  }
  if (size === 0 && last) await tree.grow([], true)

  const now = await sizes(db)
  for (let position = now.signed; position < now.leaves; position++) tell('leaf-not-signed', position)
  for (let after = firstId; ; ) {
    const missing = await eventsWithoutLeaf(db, after, 10_000)
    for (const { id, at, waits } of missing) {
      if (!waits) tell('event-missing', id)
      else if (context.now().getTime() - at.getTime() > lateAfter) tell('event-late', id)
      else waiting++
    }
    const end = missing.at(-1)
    if (!end) break
    after = end.id
  }
  return { events, erased, empty, waiting, size, differences }
}

const isOfEvent = (district: number, { id, salt, detail, commitment, ...event }: CheckedLeaf): boolean => {
  if (id === null || !salt || !detail) return false
  return commit(salt, eventFields(district, { ...event, id, detail })).equals(commitment)
}

/** Whether the report an event took in is the one it names. An event that names none, or an erased one, differs from none. */
function isOfReport(district: number, leaf: CheckedLeaf): boolean {
  // In other events `report` can be words: those a resident agreed to.
  const named = leaf.kind === 'receive' ? leaf.detail?.report : undefined
  if (typeof named !== 'string') return true
  if (leaf.reportId === null || named !== leaf.reportCommitment.toString('hex')) return false
  if (leaf.reportSalt === null) return true
  const files = leaf.detail?.files
  const report = { ...leaf, id: leaf.reportId, files: Array.isArray(files) ? files.map(String) : [] }
  return commit(leaf.reportSalt, reportFields(district, report)).equals(leaf.reportCommitment)
}

/** The tree made again from its leaves, held against the stored tiles and every checkpoint on the way. */
function treeOf(
  { database }: Context,
  district: District,
  keys: readonly NoteKey[],
  tell: (what: Difference['what'], where: string | number) => void,
) {
  const db = database.of(district.id)
  let edge: readonly Tile[] = []
  let [size, isWhole, checkedTo] = [0, true, -1]

  const checkpointHere = (kept: { size: number; root: Buffer; note: string }) => {
    const opened = openCheckpoint(kept.note, keys)
    const root = edgeRoot(size, edge)
    const isSame =
      opened.ok &&
      opened.value.checkpoint.origin === district.origin &&
      opened.value.checkpoint.size === kept.size &&
      kept.root.equals(opened.value.checkpoint.root) &&
      root !== undefined &&
      kept.root.equals(root)
    if (!isSame) tell('checkpoint-differs', kept.size)
  }
  const add = (leaves: readonly Uint8Array[], changed: Map<string, Tile>) => {
    const grown = growTiles(size, edge, leaves)
    size = grown.size
    const latest = new Map([...edge, ...grown.changed].map((tile) => [tile.level, tile]))
    edge = [...latest.values()].filter(({ level }) => Math.floor(size / tileWidth ** level) % tileWidth > 0)
    for (const tile of grown.changed) changed.set(`${tile.level}/${tile.index}`, tile)
  }
  return {
    /** A leaf is missing: what comes after it cannot be told any more. */
    giveUp: () => {
      isWhole = false
    },
    /** Goes on by these leaves; the tiles are compared as far as they are full, and all of them at the end. */
    grow: async (leaves: readonly Uint8Array[], isLast: boolean) => {
      if (!isWhole) return
      const end = size + leaves.length
      const changed = new Map<string, Tile>()
      let rest = leaves
      for (;;) {
        const checkpoints = await checkpointsAfter(db, checkedTo, end, 1000)
        for (const checkpoint of checkpoints) {
          add(rest.slice(0, checkpoint.size - size), changed)
          rest = leaves.slice(leaves.length - (end - size))
          checkpointHere(checkpoint)
          checkedTo = checkpoint.size
        }
        if (checkpoints.length < 1000) break
      }
      add(rest, changed)
      if (isLast) for (const tile of edge) changed.set(`${tile.level}/${tile.index}`, tile)
      const made = [...changed.values()].filter(({ hashes }) => isLast || hashes.length === tileWidth * hashLength)
      const stored = new Map((await tilesAt(db, made)).map(({ level, index, hashes }) => [`${level}/${index}`, hashes]))
      for (const { level, index, hashes } of made) {
        // The log may have grown since: what it had is the beginning of what it has.
        const kept = stored.get(`${level}/${index}`)?.subarray(0, hashes.length)
        if (!kept?.equals(hashes)) tell('tile-differs', `${level}/${index}`)
      }
    },
  }
}
