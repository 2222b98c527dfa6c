/** Where residents who asked for it get word of news, and which events are to be told. */
import { sql } from 'kysely'
import type { ActingRole } from '../../domain/people/actor.ts'
import type { NoticeKind } from '../../domain/reports/notice-address.ts'
import type { Db } from '../db.ts'

/** How the holder of a receipt gets word, if they asked for it. */
export async function noticeKindByCode(db: Db, codeHash: Uint8Array): Promise<NoticeKind | undefined> {
  const [found] = await db.rows(sql<{ kind: NoticeKind }>`
    select a.kind from reports r
    join notice_addresses a on a.district_id = r.district_id and a.report_id = r.id
    where r.district_id = ${db.district} and r.code_hash = ${codeHash}`)
  return found?.kind
}

export type SealedAddress = { kind: NoticeKind; sealed: Buffer }

/** Where word on a report is sent. */
export async function noticeAddress(db: Db, reportId: string): Promise<SealedAddress | undefined> {
  const [found] = await db.rows(sql<SealedAddress>`
    select kind, sealed from notice_addresses where district_id = ${db.district} and report_id = ${reportId}`)
  return found
}

/** An event and where word of it is to be sent; undefined where nobody asked for it. */
export async function eventToTell(
  db: Db,
  eventId: string,
): Promise<(SealedAddress & { reportId: string; eventKind: string; actorKind: ActingRole }) | undefined> {
  const [found] = await db.rows(sql<SealedAddress & { reportId: string; eventKind: string; actorKind: ActingRole }>`
    select a.kind, a.sealed, a.report_id as "reportId", e.kind as "eventKind", e.actor_kind as "actorKind"
    from events e
    join cases c on c.district_id = e.district_id and c.id = e.subject_id
    join notice_addresses a on a.district_id = c.district_id and a.report_id = c.report_id
    where e.district_id = ${db.district} and e.id = ${eventId}`)
  return found
}

/** Reports with an address, each with its latest case. */
export const reportsWithAddress = (
  db: Db,
  given: { after: string | undefined; limit: number },
): Promise<{ reportId: string; caseId: string }[]> =>
  db.rows(sql<{ reportId: string; caseId: string }>`
    select distinct on (a.report_id) a.report_id as "reportId", c.id as "caseId"
    from notice_addresses a
    join cases c on c.district_id = a.district_id and c.report_id = a.report_id
    where a.district_id = ${db.district} and (${given.after ?? null}::uuid is null or a.report_id > ${given.after ?? null}::uuid)
    order by a.report_id, c.number desc
    limit ${given.limit}`)
