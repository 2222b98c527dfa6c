import { agencyById } from '../data/places/read.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { afterWorkingDays, endOfDay, type LocalDate } from '../domain/calendar/calendar.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { moveAsStaff, optionalWords, type StaffMove } from './make-move.ts'

export type HandOver = {
  readonly agencyId: string
  readonly words: string
  /** Agencies that give their opinion to the lead, each by a day of its own; null for the lead's own due day. */
  readonly coHandlers: readonly { readonly agencyId: string; readonly dueOn: LocalDate | null }[]
}

/**
 * A station or office gives a case to a lead agency, which then has the rule set's days to answer, and to agencies that
 * help it. Refused: `no-such-agency`, `agency-named-twice`, `too-long`, and what `moveAsStaff` refuses.
 */
export async function handOverCase(context: Context, move: StaffMove, given: HandOver) {
  const words = optionalWords(given.words)
  if (!words.ok) return words
  const db = context.database.of(move.district)
  const ids = [given.agencyId, ...given.coHandlers.map(({ agencyId }) => agencyId)]
  if (new Set(ids).size !== ids.length) return refuse('agency-named-twice')
  for (const id of ids) if (!(await agencyById(db, id))) return refuse('no-such-agency')
  const now = context.now()
  const [rules, calendar] = [await rulesAt(db, now), await workingCalendar(db)]
  const leadDue = afterWorkingDays(now, rules.handleWorkingDays, calendar).dueAt
  const coHandlers = given.coHandlers.map(({ agencyId, dueOn }) => ({
    agencyId,
    dueAt: dueOn ? endOfDay(dueOn, calendar) : leadDue,
  }))
  return moveAsStaff(context, move, { move: 'hand-over', agencyId: given.agencyId, coHandlers, words: words.value })
}
