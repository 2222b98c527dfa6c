import { openCaseIdsWithClock } from '../data/cases/read.ts'
import { lockCase } from '../data/cases/write.ts'
import { deleteCalendarDay, putCalendarDay, renewSubmissionGrounds } from '../data/districts/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import type { LocalDate, SpecialDay } from '../domain/calendar/calendar.ts'
import { type Deciding, waitsUntil } from '../domain/cases/acting.ts'
import type { Case } from '../domain/cases/case.ts'
import { recounted } from '../domain/cases/clock.ts'
import { system } from '../domain/people/actor.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { makeMove } from './make-move.ts'

/** A day as it is from now on; null for an ordinary day. */
export type CorrectedDay = { readonly date: LocalDate; readonly day: SpecialDay | null }

/**
 * Corrects holidays and make-up days, and counts the due date of every open case anew where that changes it. Both dates
 * stay in the history. Gives the number of due dates that changed. May be done twice.
 */
export async function correctCalendar(
  context: Context,
  district: number,
  days: readonly CorrectedDay[],
): Promise<number> {
  await context.database.inTransaction(district, async (tx) => {
    for (const { date, day } of days) await (day ? putCalendarDay(tx, { date, ...day }) : deleteCalendarDay(tx, date))
    await renewSubmissionGrounds(tx)
  })
  const db = context.database.of(district)
  const [rules, calendar] = await Promise.all([rulesAt(db, context.now()), workingCalendar(db)])
  let changed = 0
  for (const id of await openCaseIdsWithClock(db)) {
    const moved = await context.database.inTransaction(district, async (tx) => {
      const item = await lockCase(tx, id)
      if (!item) return refuse('no-such-case')
      if (!countsDifferently(item, { rules, calendar })) return refuse('not-due-yet')
      return makeMove(context, tx, item, system, { move: 'recount' })
    })
    if (moved.ok) changed += 1
  }
  return changed
}

/** Whether a due date, or the end of a question's waiting, is another one by this calendar. */
function countsDifferently({ clock, waiting, waitedDays }: Case, given: Pick<Deciding, 'rules' | 'calendar'>): boolean {
  if (clock && recounted(clock, given.calendar).dueAt.getTime() !== clock.dueAt.getTime()) return true
  return (
    waiting !== null && waitsUntil({ since: waiting.since, waitedDays }, given).getTime() !== waiting.until.getTime()
  )
}
