/** The languages of the screens, Simplified Chinese first. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** The shape of a file of words: what the Chinese file has, any other language must have too. */
export type SameAs<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : SameAs<Words[Key]>
}
