import { lockCase } from '../data/cases/write.ts'
import { system } from '../domain/people/actor.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { makeMove } from './make-move.ts'

/**
 * What a resident sent back for the first time goes again to whoever answered, with a new due date. May be done twice:
 * the second time it is refused, because the case is no longer disputed.
 * Refused: `no-such-case`, and what `moveCase` refuses.
 */
export const redoCase = (context: Context, district: number, caseId: string) =>
  context.database.inTransaction(district, async (tx) => {
    const item = await lockCase(tx, caseId)
    if (!item) return refuse('no-such-case')
    return makeMove(context, tx, item, system, { move: 'redo' })
  })
