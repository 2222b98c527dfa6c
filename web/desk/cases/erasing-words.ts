/** The words of erasing in the language in force. */
import { erasing as en } from '../../../src/words/en/erasing.ts'
import type { SameAs } from '../../../src/words/language.ts'
import { erasing as zh } from '../../../src/words/zh/erasing.ts'
import { useWords } from '../language.tsx'

const words: Record<'zh' | 'en', SameAs<typeof zh>> = { zh, en }

export const useErasingWords = (): SameAs<typeof zh> => words[useWords().language]
