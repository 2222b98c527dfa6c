/** The words of calling back in the language in force. */
import { callBacks as en } from '../../../src/words/en/call-backs.ts'
import type { SameAs } from '../../../src/words/language.ts'
import { callBacks as zh } from '../../../src/words/zh/call-backs.ts'
import { useWords } from '../language.tsx'

const words: Record<'zh' | 'en', SameAs<typeof zh>> = { zh, en }

export const useCallWords = (): SameAs<typeof zh> => words[useWords().language]
