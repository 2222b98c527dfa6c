/** Reads in a list of categories: first a preview of every line, then all of it or nothing. */
import { allCategories } from '../data/categories/read.ts'
import { insertCategories, lockCategories } from '../data/categories/write.ts'
import type { Db } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { localDate } from '../domain/calendar/calendar.ts'
import { byIdOf, type Category, pathOf, pathSign } from '../domain/categories/category.ts'
import { planCategories } from '../domain/categories/category-table.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { readTable } from '../outside/tables/read-table.ts'
import type { Context } from './context.ts'
import { asDistrict, recordOnRules } from './record-on-rules.ts'

/**
 * What reading in this table (CSV, tab-separated or XLSX) would come to, line by line; writes nothing.
 * Refused: `not-text`, `open-quote`, `not-a-workbook`, `table-too-long`, `category-columns-missing`.
 */
export const previewCategories = (context: Context, district: District, bytes: Uint8Array) =>
  plan(context.database.of(district.id), bytes)

/**
 * Makes every category a table lists that is not there yet, in use from today, or nothing. The second time makes nothing.
 * Refused: `not-your-role`; what `previewCategories` refuses; `lines-refused` when any line is.
 */
export async function importCategories(context: Context, district: District, staff: Staff, bytes: Uint8Array) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  return context.database.inTransaction(district.id, async (tx) => {
    await lockCategories(tx)
    const lines = await plan(tx, bytes)
    if (!lines.ok) return lines
    if (lines.value.some(({ outcome }) => outcome === 'refused')) return refuse('lines-refused')
    const there = await allCategories(tx)
    const byId = byIdOf(there)
    const ids = new Map(there.map((category) => [pathOf(category, byId), category.id]))
    const keywords = new Map(lines.value.map((line) => [line.names.join(pathSign), line.keywords]))
    const made: Category[] = []
    const activeFrom = localDate(context.now(), district)
    for (const { names } of lines.value)
      names.forEach((name, at) => {
        const path = names.slice(0, at + 1).join(pathSign)
        if (ids.has(path)) return
        const id = context.newId()
        const parentId = at === 0 ? null : (ids.get(names.slice(0, at).join(pathSign)) ?? null)
        ids.set(path, id)
        made.push({ id, parentId, name, keywords: keywords.get(path) ?? [], activeFrom, retiredOn: null })
      })
    if (made.length > 0) {
      await insertCategories(tx, made)
      await recordOnRules(context, tx, {
        kind: 'import-categories',
        subjectId: context.newId(),
        by: by.value,
        what: String(made.length),
      })
    }
    return lines
  })
}

async function plan(db: Db, bytes: Uint8Array) {
  const rows = readTable(bytes)
  if (!rows.ok) return rows
  const planned = planCategories(rows.value, await allCategories(db))
  return planned.ok ? allow(planned.value) : planned
}
