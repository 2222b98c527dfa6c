/** Writing the history. Every event row carries its commitment and puts its id into the outbox. */
import { sql } from 'kysely'
import type { MatterEvent } from '../../domain/loop/event.ts'
import type { Tx } from '../db.ts'

/** An event with the salt and commitment that were computed for it. */
export type SealedEvent = MatterEvent & { readonly salt: Uint8Array; readonly commitment: Uint8Array }

/** The rows of one event, as parts of a larger statement or alone: evidence, contents, outbox. */
export async function insertEvent(tx: Tx, event: SealedEvent): Promise<void> {
  await tx.rows(sql`
    with evidence as (
      insert into events (district_id, id, subject_kind, subject_id, kind, at, actor_kind, actor_id, from_status, to_status, commitment)
      values (${tx.district}, ${event.id}, ${event.subjectKind}, ${event.subjectId}, ${event.kind}, ${event.at},
              ${event.actorKind}, ${event.actorId}, ${event.fromStatus}, ${event.toStatus}, ${event.commitment})
    ), contents as (
      insert into event_contents (district_id, event_id, salt, detail)
      values (${tx.district}, ${event.id}, ${event.salt}, ${JSON.stringify(event.detail)}::jsonb)
    )
    insert into outbox (district_id, event_id) values (${tx.district}, ${event.id})`)
}
