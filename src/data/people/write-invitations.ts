import { sql } from 'kysely'
import type { Tx } from '../db.ts'

export async function insertInvitation(
  tx: Tx,
  given: { id: string; userId: string; tokenHash: Uint8Array; madeAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into invitations (district_id, id, user_id, token_hash, made_at, expires_at)
    values (${tx.district}, ${given.id}, ${given.userId}, ${given.tokenHash}, ${given.madeAt}, ${given.expiresAt})`)
}

/** Takes back what is still open of a person's invitations, and tells how many that were. */
export async function revokeInvitations(tx: Tx, userId: string, at: Date): Promise<number> {
  const revoked = await tx.rows(sql`
    update invitations set revoked_at = ${at}
    where district_id = ${tx.district} and user_id = ${userId} and used_at is null and revoked_at is null
      and expires_at > ${at}
    returning id`)
  return revoked.length
}

/** Uses an invitation up. False when somebody just did, or it is no longer open. */
export async function takeInvitation(tx: Tx, id: string, at: Date): Promise<boolean> {
  const taken = await tx.rows(sql`
    update invitations set used_at = ${at}
    where district_id = ${tx.district} and id = ${id} and used_at is null and revoked_at is null and expires_at > ${at}
    returning id`)
  return taken.length === 1
}
