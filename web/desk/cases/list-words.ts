/** The words of lists in the language in force. */
import { lists as en } from '../../../src/words/en/lists.ts'
import type { SameAs } from '../../../src/words/language.ts'
import { lists as zh } from '../../../src/words/zh/lists.ts'
import { useWords } from '../language.tsx'

const words: Record<'zh' | 'en', SameAs<typeof zh>> = { zh, en }

export const useListWords = (): SameAs<typeof zh> => words[useWords().language]
