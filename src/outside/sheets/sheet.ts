/** What stands on a printed sheet. */

/** One place as it is printed. */
export type SheetPlace = {
  readonly kind: 'point' | 'deputy' | 'station' | 'town'
  /** What stands large: the station, or the deputy as they are addressed. */
  readonly title: string
  /** The units above, in small letters over the title. */
  readonly above: string
  /** Where the code hangs, below the title; empty for a deputy or a station itself. */
  readonly at: string
  /** When they receive, on posters and cards; empty where nothing was written. */
  readonly receives: string
  /** The public code, and the address its QR leads to. */
  readonly code: string
  readonly url: string
}

/** The sentences on a sheet, in the language it is printed in. */
export type SheetWords = {
  readonly product: string
  readonly documentTitle: string
  readonly headline: string
  readonly scan: string
  readonly promise: readonly string[]
  readonly card: string
  readonly short: string
  readonly codeLabel: string
  readonly byHand: string
  readonly receives: string
}
