/** A district's categories as a table with a head: one line a category, its level by the columns that are filled. */
import { allow, refuse } from '../shared/decision.ts'
import { byIdOf, type Category, levels, pathOf, pathSign, readCategoryName, readKeywords } from './category.ts'

type Row = { readonly line: number; readonly fields: readonly string[] }

/** What becomes of a line. */
export type PlannedCategory = {
  readonly line: number
  /** The names from the top, the line's own category last. */
  readonly names: readonly string[]
  readonly keywords: readonly string[]
  readonly outcome: 'new' | 'there' | 'refused'
  readonly refusal: 'category-name-misread' | 'keywords-misread' | 'level-missing' | null
}

const heads = [
  ['一级分类', '一级类别', 'level 1'],
  ['二级分类', '二级类别', 'level 2'],
  ['三级分类', '三级类别', 'level 3'],
]
const keywordHeads = ['关键词', 'keywords']
const betweenKeywords = /[、，,;；\s|]+/

/**
 * What every line would come to: levels above that no line names are made too. Lines that say what is there change
 * nothing. Refused: `category-columns-missing`.
 */
export function planCategories(rows: readonly Row[], there: readonly Category[]) {
  const head = rows[0]?.fields.map((field) => field.trim().toLowerCase()) ?? []
  const columns = heads.map((names) => head.findIndex((field) => names.includes(field)))
  if ((columns[0] ?? -1) < 0) return refuse('category-columns-missing')
  const words = head.findIndex((field) => keywordHeads.includes(field))
  const byId = byIdOf(there)
  const known = new Set(there.map((category) => pathOf(category, byId)))
  const planned = rows.slice(1).map(({ line, fields }): PlannedCategory => {
    const typed = columns.map((at) => (at < 0 ? '' : (fields[at] ?? '').trim()))
    const depth = typed.findLastIndex((name) => name !== '') + 1
    const names = typed.slice(0, depth)
    const keywords = readKeywords(words < 0 ? [] : (fields[words] ?? '').split(betweenKeywords))
    const refused = (refusal: NonNullable<PlannedCategory['refusal']>): PlannedCategory => ({
      line,
      names,
      keywords: [],
      outcome: 'refused',
      refusal,
    })
    if (depth === 0 || names.some((name) => name === '')) return refused('level-missing')
    if (names.some((name) => !readCategoryName(name).ok)) return refused('category-name-misread')
    if (!keywords.ok) return refused(keywords.refusal)
    const path = pathOfNames(names)
    const outcome = known.has(path) ? 'there' : 'new'
    known.add(path)
    return { line, names, keywords: keywords.value, outcome, refusal: null }
  })
  return allow(planned)
}

const pathOfNames = (names: readonly string[]): string => names.slice(0, levels).join(pathSign)
