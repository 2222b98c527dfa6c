/**
 * A tick of a district's ledger: the events that wait become leaves, in an order that says nothing, and the district
 * signs the tree they make. Leaves, tiles and checkpoint are one transaction: a stop at any moment leaves the log as it
 * was. Nothing is signed unless the stored tree is the one that was signed last.
 */
import type { Database, Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { checkpointOf, lastCheckpoint, leafCount, tilesAt } from '../data/ledger/read.ts'
import {
  clearWaiting,
  endTick,
  holdLog,
  insertCheckpoint,
  insertLeaves,
  type NewLeaf,
  putTiles,
  waitingEvents,
} from '../data/ledger/write.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { type Checkpoint, openCheckpoint, writeCheckpoint } from '../ledger/checkpoint.ts'
import { entryOf } from '../ledger/entries.ts'
import { emptyRoot, leafHash } from '../ledger/merkle.ts'
import { type NoteSigner, signNote } from '../ledger/signed-note.ts'
import { edgeOf, edgeRoot, growTiles } from '../ledger/tiles.ts'
import type { Context } from './context.ts'
import { keysOf, signersOf } from './ledger-keys.ts'
import { shuffled } from './shuffled.ts'

/** Events a transaction takes: a log that has fallen behind catches up in bounded memory. */
const batch = 10_000
const firstId = '00000000-0000-0000-0000-000000000000'

export type Tick = {
  /** The number of the tick. Each is written once, whatever the clock does; a smaller one than before is a new one. */
  readonly number: number
  /** A tick's leaves are filled up with empty ones to a multiple of this; 1 for none. */
  readonly padTo: number
}

/** What a tick came to; `written` false when another program had written it already. */
export type Published = { readonly written: boolean; readonly events: number; readonly size: number }

/**
 * Writes one tick. In: the number of the tick. Out: how many events became leaves, and the size of the log.
 * Refused, and nothing is signed or written: `no-ledger-key` (this machine has none), `other-ledger-key` (the last
 * checkpoint was signed by none of this machine's keys), `log-went-back` (there are fewer leaves than were signed, in
 * the database or as this machine remembers), `log-differs` (the stored tree is not the one that was signed).
 */
export async function publishTick(context: Context, district: District, tick: Tick) {
  const signers = signersOf(context, district)
  if (signers.length === 0) return refuse('no-ledger-key')
  const remembered = await rememberedBy(context, district, signers)
  let [events, padding, after] = [0, 0, firstId]
  for (;;) {
    const part = await context.database.inTransaction(district.id, async (tx) => {
      if ((await holdLog(tx)) === tick.number) return allow(undefined)
      const checked = await checkedLog(tx, district, signers, remembered)
      if (!checked.ok) return checked
      const waiting = await waitingEvents(tx, after, batch)
      const isLast = waiting.length < batch
      const fresh = waiting.filter(({ isLeaf }) => !isLeaf)
      if (isLast) padding = (tick.padTo - ((events + fresh.length) % tick.padTo)) % tick.padTo
      const grown = await grow(tx, context, district, { signers, fresh, padding, ...checked.value })
      await clearWaiting(
        tx,
        waiting.map(({ eventId }) => eventId),
      )
      if (isLast) await endTick(tx, tick.number)
      return allow({ isLast, last: waiting.at(-1)?.eventId, added: fresh.length, ...grown })
    })
    if (!part.ok) return part
    const { value } = part
    if (!value) return allow<Published>({ written: false, events, size: await sizeOf(context.database, district) })
    if (value.note !== undefined) await context.logMemory.remember(district.prefix, value.note)
    events += value.added
    after = value.last ?? after
    if (value.isLast) return allow<Published>({ written: true, events, size: value.size })
  }
}

const sizeOf = async (database: Database, { id }: District): Promise<number> =>
  (await lastCheckpoint(database.of(id)))?.size ?? 0

/** The last checkpoint this machine signed, as far as it can be read and is its own. */
async function rememberedBy(context: Context, { prefix }: District, signers: readonly NoteSigner[]) {
  const note = await context.logMemory.last(prefix)
  const opened = note === undefined ? undefined : openCheckpoint(note, keysOf(signers))
  return opened?.ok ? opened.value.checkpoint : undefined
}

/** What the tree is that was signed last, when the stored one is still the same. Refused as `publishTick` refuses. */
async function checkedLog(tx: Tx, district: District, signers: readonly NoteSigner[], remembered?: Checkpoint) {
  const last = await lastCheckpoint(tx)
  const size = last?.size ?? 0
  const [leaves, edge] = [await leafCount(tx), await tilesAt(tx, edgeOf(size))]
  if (leaves < size || (remembered && remembered.size > size)) return refuse('log-went-back')
  const root = edgeRoot(size, edge)
  if (leaves > size || !root) return refuse('log-differs')
  if (last) {
    const opened = openCheckpoint(last.note, keysOf(signers))
    if (!opened.ok) return refuse(opened.refusal === 'unknown-key' ? 'other-ledger-key' : 'log-differs')
    const { checkpoint } = opened.value
    const isSigned = checkpoint.origin === district.origin && checkpoint.size === size
    if (!isSigned || !last.root.equals(root) || !last.root.equals(checkpoint.root)) return refuse('log-differs')
  }
  const kept = remembered && remembered.size > 0 ? await checkpointOf(tx, remembered.size) : undefined
  if (remembered && remembered.size > 0 && !kept?.root.equals(remembered.root)) return refuse('log-differs')
  return allow({ isFounded: last !== undefined, size, edge })
}

/** Adds the leaves, the tiles they change and the signed checkpoint; an unchanged log is not signed again. */
async function grow(
  tx: Tx,
  context: Context,
  { origin }: District,
  given: {
    readonly signers: readonly NoteSigner[]
    readonly fresh: readonly { eventId: string; commitment: Uint8Array }[]
    readonly padding: number
    readonly isFounded: boolean
    readonly size: number
    readonly edge: Parameters<typeof growTiles>[1]
  },
): Promise<{ size: number; note: string | undefined }> {
  const { signers, fresh, padding, isFounded, size } = given
  if (fresh.length + padding === 0 && isFounded) return { size, note: undefined }
  const empty = Array.from({ length: padding }, () => ({ eventId: null, commitment: context.randomBytes(32) }))
  const leaves = shuffled([...fresh, ...empty], context.randomBytes).map(
    ({ eventId, commitment }, index): NewLeaf => ({ position: size + index, eventId, entry: entryOf(commitment) }),
  )
  const grown = growTiles(
    size,
    given.edge,
    leaves.map(({ entry }) => leafHash(entry)),
  )
  if (leaves.length > 0) {
    await insertLeaves(tx, leaves)
    await putTiles(tx, grown.changed)
  }
  const root = grown.size === 0 ? emptyRoot : grown.root
  const note = signNote(writeCheckpoint({ origin, size: grown.size, root }), signers)
  await insertCheckpoint(tx, { size: grown.size, root, note })
  return { size: grown.size, note }
}
