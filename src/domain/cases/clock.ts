/** Which clock runs in which status, and how its due date came about. The numbers are the rule set's. */
import {
  afterCalendarDays,
  afterHours,
  afterWorkingDays,
  type DueDate,
  type WorkingCalendar,
} from '../calendar/calendar.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { HolderKind } from './case.ts'
import type { CaseStatus } from './moves.ts'

export const limitUnits = ['working-days', 'hours', 'calendar-days'] as const
export type Limit = { readonly count: number; readonly unit: (typeof limitUnits)[number] }

/** A running clock: what it measures from, how long, and when it ends. */
export type Clock = { readonly startedAt: Date; readonly limit: Limit; readonly dueAt: Date }

/** The due date of a limit with every day that was looked at on the way. */
export function explain(startedAt: Date, limit: Limit, calendar: WorkingCalendar): DueDate {
  switch (limit.unit) {
    case 'working-days':
      return afterWorkingDays(startedAt, limit.count, calendar)
    case 'hours':
      return afterHours(startedAt, limit.count, calendar)
    case 'calendar-days':
      return afterCalendarDays(startedAt, limit.count, calendar)
  }
}

/** The clock that starts when a case comes into a status (`return`: an agency's chance to say that it is not theirs). */
export function clockFor(
  status: CaseStatus | 'return',
  holder: HolderKind,
  redone: boolean,
  now: Date,
  rules: RuleSet,
  calendar: WorkingCalendar,
): Clock | null {
  const limit = limitFor(status, holder, redone, rules)
  return limit && { startedAt: now, limit, dueAt: explain(now, limit, calendar).dueAt }
}

function limitFor(status: CaseStatus | 'return', holder: HolderKind, redone: boolean, rules: RuleSet): Limit | null {
  const workingDays = (count: number): Limit => ({ count, unit: 'working-days' })
  switch (status) {
    case 'received':
      return workingDays(rules.acceptWorkingDays)
    case 'accepted':
      if (redone) return workingDays(rules.redoWorkingDays)
      if (holder === 'deputy') return { count: rules.deputyHours, unit: 'hours' }
      return workingDays(rules.decideWorkingDays)
    case 'with-agency':
      return workingDays(redone ? rules.redoWorkingDays : rules.handleWorkingDays)
    case 'return':
      return workingDays(rules.returnWorkingDays)
    case 'returned':
      return workingDays(rules.returnedWorkingDays)
    case 'answered':
      return { count: rules.judgeCalendarDays, unit: 'calendar-days' }
    case 'disputed':
      return workingDays(rules.redoWorkingDays)
    case 'closed':
      return null
  }
}
