/** Finding cases by words or by number, the newest first, by the person who looks. */
import { type RawBuilder, sql } from 'kysely'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { type NamedCase, type NamedColumns, namedCases, namedColumns, toNamed } from './named.ts'
import { reached } from './reach.ts'
import { fits, type ListFilter } from './read-filter.ts'
import { shownIn } from './read-list.ts'
import type { CaseView } from './ways.ts'

export type WordSearch = {
  readonly view: CaseView
  readonly filter?: ListFilter | undefined
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
 * fills its page in the first step.
 */
const first = { blocks: 4, cases: 500 }
const further = [
  { blocks: 32, cases: 1000 },
  { blocks: 512, cases: 1500 },
]
/** When the view shows no more cases than this, they are gone through one by one instead. */
const fewCases = 2000

/** A page of the cases in which all these words occur, the newest number first. */
export async function findCases(db: Db, staff: Staff, search: WordSearch): Promise<Found> {
  if (search.tokens.length === 0) return { cases: [], next: null }
  const ids: string[] = []
  let before: number | null = search.before ?? Number.MAX_SAFE_INTEGER
  const look = async (seen: Promise<Seen | undefined>) => {
    const { ids: more, floor } = (await seen) ?? { ids: [], floor: before }
    ids.push(...more)
    before = floor
  }
  const rest = () => ({ ...search, before: before ?? 0, wanted: search.limit - ids.length })
  await look(throughBlocks(db, staff, { ...rest(), ...first }))
  if (before !== null && ids.length < search.limit) await look(throughFew(db, staff, rest()))
  for (const step of further)
    if (before !== null && ids.length < search.limit) await look(throughBlocks(db, staff, { ...rest(), ...step }))
  return { cases: await namedInOrder(db, ids, shownIn(search.view, staff)), next: before }
}

type Seen = { readonly ids: string[]; readonly floor: number | null }

type Looking = WordSearch & { readonly before: number; readonly wanted: number }
type Hit = { id: string; number: number }

/** What a full page leaves is not looked at; `floor` is where looking ended otherwise. */
function seenOf(found: readonly Hit[], wanted: number, floor: number | null): Seen {
  const last = found[wanted - 1]
  return { ids: found.slice(0, wanted).map(({ id }) => id), floor: last ? last.number : floor }
}

const allOf = (tokens: readonly string[]): RawBuilder<unknown> =>
  sql`(select string_agg(quote_literal(token), ' & ')::tsquery from unnest(${tokens}::text[]) token)`

/** The numbers of cases whose words are not in their blocks yet; normally those of the last second. */
const unplacedWith = ({ district }: Db, tokens: readonly string[]): RawBuilder<unknown> => sql`
  select c.number
  from (select case_id, words from case_words where district_id = ${district} and not in_blocks limit ${sql.lit(fewCases)}) w
  cross join lateral (
    select number from cases where district_id = ${district} and id = w.case_id offset 0) c
  where w.words @@ ${allOf(tokens)}`

const conditionsOf = (db: Db, { view, filter = {} }: WordSearch, staff: Staff): RawBuilder<unknown> =>
  sql`${shownIn(view, staff)} and ${fits(db, filter)}`

/** Goes through the blocks from the newest down, and of every case that has the words sees whether it is shown. */
async function throughBlocks(
  db: Db,
  staff: Staff,
  given: Looking & { readonly blocks: number; readonly cases: number },
): Promise<Seen> {
  const { tokens, before, wanted } = given
  const highest = Math.min(Math.floor((before - 1) / blockSize), 2 ** 31 - 1)
  const [row] = await db.rows(sql<{ found: Hit[]; hits: number; lastHit: number | null; nextBlock: number | null }>`
    with blocks as materialized (
      select w.block, min(cardinality(w.cases)) as most, row_number() over (order by w.block desc) as place
      from word_blocks w
      where w.district_id = ${db.district} and w.word = any(${tokens}::text[]) and w.block <= ${highest}::integer
      group by w.block having count(*) = ${tokens.length} order by w.block desc limit ${given.blocks + 1}
    ), chosen as materialized (
      select block from (select block, place, sum(most) over (order by block desc) - most as above from blocks) summed
      where above < ${given.cases}::integer and place <= ${given.blocks}
    ), below as materialized (
      select max(block) as block from blocks where block < (select min(block) from chosen)
    ), hits as materialized (
      select number from (${unplacedWith(db, tokens)}) unplaced
      where number < ${before}::bigint
        and number >= coalesce((select (block::bigint + 1) * ${sql.lit(blockSize)} from below), 0)
      union
      select inside.number from chosen cross join lateral (
        select chosen.block::bigint * ${sql.lit(blockSize)} + place as number
        from word_blocks w cross join unnest(w.cases) place
        where w.district_id = ${db.district} and w.word = any(${tokens}::text[]) and w.block = chosen.block
        group by place having count(*) = ${tokens.length}) inside
      where inside.number < ${before}::bigint
      order by number desc limit ${given.cases}
    ), found as (
      select seen.id, hits.number
      from hits cross join lateral (
        select c.id from cases c
        where c.district_id = ${db.district} and c.number = hits.number and ${conditionsOf(db, given, staff)}
        offset 0) seen
      order by hits.number desc limit ${wanted}
    )
    select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number) order by number desc), '[]') from found) as found,
           (select count(*)::integer from hits) as hits, (select min(number) from hits) as "lastHit",
           (select block from below) as "nextBlock"`)
  if (!row) return { ids: [], floor: null }
  const floor = row.hits >= given.cases ? row.lastHit : row.nextBlock === null ? null : (row.nextBlock + 1) * blockSize
  return seenOf(row.found, wanted, floor)
}

/** Goes through everything the view shows, where that is little. Undefined when it is not. */
async function throughFew(db: Db, staff: Staff, given: Looking): Promise<Seen | undefined> {
  const { view, filter, tokens, before, wanted } = given
  const own = reached(db.district, staff, { view, status: filter?.status, more: sql`true`, most: fewCases + 1 })
  if (!own) return { ids: [], floor: null }
  const [row] = await db.rows(sql<{ found: Hit[]; isLittle: boolean }>`
    with own as materialized (
      select distinct id from (${own}) own limit ${fewCases + 1}
    ), size as materialized (
      select count(*) <= ${fewCases} as is_little from own
    ), found as (
      select seen.id, seen.number from size cross join own cross join lateral (
        select c.id, c.number from cases c
        where c.district_id = ${db.district} and c.id = own.id and c.number < ${before}::bigint
          and ${conditionsOf(db, given, staff)}
        offset 0) seen
      cross join lateral (
        select from case_words w
        where w.district_id = ${db.district} and w.case_id = seen.id
          and w.words @@ ${allOf(tokens)}
        offset 0) has_words
      where size.is_little
      order by seen.number desc limit ${wanted}
    )
    select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number) order by number desc), '[]') from found) as found,
           (select is_little from size) as "isLittle"`)
  return row?.isLittle ? seenOf(row.found, wanted, null) : undefined
}

/** The case of this number, where the view shows it. */
export async function findByNumber(
  db: Db,
  staff: Staff,
  search: { view: CaseView; filter?: ListFilter | undefined; number: number },
): Promise<NamedCase[]> {
  const rows = await db.rows(sql<NamedColumns>`
    select ${namedColumns} ${namedCases()}
    where c.district_id = ${db.district} and c.number = ${search.number} and ${shownIn(search.view, staff)}
      and ${fits(db, search.filter ?? {})}`)
  return rows.map(toNamed)
}

async function namedInOrder(db: Db, ids: readonly string[], shown: RawBuilder<unknown>): Promise<NamedCase[]> {
  if (ids.length === 0) return []
  const rows = await db.rows(sql<NamedColumns>`
    select ${namedColumns} ${namedCases(sql`unnest(${ids}::uuid[]) wanted join cases c on c.district_id = ${db.district} and c.id = wanted`)}
    where ${shown} and not c.erased order by c.number desc`)
  return rows.map(toNamed)
}
