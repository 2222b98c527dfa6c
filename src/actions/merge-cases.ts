import { lockCase } from '../data/cases/write.ts'
import { isOpen } from '../domain/cases/moves.ts'
import { canSee } from '../domain/cases/sight.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { makeMove, type StaffMove, withWhatGoesAlong } from './make-move.ts'

/**
 * Puts a case under a lead case about the same thing. Its resident keeps the receipt, gets the lead's answer, and judges
 * it alone.
 * Refused: `no-such-case`, `changed-meanwhile`, `lead-is-not-open`, `report-is-about-them`, `merge-into-itself`, and what `moveCase` refuses.
 */
export const mergeCase = (context: Context, move: StaffMove, given: { into: string }) =>
  context.database.inTransaction(move.district, async (tx) => {
    // Always in the same order, so that two merges in opposite directions cannot wait for each other.
    const [first, second] = [move.caseId, given.into].sort()
    const locked = new Map([[first, await lockCase(tx, first as string)]])
    if (second !== first) locked.set(second, await lockCase(tx, second as string))
    const [item, lead] = [locked.get(move.caseId), locked.get(given.into)]
    if (!item || !lead || !canSee(item, move.staff) || !canSee(lead, move.staff)) return refuse('no-such-case')
    if (move.seenVersion !== undefined && move.seenVersion !== item.version) return refuse('changed-meanwhile')
    // Under a lead that is answered already it would wait for an answer that has been given.
    if (!isOpen(lead.status) || lead.status === 'answered' || lead.status === 'quarantined')
      return refuse('lead-is-not-open')
    // Whom a report is about would come to answer it by answering the lead.
    if (item.recused && item.recused.id !== lead.recused?.id) return refuse('report-is-about-them')
    const leads = [lead.agencyId, ...lead.coHandlers.map(({ agencyId }) => agencyId)]
    if (item.recused?.kind === 'agency' && leads.includes(item.recused.id)) return refuse('report-is-about-them')
    const made = await makeMove(context, tx, item, move.staff, { move: 'merge', into: lead.id })
    return withWhatGoesAlong(tx, move, made)
  })
