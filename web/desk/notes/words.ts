/** The words of notes in the language in force. */
import { notes as en } from '../../../src/words/en/notes.ts'
import type { SameAs } from '../../../src/words/language.ts'
import { notes as zh } from '../../../src/words/zh/notes.ts'
import { useWords } from '../language.tsx'

const words: Record<'zh' | 'en', SameAs<typeof zh>> = { zh, en }

export const useNoteWords = (): SameAs<typeof zh> => words[useWords().language]
