/** Who signs in, and as what. */
import { type RawBuilder, sql } from 'kysely'
import type { Membership, Staff } from '../../domain/people/actor.ts'
import type { Term } from '../../domain/people/term.ts'
import type { Db } from '../db.ts'
import { inForce } from './in-force.ts'

/** A user who may sign in, found by login name. Without a password for one who was invited and has not set it. */
export async function userByLogin(
  db: Db,
  login: string,
): Promise<{ id: string; passwordHash: string | null } | undefined> {
  const [user] = await db.rows(sql<{ id: string; passwordHash: string | null }>`
    select id, password_hash as "passwordHash" from users
    where district_id = ${db.district} and login = ${login} and active and left_at is null`)
  return user
}

/** A person and the session they act in. */
export type SignedIn = Staff & {
  readonly login: string
  readonly sessionId: string
  readonly lastUsedAt: Date | null
  /** One of their roles needs more than the password that this session was begun with. */
  readonly mustSecure: boolean
}

/** What a user `u` is at an instant: the roles that count on that day, and the stations a deputy belongs to. */
const rolesOf = (now: Date): RawBuilder<unknown> => sql`
      (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'unitId', m.unit_id) order by m.role, m.unit_id), '[]')
       from memberships m
       where m.district_id = u.district_id and m.user_id = u.id and ${inForce(now)}) as memberships,
      (select coalesce(jsonb_agg(d.station_id), '[]')
       from memberships m join deputies d on d.district_id = m.district_id and d.id = m.unit_id
       where m.district_id = u.district_id and m.user_id = u.id and m.role = 'deputy' and ${inForce(now)}) as "stationIds"`

/** The person behind a session that still runs at `now`, with the roles that count on that day. */
export async function staffBySession(db: Db, tokenHash: Uint8Array, now: Date): Promise<SignedIn | undefined> {
  const [user] = await db.rows(sql<Omit<SignedIn, 'kind'>>`
    select u.id as "userId", u.login, u.name, s.id as "sessionId", s.last_used_at as "lastUsedAt",
      not s.strong and exists (
        select from memberships m
        join second_factor_roles needs on needs.district_id = m.district_id and needs.role = m.role
        where m.district_id = u.district_id and m.user_id = u.id and ${inForce(now)}) as "mustSecure",
      ${rolesOf(now)}
    from sessions s
    join districts here on here.id = s.district_id
    join users u on u.district_id = s.district_id and u.id = s.user_id
    where s.district_id = ${db.district} and s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.active
      and u.left_at is null`)
  return user && { kind: 'staff', ...user }
}

/** Those of these people who may sign in, as they are at `now`: for what is done on their behalf, or told to them. */
export const staffByIds = (db: Db, users: readonly string[], now: Date): Promise<Staff[]> =>
  staffWhere(db, sql`u.id = any(${users}::uuid[])`, now)

/** Who may sign in and belongs at `now` to one of these units, each a role with its unit's id or null. */
export const membersOf = (
  db: Db,
  units: readonly { readonly kind: string; readonly id: string | null }[],
  now: Date,
): Promise<Staff[]> =>
  staffWhere(
    db,
    sql`exists (
      select from memberships m
      join jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as told(kind text, id uuid)
        on told.kind = m.role and told.id is not distinct from m.unit_id
      where m.district_id = u.district_id and m.user_id = u.id and ${inForce(now)})`,
    now,
  )

async function staffWhere(db: Db, condition: RawBuilder<unknown>, now: Date): Promise<Staff[]> {
  const rows = await db.rows(sql<Omit<Staff, 'kind'>>`
    select u.id as "userId", u.name,
      ${rolesOf(now)}
    from users u
    join districts here on here.id = u.district_id
    where u.district_id = ${db.district} and u.active and u.left_at is null and ${condition}
    order by u.id`)
  return rows.map((row) => ({ kind: 'staff', ...row }))
}

/** The names of the units a person belongs to now, for the head of the desk. */
export const membershipNames = (
  db: Db,
  userId: string,
  now: Date,
): Promise<{ role: Membership['role']; unitName: string }[]> =>
  db.rows(sql<{ role: Membership['role']; unitName: string }>`
    select m.role, coalesce(d.name, s.name, t.name, a.name, here.name) as "unitName"
    from memberships m
    join districts here on here.id = m.district_id
    left join deputies d on d.district_id = m.district_id and d.id = m.unit_id and m.role = 'deputy'
    left join stations s on s.district_id = m.district_id
      and s.id = m.unit_id and m.role = 'station'
    left join towns t on t.district_id = m.district_id and t.id = m.unit_id and m.role = 'town'
    left join agencies a on a.district_id = m.district_id and a.id = m.unit_id and m.role = 'agency'
    where m.district_id = ${db.district} and m.user_id = ${userId} and ${inForce(now)}
    order by m.role`)

/** A person with an account, for those who keep the accounts. */
export type Account = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly email: string
  readonly active: boolean
  readonly left: boolean
  readonly hasPassword: boolean
  /** Their roles, in force or not, each with its unit's id and name (the district's own name for the whole district). */
  readonly roles: readonly (Membership & Term & { readonly unitName: string })[]
}

const account = sql`
  u.id, u.login, u.name, u.email, u.active, u.left_at is not null as "left", u.password_hash is not null as "hasPassword",
  (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'unitId', m.unit_id,
      'fromDay', m.from_day, 'untilDay', m.until_day,
      'unitName', coalesce(d.name, s.name, t.name, a.name, district.name, '')) order by m.role, m.unit_id), '[]')
   from memberships m
   join districts district on district.id = m.district_id
   left join deputies d on d.district_id = m.district_id and d.id = m.unit_id and m.role = 'deputy'
   left join stations s on s.district_id = m.district_id and s.id = m.unit_id and m.role = 'station'
   left join towns t on t.district_id = m.district_id and t.id = m.unit_id and m.role = 'town'
   left join agencies a on a.district_id = m.district_id and a.id = m.unit_id and m.role = 'agency'
   where m.district_id = u.district_id and m.user_id = u.id) as roles`

/** Everyone with an account, active or not, by login. */
export const allAccounts = (db: Db): Promise<Account[]> =>
  db.rows(sql<Account>`select ${account} from users u where u.district_id = ${db.district} order by u.login`)

/** The account of this login, active or not. */
export async function accountByLogin(db: Db, login: string): Promise<Account | undefined> {
  const [found] = await db.rows(sql<Account>`
    select ${account} from users u where u.district_id = ${db.district} and u.login = ${login}`)
  return found
}

/** The account of this id, active or not. */
export async function accountById(db: Db, id: string): Promise<Account | undefined> {
  const [found] = await db.rows(sql<Account>`
    select ${account} from users u where u.district_id = ${db.district} and u.id = ${id}`)
  return found
}

/**
 * Whether somebody else who can sign in keeps the whole district, now and without an end: when the last one's term ran
 * out, nobody could let anyone in again.
 */
export async function hasOtherAdministrator(db: Db, userId: string, now: Date): Promise<boolean> {
  const others = await db.rows(sql`
    select 1 from memberships m
    join districts here on here.id = m.district_id
    join users u on u.district_id = m.district_id and u.id = m.user_id
    where m.district_id = ${db.district} and m.role = 'district' and u.active and u.left_at is null
      and u.password_hash is not null and m.until_day is null and ${inForce(now)} and u.id <> ${userId} limit 1`)
  return others.length > 0
}

/** The password's hash, for whoever changes their own; null where there is none. */
export async function passwordHashOf(db: Db, userId: string): Promise<string | null> {
  const [user] = await db.rows(sql<{ hash: string | null }>`
    select password_hash as hash from users where district_id = ${db.district} and id = ${userId}`)
  return user?.hash ?? null
}
