/**
 * Suggestions, each with its reason, for a person to take or leave: a category by its own keywords, an agency by the
 * rules of routing. Suggestions that are learned, and cases that are alike, will stand beside these as sources of their own.
 */
import type { LocalDate } from '../calendar/calendar.ts'
import { byIdOf, type Category, isActive, wayTo } from './category.ts'

/** A category with the words of the report that speak for it. */
export type SuggestedCategory = { readonly category: Category; readonly words: readonly string[] }

const mostSuggested = 3

/**
 * The categories whose keywords stand in the text, the best first: more of its words, then longer ones, then the deeper
 * level. Words are compared as they are written; capitals do not matter.
 */
export function suggestCategories(
  text: string,
  categories: readonly Category[],
  day: LocalDate,
): readonly SuggestedCategory[] {
  const said = text.toLowerCase()
  const byId = byIdOf(categories)
  return categories
    .map((category) => ({
      category,
      words: category.keywords.filter((word) => said.includes(word.toLowerCase())),
      depth: wayTo(category, byId).length,
    }))
    .filter(({ category, words }) => words.length > 0 && isActive(category, day, byId))
    .sort(
      (a, b) =>
        b.words.length - a.words.length ||
        b.words.join('').length - a.words.join('').length ||
        b.depth - a.depth ||
        (a.category.name < b.category.name ? -1 : 1),
    )
    .slice(0, mostSuggested)
    .map(({ category, words }) => ({ category, words }))
}

/** Who handles a category, or what is below it, in a station, in a town, or everywhere (both null). */
export type RoutingRule = {
  readonly id: string
  readonly categoryId: string
  readonly townId: string | null
  readonly stationId: string | null
  readonly agencyId: string
  readonly coAgencyIds: readonly string[]
}

type Where = { readonly townId: string | null; readonly stationId: string | null }

/**
 * The rule for a case of this category there: the closest category first, and for the same category the closest area
 * (station, town, everywhere). Undefined when none speaks of it.
 */
export function routeFor(
  rules: readonly RoutingRule[],
  category: Category,
  where: Where,
  byId: ReadonlyMap<string, Category>,
): RoutingRule | undefined {
  const closest = wayTo(category, byId)
    .map(({ id }) => id)
    .reverse()
  const fitting = rules.filter(
    ({ categoryId, townId, stationId }) =>
      closest.includes(categoryId) &&
      (stationId === null || stationId === where.stationId) &&
      (townId === null || townId === where.townId),
  )
  const rank = ({ categoryId, townId, stationId }: RoutingRule) =>
    closest.indexOf(categoryId) * 3 + (stationId !== null ? 0 : townId !== null ? 1 : 2)
  return fitting.toSorted((a, b) => rank(a) - rank(b))[0]
}
