/** What a deputy's and a station's own page says besides names: written by the station for everyone to read. */
import { allow, refuse } from '../shared/decision.ts'
import { tidyWords } from '../shared/words.ts'

/** The longest each may be, in characters. */
export const pageTextLimits = { memberOf: 100, terms: 100, address: 200, introduction: 600, receives: 300 } as const
export type PageText = keyof typeof pageTextLimits

/** Which texts the page of this kind has, in the order they are asked for. */
export const pageTextsOf = {
  deputy: ['memberOf', 'terms', 'introduction', 'receives'],
  station: ['address', 'introduction', 'receives'],
} as const satisfies Record<string, readonly PageText[]>

/** What the page says; empty where nothing was written. */
export type PageTexts = Readonly<Record<PageText, string>>

export const noPageTexts: PageTexts = { memberOf: '', terms: '', address: '', introduction: '', receives: '' }

/** Tidies what was written; what this kind of page has no room for is left out. Refused: `page-text-too-long`. */
export function readPageTexts(kind: keyof typeof pageTextsOf, typed: Partial<PageTexts>) {
  const texts = { ...noPageTexts }
  for (const name of pageTextsOf[kind]) {
    const text = tidyWords(typed[name] ?? '')
    if ([...text].length > pageTextLimits[name]) return refuse('page-text-too-long')
    texts[name] = text
  }
  return allow<PageTexts>(texts)
}
