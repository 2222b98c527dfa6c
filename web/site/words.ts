/** The words of these pages in the reader's language. */
import { map as mapEn } from '../../src/words/en/map.ts'
import { readings as readingsEn } from '../../src/words/en/readings.ts'
import { receiptMore as receiptMoreEn } from '../../src/words/en/receipt-more.ts'
import { resident as residentEn } from '../../src/words/en/resident.ts'
import { speaking as speakingEn } from '../../src/words/en/speaking.ts'
import { terms as termsEn } from '../../src/words/en/terms.ts'
import type { Language, SameAs } from '../../src/words/language.ts'
import { map } from '../../src/words/zh/map.ts'
import { readings } from '../../src/words/zh/readings.ts'
import { receiptMore } from '../../src/words/zh/receipt-more.ts'
import { resident } from '../../src/words/zh/resident.ts'
import { speaking } from '../../src/words/zh/speaking.ts'
import { terms } from '../../src/words/zh/terms.ts'

export type PageWords = SameAs<typeof resident> &
  SameAs<typeof receiptMore> & {
    readonly map: SameAs<typeof map>
    readonly readings: SameAs<typeof readings>
    readonly speaking: SameAs<typeof speaking>
    readonly terms: SameAs<typeof terms>
  }

const words: Record<Language, PageWords> = {
  zh: { ...resident, ...receiptMore, map, readings, speaking, terms },
  en: { ...residentEn, ...receiptMoreEn, map: mapEn, readings: readingsEn, speaking: speakingEn, terms: termsEn },
}

/** Every sentence of the resident's and public pages, and the terms. */
export const wordsIn = (language: Language): PageWords => words[language]
