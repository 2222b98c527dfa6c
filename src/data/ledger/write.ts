/** Writing the ledger: the queue before a tick, and all that a tick adds. */
import { sql } from 'kysely'
import type { Tx } from '../db.ts'

/** A leaf at its place; without an event it fills up a tick. */
export type NewLeaf = { readonly position: number; readonly eventId: string | null; readonly entry: Uint8Array }

/**
 * Holds the district's log until the transaction ends, as its only writer: another waits here. Gives the tick it was
 * last written in; undefined when it never was.
 */
export async function holdLog(tx: Tx): Promise<number | undefined> {
  await tx.rows(sql`
    insert into ledger_ticks (district_id, tick) values (${tx.district}, -1) on conflict (district_id) do nothing`)
  const [held] = await tx.rows(sql<{ tick: number }>`
    select tick from ledger_ticks where district_id = ${tx.district} for update`)
  return held === undefined || held.tick < 0 ? undefined : held.tick
}

/** Notes that a tick is written to its end. */
export async function endTick(tx: Tx, tick: number): Promise<void> {
  await tx.rows(sql`update ledger_ticks set tick = ${tick} where district_id = ${tx.district}`)
}

/**
 * Up to `limit` events that wait, by id after `after`, with their commitments; `isLeaf` when it is in the log already.
 * The order says nothing: ids are random.
 */
export const waitingEvents = (
  tx: Tx,
  after: string,
  limit: number,
): Promise<{ eventId: string; commitment: Buffer; isLeaf: boolean }[]> =>
  tx.rows(sql<{ eventId: string; commitment: Buffer; isLeaf: boolean }>`
    select q.event_id as "eventId", e.commitment, l.position is not null as "isLeaf"
    from (
      select event_id from ledger_queue
      where district_id = ${tx.district} and event_id > ${after} order by event_id limit ${limit}) q
    join events e on e.district_id = ${tx.district} and e.id = q.event_id
    left join ledger_leaves l on l.district_id = ${tx.district} and l.event_id = q.event_id
    order by q.event_id`)

/** Takes the events up to an id out of the queue that were found there after another. */
export async function clearWaiting(tx: Tx, eventIds: readonly string[]): Promise<void> {
  await tx.rows(
    sql`delete from ledger_queue where district_id = ${tx.district} and event_id = any(${eventIds}::uuid[])`,
  )
}

/**
 * Puts up to `limit` events into the queue that are neither leaves nor on their way, looking at ids after `after`.
 * Gives the last id it looked at, undefined at the end, and how many it found.
 */
export async function queueForgotten(
  tx: Tx,
  after: string,
  limit: number,
): Promise<{ last: string | undefined; found: number }> {
  const [looked] = await tx.rows(sql<{ last: string | null; found: number }>`
    with looked as (
      select id from events where district_id = ${tx.district} and id > ${after} order by id limit ${limit}
    ), forgotten as (
      insert into ledger_queue (district_id, event_id)
      select ${tx.district}, id from looked
      where not exists (select from ledger_leaves l where l.district_id = ${tx.district} and l.event_id = looked.id)
        and not exists (select from outbox o where o.district_id = ${tx.district} and o.event_id = looked.id)
      on conflict do nothing
      returning event_id
    )
    select (select id from looked order by id desc limit 1) as last, (select count(*) from forgotten) as found`)
  return { last: looked?.last ?? undefined, found: looked?.found ?? 0 }
}

/** Adds leaves. */
export async function insertLeaves(tx: Tx, leaves: readonly NewLeaf[]): Promise<void> {
  await tx.rows(sql`
    insert into ledger_leaves (district_id, position, event_id, entry)
    select ${tx.district}, position, event_id, entry
    from unnest(${leaves.map(({ position }) => position)}::bigint[], ${leaves.map(({ eventId }) => eventId)}::uuid[],
                ${leaves.map(({ entry }) => entry)}::bytea[]) as leaf (position, event_id, entry)`)
}

/** Adds tiles, or makes them longer. */
export async function putTiles(
  tx: Tx,
  tiles: readonly { readonly level: number; readonly index: number; readonly hashes: Uint8Array }[],
): Promise<void> {
  await tx.rows(sql`
    insert into ledger_tiles (district_id, level, index, hashes)
    select ${tx.district}, level, index, hashes
    from unnest(${tiles.map(({ level }) => level)}::smallint[], ${tiles.map(({ index }) => index)}::bigint[],
                ${tiles.map(({ hashes }) => hashes)}::bytea[]) as tile (level, index, hashes)
    on conflict (district_id, level, index) do update set hashes = excluded.hashes`)
}

/** Adds the signed checkpoint of a size. */
export async function insertCheckpoint(
  tx: Tx,
  checkpoint: { readonly size: number; readonly root: Uint8Array; readonly note: string },
): Promise<void> {
  await tx.rows(sql`
    insert into ledger_checkpoints (district_id, size, root, note)
    values (${tx.district}, ${checkpoint.size}, ${checkpoint.root}, ${checkpoint.note})`)
}

/** Keeps a witness's line under the checkpoint of a size; the first one of a witness stays. */
export async function insertCosignature(
  tx: Tx,
  given: { readonly size: number; readonly witness: string; readonly line: string },
): Promise<void> {
  await tx.rows(sql`
    insert into ledger_cosignatures (district_id, size, witness, line)
    values (${tx.district}, ${given.size}, ${given.witness}, ${given.line})
    on conflict (district_id, size, witness) do nothing`)
}
