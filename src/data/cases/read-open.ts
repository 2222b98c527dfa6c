/** Every open case with a clock, a page at a time: what a change of rules or calendar is counted through. */
import { sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import { openStatuses } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { caseColumns, type StoredCase, toCase } from './row.ts'
import { notRecused } from './visible.ts'

export type OpenCase = Case & { readonly number: number; readonly receivedAt: Date }

const pageSize = 2000

/** The open cases with a clock, in no order of meaning; for a person, without those kept from them. */
export async function* openCasesWithClock(db: Db, staff?: Staff): AsyncGenerator<OpenCase> {
  for (let after: string | undefined; ; ) {
    const page = await db.rows(sql<StoredCase & { number: number; received_at: Date }>`
      select ${caseColumns}, c.number, r.received_at
      from cases c join reports r on r.district_id = c.district_id and r.id = c.report_id
      where c.district_id = ${db.district} and c.status in ('quarantined', ${sql.join(openStatuses)})
        and c.due_at is not null and ${staff ? notRecused(staff) : sql`true`}
        and ${after ? sql`c.id > ${after}` : sql`true`}
      order by c.id limit ${pageSize}`)
    for (const row of page) yield { ...toCase(row), number: row.number, receivedAt: row.received_at }
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.id
  }
}
