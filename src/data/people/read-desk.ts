/** The people of a district as its office keeps them: lists, one person, the units a role can be given in. */
import { type RawBuilder, sql } from 'kysely'
import type { EventDetail } from '../../domain/loop/event.ts'
import type { AccountState } from '../../domain/people/account-state.ts'
import type { Membership, StaffRole } from '../../domain/people/actor.ts'
import type { Term } from '../../domain/people/term.ts'
import type { Db } from '../db.ts'
import { inForce } from './in-force.ts'

export type PersonRow = {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly email: string
  readonly state: AccountState
  readonly leftAt: Date | null
  readonly lastSignedInAt: Date | null
  /** Until when the latest invitation can still be used. */
  readonly invitedUntil: Date | null
  readonly roles: readonly (Membership & Term & { readonly unitName: string; readonly inForce: boolean })[]
}

export type PeopleFilter = {
  readonly search?: string | undefined
  readonly role?: StaffRole | undefined
  readonly unit?: string | undefined
  readonly state?: AccountState | undefined
  readonly id?: string | undefined
}

const state = sql`case when u.left_at is not null then 'left' when not u.active then 'disabled'
  when u.password_hash is null then 'invited' else 'active' end`

/** What LIKE would read as a sign of its own is meant as it is typed. */
const like = (typed: string): string => `%${typed.replace(/[\\%_]/g, '\\$&')}%`

function matching(db: Db, { search, role, unit, state: wanted, id }: PeopleFilter): RawBuilder<unknown> {
  const conditions = [sql`u.district_id = ${db.district}`]
  if (id) conditions.push(sql`u.id = ${id}`)
  if (search)
    conditions.push(
      sql`(u.name ilike ${like(search)} or u.login ilike ${like(search)} or u.email ilike ${like(search)})`,
    )
  if (wanted) conditions.push(sql`${state} = ${wanted}`)
  if (role || unit)
    conditions.push(sql`exists (
      select from memberships m where m.district_id = u.district_id and m.user_id = u.id
      ${role ? sql`and m.role = ${role}` : sql``} ${unit ? sql`and m.unit_id = ${unit}` : sql``})`)
  return sql.join(conditions, sql` and `)
}

/** People by name, as Chinese readers order them; those who have left come last. */
export const peopleFor = (
  db: Db,
  given: { filter: PeopleFilter; now: Date; offset: number; limit: number },
): Promise<PersonRow[]> =>
  db.rows(sql<PersonRow>`
    select u.id, u.name, u.login, u.email, ${state} as state, u.left_at as "leftAt",
      u.last_signed_in_at as "lastSignedInAt",
      (select max(i.expires_at) from invitations i
       where i.district_id = u.district_id and i.user_id = u.id and i.used_at is null and i.revoked_at is null
         and i.expires_at > ${given.now}) as "invitedUntil",
      (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'unitId', m.unit_id,
          'fromDay', m.from_day, 'untilDay', m.until_day, 'inForce', ${inForce(given.now)},
          'unitName', coalesce(d.name, s.name, t.name, a.name, here.name, '')) order by m.role, m.unit_id), '[]')
       from memberships m
       left join deputies d on d.district_id = m.district_id and d.id = m.unit_id and m.role = 'deputy'
       left join stations s on s.district_id = m.district_id and s.id = m.unit_id and m.role = 'station'
       left join towns t on t.district_id = m.district_id and t.id = m.unit_id and m.role = 'town'
       left join agencies a on a.district_id = m.district_id and a.id = m.unit_id and m.role = 'agency'
       where m.district_id = u.district_id and m.user_id = u.id) as roles
    from users u
    join districts here on here.id = u.district_id
    where ${matching(db, given.filter)}
    order by u.left_at is not null, u.name collate "zh-x-icu", u.id
    offset ${given.offset} limit ${given.limit}`)

/** How many there are: found with the filter, and of each state without it. */
export async function countPeople(
  db: Db,
  filter: PeopleFilter,
): Promise<{ found: number } & Record<AccountState, number>> {
  const { state: _, ...others } = filter
  const [[found], states] = await Promise.all([
    db.rows(sql<{ count: number }>`select count(*)::integer as count from users u where ${matching(db, filter)}`),
    db.rows(sql<{ state: AccountState; count: number }>`
      select ${state} as state, count(*)::integer as count from users u where ${matching(db, others)} group by 1`),
  ])
  const of = (wanted: AccountState) => states.find((one) => one.state === wanted)?.count ?? 0
  return {
    found: found?.count ?? 0,
    active: of('active'),
    invited: of('invited'),
    disabled: of('disabled'),
    left: of('left'),
  }
}

export type UnitRow = { readonly role: StaffRole; readonly id: string; readonly name: string; readonly above: string }

/** The units a role can be given in, in the order of Chinese readers, each with what it belongs to. */
export const unitsForRoles = (db: Db): Promise<UnitRow[]> =>
  db.rows(sql<UnitRow>`
    select unit.role, unit.id, unit.name, unit.above from (
      select 1 as place, 'deputy' as role, d.id, d.name, t.name || ' · ' || s.name as above
      from deputies d join stations s on s.district_id = d.district_id and s.id = d.station_id
      join towns t on t.district_id = s.district_id and t.id = s.town_id where d.district_id = ${db.district}
      union all
      select 2, 'station', s.id, s.name, t.name
      from stations s join towns t on t.district_id = s.district_id and t.id = s.town_id
      where s.district_id = ${db.district}
      union all select 3, 'town', id, name, '' from towns where district_id = ${db.district}
      union all select 4, 'agency', id, name, '' from agencies where district_id = ${db.district}
    ) unit
    order by unit.place, unit.above collate "zh-x-icu", unit.name collate "zh-x-icu"`)

/** Whether there is such a unit. */
export async function hasUnit(db: Db, { role, unitId }: Membership): Promise<boolean> {
  if (role === 'district' || role === 'auditor') return unitId === null
  const table = { deputy: sql`deputies`, station: sql`stations`, town: sql`towns`, agency: sql`agencies` }[role]
  const found = await db.rows(sql`select from ${table} where district_id = ${db.district} and id = ${unitId}`)
  return found.length > 0
}

export type AccountEvent = {
  readonly id: string
  readonly kind: string
  readonly at: Date
  readonly actorKind: string
  readonly actorName: string | null
  readonly detail: EventDetail | null
}

/** What was done to an account, the latest first. */
export const historyOfAccount = (db: Db, id: string): Promise<AccountEvent[]> =>
  db.rows(sql<AccountEvent>`
    select e.id, e.kind, e.at, e.actor_kind as "actorKind", u.name as "actorName", c.detail
    from events e
    left join event_contents c on c.district_id = e.district_id and c.event_id = e.id
    left join users u on u.district_id = e.district_id and u.id = e.actor_id
    where e.district_id = ${db.district} and e.subject_id = ${id} and e.subject_kind = 'account'
    order by e.seq desc`)
