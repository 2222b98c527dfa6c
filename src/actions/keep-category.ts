import { allCategories } from '../data/categories/read.ts'
import { insertCategories, lockCategories, updateCategory } from '../data/categories/write.ts'
import type { District } from '../data/districts/read.ts'
import { type LocalDate, localDate } from '../domain/calendar/calendar.ts'
import {
  byIdOf,
  type Category,
  levels,
  pathOf,
  readCategoryName,
  readKeywords,
  wayTo,
} from '../domain/categories/category.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { asDistrict, recordOnRules } from './record-on-rules.ts'

export type CategoryWords = { readonly name: string; readonly keywords: readonly string[] }

/**
 * Adds a category below another, or at the top, in use from a day on (null for today).
 * Refused: `not-your-role`, `category-name-misread`, `keywords-misread`, `no-such-category`, `too-deep`, `category-taken`.
 */
export async function addCategory(
  context: Context,
  district: District,
  staff: Staff,
  given: CategoryWords & { readonly parentId: string | null; readonly activeFrom: LocalDate | null },
) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  const read = readWords(given)
  if (!read.ok) return read
  return context.database.inTransaction(district.id, async (tx) => {
    await lockCategories(tx)
    const there = await allCategories(tx)
    const byId = byIdOf(there)
    const parent = given.parentId === null ? null : byId.get(given.parentId)
    if (parent === undefined) return refuse('no-such-category')
    if (parent && wayTo(parent, byId).length >= levels) return refuse('too-deep')
    if (isTaken(there, given.parentId, read.value.name)) return refuse('category-taken')
    const activeFrom = given.activeFrom ?? localDate(context.now(), district)
    const category = { id: context.newId(), parentId: given.parentId, ...read.value, activeFrom, retiredOn: null }
    await insertCategories(tx, [category])
    await recordOnRules(context, tx, {
      kind: 'add-category',
      subjectId: category.id,
      by: by.value,
      what: parent ? pathOf(category, byId) : category.name,
    })
    return allow({ id: category.id })
  })
}

/**
 * Gives a category another name or other keywords. Cases keep it; their history has the name of the day they were sorted.
 * Refused: `not-your-role`, `category-name-misread`, `keywords-misread`, `no-such-category`, `category-taken`.
 */
export async function changeCategory(
  context: Context,
  district: District,
  staff: Staff,
  given: CategoryWords & { readonly id: string },
) {
  const read = readWords(given)
  if (!read.ok) return read
  return onCategory(context, district, staff, given.id, 'change-category', (before, there) =>
    isTaken(there, before.parentId, read.value.name, before.id)
      ? refuse('category-taken')
      : allow({ ...before, ...read.value }),
  )
}

/**
 * Takes a category, and with it those below, out of use from a day on; with null it is in use again.
 * Refused: `not-your-role`, `no-such-category`, `retired-before-begun`.
 */
export const retireCategory = (
  context: Context,
  district: District,
  staff: Staff,
  { id, from }: { readonly id: string; readonly from: LocalDate | null },
) =>
  onCategory(context, district, staff, id, 'retire-category', (before) =>
    from !== null && from < before.activeFrom ? refuse('retired-before-begun') : allow({ ...before, retiredOn: from }),
  )

type Changed<Refusal extends string> =
  | { readonly ok: true; readonly value: Category }
  | { readonly ok: false; readonly refusal: Refusal }

async function onCategory<Refusal extends string>(
  context: Context,
  district: District,
  staff: Staff,
  id: string,
  kind: 'change-category' | 'retire-category',
  change: (before: Category, there: readonly Category[]) => Changed<Refusal>,
) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  return context.database.inTransaction(district.id, async (tx) => {
    await lockCategories(tx)
    const there = await allCategories(tx)
    const before = there.find((category) => category.id === id)
    if (!before) return refuse('no-such-category')
    const after = change(before, there)
    if (!after.ok) return after
    await updateCategory(tx, after.value)
    await recordOnRules(context, tx, {
      kind,
      subjectId: id,
      by: by.value,
      what: pathOf(before, byIdOf(there)),
      changes: changesOf(before, after.value),
    })
    return allow({ id })
  })
}

/** The fields that differ, by the names the desk knows. */
function changesOf(before: Category, after: Category) {
  const said = ({ name, keywords, retiredOn }: Category) => ({ name, keywords: keywords.join('、'), retiredOn })
  const [was, is] = [said(before), said(after)]
  return (['name', 'keywords', 'retiredOn'] as const)
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ name: field, from: was[field], to: is[field] }))
}

function readWords(given: CategoryWords) {
  const name = readCategoryName(given.name)
  if (!name.ok) return name
  const keywords = readKeywords(given.keywords)
  return keywords.ok ? allow({ name: name.value, keywords: keywords.value }) : keywords
}

const isTaken = (there: readonly Category[], parentId: string | null, name: string, except?: string): boolean =>
  there.some((one) => one.parentId === parentId && one.name === name && one.id !== except)
