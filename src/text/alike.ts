/**
 * Puts texts together that are nearly the same, for a person who looks at very many: same letters and figures, or nearly
 * the same pairs of neighbouring characters. The work is bounded: a text is compared with a few others, never with all.
 */

/** From how much of their pairs in common (Dice's coefficient) two texts count as alike. */
export const alikeFrom = 0.8
/** Characters of a text that are looked at. */
const lookedAt = 240
const bands = 16
const rowsOfBand = 2
/** Groups of a band's bucket that a text is compared with. */
const mostCompared = 4

/** Letters and figures only, in one width and case: spaces, marks and emphasis make no difference. */
export const normalText = (text: string): string =>
  [
    ...text
      .slice(0, 2 * lookedAt)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ''),
  ]
    .slice(0, lookedAt)
    .join('')

/**
 * The pairs of neighbouring characters, a pair that comes again told apart by how often it came; a single character stands
 * for itself.
 */
function pairsOf(normal: string): Set<string> {
  const letters = [...normal]
  const pairs = letters.length === 1 ? letters : letters.slice(1).map((letter, i) => (letters[i] as string) + letter)
  const times = new Map<string, number>()
  return new Set(
    pairs.map((pair) => {
      const time = (times.get(pair) ?? 0) + 1
      times.set(pair, time)
      return `${pair}${time}`
    }),
  )
}

function shareOfPairs(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0
  let both = 0
  for (const pair of one) if (other.has(pair)) both += 1
  return (2 * both) / (one.size + other.size)
}

/** How much of their pairs two texts have in common, from 0 to 1. */
export const likeness = (one: string, other: string): number =>
  shareOfPairs(pairsOf(normalText(one)), pairsOf(normalText(other)))

/**
 * The places of the texts in groups, each in the order given and headed by its first; every place is in one group. Texts of
 * the same letters and figures are always together; every text of a group is the same as its head or alike to it. What
 * says nothing in letters or figures stands alone.
 */
export function foldAlike(texts: readonly string[]): number[][] {
  const groups: { readonly pairs: ReadonlySet<string>; readonly places: number[] }[] = []
  const groupOf = new Map<string, number>()
  const buckets = new Map<string, number[]>()
  for (const [place, text] of texts.entries()) {
    const normal = normalText(text)
    const same = normal === '' ? undefined : groupOf.get(normal)
    if (same !== undefined) {
      groups[same]?.places.push(place)
      continue
    }
    const pairs = pairsOf(normal)
    const keys = normal === '' ? [] : bandsOf(pairs)
    const near = [...new Set(keys.flatMap((key) => buckets.get(key) ?? []))]
    const alike = near.find((at) => shareOfPairs(pairs, (groups[at] as (typeof groups)[number]).pairs) >= alikeFrom)
    const at = alike ?? groups.length
    groupOf.set(normal, at)
    if (alike !== undefined) {
      groups[alike]?.places.push(place)
      continue
    }
    groups.push({ pairs, places: [place] })
    for (const key of keys) {
      const bucket = buckets.get(key) ?? []
      if (bucket.length < mostCompared) buckets.set(key, [...bucket, at])
    }
  }
  return groups.map(({ places }) => places)
}

/** Min-hashes of the pairs in bands: texts with much in common have a band in common, others hardly ever. */
function bandsOf(pairs: ReadonlySet<string>): string[] {
  const least = new Uint32Array(bands * rowsOfBand).fill(0xffffffff)
  for (const pair of pairs) {
    const hash = hashOf(pair)
    for (let row = 0; row < least.length; row++) {
      const mixed = mix(hash ^ Math.imul(row + 1, 0x9e3779b1))
      if (mixed < (least[row] as number)) least[row] = mixed
    }
  }
  return Array.from(
    { length: bands },
    (_, band) => `${band} ${least.slice(band * rowsOfBand, (band + 1) * rowsOfBand).join(' ')}`,
  )
}

/** FNV-1a over the code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** Spreads every bit of a number over all 32. */
function mix(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}
