/** What a person signs in with beside the password. */
import { sql } from 'kysely'
import type { StaffRole } from '../../domain/people/actor.ts'
import type { Tx } from '../db.ts'

/** Keeps a new secret that is not yet confirmed, in place of one that was not confirmed either. */
export async function putSecondFactor(tx: Tx, userId: string, sealed: Uint8Array): Promise<void> {
  await tx.rows(sql`
    insert into second_factors (district_id, user_id, sealed) values (${tx.district}, ${userId}, ${sealed})
    on conflict (district_id, user_id) do update set sealed = excluded.sealed, last_step = 0
    where second_factors.confirmed_at is null`)
}

export async function confirmSecondFactor(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.rows(sql`
    update second_factors set confirmed_at = ${at} where district_id = ${tx.district} and user_id = ${userId}`)
}

/** Uses a step of the clock up. False when it, or a later one, was used already. */
export async function takeStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const taken = await tx.rows(sql`
    update second_factors set last_step = ${step}
    where district_id = ${tx.district} and user_id = ${userId} and last_step < ${step} returning user_id`)
  return taken.length === 1
}

/** Forgets the second factor and its recovery codes. False when there was none. */
export async function deleteSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.rows(sql`delete from recovery_codes where district_id = ${tx.district} and user_id = ${userId}`)
  const gone = await tx.rows(sql`
    delete from second_factors where district_id = ${tx.district} and user_id = ${userId} returning user_id`)
  return gone.length > 0
}

/** Puts new recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: readonly Uint8Array[]): Promise<void> {
  await tx.rows(sql`delete from recovery_codes where district_id = ${tx.district} and user_id = ${userId}`)
  for (const hash of hashes)
    await tx.rows(sql`
      insert into recovery_codes (district_id, user_id, code_hash) values (${tx.district}, ${userId}, ${hash})`)
}

/** Uses a recovery code up. False when it is none, or was used. */
export async function takeRecoveryCode(tx: Tx, userId: string, hash: Uint8Array, at: Date): Promise<boolean> {
  const taken = await tx.rows(sql`
    update recovery_codes set used_at = ${at}
    where district_id = ${tx.district} and user_id = ${userId} and code_hash = ${hash} and used_at is null
    returning user_id`)
  return taken.length === 1
}

export async function insertChallenge(
  tx: Tx,
  given: { challenge: string; userId: string | null; expiresAt: Date; now: Date },
): Promise<void> {
  await tx.rows(sql`delete from passkey_challenges where district_id = ${tx.district} and expires_at <= ${given.now}`)
  await tx.rows(sql`
    insert into passkey_challenges (district_id, challenge, user_id, expires_at)
    values (${tx.district}, ${given.challenge}, ${given.userId}, ${given.expiresAt})`)
}

/** Uses a challenge up. False when it was never asked of this person, was answered, or is too old. */
export async function takeChallenge(tx: Tx, given: { challenge: string; userId: string | null; now: Date }) {
  const taken = await tx.rows(sql`
    delete from passkey_challenges
    where district_id = ${tx.district} and challenge = ${given.challenge}
      and user_id is not distinct from ${given.userId}::uuid and expires_at > ${given.now}
    returning challenge`)
  return taken.length === 1
}

export async function insertPasskey(
  tx: Tx,
  given: {
    id: string
    userId: string
    publicKey: Uint8Array
    counter: number
    transports: readonly string[]
    name: string
    at: Date
  },
): Promise<void> {
  await tx.rows(sql`
    insert into passkeys (district_id, id, user_id, public_key, counter, transports, name, made_at)
    values (${tx.district}, ${given.id}, ${given.userId}, ${given.publicKey}, ${given.counter},
            ${[...given.transports]}::text[], ${given.name}, ${given.at})`)
}

export async function notePasskeyUse(tx: Tx, given: { id: string; counter: number; at: Date }): Promise<void> {
  await tx.rows(sql`
    update passkeys set counter = ${given.counter}, last_used_at = ${given.at}
    where district_id = ${tx.district} and id = ${given.id}`)
}

/** Removes passkeys: one of a person's, or all. Tells the names of those that went. */
export async function deletePasskeys(tx: Tx, userId: string, id?: string): Promise<string[]> {
  const gone = await tx.rows(sql<{ name: string }>`
    delete from passkeys
    where district_id = ${tx.district} and user_id = ${userId} ${id === undefined ? sql`` : sql`and id = ${id}`}
    returning name`)
  return gone.map(({ name }) => name)
}

export async function setRolesWithSecondFactor(tx: Tx, roles: readonly StaffRole[]): Promise<void> {
  await tx.rows(sql`delete from second_factor_roles where district_id = ${tx.district}`)
  for (const role of new Set(roles))
    await tx.rows(sql`insert into second_factor_roles (district_id, role) values (${tx.district}, ${role})`)
}
