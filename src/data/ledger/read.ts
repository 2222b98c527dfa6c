/** Reading the ledger: what is served to everyone, and what proofs and checks are made from. */
import { sql } from 'kysely'
import type { Db } from '../db.ts'

/** A signed checkpoint; `cosignatures` are the lines of witnesses. */
export type KeptCheckpoint = {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly cosignatures: readonly string[]
}

const checkpointColumns = sql`
  c.size, c.root, c.note,
  array(select s.line from ledger_cosignatures s
        where s.district_id = c.district_id and s.size = c.size order by s.witness) as cosignatures`

/** The largest checkpoint; undefined before the first tick. */
export async function lastCheckpoint(db: Db): Promise<KeptCheckpoint | undefined> {
  const [found] = await db.rows(sql<KeptCheckpoint>`
    select ${checkpointColumns} from ledger_checkpoints c
    where c.district_id = ${db.district} order by c.size desc limit 1`)
  return found
}

/** The checkpoint of one size. */
export async function checkpointOf(db: Db, size: number): Promise<KeptCheckpoint | undefined> {
  const [found] = await db.rows(sql<KeptCheckpoint>`
    select ${checkpointColumns} from ledger_checkpoints c where c.district_id = ${db.district} and c.size = ${size}`)
  return found
}

/** The checkpoint to prove a leaf by: the newest that a witness has signed too, else the newest. */
export async function checkpointOver(db: Db, position: number): Promise<KeptCheckpoint | undefined> {
  const [witnessed] = await db.rows(sql<KeptCheckpoint>`
    select ${checkpointColumns} from ledger_checkpoints c
    where c.district_id = ${db.district} and c.size = (
      select max(size) from ledger_cosignatures where district_id = ${db.district} and size > ${position})`)
  if (witnessed) return witnessed
  const last = await lastCheckpoint(db)
  return last && last.size > position ? last : undefined
}

/** How many leaves there are: one more than the last position. */
export async function leafCount(db: Db): Promise<number> {
  const [last] = await db.rows(sql<{ position: number }>`
    select position from ledger_leaves where district_id = ${db.district} order by position desc limit 1`)
  return last ? last.position + 1 : 0
}

/** Tiles by level and index; those that are not there are left out. */
export const tilesAt = (
  db: Db,
  wanted: readonly { readonly level: number; readonly index: number }[],
): Promise<{ level: number; index: number; hashes: Buffer }[]> =>
  db.rows(sql<{ level: number; index: number; hashes: Buffer }>`
    select t.level, t.index, t.hashes
    from unnest(${wanted.map(({ level }) => level)}::smallint[], ${wanted.map(({ index }) => index)}::bigint[]) as wanted (level, index)
    join ledger_tiles t on t.district_id = ${db.district} and t.level = wanted.level and t.index = wanted.index
    order by t.level, t.index`)

/** The entries of `count` leaves from a position on, in their order. */
export async function entriesFrom(db: Db, position: number, count: number): Promise<Buffer[]> {
  const rows = await db.rows(sql<{ entry: Buffer }>`
    select entry from ledger_leaves
    where district_id = ${db.district} and position >= ${position} and position < ${position + count} order by position`)
  return rows.map(({ entry }) => entry)
}
