/** Of which events a resident who asked for it gets word, and how long their address is kept for that. */
import { addDays, endOfDay, localDate } from '../calendar/calendar.ts'
import type { ActingRole } from '../people/actor.ts'
import type { Deciding } from './acting.ts'
import type { Case } from './case.ts'
import { isOpen } from './moves.ts'

const worthIt: readonly string[] = [
  'accept',
  'transfer',
  'decline',
  'hand-over',
  'ask',
  'grant-extension',
  'answer',
  'answer-directly',
  'answer-with-lead',
  'relay',
  'message',
  'conclude-meeting',
  'finish-item',
  'lapse',
  'reopen',
  'fulfil',
  'look-at-identity',
]

/** Whether an event of this kind is news to a resident, whoever made it. */
export const mayBeNews = (kind: string): boolean => worthIt.includes(kind)

/** Whether it is news: not what they did themselves. */
export const isNews = (event: { readonly kind: string; readonly actorKind: ActingRole }): boolean =>
  mayBeNews(event.kind) && event.actorKind !== 'resident'

/**
 * Whether news can still come of a case, and so an address is still needed: while it is open, while a plan waits, and
 * after its end as long as it can be reopened. `endedAt` is the time of its latest event.
 */
export function awaitsNews(item: Case, endedAt: Date, { now, rules, calendar }: Deciding): boolean {
  if (isOpen(item.status) || item.status === 'merged' || item.plannedFor !== null) return true
  const last = item.closed?.at ?? endedAt
  return now <= endOfDay(addDays(localDate(last, calendar), rules.reopenCalendarDays), calendar)
}
