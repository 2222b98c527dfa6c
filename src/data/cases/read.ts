/** The desk's lists and one case, by the person who looks; and the case behind a receipt. */
import { type RawBuilder, sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import { type CaseStatus, openStatuses } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Channel, IdentityKind } from '../../domain/reports/report.ts'
import type { Db } from '../db.ts'
import { caseColumns, chosenIdentity, type StoredCase, toCase } from './row.ts'
import { toDoOf, visibleTo, waitingOf } from './visible.ts'

/** A case with the names that screens show beside it. */
export type NamedCase = Case & {
  readonly number: number
  readonly receivedAt: Date
  /** When it was said elsewhere; null for what was said here. */
  readonly saidAt: Date | null
  readonly title: string
  readonly pointName: string | null
  readonly deputyName: string | null
  readonly stationName: string | null
  readonly townName: string | null
  readonly agencyName: string | null
  readonly holderName: string
  /** The number of the lead case it was merged under. */
  readonly leadNumber: number | null
}

type NamedColumns = StoredCase & Omit<NamedCase, keyof Case>

const titleLength = 60

const namedColumns = sql`
  ${caseColumns}, c.number, r.received_at as "receivedAt", t.said_at as "saidAt", left(coalesce(t.text, ''), ${sql.lit(titleLength)}) as title,
  p.name as "pointName", dp.name as "deputyName", s.name as "stationName", tn.name as "townName", a.name as "agencyName",
  case c.holder_kind when 'deputy' then hd.name when 'station' then s.name when 'town' then tn.name else di.name end as "holderName",
  lead.number as "leadNumber"`

const namedCases = sql`
  from cases c
  join reports r on r.district_id = c.district_id and r.id = c.report_id
  left join report_contents t on t.district_id = c.district_id and t.report_id = c.report_id
  left join points p on p.district_id = c.district_id and p.id = r.point_id
  left join deputies dp on dp.district_id = c.district_id and dp.id = c.deputy_id
  left join deputies hd on hd.district_id = c.district_id and hd.id = c.holder_id and c.holder_kind = 'deputy'
  left join stations s on s.district_id = c.district_id and s.id = c.station_id
  left join towns tn on tn.district_id = c.district_id and tn.id = c.town_id
  left join agencies a on a.district_id = c.district_id and a.id = c.agency_id
  left join cases lead on lead.district_id = c.district_id and lead.id = c.merged_into
  join districts di on di.id = c.district_id`

const toNamed = (row: NamedColumns): NamedCase => ({
  ...toCase(row),
  number: row.number,
  receivedAt: row.receivedAt,
  saidAt: row.saidAt,
  title: row.title,
  pointName: row.pointName,
  deputyName: row.deputyName,
  stationName: row.stationName,
  townName: row.townName,
  agencyName: row.agencyName,
  holderName: row.holderName,
  leadNumber: row.leadNumber,
})

export type CaseFilter = {
  readonly view: 'to-do' | 'waiting' | 'all'
  readonly status?: CaseStatus | undefined
  /** Tokens that must all occur, or the number of a case. */
  readonly tokens?: readonly string[] | undefined
  readonly number?: number | undefined
  /** The position after which to go on: due time (null sorts last) and id of the last row seen. */
  readonly after?: { readonly dueAt: Date | null; readonly id: string } | undefined
  readonly limit: number
}

/** A page of cases by due time, soonest first. */
export async function listCases(db: Db, staff: Staff, filter: CaseFilter): Promise<NamedCase[]> {
  const conditions = [sql`c.district_id = ${db.district}`, inView(filter.view, staff)]
  if (filter.status) conditions.push(sql`c.status = ${filter.status}`)
  if (filter.number !== undefined) conditions.push(sql`c.number = ${filter.number}`)
  if (filter.tokens)
    conditions.push(sql`exists (
      select from case_words w where w.district_id = c.district_id and w.case_id = c.id
      and w.words @@ (select string_agg(quote_literal(token), ' & ')::tsquery from unnest(${filter.tokens}::text[]) token))`)
  // Rows without a due time come last: infinity stands for it in the order, and nowhere else.
  if (filter.after)
    conditions.push(
      sql`(coalesce(c.due_at, 'infinity'), c.id) > (${filter.after.dueAt ?? 'infinity'}::timestamptz, ${filter.after.id}::uuid)`,
    )
  const rows = await db.rows(sql<NamedColumns>`
    select ${namedColumns} ${namedCases}
    where ${sql.join(conditions, sql` and `)}
    order by coalesce(c.due_at, 'infinity'), c.id
    limit ${filter.limit}`)
  return rows.map(toNamed)
}

const inView = (view: CaseFilter['view'], staff: Staff): RawBuilder<unknown> =>
  view === 'to-do' ? toDoOf(staff) : view === 'waiting' ? waitingOf(staff) : visibleTo(staff)

export type CaseCounts = { toDo: number; dueSoon: number; late: number; waiting: number; all: number }

/** How much there is to do; `soon` is the instant before which a case counts as due soon. */
export async function countCases(db: Db, staff: Staff, given: { now: Date; soon: Date }): Promise<CaseCounts> {
  const [row] = await db.rows(sql<CaseCounts>`
    select count(*) filter (where ${toDoOf(staff)})::integer as "toDo",
           count(*) filter (where ${toDoOf(staff)} and c.due_at > ${given.now} and c.due_at <= ${given.soon})::integer as "dueSoon",
           count(*) filter (where ${toDoOf(staff)} and c.due_at <= ${given.now})::integer as late,
           count(*) filter (where ${waitingOf(staff)})::integer as waiting,
           count(*)::integer as all
    from cases c
    where c.district_id = ${db.district} and ${visibleTo(staff)}`)
  return row ?? { toDo: 0, dueSoon: 0, late: 0, waiting: 0, all: 0 }
}

/** One case with its words. */
export type WholeCase = NamedCase & {
  readonly text: string
  readonly reportedPlace: string
  readonly identityKind: IdentityKind
  readonly channel: Channel
  /** Agencies that give their opinion to the lead. */
  readonly coHandlerNames: readonly { readonly agencyId: string; readonly name: string }[]
  /** Cases merged under this one, by number. */
  readonly mergedNumbers: readonly number[]
  readonly transferredTo: number | null
  readonly continues: string | null
}

type WholeColumns = NamedColumns & Omit<WholeCase, keyof NamedCase>

const wholeColumns = sql`${namedColumns}, coalesce(t.text, '') as text, coalesce(t.place, '') as "reportedPlace",
  coalesce(${chosenIdentity}, t.identity_kind, 'anonymous') as "identityKind", r.channel,
  c.transferred_to as "transferredTo", c.continues,
  (select coalesce(jsonb_agg(jsonb_build_object('agencyId', co.agency_id, 'name', ca.name) order by co.due_at), '[]')
   from co_handlers co join agencies ca on ca.district_id = co.district_id and ca.id = co.agency_id
   where co.district_id = c.district_id and co.case_id = c.id) as "coHandlerNames",
  (select coalesce(jsonb_agg(m.number order by m.number), '[]') from cases m
   where m.district_id = c.district_id and m.merged_into = c.id) as "mergedNumbers"`

const toWhole = (row: WholeColumns): WholeCase => ({
  ...toNamed(row),
  text: row.text,
  reportedPlace: row.reportedPlace,
  identityKind: row.identityKind,
  channel: row.channel,
  coHandlerNames: row.coHandlerNames,
  mergedNumbers: row.mergedNumbers,
  transferredTo: row.transferredTo,
  continues: row.continues,
})

/** A case this person may see. */
export async function caseFor(db: Db, staff: Staff, id: string): Promise<WholeCase | undefined> {
  const [row] = await db.rows(sql<WholeColumns>`
    select ${wholeColumns} ${namedCases}
    where c.district_id = ${db.district} and c.id = ${id} and ${visibleTo(staff)}`)
  return row && toWhole(row)
}

/** The case behind a receipt, for whoever holds the receipt. */
export async function caseByReceipt(db: Db, codeHash: Uint8Array): Promise<WholeCase | undefined> {
  const [row] = await db.rows(sql<WholeColumns>`
    select ${wholeColumns} ${namedCases}
    where c.district_id = ${db.district} and r.district_id = ${db.district} and r.code_hash = ${codeHash}
    order by c.number desc limit 1`)
  return row && toWhole(row)
}

/** The cases merged under a lead. */
export async function mergedUnder(db: Db, leadId: string): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from cases where district_id = ${db.district} and merged_into = ${leadId} order by id`)
  return rows.map(({ id }) => id)
}

/** Open cases on which the clock may have to do something: due, waited for too long, or to be reminded of. */
export async function dueCases(
  db: Db,
  given: { now: Date; remindBefore: Date; after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from cases
    where district_id = ${db.district} and status in (${sql.join(openStatuses)})
      and (waiting_until <= ${given.now}
        or (waiting_until is null and due_at <= ${given.remindBefore}
            and (status = 'answered' or urged <> 'supervised' or holder_kind = 'deputy')))
      and (${given.after ?? null}::uuid is null or id > ${given.after ?? null}::uuid)
    order by id limit ${given.limit}`)
  return rows.map(({ id }) => id)
}

/** Open cases with a clock, for counting due dates anew. */
export async function openCaseIdsWithClock(db: Db): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from cases
    where district_id = ${db.district} and status in (${sql.join(openStatuses)}) and due_at is not null order by id`)
  return rows.map(({ id }) => id)
}
