/** The words about people: fetched with the section, not with the desk's first screen. */
import { people as en } from '../../../src/words/en/people.ts'
import { people as zh } from '../../../src/words/zh/people.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }
export type PeopleWords = typeof en

/** Every word of the section in the language in force. */
export const usePeopleWords = (): PeopleWords => words[useWords().language]
