/** The words about places: fetched with the section, not with the desk's first screen. */
import { places as en } from '../../../src/words/en/places.ts'
import { places as zh } from '../../../src/words/zh/places.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }
export type PlaceWords = typeof en

/** Every word of the section in the language in force. */
export const usePlaceWords = (): PlaceWords => words[useWords().language]

/** A code as it is read aloud: QH A7K 2M9. */
export const spelled = (code: string): string => `${code.slice(0, 2)} ${code.slice(2, 5)} ${code.slice(5)}`
