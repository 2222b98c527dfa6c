/** What follows a change is written with the change: an event's id here, in the same transaction. The relay takes it on. */
import { sql } from 'kysely'
import type { Tx } from './db.ts'

/** What an event leads to once it is committed. */
export type OutboxEvent = { eventId: string; subjectId: string; kind: string; imported: boolean; awaited: boolean }

/** The oldest rows of a district's outbox, with what the relay needs to know of each event. */
export const nextEvents = (tx: Tx, limit: number): Promise<OutboxEvent[]> =>
  tx.rows(sql<OutboxEvent>`
    select o.event_id as "eventId", e.subject_id as "subjectId", e.kind,
           c.closed_as is not distinct from 'imported' as imported,
           exists (select from notice_addresses a
                   where a.district_id = c.district_id and a.report_id = c.report_id) as awaited
    from outbox o
    join events e on e.district_id = o.district_id and e.id = o.event_id
    left join cases c on c.district_id = e.district_id and c.id = e.subject_id
    where o.district_id = ${tx.district}
    order by e.seq
    limit ${limit}`)

/** Moves events whose jobs are added on into the queue of the ledger. */
export async function passOn(tx: Tx, eventIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    with passed as (
      delete from outbox where district_id = ${tx.district} and event_id = any(${eventIds}::uuid[]) returning event_id
    )
    insert into ledger_queue (district_id, event_id) select ${tx.district}, event_id from passed
    on conflict do nothing`)
}

/** Takes or keeps the right to be the district's relay until `until`. False while another holder's time runs. */
export async function takeLease(tx: Tx, holder: string, now: Date, until: Date): Promise<boolean> {
  const taken = await tx.rows(sql`
    insert into relay_leases as lease (district_id, holder, until)
    values (${tx.district}, ${holder}, ${until})
    on conflict (district_id) do update set holder = excluded.holder, until = excluded.until
    where lease.holder = excluded.holder or lease.until < ${now}
    returning holder`)
  return taken.length === 1
}
