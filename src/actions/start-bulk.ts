import { insertBulkAct } from '../data/cases/write-bulk.ts'
import { needsConsent, unitInBulk } from '../domain/cases/bulk.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { previewBulk } from './preview-bulk.ts'

/**
 * Asks for a move on many cases: the worker makes it on one after the other, or first a second person consents. Cases on
 * which it cannot be made are told in the report and stop no other.
 * Refused: `not-your-role` without a unit of one's own, and what `previewBulk` refuses.
 */
export async function startBulk(context: Context, asked: Parameters<typeof previewBulk>[1]) {
  const { district, staff, given } = asked
  const unit = unitInBulk(staff)
  if (!unit) return refuse('not-your-role')
  const looked = await previewBulk(context, asked)
  if (!looked.ok) return looked
  const versions = new Map(asked.cases.map(({ id, version }) => [id, version]))
  const cases = looked.value.map(({ item }) => ({ id: item.id, version: versions.get(item.id) ?? item.version }))
  const state = needsConsent(given.move, cases.length) ? ('proposed' as const) : ('going' as const)
  const act = { id: context.newId(), userId: staff.userId, unit, given, state, askedAt: context.now(), cases }
  await context.database.inTransaction(district, (tx) => insertBulkAct(tx, act))
  return allow({ id: act.id, state })
}
