import type { NamedCase } from '../data/cases/read.ts'
import { casesFor } from '../data/cases/read-many.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import type { BulkGiven } from '../domain/cases/bulk.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { bulkLook } from './bulk-input.ts'
import type { Context } from './context.ts'

export type ChosenCase = { readonly id: string; readonly version: number }

/**
 * What a move on many cases would make of each, in the order in which they were chosen: its due date then, or why not.
 * Writes nothing. Refused: `no-such-case` when one is not there or not theirs to see, and what `bulkLook` refuses.
 */
export async function previewBulk(
  context: Context,
  asked: { district: number; staff: Staff; given: BulkGiven; cases: readonly ChosenCase[] },
) {
  const { district, staff, given } = asked
  const db = context.database.of(district)
  const now = context.now()
  const [rules, calendar] = [await rulesAt(db, now), await workingCalendar(db)]
  const look = await bulkLook({ db, staff, deciding: { now, rules, calendar } }, given)
  if (!look.ok) return look
  const chosen = new Map(asked.cases.map(({ id, version }) => [id, version]))
  const items = await casesFor(db, staff, [...chosen.keys()])
  if (items.length < chosen.size) return refuse('no-such-case')
  const lookAt = (item: NamedCase) =>
    item.version === chosen.get(item.id) ? look.value(item) : refuse('changed-meanwhile')
  return allow(items.map((item) => ({ item, would: lookAt(item) })))
}
