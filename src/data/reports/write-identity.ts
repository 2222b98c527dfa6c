/** Who may know who spoke, where the resident changed it after speaking. */
import { sql } from 'kysely'
import type { IdentityKind } from '../../domain/reports/report.ts'
import type { Tx } from '../db.ts'

/** Keeps the choice in force. */
export async function setIdentityChoice(tx: Tx, reportId: string, kind: IdentityKind): Promise<void> {
  await tx.rows(sql`
    insert into identity_choices (district_id, report_id, identity_kind)
    values (${tx.district}, ${reportId}, ${kind})
    on conflict (district_id, report_id) do update set identity_kind = excluded.identity_kind`)
}

/** Keeps a sealed identity; one that is there stays. */
export async function insertIdentity(tx: Tx, reportId: string, sealed: Uint8Array): Promise<void> {
  await tx.rows(sql`
    insert into identities (district_id, report_id, sealed) values (${tx.district}, ${reportId}, ${sealed})
    on conflict (district_id, report_id) do nothing`)
}

/** Deletes the sealed identity of a report whose choice in force is `anonymous`, and of no other (migrations/0013). */
export async function forgetIdentity(tx: Tx, reportId: string): Promise<void> {
  await tx.rows(sql`select forget_identity(${reportId}::uuid)`)
}
