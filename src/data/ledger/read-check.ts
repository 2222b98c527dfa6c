/** What is compared when the database is held against its log: page by page, so that any length fits into memory. */
import { sql } from 'kysely'
import type { EventDetail, MatterEvent } from '../../domain/loop/event.ts'
import type { Channel, IdentityKind } from '../../domain/reports/report.ts'
import type { Db } from '../db.ts'

/** A leaf with its event, its contents, and for a report's first event the report; null where there is none. */
export type CheckedLeaf = {
  position: number
  entry: Buffer
  leafEventId: string | null
  id: string | null
  subjectKind: MatterEvent['subjectKind']
  subjectId: string
  kind: string
  at: Date
  actorKind: MatterEvent['actorKind']
  actorId: string | null
  fromStatus: string | null
  toStatus: string | null
  commitment: Buffer
  salt: Buffer | null
  detail: EventDetail | null
  reportId: string | null
  receivedAt: Date
  channel: Channel
  pointId: string | null
  reportCommitment: Buffer
  reportSalt: Buffer | null
  text: string
  place: string
  identityKind: IdentityKind
  aboutAddressee: boolean
  saidAt: Date | null
}

/** The leaves from a position on, up to and without another, in their order. */
export const leavesToCheck = (db: Db, from: number, to: number): Promise<CheckedLeaf[]> =>
  db.rows(sql<CheckedLeaf>`
    select l.position, l.entry, l.event_id as "leafEventId", e.id, e.subject_kind as "subjectKind",
           e.subject_id as "subjectId", e.kind, e.at, e.actor_kind as "actorKind", e.actor_id as "actorId",
           e.from_status as "fromStatus", e.to_status as "toStatus", e.commitment, d.salt, d.detail,
           r.id as "reportId", r.received_at as "receivedAt", r.channel, r.point_id as "pointId",
           r.commitment as "reportCommitment", t.salt as "reportSalt", t.text, t.place,
           t.identity_kind as "identityKind", t.about_addressee as "aboutAddressee", t.said_at as "saidAt"
    from ledger_leaves l
    left join events e on e.district_id = l.district_id and e.id = l.event_id
    left join event_contents d on d.district_id = e.district_id and d.event_id = e.id
    left join cases c on c.district_id = e.district_id and c.id = e.subject_id and e.kind = 'receive'
    left join reports r on r.district_id = c.district_id and r.id = c.report_id
    left join report_contents t on t.district_id = r.district_id and t.report_id = r.id
    where l.district_id = ${db.district} and l.position >= ${from} and l.position < ${to}
    order by l.position`)

/** Events that are no leaf, by id after `after`; `waits` when they are on their way into the log. */
export const eventsWithoutLeaf = (
  db: Db,
  after: string,
  limit: number,
): Promise<{ id: string; at: Date; waits: boolean }[]> =>
  db.rows(sql<{ id: string; at: Date; waits: boolean }>`
    select e.id, e.at,
           exists (select from ledger_queue q where q.district_id = e.district_id and q.event_id = e.id)
           or exists (select from outbox o where o.district_id = e.district_id and o.event_id = e.id) as waits
    from events e
    where e.district_id = ${db.district} and e.id > ${after}
      and not exists (select from ledger_leaves l where l.district_id = e.district_id and l.event_id = e.id)
    order by e.id limit ${limit}`)

/** The checkpoints of sizes after `after` up to `to`, smallest first. */
export const checkpointsAfter = (
  db: Db,
  after: number,
  to: number,
  limit: number,
): Promise<{ size: number; root: Buffer; note: string }[]> =>
  db.rows(sql<{ size: number; root: Buffer; note: string }>`
    select size, root, note from ledger_checkpoints
    where district_id = ${db.district} and size > ${after} and size <= ${to} order by size limit ${limit}`)

/** How many leaves there are, and how many the last checkpoint signed, at one moment. */
export async function sizes(db: Db): Promise<{ leaves: number; signed: number }> {
  const [found] = await db.rows(sql<{ leaves: number; signed: number }>`
    select coalesce((select position + 1 from ledger_leaves
                     where district_id = ${db.district} order by position desc limit 1), 0) as leaves,
           coalesce((select size from ledger_checkpoints
                     where district_id = ${db.district} order by size desc limit 1), 0) as signed`)
  return found as { leaves: number; signed: number }
}
