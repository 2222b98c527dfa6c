/**
 * What the clock does by itself: a deputy's case falls to the station, a question expires, an answer nobody judged lapses,
 * and whoever is late is reminded, urged, and put under supervision. May be run at any time and twice.
 */
import { dueCases } from '../data/cases/read.ts'
import { lockCase } from '../data/cases/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import type { Deciding } from '../domain/cases/acting.ts'
import { movesOfTheClock, whenToRemind } from '../domain/cases/by-the-clock.ts'
import { system } from '../domain/people/actor.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { makeMove } from './make-move.ts'

const batch = 500

/** Makes every move that is due in a district, and tells how many were made. */
export async function runClocks(context: Context, district: number): Promise<number> {
  const db = context.database.of(district)
  const now = context.now()
  const [rules, calendar] = await Promise.all([rulesAt(db, now), workingCalendar(db)])
  const deciding = { now, rules, calendar }
  let made = 0
  for (let after: string | undefined; ; ) {
    const ids = await dueCases(db, { now, remindBefore: whenToRemind(deciding), after, limit: batch })
    for (const id of ids) {
      const moved = await moveByTheClock(context, district, id, deciding)
      if (moved.ok) made += 1
    }
    after = ids.at(-1)
    if (ids.length < batch) return made
  }
}

/** Makes the move that the clock makes on one case now. Refused: `not-due-yet`, and what `moveCase` refuses. */
export const moveByTheClock = (context: Context, district: number, caseId: string, deciding: Deciding) =>
  context.database.inTransaction(district, async (tx) => {
    const item = await lockCase(tx, caseId)
    const move = item && movesOfTheClock(item, deciding)
    if (!item || !move) return refuse('not-due-yet')
    return makeMove(context, tx, item, system, { move })
  })
