/** Where else to turn, in a district's own words: said on the phone before sending, and with a decline. Never a block. */
import { allow, refuse } from '../shared/decision.ts'

export const signpostKinds = ['fire', 'ambulance', 'crime', 'litigation', 'arbitration', 'petition'] as const
/** The kinds the product has words of its own for. */
export type SignpostKind = (typeof signpostKinds)[number]

export type Signpost = {
  /** One of the product's, or `own-…` for one that only this district has. */
  readonly kind: string
  readonly title: string
  readonly note: string
  /** Words of a report that call for it. */
  readonly words: readonly string[]
}

/** In danger nobody may be left without the number to call. */
const numberOf: Readonly<Record<string, string>> = { fire: '119', ambulance: '120', crime: '110' }

export const longestTitle = 40
export const longestNote = 120
export const longestWord = 12
export const mostWords = 40
/** What all signposts of a district may weigh together, in bytes: they come with every page that is scanned. */
export const mostBytes = 4000

export const isOwnKind = (kind: string): boolean => /^own-[0-9a-f]{8}$/.test(kind)

/**
 * A signpost as it is kept. Refused: `signpost-misread` for a title, note or words that are missing or too long;
 * `emergency-number-missing` when 119, 120 or 110 stands neither in its title nor its note.
 */
export function readSignpost({ kind, title, note, words }: Signpost) {
  const line = (typed: string) => typed.replace(/\s+/g, ' ').trim()
  const read = {
    kind,
    title: line(title),
    note: line(note),
    words: [...new Set(words.map((word) => word.trim().toLowerCase()).filter((word) => word !== ''))],
  }
  const fits =
    (isOwnKind(kind) || signpostKinds.some((known) => known === kind)) &&
    read.title !== '' &&
    [...read.title].length <= longestTitle &&
    [...read.note].length <= longestNote &&
    read.words.length <= mostWords &&
    read.words.every((word) => [...word].length <= longestWord && !word.includes('|'))
  if (!fits) return refuse('signpost-misread')
  const number = numberOf[kind]
  if (number && !`${read.title} ${read.note}`.includes(number)) return refuse('emergency-number-missing')
  return allow<Signpost>(read)
}

/** Whether these come light enough with a page. Refused: `signposts-too-much`. */
export const checkWeight = (signposts: readonly Signpost[]) =>
  new TextEncoder().encode(JSON.stringify(signposts)).length <= mostBytes
    ? allow(signposts)
    : refuse('signposts-too-much')
