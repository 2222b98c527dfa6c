import { viewsOf } from '../data/cases/read-views.ts'
import { deleteView, putView } from '../data/cases/write-views.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'

const longestName = 30
const mostViews = 30

export type GivenView = { readonly name: string; readonly filters: unknown; readonly isDefault: boolean }

/**
 * Keeps a view of the lists for the person alone; one of the same name is replaced. The filters are as the contract has
 * them. Refused: `view-name-missing`, `view-name-too-long`, `too-many-views`.
 */
export async function keepView(context: Context, district: number, userId: string, given: GivenView) {
  const name = given.name.replace(/\s+/gu, ' ').trim()
  if (name === '') return refuse('view-name-missing')
  if ([...name].length > longestName) return refuse('view-name-too-long')
  return context.database.inTransaction(district, async (tx) => {
    const others = (await viewsOf(tx, userId)).filter((view) => view.name !== name)
    if (others.length >= mostViews) return refuse('too-many-views')
    const view = { id: context.newId(), name, filters: given.filters, isDefault: given.isDefault }
    return allow({ ...view, id: await putView(tx, userId, view, context.now()) })
  })
}

/** Drops a person's own view. Gives whether there was one. */
export const dropView = (context: Context, district: number, userId: string, id: string): Promise<boolean> =>
  context.database.inTransaction(district, (tx) => deleteView(tx, userId, id))
