import { sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import type { Channel, IdentityKind } from '../../domain/reports/report.ts'
import type { Tx } from '../db.ts'
import type { SealedEvent } from '../events/write.ts'

/** Everything that is written when a report is received. */
export type NewReport = {
  readonly id: string
  readonly codeHash: Uint8Array
  readonly contentMac: Uint8Array
  readonly channel: Channel
  readonly pointId: string | null
  readonly receivedAt: Date
  readonly commitment: Uint8Array
  readonly salt: Uint8Array
  readonly text: string
  readonly place: string
  readonly identityKind: IdentityKind
  readonly aboutAddressee: boolean
  readonly sealedIdentity: Uint8Array | null
}

/**
 * Writes a report, its contents, its case, its first event and its outbox row in one statement. False when a report
 * with this receipt is already there; then nothing is written.
 */
export async function insertReport(tx: Tx, report: NewReport, opened: Case, event: SealedEvent): Promise<boolean> {
  const clock = opened.clock
  const written = await tx.rows(sql`
    with report as (
      insert into reports (district_id, id, code_hash, content_mac, channel, point_id, received_at, commitment)
      values (${tx.district}, ${report.id}, ${report.codeHash}, ${report.contentMac}, ${report.channel},
              ${report.pointId}, ${report.receivedAt}, ${report.commitment})
      on conflict (district_id, code_hash) do nothing
      returning district_id, id
    ), contents as (
      insert into report_contents (district_id, report_id, salt, text, place, identity_kind, about_addressee)
      select district_id, id, ${report.salt}::bytea, ${report.text}, ${report.place}, ${report.identityKind},
        ${report.aboutAddressee}::boolean from report
    ), identity as (
      insert into identities (district_id, report_id, sealed)
      select district_id, id, ${report.sealedIdentity}::bytea from report where ${report.sealedIdentity}::bytea is not null
    ), opened as (
      insert into cases (district_id, id, report_id, status, holder_kind, holder_id, deputy_id, station_id, town_id, recused_kind, recused_id,
                         clock_started_at, clock_count, clock_unit, due_at)
      select district_id, ${opened.id}::uuid, id, ${opened.status}, ${opened.holder.kind}, ${opened.holder.id}::uuid,
             ${opened.deputyId}::uuid, ${opened.stationId}::uuid, ${opened.townId}::uuid, ${opened.recused?.kind ?? null}, ${opened.recused?.id ?? null}::uuid,
             ${clock?.startedAt ?? null}::timestamptz, ${clock?.limit.count ?? null}::integer,
             ${clock?.limit.unit ?? null}, ${clock?.dueAt ?? null}::timestamptz
      from report
    ), evidence as (
      insert into events (district_id, id, subject_kind, subject_id, kind, at, actor_kind, from_status, to_status, commitment)
      select district_id, ${event.id}::uuid, ${event.subjectKind}, ${event.subjectId}::uuid, ${event.kind},
             ${event.at}::timestamptz, ${event.actorKind}, ${event.fromStatus}, ${event.toStatus}, ${event.commitment}::bytea
      from report
    ), event_detail as (
      insert into event_contents (district_id, event_id, salt, detail)
      select district_id, ${event.id}::uuid, ${event.salt}::bytea, ${JSON.stringify(event.detail)}::jsonb from report
    ), followed as (
      insert into outbox (district_id, event_id) select district_id, ${event.id}::uuid from report
    )
    select id from report`)
  return written.length === 1
}
