/** The words of entering in the language in force. */
import { entering as en } from '../../../src/words/en/entering.ts'
import type { SameAs } from '../../../src/words/language.ts'
import { entering as zh } from '../../../src/words/zh/entering.ts'
import { useWords } from '../language.tsx'

const words: Record<'zh' | 'en', SameAs<typeof zh>> = { zh, en }

export const useEnteringWords = (): SameAs<typeof zh> => words[useWords().language]
