/** What somebody holds who leaves: as a deputy cases, points and codes; and what waits for a second person. */
import { sql } from 'kysely'
import { openStatuses } from '../../domain/cases/moves.ts'
import type { Db } from '../db.ts'

export type Departure = {
  readonly successorId: string | null
  readonly words: string
  readonly doneAt: Date | null
  readonly casesMoved: number
}

/** What was decided when a person left, finished or not. */
export async function departureOf(db: Db, userId: string): Promise<Departure | undefined> {
  const [found] = await db.rows(sql<Departure>`
    select successor_id as "successorId", words, done_at as "doneAt", cases_moved as "casesMoved"
    from departures where district_id = ${db.district} and user_id = ${userId}`)
  return found
}

/** Open cases that these deputies hold. */
export async function heldCases(db: Db, deputyIds: readonly string[], limit: number): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select id from cases c
    where district_id = ${db.district} and holder_kind = 'deputy' and holder_id = any(${[...deputyIds]}::uuid[])
      and status in ('quarantined', ${sql.join(openStatuses)})
    order by id limit ${limit}`)
  return rows.map(({ id }) => id)
}

export async function countHeldCases(db: Db, deputyIds: readonly string[]): Promise<number> {
  const [row] = await db.rows(sql<{ count: number }>`
    select count(*)::integer as count from cases
    where district_id = ${db.district} and holder_kind = 'deputy' and holder_id = any(${[...deputyIds]}::uuid[])
      and status in ('quarantined', ${sql.join(openStatuses)})`)
  return row?.count ?? 0
}

/** The points whose word goes to one of these deputies. */
export const pointsOfDeputies = (
  db: Db,
  deputyIds: readonly string[],
): Promise<{ id: string; name: string; stationId: string; townId: string; deputyId: string }[]> =>
  db.rows(sql<{ id: string; name: string; stationId: string; townId: string; deputyId: string }>`
    select p.id, p.name, p.station_id as "stationId", s.town_id as "townId", p.deputy_id as "deputyId"
    from points p join stations s on s.district_id = p.district_id and s.id = p.station_id
    where p.district_id = ${db.district} and p.deputy_id = any(${[...deputyIds]}::uuid[])
    order by p.name collate "zh-x-icu", p.id`)

export type DeputySeat = {
  readonly id: string
  readonly name: string
  readonly stationId: string
  readonly stationName: string
  readonly townId: string
  /** The code in use, and the station's, to which the old one leads. */
  readonly code: string | null
  readonly stationCode: string | null
}

const seat = sql`d.id, d.name, d.station_id as "stationId", s.name as "stationName", s.town_id as "townId",
  (select min(code) from codes c where c.district_id = d.district_id and c.unit_id = d.id and c.revoked_at is null) as code,
  (select min(code) from codes c where c.district_id = d.district_id and c.unit_id = s.id and c.revoked_at is null)
    as "stationCode"`

/** The deputies a person is, by the roles they have. */
export const seatsOf = (db: Db, userId: string): Promise<DeputySeat[]> =>
  db.rows(sql<DeputySeat>`
    select ${seat} from memberships m
    join deputies d on d.district_id = m.district_id and d.id = m.unit_id
    join stations s on s.district_id = d.district_id and s.id = d.station_id
    where m.district_id = ${db.district} and m.user_id = ${userId} and m.role = 'deputy'
      and not exists (
        select from memberships o join users u on u.district_id = o.district_id and u.id = o.user_id
        where o.district_id = m.district_id and o.role = 'deputy' and o.unit_id = m.unit_id and o.user_id <> m.user_id
          and u.left_at is null)
    order by d.name, d.id`)

/** Other deputies of these stations whose code is in use: whom things can be given to. */
export const successorsAt = (
  db: Db,
  given: { stationIds: readonly string[]; but: readonly string[] },
): Promise<DeputySeat[]> =>
  db.rows(sql<DeputySeat>`
    select * from (
      select ${seat} from deputies d join stations s on s.district_id = d.district_id and s.id = d.station_id
      where d.district_id = ${db.district} and d.station_id = any(${[...given.stationIds]}::uuid[])
        and d.id <> all(${[...given.but]}::uuid[])) seat
    where code is not null
    order by name collate "zh-x-icu", id`)

export type WaitingProposal = {
  readonly caseId: string
  readonly number: number
  readonly receivedAt: Date
  readonly kind: 'decline' | 'extension' | 'erase'
}

/** What this person proposed and a second person has not decided on. It stays, and can still be decided on. */
export const proposalsOf = (db: Db, userId: string): Promise<WaitingProposal[]> =>
  db.rows(sql<WaitingProposal>`
    select c.id as "caseId", c.number, r.received_at as "receivedAt",
      case when c.decline_by = ${userId} then 'decline' when c.extension_by = ${userId} then 'extension' else 'erase' end as kind
    from cases c join reports r on r.district_id = c.district_id and r.id = c.report_id
    where c.district_id = ${db.district} and not c.erased
      and (c.decline_by = ${userId} or c.extension_by = ${userId} or c.erase_by = ${userId})
    order by c.number limit 200`)
