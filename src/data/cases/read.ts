/** The desk's lists and one case, by the person who looks; and the case behind a receipt. */
import { type RawBuilder, sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import type { CaseStatus } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Channel, IdentityKind } from '../../domain/reports/report.ts'
import type { Db } from '../db.ts'
import { type CaseColumns, caseColumns, toCase } from './row.ts'

/** A case with the names that screens show beside it. */
export type NamedCase = Case & {
  readonly number: number
  readonly receivedAt: Date
  readonly title: string
  readonly pointName: string | null
  readonly deputyName: string | null
  readonly stationName: string | null
  readonly townName: string | null
  readonly agencyName: string | null
  readonly holderName: string
}

type NamedColumns = CaseColumns & Omit<NamedCase, keyof Case>

const titleLength = 60

const namedColumns = sql`
  ${caseColumns}, c.number, r.received_at as "receivedAt", left(coalesce(t.text, ''), ${sql.lit(titleLength)}) as title,
  p.name as "pointName", dp.name as "deputyName", s.name as "stationName", tn.name as "townName", a.name as "agencyName",
  case c.holder_kind when 'deputy' then hd.name when 'station' then s.name when 'town' then tn.name else di.name end as "holderName"`

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
  join districts di on di.id = c.district_id`

const toNamed = (row: NamedColumns): NamedCase => ({
  ...toCase(row),
  number: row.number,
  receivedAt: row.receivedAt,
  title: row.title,
  pointName: row.pointName,
  deputyName: row.deputyName,
  stationName: row.stationName,
  townName: row.townName,
  agencyName: row.agencyName,
  holderName: row.holderName,
})

const units = (staff: Staff, role: string): string[] =>
  staff.memberships.flatMap((membership) => (membership.role === role && membership.unitId ? [membership.unitId] : []))
const has = (staff: Staff, role: string): boolean => staff.memberships.some((membership) => membership.role === role)
const anyOf = (conditions: RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`

/** What `domain/cases/sight.ts` says of one case, as a condition on many. */
function visibleTo(staff: Staff): RawBuilder<unknown> {
  if (has(staff, 'district') || has(staff, 'auditor')) return sql`true`
  const conditions: RawBuilder<unknown>[] = []
  for (const id of units(staff, 'deputy'))
    conditions.push(sql`c.deputy_id = ${id}`, sql`(c.holder_kind = 'deputy' and c.holder_id = ${id})`)
  if (staff.stationIds.length > 0)
    conditions.push(sql`(c.holder_kind <> 'deputy' and c.station_id = any(${staff.stationIds}::uuid[]))`)
  for (const id of units(staff, 'station')) conditions.push(sql`c.station_id = ${id}`)
  for (const id of units(staff, 'town')) conditions.push(sql`c.town_id = ${id}`)
  for (const id of units(staff, 'agency')) conditions.push(sql`c.agency_id = ${id}`)
  return anyOf(conditions)
}

/** Cases whose next step is this person's. */
function toDoOf(staff: Staff): RawBuilder<unknown> {
  const holding = sql`c.status in ('received', 'accepted', 'returned') or (c.status = 'disputed' and c.disputes > 1)`
  const conditions: RawBuilder<unknown>[] = []
  for (const kind of ['deputy', 'station', 'town'] as const)
    for (const id of units(staff, kind))
      conditions.push(sql`(c.holder_kind = ${kind} and c.holder_id = ${id} and (${holding}))`)
  if (has(staff, 'district')) conditions.push(sql`(c.holder_kind = 'district' and (${holding}))`)
  for (const id of units(staff, 'agency')) conditions.push(sql`(c.agency_id = ${id} and c.status = 'with-agency')`)
  return anyOf(conditions)
}

/**
 * Cases this person handed out or answered, where someone else has the next step. `is not true`: a case without an agency
 * is neither mine nor not mine to SQL when I am of one.
 */
const waitingOf = (staff: Staff): RawBuilder<unknown> =>
  sql`(c.status <> 'closed' and ${toDoOf(staff)} is not true and ${visibleTo(staff)})`

/** Whether the next step is this person's, told from the case alone; the same as `toDoOf`. */
export function isToDo(item: Case, staff: Staff): boolean {
  const holding =
    item.status === 'received' ||
    item.status === 'accepted' ||
    item.status === 'returned' ||
    (item.status === 'disputed' && item.disputes > 1)
  return staff.memberships.some(({ role, unitId }) =>
    role === 'agency'
      ? item.agencyId === unitId && item.status === 'with-agency'
      : item.holder.kind === role && item.holder.id === unitId && holding,
  )
}

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
}

type WholeColumns = NamedColumns & { text: string; reportedPlace: string; identityKind: IdentityKind; channel: Channel }

const wholeColumns = sql`${namedColumns}, coalesce(t.text, '') as text, coalesce(t.place, '') as "reportedPlace",
  coalesce(t.identity_kind, 'anonymous') as "identityKind", r.channel`

const toWhole = (row: WholeColumns): WholeCase => ({
  ...toNamed(row),
  text: row.text,
  reportedPlace: row.reportedPlace,
  identityKind: row.identityKind,
  channel: row.channel,
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
    where c.district_id = ${db.district} and r.district_id = ${db.district} and r.code_hash = ${codeHash}`)
  return row && toWhole(row)
}
