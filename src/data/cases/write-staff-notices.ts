/** Making, reading and forgetting notices to staff, and what is to be sent of them outside the desk. */
import { sql } from 'kysely'
import type { NoticeWishes, StaffNoticeKind, UnitToTell } from '../../domain/cases/staff-notice.ts'
import type { RobotKind } from '../../domain/people/robot-address.ts'
import type { Tx } from '../db.ts'
import { type AddressKind, wholeDistrict } from './read-staff-notices.ts'

export type NewNotice = { readonly id: string; readonly userId: string }
export type NewDelivery = {
  readonly id: string
  readonly toKind: 'user' | UnitToTell['kind']
  readonly toId: string
  readonly channel: AddressKind | RobotKind
  readonly dueAt: Date
}
type About = { readonly caseId: string; readonly eventId: string; readonly kind: StaffNoticeKind; readonly now: Date }

/** One notice for each person; whoever has it already keeps theirs. */
export async function insertStaffNotices(tx: Tx, about: About, notices: readonly NewNotice[]): Promise<void> {
  await tx.rows(sql`
    insert into staff_notices (district_id, id, user_id, case_id, event_id, kind, made_at)
    select ${tx.district}, id, "userId", ${about.caseId}, ${about.eventId}, ${about.kind}, ${about.now}
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as made(id uuid, "userId" uuid)
    on conflict (district_id, user_id, event_id, kind) do nothing`)
}

/** What is to be sent; what is to be sent already, or was sent, stays as it is. */
export async function insertDeliveries(tx: Tx, about: About, deliveries: readonly NewDelivery[]): Promise<void> {
  await tx.rows(sql`
    insert into notice_deliveries (district_id, id, to_kind, to_id, channel, case_id, event_id, kind, made_at, due_at)
    select ${tx.district}, id, "toKind", "toId", channel, ${about.caseId}, ${about.eventId}, ${about.kind}, ${about.now}, "dueAt"
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as made(id uuid, "toKind" text, "toId" uuid, channel text, "dueAt" timestamptz)
    on conflict (district_id, to_kind, to_id, channel, event_id, kind) do nothing`)
}

export type Delivery = Omit<NewDelivery, 'dueAt'> & {
  readonly caseId: string
  readonly kind: StaffNoticeKind
  readonly attempts: number
}

/** Takes on to send what is due. What is taken is sent by nobody else, and lost if the program ends in between. */
export const takeDeliveries = (tx: Tx, now: Date, limit: number): Promise<Delivery[]> =>
  tx.rows(sql<Delivery>`
    with due as materialized (
      select id from notice_deliveries where district_id = ${tx.district} and due_at <= ${now}
      order by due_at, id limit ${limit} for update skip locked
    )
    update notice_deliveries d set due_at = null, attempts = d.attempts + 1 from due
    where d.district_id = ${tx.district} and d.id = due.id
    returning d.id, d.to_kind as "toKind", d.to_id as "toId", d.channel, d.case_id as "caseId", d.kind, d.attempts`)

/** Lets go what could not be sent; it is tried again then. `counts`: whether this was a try. */
export async function putBackDeliveries(
  tx: Tx,
  ids: readonly string[],
  given: { dueAt: Date; counts: boolean },
): Promise<void> {
  await tx.rows(sql`
    update notice_deliveries
    set due_at = ${given.dueAt}, attempts = attempts - ${given.counts ? 0 : 1}
    where district_id = ${tx.district} and id = any(${ids}::uuid[])`)
}

/** Marks a person's notices as read: these, or all of them. */
export async function markRead(tx: Tx, userId: string, ids: readonly string[] | null, now: Date): Promise<void> {
  await tx.rows(sql`
    update staff_notices set read_at = ${now}
    where district_id = ${tx.district} and user_id = ${userId} and read_at is null
      and ${ids === null ? sql`true` : sql`id = any(${ids}::uuid[])`}`)
}

/** Marks as read what a person was told of one case. */
export async function markReadOfCase(tx: Tx, userId: string, caseId: string, now: Date): Promise<void> {
  await tx.rows(sql`
    update staff_notices set read_at = ${now}
    where district_id = ${tx.district} and user_id = ${userId} and case_id = ${caseId} and read_at is null`)
}

/** Forgets notices read before `readBefore`, unread ones and what was sent from before `madeBefore`. Gives how many. */
export async function deleteOldNotices(tx: Tx, given: { readBefore: Date; madeBefore: Date }): Promise<number> {
  const gone = await tx.rows(sql`
    delete from staff_notices
    where district_id = ${tx.district} and (read_at < ${given.readBefore} or made_at < ${given.madeBefore})
    returning id`)
  await tx.rows(sql`
    delete from notice_deliveries d
    where d.district_id = ${tx.district} and d.made_at < ${given.readBefore} and d.due_at is null`)
  return gone.length
}

/** Keeps when a person wants to be told. */
export async function putWishes(
  tx: Tx,
  userId: string,
  wishes: NoticeWishes & { language: 'zh' | 'en' },
): Promise<void> {
  const { quietFrom, quietUntil, digestHour, pace, language } = wishes
  await tx.rows(sql`
    insert into notice_wishes (district_id, user_id, quiet_from, quiet_until, digest_hour, pace, language)
    values (${tx.district}, ${userId}, ${quietFrom}, ${quietUntil}, ${digestHour}, ${JSON.stringify(pace)}::jsonb, ${language})
    on conflict (district_id, user_id) do update set quiet_from = excluded.quiet_from,
      quiet_until = excluded.quiet_until, digest_hour = excluded.digest_hour, pace = excluded.pace,
      language = excluded.language`)
}

/** Keeps where a person is told; another takes the place of the one before, refused or not. */
export async function putAddress(tx: Tx, userId: string, kind: AddressKind, sealed: Uint8Array): Promise<void> {
  await tx.rows(sql`
    insert into staff_addresses (district_id, user_id, kind, sealed) values (${tx.district}, ${userId}, ${kind}, ${sealed})
    on conflict (district_id, user_id, kind) do update set sealed = excluded.sealed, refused_at = null`)
}

export async function deleteAddress(tx: Tx, userId: string, kind: AddressKind): Promise<void> {
  await tx.rows(sql`
    delete from staff_addresses where district_id = ${tx.district} and user_id = ${userId} and kind = ${kind}`)
}

/** Notes that nothing can be sent there. */
export async function markAddressRefused(tx: Tx, userId: string, kind: AddressKind, now: Date): Promise<void> {
  await tx.rows(sql`
    update staff_addresses set refused_at = ${now}
    where district_id = ${tx.district} and user_id = ${userId} and kind = ${kind}`)
}

type KeptRobot = { readonly sealed: Uint8Array; readonly quietFrom: number; readonly quietUntil: number }

/** Keeps a unit's robot; another takes the place of the one before, refused or not. */
export async function putRobot(tx: Tx, unit: UnitToTell, kind: RobotKind, robot: KeptRobot): Promise<void> {
  await tx.rows(sql`
    insert into unit_robots (district_id, unit_kind, unit_id, kind, sealed, quiet_from, quiet_until)
    values (${tx.district}, ${unit.kind}, ${unit.id ?? wholeDistrict}, ${kind}, ${robot.sealed}, ${robot.quietFrom}, ${robot.quietUntil})
    on conflict (district_id, unit_kind, unit_id, kind) do update set sealed = excluded.sealed,
      quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, refused_at = null, refused_code = null`)
}

export async function deleteRobot(tx: Tx, unit: UnitToTell, kind: RobotKind): Promise<void> {
  await tx.rows(sql`
    delete from unit_robots where district_id = ${tx.district} and unit_kind = ${unit.kind}
      and unit_id = ${unit.id ?? wholeDistrict} and kind = ${kind}`)
}

/** Notes when a robot can be sent to again, or that it never can. */
export async function markRobot(
  tx: Tx,
  unit: UnitToTell,
  kind: RobotKind,
  given: { nextAt: Date } | { refusedAt: Date; code: string },
): Promise<void> {
  const change =
    'nextAt' in given
      ? sql`next_at = ${given.nextAt}`
      : sql`refused_at = ${given.refusedAt}, refused_code = ${given.code}`
  await tx.rows(sql`
    update unit_robots set ${change}
    where district_id = ${tx.district} and unit_kind = ${unit.kind} and unit_id = ${unit.id ?? wholeDistrict}
      and kind = ${kind}`)
}
