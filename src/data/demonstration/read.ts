import { sql } from 'kysely'
import type { Db } from '../db.ts'

/** The steps of filling this demonstration that are done. */
export async function stepsDone(db: Db): Promise<Set<string>> {
  const rows = await db.rows(sql<{ step: string }>`
    select step from demonstration_steps where district_id = ${db.district}`)
  return new Set(rows.map(({ step }) => step))
}
