/** Categories, routing, and what both suggest for a case. */
import { z } from 'zod'
import { longestKeyword, longestName, mostKeywords } from '../domain/categories/category.ts'
import { mostTableBytes } from '../domain/places/sheet-kind.ts'
import { rulesEvent } from './rules.ts'
import { instant, localDate } from './shared.ts'

export const category = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  path: z.string().describe('With the names above it'),
  keywords: z.array(z.string()),
  activeFrom: localDate,
  retiredOn: localDate.nullable(),
  active: z.boolean().describe('Whether something can be sorted under it today'),
  cases: z.int().describe('Cases sorted under it, those below it not counted; 0 for who does not keep categories'),
})
export type CategoryReply = z.infer<typeof category>

export const categoriesReply = z.object({
  today: localDate,
  categories: z.array(category),
  mayChange: z.boolean(),
  history: z.array(rulesEvent).describe('For who keeps categories'),
})
export type CategoriesReply = z.infer<typeof categoriesReply>

const words = {
  name: z.string().max(longestName * 4),
  keywords: z.array(z.string().max(longestKeyword * 4)).max(mostKeywords * 2),
}
export const addCategoryBody = z.strictObject({
  parentId: z.uuid().nullable(),
  ...words,
  activeFrom: localDate.nullable().default(null),
})
export type AddCategoryBody = z.input<typeof addCategoryBody>
export const changeCategoryBody = z.strictObject(words)
export type ChangeCategoryBody = z.input<typeof changeCategoryBody>
export const retireCategoryBody = z.strictObject({ from: localDate.nullable().describe('null: in use again') })
export type RetireCategoryBody = z.input<typeof retireCategoryBody>
export const categoryChangedReply = z.object({ id: z.uuid() })

export const importCategoriesBody = z.strictObject({
  content: z
    .base64()
    .max(Math.ceil(mostTableBytes / 3) * 4)
    .describe('The file (CSV, tab-separated or XLSX) in base 64'),
  make: z.boolean().describe('false: only say what would be made'),
})
export type ImportCategoriesBody = z.input<typeof importCategoriesBody>
export const importCategoriesReply = z.object({
  lines: z.array(
    z.object({
      line: z.int(),
      names: z.array(z.string()),
      outcome: z.enum(['new', 'there', 'refused']),
      refusal: z.string().nullable(),
    }),
  ),
})
export type ImportCategoriesReply = z.infer<typeof importCategoriesReply>
export const exportCategoriesQuery = z.object({ format: z.enum(['csv', 'xlsx']) })

export const exportRoutingQuery = z.object({ format: z.enum(['csv', 'xlsx']) })

export const sortBody = z.strictObject({
  version: z.int().positive().optional().describe('The version the caller saw; an older one is refused'),
  categoryId: z.uuid(),
})
export type SortBody = z.input<typeof sortBody>

const named = z.object({ id: z.uuid(), name: z.string() })

export const routingReply = z.object({
  rules: z.array(
    z.object({
      id: z.uuid(),
      category: z.object({ id: z.uuid(), path: z.string() }),
      town: named.nullable(),
      station: named.nullable().describe('Neither town nor station: everywhere'),
      agency: named,
      coAgencies: z.array(named),
    }),
  ),
  towns: z.array(named),
  stations: z.array(z.object({ ...named.shape, townId: z.uuid() })),
  agencies: z.array(named),
  mayChange: z.boolean(),
  history: z.array(rulesEvent),
})
export type RoutingReply = z.infer<typeof routingReply>

export const putRoutingBody = z.strictObject({
  id: z.uuid().nullable().default(null).describe('The rule it takes the place of'),
  categoryId: z.uuid(),
  townId: z.uuid().nullable(),
  stationId: z.uuid().nullable(),
  agencyId: z.uuid(),
  coAgencyIds: z.array(z.uuid()).max(10),
})
export type PutRoutingBody = z.input<typeof putRoutingBody>

export const suggestionReply = z.object({
  category: z.object({ id: z.uuid(), path: z.string() }).nullable().describe('What it is sorted under'),
  maySort: z.boolean(),
  suggested: z
    .array(z.object({ id: z.uuid(), path: z.string(), words: z.array(z.string()).describe('Found in the report') }))
    .describe('By the keywords of categories, the best first; none when it is sorted'),
  route: z
    .object({
      agency: named,
      coAgencies: z.array(named),
      dueAt: instant.describe('When the agency would have to answer if it were handed over now'),
      because: z.object({
        category: z.string().describe('The category whose rule it is, with those above it'),
        area: z.string().nullable().describe('The town or station of the rule; null: everywhere'),
      }),
    })
    .nullable()
    .describe('By the rules of routing; null when none speaks of its category'),
})
export type SuggestionReply = z.infer<typeof suggestionReply>
