import { sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import type { Speaker } from '../../domain/reports/entering.ts'
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
  /** When it was said elsewhere; null for what was said here. */
  readonly saidAt: Date | null
  readonly commitment: Uint8Array
  readonly salt: Uint8Array
  readonly text: string
  readonly place: string
  readonly identityKind: IdentityKind
  /** For whom it was said. */
  readonly speaker: Speaker
  readonly aboutAddressee: boolean
  readonly sealedIdentity: Uint8Array | null
}

/** A report with the case it opens and the events it begins with, oldest first. */
export type Received = {
  readonly report: NewReport
  readonly opened: Case
  readonly events: readonly SealedEvent[]
  /** The version of what it stands on, where that was not read in this transaction. */
  readonly groundsVersion?: number
}

/**
 * Writes reports, their contents, cases, first events and outbox rows in one statement, in their order. Gives the ids of
 * those that were written; a report whose receipt is already there, or that stands on grounds that are not in force any
 * more, is passed over with everything that belongs to it.
 */
export async function insertReports(tx: Tx, received: readonly Received[]): Promise<Set<string>> {
  const written = await tx.rows(
    sql<{ id: string }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(received.map(reportRow))}::jsonb) as given (
        position integer, id uuid, code_hash bytea, content_mac bytea, channel text, point_id uuid, received_at timestamptz,
        commitment bytea, salt bytea, text text, place text, identity_kind text, speaker text, about_addressee boolean,
        said_at timestamptz, sealed bytea, case_id uuid, status text, holder_kind text, holder_id uuid, deputy_id uuid,
        station_id uuid, town_id uuid, agency_id uuid, recused_kind text, recused_id uuid, answered_by text,
        clock_started_at timestamptz, clock_count integer, clock_unit text, due_at timestamptz, closed_at timestamptz,
        closed_as text, version integer, grounds bigint)
    ), begun as (
      select * from jsonb_to_recordset(${JSON.stringify(received.flatMap(eventRows))}::jsonb) as begun (
        position integer, report_id uuid, id uuid, subject_kind text, subject_id uuid, kind text, at timestamptz,
        actor_kind text, actor_id uuid, from_status text, to_status text, commitment bytea, salt bytea, detail jsonb)
    ), report as (
      insert into reports (district_id, id, code_hash, content_mac, channel, point_id, received_at, commitment)
      select ${tx.district}, id, code_hash, content_mac, channel, point_id, received_at, commitment
      from given
      where grounds is null
         or grounds = coalesce((select version from submission_grounds where district_id = ${tx.district}), 0)
      order by position
      on conflict (district_id, code_hash) do nothing
      returning id
    ), contents as (
      insert into report_contents
        (district_id, report_id, salt, text, place, identity_kind, speaker, about_addressee, said_at)
      select ${tx.district}, id, salt, text, place, identity_kind, speaker, about_addressee, said_at
      from given join report using (id)
    ), identity as (
      insert into identities (district_id, report_id, sealed)
      select ${tx.district}, id, sealed from given join report using (id) where sealed is not null
    ), opened as (
      insert into cases (district_id, id, report_id, status, holder_kind, holder_id, deputy_id, station_id, town_id,
                         agency_id, recused_kind, recused_id, answered_by, clock_started_at, clock_count, clock_unit,
                         due_at, closed_at, closed_as, version)
      select ${tx.district}, case_id, id, status, holder_kind, holder_id, deputy_id, station_id, town_id,
             agency_id, recused_kind, recused_id, answered_by, clock_started_at, clock_count, clock_unit,
             due_at, closed_at, closed_as, version
      from given join report using (id) order by position
    ), evidence as (
      insert into events (district_id, id, subject_kind, subject_id, kind, at, actor_kind, actor_id, from_status, to_status, commitment)
      select ${tx.district}, begun.id, subject_kind, subject_id, kind, at, actor_kind, actor_id, from_status, to_status, commitment
      from begun join report on report.id = begun.report_id order by position
    ), event_detail as (
      insert into event_contents (district_id, event_id, salt, detail)
      select ${tx.district}, begun.id, salt, detail from begun join report on report.id = begun.report_id
    ), followed as (
      insert into outbox (district_id, event_id)
      select ${tx.district}, begun.id from begun join report on report.id = begun.report_id
    )
    select id from report`,
    'receive-reports',
  )
  return new Set(written.map(({ id }) => id))
}

/** Bytes as PostgreSQL reads them from text. */
const bytes = (value: Uint8Array | null): string | null => value && `\\x${Buffer.from(value).toString('hex')}`

const reportRow = ({ report, opened, groundsVersion }: Received, position: number) => ({
  position,
  id: report.id,
  code_hash: bytes(report.codeHash),
  content_mac: bytes(report.contentMac),
  channel: report.channel,
  point_id: report.pointId,
  received_at: report.receivedAt,
  commitment: bytes(report.commitment),
  salt: bytes(report.salt),
  text: report.text,
  place: report.place,
  identity_kind: report.identityKind,
  speaker: report.speaker,
  about_addressee: report.aboutAddressee,
  said_at: report.saidAt,
  sealed: bytes(report.sealedIdentity),
  case_id: opened.id,
  status: opened.status,
  holder_kind: opened.holder.kind,
  holder_id: opened.holder.id,
  deputy_id: opened.deputyId,
  station_id: opened.stationId,
  town_id: opened.townId,
  agency_id: opened.agencyId,
  recused_kind: opened.recused?.kind ?? null,
  recused_id: opened.recused?.id ?? null,
  answered_by: opened.answeredBy,
  clock_started_at: opened.clock?.startedAt ?? null,
  clock_count: opened.clock?.limit.count ?? null,
  clock_unit: opened.clock?.limit.unit ?? null,
  due_at: opened.clock?.dueAt ?? null,
  closed_at: opened.closed?.at ?? null,
  closed_as: opened.closed?.as ?? null,
  version: opened.version,
  grounds: groundsVersion ?? null,
})

const eventRows = ({ report, events }: Received, position: number) =>
  events.map((event, step) => ({
    position: position * 100 + step,
    report_id: report.id,
    id: event.id,
    subject_kind: event.subjectKind,
    subject_id: event.subjectId,
    kind: event.kind,
    at: event.at,
    actor_kind: event.actorKind,
    actor_id: event.actorId,
    from_status: event.fromStatus,
    to_status: event.toStatus,
    commitment: bytes(event.commitment),
    salt: bytes(event.salt),
    detail: event.detail,
  }))

/** Remembers that a resident may be called back. */
export async function insertCallBackConsent(tx: Tx, reportId: string): Promise<void> {
  await tx.rows(sql`insert into call_back_consents (district_id, report_id) values (${tx.district}, ${reportId})`)
}
