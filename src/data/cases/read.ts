/** One case, by the person who looks, and the case behind a receipt; and what the clock looks for. */
import { sql } from 'kysely'
import { openStatuses } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Speaker } from '../../domain/reports/entering.ts'
import type { Channel, IdentityKind } from '../../domain/reports/report.ts'
import type { Db } from '../db.ts'
import { casesOfReport } from '../files/cases-of-report.ts'
import { type NamedCase, type NamedColumns, namedCases, namedColumns, toNamed } from './named.ts'
import { dueOrNever, openPart } from './order.ts'
import { chosenIdentity } from './row.ts'
import { visibleTo } from './visible.ts'
import { heldOf } from './ways.ts'

export type { NamedCase }

/** One case with its words. */
export type WholeCase = NamedCase & {
  readonly text: string
  readonly reportedPlace: string
  readonly identityKind: IdentityKind
  readonly channel: Channel
  readonly speaker: Speaker
  /** Agencies that give their opinion to the lead. */
  readonly coHandlerNames: readonly { readonly agencyId: string; readonly name: string }[]
  /** Cases merged under this one, by number. */
  readonly mergedNumbers: readonly number[]
  readonly transferredTo: number | null
  readonly continues: string | null
  /** The name of whom the report is about. */
  readonly recusedName: string | null
}

type WholeColumns = NamedColumns & Omit<WholeCase, keyof NamedCase>

const wholeColumns = sql`${namedColumns}, coalesce(t.text, '') as text, coalesce(t.place, '') as "reportedPlace",
  coalesce(${chosenIdentity}, t.identity_kind, 'anonymous') as "identityKind", r.channel,
  coalesce(t.speaker, 'self') as speaker,
  c.transferred_to as "transferredTo", c.continues,
  case c.recused_kind
    when 'deputy' then (select name from deputies rd where rd.district_id = c.district_id and rd.id = c.recused_id)
    when 'station' then (select name from stations rs where rs.district_id = c.district_id and rs.id = c.recused_id)
    when 'agency' then (select name from agencies ra where ra.district_id = c.district_id and ra.id = c.recused_id)
  end as "recusedName",
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
  speaker: row.speaker,
  coHandlerNames: row.coHandlerNames,
  mergedNumbers: row.mergedNumbers,
  transferredTo: row.transferredTo,
  continues: row.continues,
  recusedName: row.recusedName,
})

/** A case this person may see. */
export async function caseFor(db: Db, staff: Staff, id: string): Promise<WholeCase | undefined> {
  const [row] = await db.rows(sql<WholeColumns>`
    select ${wholeColumns} ${namedCases()}
    where c.district_id = ${db.district} and c.id = ${id} and ${visibleTo(staff)}`)
  return row && toWhole(row)
}

/** The case behind a receipt, for whoever holds the receipt. */
export async function caseByReceipt(db: Db, codeHash: Uint8Array): Promise<WholeCase | undefined> {
  const report = sql`(select id from reports where district_id = ${db.district} and code_hash = ${codeHash})`
  const [row] = await db.rows(sql<WholeColumns>`
    select ${wholeColumns}
    ${namedCases(sql`(
      select id as "caseId" from ${casesOfReport(db.district, report)} of_report order by number desc limit 1) latest
      join cases c on c.district_id = ${db.district} and c.id = latest."caseId"`)}`)
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
  const after = given.after ? sql`c.id > ${given.after}` : sql`true`
  const rows = await db.rows(sql<{ id: string }>`
    select c.id from cases c
    where c.district_id = ${db.district} and c.waiting_until <= ${given.now} and ${openPart.only} and ${after}
    union
    select c.id from cases c
    where c.district_id = ${db.district} and c.status = 'quarantined' and ${dueOrNever} <= ${given.now} and ${after}
    union
    select due.id
    from unnest(array['here', 'elsewhere']) held cross join unnest(${openStatuses}::text[]) status
    cross join lateral (
      select c.id from cases c
      where c.district_id = ${db.district} and ${heldOf.district} = held and c.status = status and ${openPart.only}
        and ${dueOrNever} <= ${given.remindBefore} and c.waiting_until is null
        and (c.status = 'answered' or c.urged <> 'listed' or c.holder_kind = 'deputy') and ${after}) due
    order by id limit ${given.limit}`)
  return rows.map(({ id }) => id)
}
