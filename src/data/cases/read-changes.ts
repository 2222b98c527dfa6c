/** What happened to cases since a desk last heard of any. */
import { sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import type { Db } from '../db.ts'
import { caseColumns, type StoredCase, toCase } from './row.ts'

/** An event's place in the order of all events, and the case it happened to as it is now. */
export type Change = { readonly seq: number; readonly item: Case }

/** The place of the latest event of any district, whether or not it is committed. */
export async function latestSeq(db: Db): Promise<number> {
  const [row] = await db.rows(sql<{ seq: number }>`
    select case when is_called then last_value else 0 end as seq from events_seq_seq`)
  return row?.seq ?? 0
}

/** Up to `limit` events of cases behind a place in the order, as they are found. */
export async function changesSince(db: Db, seq: number, limit: number): Promise<Change[]> {
  const rows = await db.rows(
    sql<StoredCase & { seq: number }>`
      select e.seq, ${caseColumns}
      from events e
      join cases c on c.district_id = e.district_id and c.id = e.subject_id
      where e.district_id = ${db.district} and e.seq > ${seq} and e.subject_kind = 'case'
      limit ${limit}`,
    'changes-since',
  )
  return rows.map((row) => ({ seq: row.seq, item: toCase(row) }))
}
