/** The words about places in the reader's language, for the pages behind codes. */
import { places as en } from '../../src/words/en/places.ts'
import type { Language, SameAs } from '../../src/words/language.ts'
import { places as zh } from '../../src/words/zh/places.ts'

export type PlaceWords = SameAs<typeof zh>

const words: Record<Language, PlaceWords> = { zh, en }

export const placeWordsIn = (language: Language): PlaceWords => words[language]
