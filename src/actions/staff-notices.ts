/** What a person does with their notices and about them: reads, says when and where to be told, and their units' robots. */
import { addressesOf, robotsOf, wishesOf } from '../data/cases/read-staff-notices.ts'
import {
  deleteAddress,
  deleteOldNotices,
  deleteRobot,
  markRead,
  markReadOfCase,
  putAddress,
  putRobot,
  putWishes,
} from '../data/cases/write-staff-notices.ts'
import { allDistricts } from '../data/districts/read.ts'
import { type NoticeWishes, type UnitToTell, usualWishes } from '../domain/cases/staff-notice.ts'
import type { Staff } from '../domain/people/actor.ts'
import { type RobotAddress, type RobotKind, readRobotAddress } from '../domain/people/robot-address.ts'
import { readNoticeAddress } from '../domain/reports/notice-address.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { openSealed, seal } from './seal.ts'

type By = { readonly district: number; readonly staff: Staff }

const keptDays = 90
const unreadKeptDays = 365

/** Marks as read: these notices, those of one case, or all of the person's own. */
export const readNotices = (
  context: Context,
  { district, staff }: By,
  what: { readonly ids: readonly string[] } | { readonly caseId: string } | 'all',
) =>
  context.database.inTransaction(district, (tx) => {
    const now = context.now()
    if (what === 'all') return markRead(tx, staff.userId, null, now)
    return 'ids' in what
      ? markRead(tx, staff.userId, what.ids, now)
      : markReadOfCase(tx, staff.userId, what.caseId, now)
  })

/** Forgets in every district what was read 90 days ago, and what nobody read in a year. Gives how many notices. */
export async function forgetOldNotices(context: Context): Promise<number> {
  const daysAgo = (days: number) => new Date(context.now().getTime() - days * 86_400_000)
  let forgotten = 0
  for (const { id } of await allDistricts(context.database))
    forgotten += await context.database.inTransaction(id, (tx) =>
      deleteOldNotices(tx, { readBefore: daysAgo(keptDays), madeBefore: daysAgo(unreadKeptDays) }),
    )
  return forgotten
}

/** When and where the person is told, and the robots of the units they speak for, without what names them. */
export async function noticeSettings(context: Context, { district, staff }: By) {
  const db = context.database.of(district)
  const [[wishes], addresses, robots] = await Promise.all([
    wishesOf(db, [staff.userId]),
    addressesOf(db, [staff.userId]),
    robotsOf(db, unitsSpokenFor(staff)),
  ])
  const { userId: _, language: __, ...own } = { userId: '', language: 'zh', ...(wishes ?? usualWishes) }
  return {
    wishes: { ...own, pace: { ...usualWishes.pace, ...own.pace } },
    addresses: addresses.map(({ kind, sealed, refusedAt }) => ({
      kind,
      address: openSealed(context.identityKey, boundToUser(staff.userId), sealed),
      refused: refusedAt !== null,
    })),
    robots: robots.map(({ sealed: _, ...robot }) => robot),
  }
}

/** The units in whose name a person may have a robot speak. */
export const unitsSpokenFor = (staff: Staff): UnitToTell[] =>
  staff.memberships.flatMap(({ role, unitId }) =>
    role === 'auditor' || role === 'deputy' ? [] : [{ kind: role, id: unitId }],
  )

/** Keeps when the person wants to be told; what is to be sent already stays when it was to be. */
export const keepNoticeWishes = (
  context: Context,
  { district, staff }: By,
  wishes: NoticeWishes & { readonly language: 'zh' | 'en' },
) => context.database.inTransaction(district, (tx) => putWishes(tx, staff.userId, wishes))

/** Keeps where the person is told. Refused: `notice-address-misread`, also of a kind that cannot be sent from here. */
export async function keepStaffAddress(context: Context, { district, staff }: By, typed: string) {
  const { senders } = context.notices
  const address = readNoticeAddress(
    typed,
    (['email', 'sms'] as const).filter((kind) => senders[kind] !== undefined),
  )
  if (!address.ok) return address
  const { kind, to } = address.value
  if (kind === 'wechat') return refuse('notice-address-misread')
  const sealed = seal(context.identityKey, context.randomBytes(12), boundToUser(staff.userId), to)
  await context.database.inTransaction(district, (tx) => putAddress(tx, staff.userId, kind, sealed))
  return allow({ kind })
}

/** Forgets where the person is told. */
export const forgetStaffAddress = (context: Context, { district, staff }: By, kind: 'email' | 'sms') =>
  context.database.inTransaction(district, (tx) => deleteAddress(tx, staff.userId, kind))

type GivenRobot = {
  readonly unit: UnitToTell
  readonly kind: RobotKind
  readonly webhook: string
  readonly secret: string
  readonly quietFrom: number
  readonly quietUntil: number
}

/** Keeps a unit's robot. Refused: `not-yours` for another's unit; `robot-address-misread`. */
export async function keepRobot(context: Context, { district, staff }: By, given: GivenRobot) {
  if (!speaksFor(staff, given.unit)) return refuse('not-yours')
  const address = readRobotAddress(given.kind, given)
  if (!address.ok) return address
  const plain = JSON.stringify(address.value)
  const sealed = seal(context.identityKey, context.randomBytes(12), boundToRobot(given.unit, given.kind), plain)
  await context.database.inTransaction(district, (tx) => putRobot(tx, given.unit, given.kind, { ...given, sealed }))
  return allow(undefined)
}

/** Forgets a unit's robot. Refused: `not-yours` for another's unit. */
export async function forgetRobot(
  context: Context,
  { district, staff }: By,
  { unit, kind }: { readonly unit: UnitToTell; readonly kind: RobotKind },
) {
  if (!speaksFor(staff, unit)) return refuse('not-yours')
  await context.database.inTransaction(district, (tx) => deleteRobot(tx, unit, kind))
  return allow(undefined)
}

const speaksFor = (staff: Staff, { kind, id }: UnitToTell): boolean =>
  unitsSpokenFor(staff).some((unit) => unit.kind === kind && unit.id === id)

/** What seals of staff are bound to: neither a resident's notices nor an identity can be opened in their place. */
const boundToUser = (userId: string): string => `staff ${userId}`
const boundToRobot = ({ kind: unit, id }: UnitToTell, kind: RobotKind): string => `robot ${unit} ${id} ${kind}`

/** A person's address again. */
export const openStaffAddress = (key: Uint8Array, userId: string, sealed: Buffer): string =>
  openSealed(key, boundToUser(userId), sealed)

/** What names a robot again. */
export const openRobotAddress = (key: Uint8Array, unit: UnitToTell, kind: RobotKind, sealed: Buffer): RobotAddress =>
  JSON.parse(openSealed(key, boundToRobot(unit, kind), sealed))
