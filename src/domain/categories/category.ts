/** What cases are about: categories in three levels, each dated. What was sorted under one stays when it is retired. */
import type { LocalDate } from '../calendar/calendar.ts'
import { allow, refuse } from '../shared/decision.ts'

export type Category = {
  readonly id: string
  readonly parentId: string | null
  readonly name: string
  /** Words of a report by which it is suggested. */
  readonly keywords: readonly string[]
  readonly activeFrom: LocalDate
  /** The first day on which nothing new is sorted under it. */
  readonly retiredOn: LocalDate | null
}

export const levels = 3
export const longestName = 30
export const mostKeywords = 60
export const longestKeyword = 20
/** Between the names of a path, wherever one is read or written. */
export const pathSign = '／'

/** The way from the top to a category, itself last. */
export function wayTo(category: Category, byId: ReadonlyMap<string, Category>): readonly Category[] {
  const way = [category]
  for (let at = category; at.parentId !== null && way.length < levels; ) {
    const parent = byId.get(at.parentId)
    if (!parent) break
    way.unshift(parent)
    at = parent
  }
  return way
}

/** A category's name with those above it: 城乡建设／市政／路灯照明. */
export const pathOf = (category: Category, byId: ReadonlyMap<string, Category>): string =>
  wayTo(category, byId)
    .map(({ name }) => name)
    .join(pathSign)

export const byIdOf = (categories: readonly Category[]): ReadonlyMap<string, Category> =>
  new Map(categories.map((category) => [category.id, category]))

/** Whether something can be sorted under it on this day: neither it nor one above it is still to come or retired. */
export const isActive = (category: Category, day: LocalDate, byId: ReadonlyMap<string, Category>): boolean =>
  wayTo(category, byId).every(
    ({ activeFrom, retiredOn }) => activeFrom <= day && (retiredOn === null || retiredOn > day),
  )

/** A name of one line without the sign between names. Refused: `category-name-misread`. */
export function readCategoryName(typed: string) {
  const name = typed.trim()
  if (name === '' || [...name].length > longestName || /[\n\r\t/／]/.test(name)) return refuse('category-name-misread')
  return allow(name)
}

/** Keywords as they are kept: each once, without blanks around. Refused: `keywords-misread`. */
export function readKeywords(typed: readonly string[]) {
  const words = [...new Set(typed.map((word) => word.trim()).filter((word) => word !== ''))]
  const fits = words.length <= mostKeywords && words.every((word) => [...word].length <= longestKeyword)
  return fits ? allow(words) : refuse('keywords-misread')
}
