/** The words about one's own account and of signing in. */
import { me as en } from '../../../src/words/en/me.ts'
import { me as zh } from '../../../src/words/zh/me.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }

/** Every word of the page in the language in force. */
export const useMyWords = (): typeof en => words[useWords().language]
