/** What waits for a second person's consent, and where else a report is. */
import { sql } from 'kysely'
import type { ErasingWish } from '../../domain/cases/case.ts'
import type { Staff } from '../../domain/people/actor.ts'
import { notRecused } from '../cases/visible.ts'
import type { Db } from '../db.ts'
import { casesOfReport } from '../files/cases-of-report.ts'

/** An erasing that is asked for. */
export type WaitingErasure = {
  readonly caseId: string
  readonly number: number
  readonly receivedAt: Date
  readonly version: number
  readonly wish: ErasingWish
  readonly words: string
  readonly userId: string
  readonly name: string
}

/** What waits in a district, oldest case first, but for what is about the person who looks. */
export const waitingErasures = (db: Db, staff: Staff, limit: number): Promise<WaitingErasure[]> =>
  db.rows(sql<WaitingErasure>`
    select c.id as "caseId", c.number, r.received_at as "receivedAt", c.version, c.erase_wish as wish,
           c.erase_words as words, c.erase_by as "userId", coalesce(u.name, '') as name
    from cases c
    join reports r on r.district_id = c.district_id and r.id = c.report_id
    left join users u on u.district_id = c.district_id and u.id = c.erase_by
    where c.district_id = ${db.district} and c.erase_by is not null and ${notRecused(staff)}
    order by c.number limit ${limit}`)

/** The case in which a report goes on in this district: the latest. */
export async function latestCaseOf(db: Db, reportId: string): Promise<string | undefined> {
  const [latest] = await db.rows(sql<{ id: string }>`
    select id from ${casesOfReport(db.district, sql`${reportId}`)} of_report order by number desc limit 1`)
  return latest?.id
}

/** Other districts that have the report too: those it went to by name, and whether it came here from one. */
export async function elsewhereOf(db: Db, reportId: string): Promise<{ wentTo: string[]; cameFrom: boolean }> {
  const [found] = await db.rows(sql<{ wentTo: string[]; cameFrom: boolean }>`
    select coalesce(array_agg(distinct d.name) filter (where d.name is not null), '{}') as "wentTo",
           coalesce(bool_or(exists (
             select from events e
             join event_contents t on t.district_id = e.district_id and t.event_id = e.id
             where e.district_id = c.district_id and e.subject_id = c.id and e.kind = 'receive'
               and e.actor_kind = 'resident' and t.detail @> '{"continued": true}')), false) as "cameFrom"
    from cases c
    left join districts d on d.id = c.transferred_to
    where c.district_id = ${db.district} and c.report_id = ${reportId}`)
  return found ?? { wentTo: [], cameFrom: false }
}

/** Whether the report of a receipt is erased in this district. */
export async function isErasedHere(db: Db, codeHash: Uint8Array): Promise<boolean> {
  const found = await db.rows(sql`
    select from reports r
    join cases c on c.district_id = r.district_id and c.report_id = r.id
    where r.district_id = ${db.district} and r.code_hash = ${codeHash} and c.erased limit 1`)
  return found.length > 0
}
