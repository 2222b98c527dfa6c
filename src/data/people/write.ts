import { sql } from 'kysely'
import type { Membership } from '../../domain/people/actor.ts'
import type { Tx } from '../db.ts'

export async function insertDeputy(tx: Tx, deputy: { id: string; stationId: string; name: string }): Promise<void> {
  await tx.rows(sql`
    insert into deputies (district_id, id, station_id, name)
    values (${tx.district}, ${deputy.id}, ${deputy.stationId}, ${deputy.name})`)
}

export async function insertUser(
  tx: Tx,
  user: { id: string; login: string; name: string; passwordHash: string },
): Promise<void> {
  await tx.rows(sql`
    insert into users (district_id, id, login, name, password_hash)
    values (${tx.district}, ${user.id}, ${user.login}, ${user.name}, ${user.passwordHash})`)
}

export async function insertMembership(tx: Tx, membership: Membership & { id: string; userId: string }): Promise<void> {
  await tx.rows(sql`
    insert into memberships (district_id, id, user_id, role, unit_id)
    values (${tx.district}, ${membership.id}, ${membership.userId}, ${membership.role}, ${membership.unitId})`)
}

export async function insertSession(
  tx: Tx,
  session: { tokenHash: Uint8Array; userId: string; expiresAt: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into sessions (district_id, token_hash, user_id, expires_at)
    values (${tx.district}, ${session.tokenHash}, ${session.userId}, ${session.expiresAt})`)
}

export async function deleteSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.rows(sql`delete from sessions where district_id = ${tx.district} and token_hash = ${tokenHash}`)
}

/** Forgets sessions whose time is over. */
export async function deleteSessionsBefore(tx: Tx, now: Date): Promise<void> {
  await tx.rows(sql`delete from sessions where district_id = ${tx.district} and expires_at <= ${now}`)
}

/** Lets a person sign in, or no longer. */
export async function setActive(tx: Tx, userId: string, active: boolean): Promise<void> {
  await tx.rows(sql`update users set active = ${active} where district_id = ${tx.district} and id = ${userId}`)
}

export async function setPasswordHash(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.rows(sql`
    update users set password_hash = ${passwordHash} where district_id = ${tx.district} and id = ${userId}`)
}

/** Signs a person out everywhere. */
export async function deleteSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.rows(sql`delete from sessions where district_id = ${tx.district} and user_id = ${userId}`)
}

/** Takes a role away. False when the person does not have it. */
export async function deleteMembership(tx: Tx, userId: string, { role, unitId }: Membership): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from memberships
    where district_id = ${tx.district} and user_id = ${userId} and role = ${role}
      and unit_id is not distinct from ${unitId}::uuid
    returning id`)
  return gone.length > 0
}
