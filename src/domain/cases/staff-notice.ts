/** Of which events of a case staff are told by themselves, whom, and when. */
import { addDays, localDate, startOfDay, type WorkingCalendar } from '../calendar/calendar.ts'
import type { ActingRole, StaffRole } from '../people/actor.ts'
import { type Case, type Holder, officeOf } from './case.ts'
import { isOpen } from './moves.ts'

export const staffNoticeKinds = [
  'new-case',
  'late-soon',
  'late',
  'urged',
  'supervised',
  'returned',
  'sent-back',
  'not-satisfied',
  'extension-asked',
  'extension-granted',
  'extension-refused',
  'resident-spoke',
] as const
export type StaffNoticeKind = (typeof staffNoticeKinds)[number]

/** A unit whose members are told. */
export type UnitToTell = { readonly kind: Exclude<StaffRole, 'auditor'>; readonly id: string | null }

/** What an event was, as far as telling of it goes. `isNegative`: a judgement that is not satisfied with something. */
export type Told = { readonly kind: string; readonly actorKind: ActingRole; readonly isNegative: boolean }

const newCase = ['receive', 'release', 'hand-over', 'pass', 'fall', 'appeal', 'reopen', 'split', 'transfer']
const others = [
  'remind',
  'urge',
  'supervise',
  'return',
  'send-back',
  'judge',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'reply',
  'message',
]

/** Whether an event of this kind can be something staff are told of. */
export const mayConcernStaff = (kind: string): boolean => newCase.includes(kind) || others.includes(kind)

/**
 * What is told of an event, and to which units, from the case as it is now; undefined for nothing. What is in quarantine
 * is looked at as one, and not told one by one.
 */
export function staffNoticeOf(
  event: Told,
  item: Case,
): { readonly kind: StaffNoticeKind; readonly units: readonly UnitToTell[] } | undefined {
  const holder: UnitToTell = item.holder
  const agency: readonly UnitToTell[] = item.agencyId ? [{ kind: 'agency', id: item.agencyId }] : []
  const next: readonly UnitToTell[] = item.status === 'with-agency' ? agency : [holder]
  if (newCase.includes(event.kind)) {
    if (!isOpen(item.status) || item.status === 'quarantined') return undefined
    if (event.kind !== 'hand-over') return { kind: 'new-case', units: [holder] }
    const asked = item.coHandlers.map(({ agencyId }): UnitToTell => ({ kind: 'agency', id: agencyId }))
    return { kind: 'new-case', units: [...agency, ...asked] }
  }
  switch (event.kind) {
    case 'remind':
      return { kind: 'late-soon', units: next }
    case 'urge':
      return { kind: event.actorKind === 'system' ? 'late' : 'urged', units: next }
    case 'supervise':
      return { kind: 'supervised', units: distinct([...next, holder]) }
    case 'return':
      return { kind: 'returned', units: [holder] }
    case 'send-back':
      return { kind: 'sent-back', units: distinct([holder, ...agency]) }
    case 'judge':
      return event.isNegative ? { kind: 'not-satisfied', units: distinct([holder, ...agency]) } : undefined
    case 'ask-extension':
      return { kind: 'extension-asked', units: [officeOf(item)] }
    case 'grant-extension':
      return { kind: 'extension-granted', units: agency }
    case 'refuse-extension':
      return { kind: 'extension-refused', units: agency }
    case 'reply':
    case 'message':
      return event.actorKind === 'resident' ? { kind: 'resident-spoke', units: distinct([...next, holder]) } : undefined
    default:
      return undefined
  }
}

const distinct = (units: readonly (UnitToTell | Holder)[]): UnitToTell[] => [
  ...new Map(units.map((unit) => [`${unit.kind} ${unit.id}`, unit])).values(),
]

export const noticePaces = ['at-once', 'daily', 'off'] as const
export type NoticePace = (typeof noticePaces)[number]

/** When somebody wants to be told outside the desk: hours of the district's clock, 0 to 23. */
export type NoticeWishes = {
  readonly quietFrom: number
  /** Equal to `quietFrom` where no time is quiet. */
  readonly quietUntil: number
  readonly digestHour: number
  readonly pace: Readonly<Record<StaffNoticeKind, NoticePace>>
}

/** What holds until somebody says otherwise: at once, and not at night. */
export const usualWishes: NoticeWishes = {
  quietFrom: 21,
  quietUntil: 8,
  digestHour: 9,
  pace: Object.fromEntries(staffNoticeKinds.map((kind) => [kind, 'at-once'])) as NoticeWishes['pace'],
}

/** When a notice of this kind is to be sent that comes up at `now`; undefined for never. */
export function whenToTell(
  now: Date,
  wishes: NoticeWishes,
  kind: StaffNoticeKind,
  clock: Pick<WorkingCalendar, 'offsetMinutes'>,
): Date | undefined {
  switch (wishes.pace[kind]) {
    case 'off':
      return undefined
    case 'daily':
      return nextAtHour(now, wishes.digestHour, clock)
    case 'at-once':
      return isQuiet(now, wishes, clock) ? nextAtHour(now, wishes.quietUntil, clock) : now
  }
}

/** Whether an instant lies in the quiet hours, which may go over midnight. */
export function isQuiet(
  at: Date,
  { quietFrom, quietUntil }: Pick<NoticeWishes, 'quietFrom' | 'quietUntil'>,
  clock: Pick<WorkingCalendar, 'offsetMinutes'>,
): boolean {
  const hour = new Date(at.getTime() + clock.offsetMinutes * 60_000).getUTCHours()
  return quietFrom <= quietUntil ? hour >= quietFrom && hour < quietUntil : hour >= quietFrom || hour < quietUntil
}

/** The next instant, later than `now`, at which the clock shows this full hour. */
function nextAtHour(now: Date, hour: number, clock: Pick<WorkingCalendar, 'offsetMinutes'>): Date {
  const today = localDate(now, clock)
  const at = (date: string) => new Date(startOfDay(date, clock).getTime() + hour * 3_600_000)
  return at(today) > now ? at(today) : at(addDays(today, 1))
}
