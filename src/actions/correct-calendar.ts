import { openCasesWithClock } from '../data/cases/read-open.ts'
import { lockCase } from '../data/cases/write.ts'
import { deleteCalendarDay, putCalendarDay, renewSubmissionGrounds } from '../data/districts/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { type CorrectedDay, daysThatChange, dayText, withDays } from '../domain/calendar/correct.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import { countsDifferently, type MovedDate, movedDue } from '../domain/cases/rules-effect.ts'
import { type Staff, system } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { makeMove } from './make-move.ts'
import { asDistrict, type RulesActor, reasonIn, recordOnRules } from './record-on-rules.ts'

/** The due date of one open case that another calendar moves. */
export type CalendarEffect = MovedDate & {
  readonly id: string
  readonly number: number
  readonly receivedAt: Date
  readonly status: CaseStatus
}

const mostPreviewed = 200

/** Which days would change, and which due dates of open cases would move, the first 200 of them; writes nothing. */
export async function previewCalendar(context: Context, district: number, staff: Staff, days: readonly CorrectedDay[]) {
  const db = context.database.of(district)
  const calendar = await workingCalendar(db)
  const corrected = withDays(calendar, days)
  const cases: CalendarEffect[] = []
  let [open, moved] = [0, 0]
  for await (const item of openCasesWithClock(db, staff)) {
    open += 1
    const due = movedDue(item, corrected)
    if (!due) continue
    moved += 1
    const { id, number, receivedAt, status } = item
    if (cases.length < mostPreviewed) cases.push({ id, number, receivedAt, status, ...due })
  }
  cases.sort((a, b) => a.from.getTime() - b.from.getTime())
  return { days: daysThatChange(calendar, days), open, moved, cases }
}

/**
 * Corrects the calendar as a member of the district's office. Gives the number of due dates that changed.
 * Refused: `not-your-role`, `too-long`, `calendar-unchanged`.
 */
export async function correctCalendarAsStaff(
  context: Context,
  district: number,
  staff: Staff,
  given: { readonly days: readonly CorrectedDay[]; readonly words: string },
) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  const words = reasonIn(given.words)
  if (!words.ok) return words
  const changed = daysThatChange(await workingCalendar(context.database.of(district)), given.days)
  if (changed.length === 0) return refuse('calendar-unchanged')
  return allow({ moved: await correctCalendar(context, district, given.days, by.value, words.value), days: changed })
}

/**
 * Corrects holidays and make-up days, and counts the due date of every open case anew where that changes it. Both dates
 * stay in the history. Gives the number of due dates that changed. May be done twice.
 */
export async function correctCalendar(
  context: Context,
  district: number,
  days: readonly CorrectedDay[],
  by: RulesActor = { role: 'system' },
  words = '',
): Promise<number> {
  await context.database.inTransaction(district, async (tx) => {
    await renewSubmissionGrounds(tx)
    const changed = daysThatChange(await workingCalendar(tx), days)
    for (const { date, day } of days) await (day ? putCalendarDay(tx, { date, ...day }) : deleteCalendarDay(tx, date))
    if (changed.length === 0) return
    await recordOnRules(context, tx, {
      kind: 'correct-calendar',
      subjectId: context.newId(),
      by,
      what: changed.length === 1 ? (changed[0]?.date ?? '') : '',
      words,
      changes: changed.map(({ date, before, day }) => ({ name: date, from: dayText(before), to: dayText(day) })),
    })
  })
  const db = context.database.of(district)
  const [rules, calendar] = await Promise.all([rulesAt(db, context.now()), workingCalendar(db)])
  let changed = 0
  for await (const { id, ...seen } of openCasesWithClock(db)) {
    // Most are not touched: only what counts differently is locked, and looked at once more.
    if (!countsDifferently({ id, ...seen }, { rules, calendar })) continue
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
