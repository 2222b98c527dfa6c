/**
 * What other rules or another calendar would do to a case that is open. A clock keeps the limit it started with: a new
 * rule set counts from the next step on. Only the time to return a case follows the rules in force at once.
 */
import type { WorkingCalendar } from '../calendar/calendar.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { returnBy, waitsUntil } from './acting.ts'
import type { Case } from './case.ts'
import { clockFor, recounted } from './clock.ts'

type Days = { readonly rules: RuleSet; readonly calendar: WorkingCalendar }

/** Two dates of which the second would come in place of the first. */
export type MovedDate = { readonly from: Date; readonly to: Date }

/** The due date this step would have had if it had begun under these rules; null where nothing runs. */
export function dueUnder(item: Case, { rules, calendar }: Days): Date | null {
  if (!item.clock) return null
  const status = item.waiting?.from ?? item.status
  const redone = item.disputes > 0 && ['accepted', 'with-agency', 'disputed'].includes(status)
  const timed = { status, holder: item.holder.kind, redone, urgent: item.urgent }
  const limit = clockFor(timed, item.clock.startedAt, rules, calendar)?.limit
  return limit ? recounted({ ...item.clock, limit }, calendar).dueAt : null
}

/** How the time to return a case moves when these rules come into force; null when it does not. */
export function movedReturn(item: Case, before: Days, after: Days): MovedDate | null {
  const [from, to] = [returnBy(item, before), returnBy(item, after)]
  return from && to && from.getTime() !== to.getTime() ? { from, to } : null
}

/** How the due date moves when the calendar becomes this one; null when it does not. */
export function movedDue({ clock }: Case, calendar: WorkingCalendar): MovedDate | null {
  if (!clock) return null
  const to = recounted(clock, calendar).dueAt
  return to.getTime() === clock.dueAt.getTime() ? null : { from: clock.dueAt, to }
}

/** Whether a due date, or the end of a question's waiting, is another one by this calendar. */
export function countsDifferently(item: Case, days: Days): boolean {
  if (movedDue(item, days.calendar)) return true
  const { waiting, waitedDays } = item
  return (
    waiting !== null && waitsUntil({ since: waiting.since, waitedDays }, days).getTime() !== waiting.until.getTime()
  )
}
