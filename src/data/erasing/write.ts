/** Writing that a report is erased, and erasing what it held. */
import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import { contents } from './contents.ts'

/** Marks every case of a report, before and after a transfer within the district: nothing of it is shown any more. */
export async function markErased(tx: Tx, reportId: string): Promise<void> {
  await tx.rows(sql`
    update cases set erased = true
    where district_id = ${tx.district} and report_id = ${reportId} and not erased`)
}

/**
 * Removes the contents of the report of a case whose erasing was consented to, as the eraser's role; of any other it
 * removes nothing. Gives whether it was consented to. May be done twice.
 */
export async function removeContents(tx: Tx, caseId: string): Promise<boolean> {
  const [found] = await tx.rows(sql<{ reportId: string }>`
    select c.report_id as "reportId" from cases c
    where c.district_id = ${tx.district} and c.id = ${caseId} and c.erased and exists (
      select from events e where e.district_id = c.district_id and e.subject_id = c.id and e.kind = 'erase')`)
  if (!found) return false
  for (const { erase } of contents) await erase(tx, found.reportId)
  return true
}
