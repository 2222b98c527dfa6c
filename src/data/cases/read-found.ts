/** Finding cases by words or by number, the newest first, by the person who looks. */
import { type RawBuilder, sql } from 'kysely'
import type { CaseStatus } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { type NamedCase, type NamedColumns, namedCases, namedColumns, toNamed } from './named.ts'
import { shownIn } from './read-list.ts'
import type { CaseView } from './ways.ts'

export type WordSearch = {
  readonly view: CaseView
  readonly status?: CaseStatus | undefined
  /** Words that must all occur. */
  readonly tokens: readonly string[]
  /** Only cases with smaller numbers: where the search before has got to. */
  readonly before?: number | undefined
  readonly limit: number
}

/** `next` is where to go on: there may be more. It can stand after few or no cases, when looking had become too much. */
export type Found = { readonly cases: readonly NamedCase[]; readonly next: number | null }

/** A block has so many numbers; `word_blocks.cases` has their last twelve bits. */
const blockSize = 4096

/**
 * How much one search looks at, in steps: so many blocks in which all words occur, so many cases in them. A common word
 * fills its page in the first step; a word that stands everywhere but in what the person may see is given up after the
 * last, and the next page goes on from there.
 */
const steps = [
  { blocks: 4, cases: 500 },
  { blocks: 32, cases: 4000 },
  { blocks: 512, cases: 12_000 },
] as const

/** A page of the cases in which all these words occur, the newest number first. */
export async function findCases(db: Db, staff: Staff, search: WordSearch): Promise<Found> {
  if (search.tokens.length === 0) return { cases: [], next: null }
  const ids: string[] = []
  let before: number | null = search.before ?? Number.MAX_SAFE_INTEGER
  for (const step of steps) {
    const wanted = search.limit - ids.length
    const seen: Seen = await lookThrough(db, staff, { ...search, ...step, before, wanted })
    ids.push(...seen.ids)
    before = seen.floor
    if (before === null || ids.length >= search.limit) break
  }
  return { cases: await namedInOrder(db, ids, shownIn(search.view, staff)), next: before }
}

type Seen = { readonly ids: string[]; readonly floor: number | null }

/** The ids of cases that have the words, and the number below which nothing has been looked at; null when nothing is left. */
async function lookThrough(
  db: Db,
  staff: Staff,
  given: WordSearch & { blocks: number; cases: number; before: number; wanted: number },
): Promise<Seen> {
  const { tokens, before, wanted } = given
  const highest = Math.min(Math.floor((before - 1) / blockSize), 2 ** 31 - 1)
  const conditions = [shownIn(given.view, staff)]
  if (given.status) conditions.push(sql`c.status = ${given.status}`)
  const [row] = await db.rows(sql<{
    found: { id: string; number: number }[]
    hits: number
    lastHit: number | null
    nextBlock: number | null
  }>`
    with blocks as materialized (
      select w.block from word_blocks w
      where w.district_id = ${db.district} and w.word = any(${tokens}::text[]) and w.block <= ${highest}::integer
      group by w.block having count(*) = ${tokens.length} order by w.block desc limit ${given.blocks + 1}
    ), hits as materialized (
      select inside.number
      from (select block from blocks order by block desc limit ${given.blocks}) chosen
      cross join lateral (
        select chosen.block::bigint * ${sql.lit(blockSize)} + place as number
        from word_blocks w cross join unnest(w.cases) place
        where w.district_id = ${db.district} and w.word = any(${tokens}::text[]) and w.block = chosen.block
        group by place having count(*) = ${tokens.length}) inside
      where inside.number < ${before}::bigint
      order by inside.number desc limit ${given.cases}
    ), found as (
      select seen.id, hits.number
      from hits cross join lateral (
        select c.id from cases c
        where c.district_id = ${db.district} and c.number = hits.number and ${sql.join(conditions, sql` and `)}
        offset 0) seen
      order by hits.number desc limit ${wanted}
    )
    select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number) order by number desc), '[]') from found) as found,
           (select count(*)::integer from hits) as hits, (select min(number) from hits) as "lastHit",
           (select block from blocks order by block desc offset ${given.blocks} limit 1) as "nextBlock"`)
  if (!row) return { ids: [], floor: null }
  const ids = row.found.map(({ id }) => id)
  const last = row.found.at(-1)
  // The page is full: what lies below its last row has not been asked for.
  if (ids.length >= wanted && last) return { ids, floor: last.number }
  if (row.hits >= given.cases) return { ids, floor: row.lastHit }
  return { ids, floor: row.nextBlock === null ? null : (row.nextBlock + 1) * blockSize }
}

/** The case of this number, where the view shows it. */
export async function findByNumber(
  db: Db,
  staff: Staff,
  search: { view: CaseView; status?: CaseStatus | undefined; number: number },
): Promise<NamedCase[]> {
  const rows = await db.rows(sql<NamedColumns>`
    select ${namedColumns} ${namedCases()}
    where c.district_id = ${db.district} and c.number = ${search.number} and ${shownIn(search.view, staff)}
      and ${search.status ? sql`c.status = ${search.status}` : sql`true`}`)
  return rows.map(toNamed)
}

async function namedInOrder(db: Db, ids: readonly string[], shown: RawBuilder<unknown>): Promise<NamedCase[]> {
  if (ids.length === 0) return []
  const rows = await db.rows(sql<NamedColumns>`
    select ${namedColumns} ${namedCases(sql`unnest(${ids}::uuid[]) wanted join cases c on c.district_id = ${db.district} and c.id = wanted`)}
    where ${shown} order by c.number desc`)
  return rows.map(toNamed)
}
