/** Notices to staff: a person's own, whom an event concerns, and what is to be sent outside the desk. */
import { sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import type { NoticeWishes, StaffNoticeKind, Told, UnitToTell } from '../../domain/cases/staff-notice.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { RobotKind } from '../../domain/people/robot-address.ts'
import type { Db } from '../db.ts'
import { type NamedCase, type NamedColumns, namedCases, namedColumns, toNamed } from './named.ts'
import { caseColumns, type StoredCase, toCase } from './row.ts'
import { visibleTo } from './visible.ts'

/** Of each of these people, what shows whether anything changed for them. Who has nothing unread is not among them. */
export const unreadFigures = (db: Db, users: readonly string[]): Promise<{ userId: string; figure: string }[]> =>
  db.rows(
    sql<{ userId: string; figure: string }>`
      select user_id as "userId", count(*) || ' ' || max(seq) as figure from staff_notices
      where district_id = ${db.district} and user_id = any(${users}::uuid[]) and read_at is null
      group by user_id`,
    'unread-figures',
  )

/** A notice with the case it is about. */
export type StaffNotice = {
  readonly id: string
  readonly seq: number
  readonly kind: StaffNoticeKind
  readonly madeAt: Date
  readonly readAt: Date | null
  readonly item: NamedCase
}

type NoticeColumns = { noticeId: string; seq: number; noticeKind: StaffNoticeKind; madeAt: Date; readAt: Date | null }

/** A person's notices about cases they may see, the latest first. */
export async function noticesOf(
  db: Db,
  staff: Staff,
  given: { unread: boolean; number?: number | undefined; before: number | undefined; limit: number },
): Promise<StaffNotice[]> {
  const rows = await db.rows(sql<NamedColumns & NoticeColumns>`
    select n.id as "noticeId", n.seq, n.kind as "noticeKind", n.made_at as "madeAt", n.read_at as "readAt", ${namedColumns}
    ${namedCases(sql`staff_notices n join cases c on c.district_id = n.district_id and c.id = n.case_id`)}
    where n.district_id = ${db.district} and n.user_id = ${staff.userId} and ${visibleTo(staff)}
      and ${given.unread ? sql`n.read_at is null` : sql`true`}
      and ${given.number === undefined ? sql`true` : sql`c.number = ${given.number}`}
      and ${given.before === undefined ? sql`true` : sql`n.seq < ${given.before}`}
    order by n.seq desc limit ${given.limit}`)
  return rows.map((row) => ({
    id: row.noticeId,
    seq: row.seq,
    kind: row.noticeKind,
    madeAt: row.madeAt,
    readAt: row.readAt,
    item: toNamed(row),
  }))
}

/** How many a person has not read, counted up to 100. */
export async function countUnread(db: Db, staff: Staff): Promise<number> {
  const [row] = await db.rows(sql<{ count: number }>`
    select count(*)::integer as count from (
      select from staff_notices n
      join cases c on c.district_id = n.district_id and c.id = n.case_id
      where n.district_id = ${db.district} and n.user_id = ${staff.userId} and n.read_at is null and ${visibleTo(staff)}
      limit 100) counted`)
  return row?.count ?? 0
}

/** An event with its case as it is now; undefined when it is about something else. */
export async function eventToTellStaff(
  db: Db,
  eventId: string,
): Promise<(Told & { at: Date; actorId: string | null; item: Case }) | undefined> {
  const [row] = await db.rows(sql<
    StoredCase &
      Pick<Told, 'actorKind'> & { eventKind: string; eventAt: Date; actorId: string | null; isNegative: boolean }
  >`
    select e.kind as "eventKind", e.at as "eventAt", e.actor_kind as "actorKind", e.actor_id as "actorId",
           exists (select from judgements j where j.district_id = e.district_id and j.event_id = e.id
                   and (j.process = 'not' or j.result = 'not' or not j.solved)) as "isNegative", ${caseColumns}
    from events e
    join cases c on c.district_id = e.district_id and c.id = e.subject_id
    where e.district_id = ${db.district} and e.id = ${eventId} and e.subject_kind = 'case'`)
  if (!row) return undefined
  const { eventKind: kind, eventAt: at, actorKind, actorId, isNegative } = row
  return { kind, at, actorKind, actorId, isNegative, item: toCase(row) }
}

export type AddressKind = 'email' | 'sms'
/** Where somebody is told outside the desk. */
export type StaffAddress = {
  readonly userId: string
  readonly kind: AddressKind
  readonly sealed: Buffer
  readonly refusedAt: Date | null
}

/** The addresses of these people, also those that were refused. */
export const addressesOf = (db: Db, users: readonly string[]): Promise<StaffAddress[]> =>
  db.rows(sql<StaffAddress>`
    select user_id as "userId", kind, sealed, refused_at as "refusedAt" from staff_addresses
    where district_id = ${db.district} and user_id = any(${users}::uuid[]) order by user_id, kind`)

export type StoredWishes = NoticeWishes & { readonly userId: string; readonly language: 'zh' | 'en' }

/** What these people said of when they want to be told; nobody who said nothing. */
export const wishesOf = (db: Db, users: readonly string[]): Promise<StoredWishes[]> =>
  db.rows(sql<StoredWishes>`
    select user_id as "userId", quiet_from as "quietFrom", quiet_until as "quietUntil", digest_hour as "digestHour",
           pace, language
    from notice_wishes where district_id = ${db.district} and user_id = any(${users}::uuid[])`)

/** A unit's robot. */
export type UnitRobot = {
  readonly unit: UnitToTell
  readonly kind: RobotKind
  readonly sealed: Buffer
  readonly quietFrom: number
  readonly quietUntil: number
  readonly nextAt: Date | null
  readonly refusedAt: Date | null
  readonly refusedCode: string | null
}

/** The id in a key that stands for a whole district's office. */
export const wholeDistrict = '00000000-0000-0000-0000-000000000000'

/** The robots of these units. */
export async function robotsOf(db: Db, units: readonly UnitToTell[]): Promise<UnitRobot[]> {
  type Row = Omit<UnitRobot, 'unit'> & { unitKind: UnitToTell['kind']; unitId: string }
  const rows = await db.rows(sql<Row>`
    select r.unit_kind as "unitKind", r.unit_id as "unitId", r.kind, r.sealed, r.quiet_from as "quietFrom",
           r.quiet_until as "quietUntil", r.next_at as "nextAt", r.refused_at as "refusedAt", r.refused_code as "refusedCode"
    from unit_robots r
    join jsonb_to_recordset(${JSON.stringify(units.map(({ kind, id }) => ({ kind, id: id ?? wholeDistrict })))}::jsonb)
      as told(kind text, id uuid) on told.kind = r.unit_kind and told.id = r.unit_id
    where r.district_id = ${db.district}
    order by r.unit_kind, r.unit_id, r.kind`)
  return rows.map(({ unitKind, unitId, ...robot }) => ({
    ...robot,
    unit: { kind: unitKind, id: unitId === wholeDistrict ? null : unitId },
  }))
}

/** What may be told outside the desk of a case: its number and when it is due. */
export type CaseToTell = { readonly item: Case; readonly number: number; readonly receivedAt: Date }

/** These cases, by id. */
export async function casesToTell(db: Db, ids: readonly string[]): Promise<Map<string, CaseToTell>> {
  const rows = await db.rows(sql<StoredCase & { number: number; receivedAt: Date }>`
    select c.number, r.received_at as "receivedAt", ${caseColumns}
    from cases c join reports r on r.district_id = c.district_id and r.id = c.report_id
    where c.district_id = ${db.district} and c.id = any(${ids}::uuid[])`)
  return new Map(rows.map((row) => [row.id, { item: toCase(row), number: row.number, receivedAt: row.receivedAt }]))
}
