/** Noting that somebody has a case open, and that they left. */
import { sql } from 'kysely'
import type { Tx } from '../db.ts'

/** Notes that a person is at a case now. */
export async function putPresence(tx: Tx, given: { caseId: string; userId: string; now: Date }): Promise<void> {
  await tx.rows(sql`
    insert into presences (district_id, case_id, user_id, seen_at)
    values (${tx.district}, ${given.caseId}, ${given.userId}, ${given.now})
    on conflict (district_id, case_id, user_id) do update set seen_at = excluded.seen_at`)
}

/** Forgets that a person is at a case. */
export async function deletePresence(tx: Tx, given: { caseId: string; userId: string }): Promise<void> {
  await tx.rows(sql`
    delete from presences
    where district_id = ${tx.district} and case_id = ${given.caseId} and user_id = ${given.userId}`)
}

/** Forgets those of whom nothing was heard since. */
export async function deletePresencesBefore(tx: Tx, since: Date): Promise<void> {
  await tx.rows(sql`delete from presences where district_id = ${tx.district} and seen_at <= ${since}`)
}
