/** The words of readings in the language in force. */
import { readings as en } from '../../../src/words/en/readings.ts'
import type { SameAs } from '../../../src/words/language.ts'
import { readings as zh } from '../../../src/words/zh/readings.ts'
import { useWords } from '../language.tsx'

const words: Record<'zh' | 'en', SameAs<(typeof zh)['desk']>> = { zh: zh.desk, en: en.desk }

export const useReadingWords = (): SameAs<(typeof zh)['desk']> => words[useWords().language]
