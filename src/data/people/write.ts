import { sql } from 'kysely'
import type { Membership } from '../../domain/people/actor.ts'
import type { Term } from '../../domain/people/term.ts'
import type { Tx } from '../db.ts'

export async function insertDeputy(tx: Tx, deputy: { id: string; stationId: string; name: string }): Promise<void> {
  await tx.rows(sql`
    insert into deputies (district_id, id, station_id, name)
    values (${tx.district}, ${deputy.id}, ${deputy.stationId}, ${deputy.name})`)
}

/** Adds a person. Without a password they sign in only after they were invited and have set one. */
export async function insertUser(
  tx: Tx,
  user: { id: string; login: string; name: string; email?: string; passwordHash: string | null },
): Promise<void> {
  await tx.rows(sql`
    insert into users (district_id, id, login, name, email, password_hash)
    values (${tx.district}, ${user.id}, ${user.login}, ${user.name}, ${user.email ?? ''}, ${user.passwordHash})`)
}

export async function insertMembership(
  tx: Tx,
  membership: Membership & Partial<Term> & { id: string; userId: string },
): Promise<void> {
  await tx.rows(sql`
    insert into memberships (district_id, id, user_id, role, unit_id, from_day, until_day)
    values (${tx.district}, ${membership.id}, ${membership.userId}, ${membership.role}, ${membership.unitId},
            ${membership.fromDay ?? null}, ${membership.untilDay ?? null})`)
}

/** Holds the rows that say who keeps the district, so that two acts at once cannot leave nobody. */
export async function holdAdministrators(tx: Tx): Promise<void> {
  await tx.rows(sql`
    select id from memberships where district_id = ${tx.district} and role = 'district' order by id for update`)
}

export async function insertSession(
  tx: Tx,
  session: {
    id: string
    tokenHash: Uint8Array
    userId: string
    now: Date
    expiresAt: Date
    device: string
    strong: boolean
  },
): Promise<void> {
  await tx.rows(sql`
    insert into sessions (district_id, token_hash, user_id, expires_at, id, began_at, last_used_at, device, strong)
    values (${tx.district}, ${session.tokenHash}, ${session.userId}, ${session.expiresAt}, ${session.id}, ${session.now},
            ${session.now}, ${session.device}, ${session.strong})`)
  await tx.rows(sql`
    update users set last_signed_in_at = ${session.now} where district_id = ${tx.district} and id = ${session.userId}`)
}

/** Remembers that a session was used, for whoever looks at their sessions. */
export async function touchSession(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.rows(sql`update sessions set last_used_at = ${now} where district_id = ${tx.district} and id = ${id}`)
}

/** The session counts as begun with more than a password from now on. */
export async function strengthenSession(tx: Tx, id: string): Promise<void> {
  await tx.rows(sql`update sessions set strong = true where district_id = ${tx.district} and id = ${id}`)
}

export async function deleteSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.rows(sql`delete from sessions where district_id = ${tx.district} and token_hash = ${tokenHash}`)
}

/** Ends one session of a person. False when it is not theirs or has ended. */
export async function deleteSessionById(tx: Tx, userId: string, id: string): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from sessions where district_id = ${tx.district} and user_id = ${userId} and id = ${id} returning id`)
  return gone.length > 0
}

/** Forgets sessions whose time is over. */
export async function deleteSessionsBefore(tx: Tx, now: Date): Promise<void> {
  await tx.rows(sql`delete from sessions where district_id = ${tx.district} and expires_at <= ${now}`)
}

/** Signs a person out everywhere, but for the session that is kept, and tells how many sessions ended. */
export async function deleteSessionsOf(tx: Tx, userId: string, kept: string | null = null): Promise<number> {
  const gone = await tx.rows(sql`
    delete from sessions
    where district_id = ${tx.district} and user_id = ${userId} and id is distinct from ${kept}::uuid returning id`)
  return gone.length
}

/** Lets a person sign in, or no longer. */
export async function setActive(tx: Tx, userId: string, active: boolean): Promise<void> {
  await tx.rows(sql`update users set active = ${active} where district_id = ${tx.district} and id = ${userId}`)
}

/** A person has left: their account stays, for the trail, and nobody signs in with it. */
export async function setLeft(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.rows(sql`
    update users set active = false, left_at = ${at}, password_hash = null
    where district_id = ${tx.district} and id = ${userId}`)
}

export async function describeUser(tx: Tx, userId: string, given: { name: string; email: string }): Promise<void> {
  await tx.rows(sql`
    update users set name = ${given.name}, email = ${given.email}
    where district_id = ${tx.district} and id = ${userId}`)
}

export async function setPasswordHash(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.rows(sql`
    update users set password_hash = ${passwordHash} where district_id = ${tx.district} and id = ${userId}`)
}

/** Sets the days of a role. False when the person does not have it. */
export async function setTerm(tx: Tx, userId: string, { role, unitId, fromDay, untilDay }: Membership & Term) {
  const changed = await tx.rows(sql`
    update memberships set from_day = ${fromDay}, until_day = ${untilDay}
    where district_id = ${tx.district} and user_id = ${userId} and role = ${role}
      and unit_id is not distinct from ${unitId}::uuid
    returning id`)
  return changed.length > 0
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
