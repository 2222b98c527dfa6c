/**
 * A list narrowed by a filter, and how many it has. Each way is gone along for so many cases only, whether they fit or
 * not: a page can come with few cases, or none, and say where to go on.
 */
import { type RawBuilder, sql } from 'kysely'
import { countedAtMost } from '../../domain/cases/to-do.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { type NamedCase, type NamedColumns, namedCases, namedColumns, toNamed } from './named.ts'
import { afterPosition, endedPart, type ListPart, type ListPosition, openPart } from './order.ts'
import { asksReport, dueWithin, fits, type ListFilter, statusesLeft } from './read-filter.ts'
import { shownIn } from './read-list.ts'
import { type CaseView, shortWays, type Way, waysTo } from './ways.ts'

export type Narrowed = {
  readonly view: CaseView
  readonly filter: ListFilter
  /** Where to go on. */
  readonly after?: ListPosition | undefined
  readonly limit: number
}

export type NarrowedPage = { readonly cases: readonly NamedCase[]; readonly next: ListPosition | null }

/** How many cases one page looks at in all, spread over its ways; fewer when each needs its report, too. */
const looksAt = 6000
const looksAtReports = 2500

/** A page in the order of lists. `next` is null when nothing fits any more. */
export async function listNarrowed(db: Db, staff: Staff, given: Narrowed): Promise<NarrowedPage> {
  const { after, limit } = given
  const seen: Seen[] = []
  let next: ListPosition | null = null
  for (const part of [openPart, endedPart]) {
    if (part === openPart && after?.part === 'ended') continue
    const from = after?.part === part.name ? after : undefined
    const { found, edge } = await look(db, staff, part, { ...given, after: from, limit: limit + 1 - seen.length })
    seen.push(...found)
    next = edge
    if (edge || seen.length > limit) break
  }
  const shown = seen.slice(0, limit)
  if (seen.length > limit) next = shown.at(-1)?.position ?? null
  return { cases: await named(db, staff, given.view, shown), next }
}

/** How many fit, up to `countedAtMost` and one; `more` when looking ended before the ways did. */
export async function countNarrowed(
  db: Db,
  staff: Staff,
  given: Pick<Narrowed, 'view' | 'filter'>,
): Promise<{ count: number; more: boolean }> {
  const most = countedAtMost + 1
  const parts = [openPart, endedPart].flatMap((part) => {
    const looked = lookedAt(db, staff, part, { ...given, limit: most })
    return looked
      ? [sql`(select id, hit, nth, ${sql.lit(looked.each)}::bigint as each from (${looked.rows}) looked)`]
      : []
  })
  if (parts.length === 0) return { count: 0, more: false }
  const [row] = await db.rows(sql<{ count: number; more: boolean }>`
    select least(count(distinct id) filter (where hit), ${sql.lit(most)})::integer as count,
           coalesce(bool_or(nth = each), false) as more
    from (${sql.join(parts, sql` union all `)}) looked`)
  return row ?? { count: 0, more: false }
}

type Seen = { readonly id: string; readonly position: ListPosition }
type Edge = { place: number | null; tie: string }

/** Goes along the ways of one part. `edge` is the first place at which one of them was left, null when none was. */
async function look(
  db: Db,
  staff: Staff,
  part: ListPart,
  given: Narrowed,
): Promise<{ found: Seen[]; edge: ListPosition | null }> {
  const looked = lookedAt(db, staff, part, given)
  if (!looked) return { found: [], edge: null }
  const upTo = part.name === 'open' ? sql`<=` : sql`>=`
  const [row] = await db.rows(sql<{ found: (Edge & { id: string })[]; edge: Edge | null }>`
    with looked as materialized (${looked.rows}),
    edge as materialized (
      select "listPlace", "listTie" from looked where nth = ${sql.lit(looked.each)} order by ${part.namedOrder} limit 1
    ), page as materialized (
      select distinct id, "listPlace", "listTie" from looked
      where hit and (not exists (select from edge)
        or ("listPlace", "listTie") ${upTo} (select "listPlace", "listTie" from edge))
      order by ${part.namedOrder} limit ${given.limit}
    )
    select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'place', ${millis}, 'tie', "listTie"::text)
                                      order by ${part.namedOrder}), '[]') from page) as found,
           (select jsonb_build_object('place', ${millis}, 'tie', "listTie"::text) from edge) as edge`)
  if (!row) return { found: [], edge: null }
  const positionOf = (at: Edge): ListPosition => {
    const moment = at.place === null ? null : new Date(Number(at.place))
    return part.name === 'open'
      ? { part: 'open', dueAt: moment, id: at.tie }
      : { part: 'ended', closedAt: moment, number: Number(at.tie) }
  }
  return {
    found: row.found.map((at) => ({ id: at.id, position: positionOf(at) })),
    edge: row.edge && positionOf(row.edge),
  }
}

/** A place of the order in milliseconds, null where it stands for never. */
const millis = sql`(case when isfinite("listPlace") then (extract(epoch from "listPlace") * 1000)::bigint end)`

/** The rows looked at: whether each fits (`hit`), and which it is of its way (`nth`, up to `each`). */
function lookedAt(
  db: Db,
  staff: Staff,
  part: ListPart,
  { view, filter, after }: Narrowed,
): { rows: RawBuilder<unknown>; each: number } | undefined {
  const statuses = statusesLeft(filter, part.statuses)
  const way = { district: db.district, staff, statuses }
  const ways: Way[] = shortWays(view, part.name, { ...way, filter }) ?? waysTo(view, part.name, way)
  if (ways.length === 0) return undefined
  // A way has about two legs for each status, each with a beginning of its own.
  const each = Math.max(
    200,
    Math.floor((asksReport(filter) ? looksAtReports : looksAt) / (ways.length * statuses.length * 2)),
  )
  const conditions = [sql`c.district_id = ${db.district}`, part.only]
  if (part.name === 'open' && filter.dueBy) conditions.push(dueWithin(filter))
  if (after) conditions.push(afterPosition(after))
  const hit = sql`(${fits(db, filter)} and ${shownIn(view, staff)})`
  const rows = ways.map(
    ({ from, to }) => sql`(
      select found.* from ${from} cross join lateral (
        select c.id, ${part.columns}, ${hit} is true as hit, row_number() over (order by ${part.order}) as nth
        from cases c where ${sql.join([...conditions, to], sql` and `)}
        order by ${part.order} limit ${sql.lit(each)}) found)`,
  )
  return { rows: sql.join(rows, sql` union all `), each }
}

async function named(db: Db, staff: Staff, view: CaseView, seen: readonly Seen[]): Promise<NamedCase[]> {
  if (seen.length === 0) return []
  const ids = seen.map(({ id }) => id)
  const rows = await db.rows(sql<NamedColumns>`
    select ${namedColumns}
    ${namedCases(sql`unnest(${ids}::uuid[]) with ordinality wanted (id, place)
      join cases c on c.district_id = ${db.district} and c.id = wanted.id`)}
    where ${shownIn(view, staff)} order by wanted.place`)
  return rows.map(toNamed)
}
