/** Keeping and forgetting where word is sent, and marking what was sent. */
import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import type { SealedAddress } from './read-notices.ts'

/** Keeps where word on a report is sent; another takes the place of the one before. */
export async function putNoticeAddress(tx: Tx, reportId: string, { kind, sealed }: SealedAddress): Promise<void> {
  await tx.rows(sql`
    insert into notice_addresses (district_id, report_id, kind, sealed)
    values (${tx.district}, ${reportId}, ${kind}, ${sealed})
    on conflict (district_id, report_id) do update set kind = excluded.kind, sealed = excluded.sealed`)
}

/** Forgets where word on a report is sent, and what was sent there. */
export async function deleteNoticeAddress(tx: Tx, reportId: string): Promise<void> {
  await tx.rows(sql`delete from notice_addresses where district_id = ${tx.district} and report_id = ${reportId}`)
}

/** Takes on to send word of an event. False when it was sent already, or is being sent, or the address is gone. */
export async function takeNotice(tx: Tx, reportId: string, eventId: string): Promise<boolean> {
  const taken = await tx.rows(sql`
    insert into notices (district_id, report_id, event_id)
    select district_id, report_id, ${eventId}::uuid from notice_addresses
    where district_id = ${tx.district} and report_id = ${reportId}
    on conflict (district_id, report_id, event_id) do nothing
    returning event_id`)
  return taken.length === 1
}

/** Lets go what could not be sent now. */
export async function dropNotice(tx: Tx, reportId: string, eventId: string): Promise<void> {
  await tx.rows(sql`
    delete from notices where district_id = ${tx.district} and report_id = ${reportId} and event_id = ${eventId}`)
}
