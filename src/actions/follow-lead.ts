/** What happens to the cases merged under a lead when something becomes of the lead. Each may be done twice. */
import { mergedUnder } from '../data/cases/read.ts'
import { lockCase } from '../data/cases/write.ts'
import { lastAnswer } from '../data/events/read.ts'
import { system } from '../domain/people/actor.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { makeMove } from './make-move.ts'

/** Gives every merged case the lead's latest answer; each resident judges it alone. */
export async function answerMerged(context: Context, district: number, leadId: string): Promise<void> {
  for (const id of await mergedUnder(context.database.of(district), leadId))
    await answerMergedCase(context, district, leadId, id)
}

/** Gives one merged case the lead's latest answer. Refused: `no-such-case` when it is not under this lead any more. */
export const answerMergedCase = (context: Context, district: number, leadId: string, caseId: string) =>
  context.database.inTransaction(district, async (tx) => {
    const [item, lead] = [await lockCase(tx, caseId), await lockCase(tx, leadId)]
    const answer = await lastAnswer(tx, leadId)
    if (!item || !lead || lead.erased || !answer || item.mergedInto !== leadId) return refuse('no-such-case')
    const { words, outcome, plannedFor } = answer
    return makeMove(context, tx, { ...item, agencyId: lead.agencyId }, system, {
      move: 'answer-with-lead',
      words,
      outcome,
      plannedFor,
    })
  })

/** Lets merged cases go on alone when their lead ended without an answer. */
export async function releaseMerged(context: Context, district: number, leadId: string): Promise<void> {
  for (const id of await mergedUnder(context.database.of(district), leadId))
    await context.database.inTransaction(district, async (tx) => {
      const item = await lockCase(tx, id)
      if (!item || item.mergedInto !== leadId) return refuse('no-such-case')
      return makeMove(context, tx, item, system, { move: 'split' })
    })
}
