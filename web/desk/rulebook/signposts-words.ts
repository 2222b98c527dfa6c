/** The words about signposts. */
import { signposts as en } from '../../../src/words/en/signposts.ts'
import { signposts as zh } from '../../../src/words/zh/signposts.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }

export const useSignpostWords = (): typeof en => words[useWords().language]
