/** The desk's lists of cases and how many there are, by the person who looks. */
import { type RawBuilder, sql } from 'kysely'
import type { CaseStatus } from '../../domain/cases/moves.ts'
import { countedAtMost } from '../../domain/cases/to-do.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { type NamedCase, type NamedColumns, namedCases, namedColumns, toNamed } from './named.ts'
import { afterPosition, dueOrNever, endedPart, type ListPart, type ListPosition, openPart } from './order.ts'
import { reached } from './reach.ts'
import { fits } from './read-filter.ts'
import { countedInQuarantine } from './read-quarantine.ts'
import { handedOutBy, notRecused, toDoOf, visibleTo, waitingOf } from './visible.ts'
import { type CaseView, waysTo } from './ways.ts'

export type CaseFilter = {
  readonly view: CaseView
  readonly status?: CaseStatus | undefined
  /** The last row seen, after which to go on. */
  readonly after?: ListPosition | undefined
  readonly limit: number
}

export type { ListPosition }

/** A page of cases: what is open by due time, soonest first; then what has ended, the latest closed first. */
export async function listCases(db: Db, staff: Staff, filter: CaseFilter): Promise<NamedCase[]> {
  const open = filter.after?.part === 'ended' ? [] : await pageOf(db, staff, openPart, filter)
  if (open.length >= filter.limit) return open
  const after = filter.after?.part === 'ended' ? filter.after : undefined
  return [...open, ...(await pageOf(db, staff, endedPart, { ...filter, after, limit: filter.limit - open.length }))]
}

/** What a view shows, as a condition on a table `c`. */
export const shownIn = (view: CaseView, staff: Staff): RawBuilder<unknown> =>
  view === 'to-do'
    ? toDoOf(staff)
    : view === 'waiting'
      ? waitingOf(staff)
      : view === 'handed-out'
        ? handedOutBy(staff)
        : sql`(${visibleTo(staff)} and c.status <> 'quarantined')`

async function pageOf(db: Db, staff: Staff, part: ListPart, filter: CaseFilter): Promise<NamedCase[]> {
  const { view, status, after, limit } = filter
  const statuses = part.statuses.filter((each) => !status || each === status)
  const ways = waysTo(view, part.name, { district: db.district, staff, statuses })
  if (ways.length === 0) return []
  const conditions = [sql`c.district_id = ${db.district}`, part.only, notRecused(staff)]
  if (view === 'waiting') conditions.push(sql`${toDoOf(staff)} is not true`)
  if (after) conditions.push(afterPosition(after))
  const page = ways.map(
    ({ from, to }) => sql`(
      select found.* from ${from} cross join lateral (
        select c.id, ${part.columns} from cases c
        where ${sql.join([...conditions, to], sql` and `)}
        order by ${part.order} limit ${limit}) found)`,
  )
  const rows = await db.rows(sql<NamedColumns>`
    with page as materialized (
      select * from (${sql.join(page, sql` union `)}) page order by ${part.namedOrder} limit ${limit})
    select ${namedColumns} ${namedCases(sql`page join cases c on c.district_id = ${db.district} and c.id = page.id`)}
    where ${shownIn(view, staff)}
    order by ${part.namedOrder}`)
  return rows.map(toNamed)
}

export type CaseCounts = {
  toDo: number
  dueSoon: number
  late: number
  waiting: number
  handedOut: number
  /** Due by the instant at which a reminder goes out, or late already, of all that the person may see. */
  soon: number
  all: number
  quarantined: number
}

/**
 * How much there is to do, each counted up to `countedAtMost` and one; `soon` is the instant before which a case counts
 * as due soon, `remind` the one by which it is about to be late.
 */
export async function countCases(
  db: Db,
  staff: Staff,
  given: { now: Date; soon: Date; remind: Date },
): Promise<CaseCounts> {
  const shown = visibleTo(staff)
  const count = (view: CaseView, more: RawBuilder<unknown>) => counted(db, staff, view, more)
  const [row] = await db.rows(sql<CaseCounts>`
    select ${count('to-do', shown)} as "toDo",
           ${count('to-do', sql`${shown} and ${dueOrNever} > ${given.now} and ${dueOrNever} <= ${given.soon}`)} as "dueSoon",
           ${count('to-do', sql`${shown} and ${dueOrNever} <= ${given.now}`)} as late,
           ${count('waiting', sql`true`)} as waiting,
           ${count('handed-out', shown)} as "handedOut",
           ${count('all', fits(db, { dueBy: given.remind }))} as soon,
           ${count('all', sql`true`)} as all,
           ${countedInQuarantine(db.district, staff)} as quarantined`)
  return row ?? { toDo: 0, dueSoon: 0, late: 0, waiting: 0, handedOut: 0, soon: 0, all: 0, quarantined: 0 }
}

function counted(db: Db, staff: Staff, view: CaseView, more: RawBuilder<unknown>): RawBuilder<unknown> {
  const most = countedAtMost + 1
  const found = reached(db.district, staff, { view, more, most })
  return found ? sql`(select least(count(distinct id), ${sql.lit(most)})::integer from (${found}) found)` : sql`0`
}
