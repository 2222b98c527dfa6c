/** Acts on many cases: who asked for which, how far each has come, and which case is next. */
import { type RawBuilder, sql } from 'kysely'
import type { BulkGiven, BulkMove, BulkState, BulkUnit } from '../../domain/cases/bulk.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db, Tx } from '../db.ts'
import { hasRole, unitsOf } from './visible.ts'

export type BulkAct = {
  readonly id: string
  readonly userId: string
  readonly userName: string
  readonly unit: BulkUnit
  readonly move: BulkMove
  /** Null when the act is over. */
  readonly given: BulkGiven | null
  readonly state: BulkState
  readonly askedAt: Date
  readonly done: number
  readonly refused: number
  readonly waiting: number
}

const columns = (district: number): RawBuilder<unknown> => sql`
  b.id, b.user_id as "userId", u.name as "userName", jsonb_build_object('kind', b.unit_kind, 'id', b.unit_id) as unit,
  b.move, case when b.state in ('proposed', 'going') then b.given end as given, b.state, b.asked_at as "askedAt",
  counted.done, counted.refused, counted.waiting
  from bulk_acts b
  join users u on u.district_id = b.district_id and u.id = b.user_id
  cross join lateral (
    select count(*) filter (where item.state = 'done')::integer as done,
           count(*) filter (where item.state = 'refused')::integer as refused,
           count(*) filter (where item.state = 'waiting')::integer as waiting
    from bulk_cases item where item.district_id = ${district} and item.act_id = b.id) counted`

/** Shown to who asked, and while it waits for a second person to the members of the unit. */
function shownTo(staff: Staff): RawBuilder<unknown> {
  const ids = [...unitsOf(staff, 'station'), ...unitsOf(staff, 'town')]
  const district = hasRole(staff, 'district') ? sql`b.unit_kind = 'district'` : sql`false`
  return sql`(b.user_id = ${staff.userId} or (b.state = 'proposed' and (b.unit_id = any(${ids}::uuid[]) or ${district})))`
}

/** What is not over, and the person's own of late, the latest first. */
export const bulkActsFor = (db: Db, staff: Staff, given: { since: Date; limit: number }): Promise<BulkAct[]> =>
  db.rows(sql<BulkAct>`
    select ${columns(db.district)}
    where b.district_id = ${db.district} and ${shownTo(staff)}
      and (b.state in ('proposed', 'going') or (b.user_id = ${staff.userId} and b.asked_at >= ${given.since}))
    order by b.asked_at desc, b.id limit ${given.limit}`)

/** One act that the person may see. */
export async function bulkActFor(db: Db, staff: Staff, id: string): Promise<BulkAct | undefined> {
  const [act] = await db.rows(sql<BulkAct>`
    select ${columns(db.district)} where b.district_id = ${db.district} and b.id = ${id} and ${shownTo(staff)}`)
  return act
}

export type BulkCase = {
  readonly caseId: string
  readonly number: number
  readonly receivedAt: Date
  readonly state: 'waiting' | 'done' | 'refused'
  readonly refusal: string | null
}

/** The cases of an act in the order in which they were chosen. */
export const casesOfAct = (db: Db, actId: string): Promise<BulkCase[]> =>
  db.rows(sql<BulkCase>`
    select item.case_id as "caseId", c.number, r.received_at as "receivedAt", item.state, item.refusal
    from bulk_cases item
    join cases c on c.district_id = item.district_id and c.id = item.case_id
    join reports r on r.district_id = c.district_id and r.id = c.report_id
    where item.district_id = ${db.district} and item.act_id = ${actId} order by item.place`)

export type NextBulkCase = {
  readonly actId: string
  readonly userId: string
  readonly given: BulkGiven
  readonly caseId: string
  readonly version: number
}

/** The cases that are moved next, of the oldest act that is going. */
export const nextBulkCases = (db: Db, limit: number): Promise<NextBulkCase[]> =>
  db.rows(sql<NextBulkCase>`
    select act.id as "actId", act.user_id as "userId", act.given, item.case_id as "caseId", item.version
    from (select id, user_id, given from bulk_acts
          where district_id = ${db.district} and state = 'going' order by asked_at, id limit 1) act
    join bulk_cases item on item.district_id = ${db.district} and item.act_id = act.id and item.state = 'waiting'
    order by item.place limit ${limit}`)

/** The act with its row held, so that two people cannot decide on it at once. */
export async function lockBulkAct(
  tx: Tx,
  id: string,
): Promise<{ userId: string; unit: BulkUnit; state: BulkState } | undefined> {
  const [act] = await tx.rows(sql<{ userId: string; unit: BulkUnit; state: BulkState }>`
    select user_id as "userId", jsonb_build_object('kind', unit_kind, 'id', unit_id) as unit, state
    from bulk_acts where district_id = ${tx.district} and id = ${id} for update`)
  return act
}
