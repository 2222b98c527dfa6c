/** The words about templates. */
import { templates as en } from '../../../src/words/en/templates.ts'
import { templates as zh } from '../../../src/words/zh/templates.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }

export const useTemplateWords = (): typeof en => words[useWords().language]
