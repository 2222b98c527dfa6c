/** What a receipt file is made from. */
import { sql } from 'kysely'
import type { EventDetail } from '../../domain/loop/event.ts'
import type { Db } from '../db.ts'

/** A report and the event that took it in, with their leaf. Salt and words are null once they are erased. */
export type ReceiptRow = {
  reportId: string
  receivedAt: Date
  channel: string
  pointId: string | null
  eventId: string
  caseId: string
  status: string
  salt: Buffer | null
  text: string | null
  place: string | null
  identityKind: string | null
  aboutAddressee: boolean | null
  saidAt: Date | null
  eventSalt: Buffer | null
  detail: EventDetail | null
  position: number | null
}

/** The report behind a receipt, as it was received in this district; undefined when there is none. */
export async function receiptRow(db: Db, codeHash: Uint8Array): Promise<ReceiptRow | undefined> {
  const [found] = await db.rows(sql<ReceiptRow>`
    select r.id as "reportId", r.received_at as "receivedAt", r.channel, r.point_id as "pointId", e.id as "eventId",
           e.subject_id as "caseId", e.to_status as status, t.salt, t.text, t.place, t.identity_kind as "identityKind",
           t.about_addressee as "aboutAddressee", t.said_at as "saidAt", d.salt as "eventSalt", d.detail, l.position
    from reports r
    join cases c on c.district_id = r.district_id and c.report_id = r.id
    join events e on e.district_id = c.district_id and e.subject_id = c.id and e.kind = 'receive'
    left join report_contents t on t.district_id = r.district_id and t.report_id = r.id and not c.erased
    left join event_contents d on d.district_id = e.district_id and d.event_id = e.id and not c.erased
    left join ledger_leaves l on l.district_id = e.district_id and l.event_id = e.id
    where r.district_id = ${db.district} and r.code_hash = ${codeHash}
    order by e.seq limit 1`)
  return found
}
