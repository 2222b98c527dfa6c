import { openCaseIdsWithClock } from '../data/cases/read.ts'
import { lockCase } from '../data/cases/write.ts'
import { deleteCalendarDay, putCalendarDay } from '../data/districts/write.ts'
import { workingCalendar } from '../data/rules/read.ts'
import type { LocalDate, SpecialDay } from '../domain/calendar/calendar.ts'
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
  })
  const db = context.database.of(district)
  const calendar = await workingCalendar(db)
  let changed = 0
  for (const id of await openCaseIdsWithClock(db)) {
    const moved = await context.database.inTransaction(district, async (tx) => {
      const item = await lockCase(tx, id)
      if (!item?.clock) return refuse('no-such-case')
      if (recounted(item.clock, calendar).dueAt.getTime() === item.clock.dueAt.getTime()) return refuse('not-due-yet')
      return makeMove(context, tx, item, system, { move: 'recount' })
    })
    if (moved.ok) changed += 1
  }
  return changed
}
