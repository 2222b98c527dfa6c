/** Which move the clock makes by itself on a case, if any: at most one at a time, the most telling first. */
import { addDays, isWorkingDay, localDate, startOfDay, workingDaysBetween } from '../calendar/calendar.ts'
import type { Deciding } from './acting.ts'
import type { Case } from './case.ts'
import { dueStatuses } from './moves.ts'

export type ClockMove = 'release' | 'resume' | 'lapse' | 'fall' | 'supervise' | 'list-overdue' | 'urge' | 'remind'

/** The move that is due now; undefined when there is none. */
export function movesOfTheClock(item: Case, deciding: Deciding): ClockMove | undefined {
  const { now, rules, calendar } = deciding
  if (item.status === 'waiting-for-resident') return item.waiting && item.waiting.until <= now ? 'resume' : undefined
  if (!item.clock) return undefined
  const { dueAt, startedAt } = item.clock
  const isOver = dueAt <= now
  // Nothing is lost for want of someone to look; and from here on it is late like any other.
  if (item.status === 'quarantined') return isOver ? 'release' : undefined
  if (item.status === 'answered') return isOver ? 'lapse' : undefined
  if (!dueStatuses.includes(item.status)) return undefined
  const withDeputy = item.holder.kind === 'deputy' && (item.status === 'received' || item.status === 'accepted')
  if (withDeputy) return isOver ? 'fall' : undefined
  if (isOver) {
    // The last day it was due on is the one that ended at `dueAt`.
    const late = workingDaysBetween(new Date(dueAt.getTime() - 1), now, calendar)
    if (late > rules.superviseWorkingDays && !item.supervised) return 'supervise'
    if (item.urged === 'no' || item.urged === 'reminded') return 'urge'
    return late > rules.listOverdueWorkingDays && item.urged !== 'listed' ? 'list-overdue' : undefined
  }
  // A step that was given less time than the reminder needs is not reminded of.
  const remindAt = whenToRemind(deciding)
  return item.urged === 'no' &&
    dueAt <= remindAt &&
    workingDaysBetween(startedAt, new Date(dueAt.getTime() - 1), calendar) >= rules.remindWorkingDays
    ? 'remind'
    : undefined
}

/** Whatever is due before this instant is to be reminded of now. */
export function whenToRemind({ now, rules, calendar }: Deciding): Date {
  let date = localDate(now, calendar)
  for (let counted = 0; counted < rules.remindWorkingDays; ) {
    date = addDays(date, 1)
    if (isWorkingDay(date, calendar)) counted += 1
  }
  return startOfDay(date, calendar)
}
