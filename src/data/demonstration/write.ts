import { sql } from 'kysely'
import type { Tx } from '../db.ts'

export async function insertStep(tx: Tx, step: string): Promise<void> {
  await tx.rows(sql`
    insert into demonstration_steps (district_id, step) values (${tx.district}, ${step})
    on conflict (district_id, step) do nothing`)
}
