/** Who signs in, and as what. */
import { sql } from 'kysely'
import type { Membership, Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'

/** A user who may sign in, found by login name. */
export async function userByLogin(db: Db, login: string): Promise<{ id: string; passwordHash: string } | undefined> {
  const [user] = await db.rows(sql<{ id: string; passwordHash: string }>`
    select id, password_hash as "passwordHash" from users
    where district_id = ${db.district} and login = ${login} and active`)
  return user
}

/** The person behind a session that still runs at `now`. */
export async function staffBySession(
  db: Db,
  tokenHash: Uint8Array,
  now: Date,
): Promise<(Staff & { login: string }) | undefined> {
  const [user] = await db.rows(sql<{
    userId: string
    login: string
    name: string
    memberships: Membership[]
    stationIds: string[]
  }>`
    select u.id as "userId", u.login, u.name,
      (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'unitId', m.unit_id) order by m.role, m.unit_id), '[]')
       from memberships m where m.district_id = u.district_id and m.user_id = u.id) as memberships,
      (select coalesce(jsonb_agg(d.station_id), '[]')
       from memberships m join deputies d on d.district_id = m.district_id and d.id = m.unit_id
       where m.district_id = u.district_id and m.user_id = u.id and m.role = 'deputy') as "stationIds"
    from sessions s
    join users u on u.district_id = s.district_id and u.id = s.user_id
    where s.district_id = ${db.district} and s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.active`)
  return user && { kind: 'staff', ...user }
}

/** A person who may sign in, as they are now: for what was asked by them and is done later. */
export async function staffById(db: Db, userId: string): Promise<Staff | undefined> {
  const [user] = await db.rows(sql<Omit<Staff, 'kind'>>`
    select u.id as "userId", u.name,
      (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'unitId', m.unit_id) order by m.role, m.unit_id), '[]')
       from memberships m where m.district_id = u.district_id and m.user_id = u.id) as memberships,
      (select coalesce(jsonb_agg(d.station_id), '[]')
       from memberships m join deputies d on d.district_id = m.district_id and d.id = m.unit_id
       where m.district_id = u.district_id and m.user_id = u.id and m.role = 'deputy') as "stationIds"
    from users u where u.district_id = ${db.district} and u.id = ${userId} and u.active`)
  return user && { kind: 'staff', ...user }
}

/** The names of the units a person belongs to, for the head of the desk. */
export const membershipNames = (db: Db, userId: string): Promise<{ role: Membership['role']; unitName: string }[]> =>
  db.rows(sql<{ role: Membership['role']; unitName: string }>`
    select m.role, coalesce(d.name, s.name, t.name, a.name, district.name) as "unitName"
    from memberships m
    join districts district on district.id = m.district_id
    left join deputies d on d.district_id = m.district_id and d.id = m.unit_id and m.role = 'deputy'
    left join stations s on s.district_id = m.district_id
      and s.id = m.unit_id and m.role = 'station'
    left join towns t on t.district_id = m.district_id and t.id = m.unit_id and m.role = 'town'
    left join agencies a on a.district_id = m.district_id and a.id = m.unit_id and m.role = 'agency'
    where m.district_id = ${db.district} and m.user_id = ${userId}
    order by m.role`)

/** A person with an account, for those who keep the accounts. */
export type Account = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly active: boolean
  /** Their roles, each with its unit's id and name (the district's own name for the whole district). */
  readonly roles: readonly (Membership & { readonly unitName: string })[]
}

const account = sql`
  u.id, u.login, u.name, u.active,
  (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'unitId', m.unit_id,
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

/** Whether somebody else who may sign in keeps the whole district. */
export async function hasOtherAdministrator(db: Db, userId: string): Promise<boolean> {
  const others = await db.rows(sql`
    select 1 from memberships m join users u on u.district_id = m.district_id and u.id = m.user_id
    where m.district_id = ${db.district} and m.role = 'district' and u.active and u.id <> ${userId} limit 1`)
  return others.length > 0
}
