/** How a person signs in: their second factor, passkeys and sessions. */
import { sql } from 'kysely'
import type { StaffRole } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { inForce } from './in-force.ts'

export type SessionRow = {
  readonly id: string
  readonly beganAt: Date
  readonly lastUsedAt: Date | null
  readonly device: string
}

/** The sessions of a person that still run, the last used first. */
export const sessionsOf = (db: Db, userId: string, now: Date): Promise<SessionRow[]> =>
  db.rows(sql<SessionRow>`
    select id, began_at as "beganAt", last_used_at as "lastUsedAt", device from sessions
    where district_id = ${db.district} and user_id = ${userId} and expires_at > ${now}
    order by last_used_at desc nulls last, began_at desc`)

export type SecondFactor = { readonly sealed: Buffer; readonly confirmedAt: Date | null; readonly lastStep: number }

/** The second factor of a person, confirmed or still being set up. */
export async function secondFactorOf(db: Db, userId: string): Promise<SecondFactor | undefined> {
  const [found] = await db.rows(sql<SecondFactor>`
    select sealed, confirmed_at as "confirmedAt", last_step as "lastStep" from second_factors
    where district_id = ${db.district} and user_id = ${userId}`)
  return found
}

/** How many recovery codes of a person can still be used. */
export async function recoveryCodesLeft(db: Db, userId: string): Promise<number> {
  const [found] = await db.rows(sql<{ count: number }>`
    select count(*)::integer as count from recovery_codes
    where district_id = ${db.district} and user_id = ${userId} and used_at is null`)
  return found?.count ?? 0
}

export type Passkey = {
  readonly id: string
  readonly userId: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly madeAt: Date
  readonly lastUsedAt: Date | null
}

const passkey = sql`id, user_id as "userId", public_key as "publicKey", counter, transports, name, made_at as "madeAt",
  last_used_at as "lastUsedAt"`

/** The passkeys of a person, the oldest first. */
export const passkeysOf = (db: Db, userId: string): Promise<Passkey[]> =>
  db.rows(sql<Passkey>`
    select ${passkey} from passkeys where district_id = ${db.district} and user_id = ${userId} order by made_at, id`)

/** The passkey of this id, of a person who may sign in. */
export async function passkeyById(db: Db, id: string): Promise<Passkey | undefined> {
  const [found] = await db.rows(sql<Passkey>`
    select ${passkey} from passkeys p
    where district_id = ${db.district} and id = ${id} and exists (
      select from users u where u.district_id = p.district_id and u.id = p.user_id and u.active and u.left_at is null)`)
  return found
}

/** The roles that need more than a password. */
export async function rolesWithSecondFactor(db: Db): Promise<StaffRole[]> {
  const found = await db.rows(sql<{ role: StaffRole }>`
    select role from second_factor_roles where district_id = ${db.district} order by role`)
  return found.map(({ role }) => role)
}

/** Whether one of the person's roles of today needs more than a password. */
export async function needsSecondFactor(db: Db, userId: string, now: Date): Promise<boolean> {
  const found = await db.rows(sql`
    select from memberships m
    join districts here on here.id = m.district_id
    join second_factor_roles needs on needs.district_id = m.district_id and needs.role = m.role
    where m.district_id = ${db.district} and m.user_id = ${userId} and ${inForce(now)} limit 1`)
  return found.length > 0
}
