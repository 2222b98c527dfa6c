/** The words about categories and routing. */
import { categories as en } from '../../../src/words/en/categories.ts'
import { categories as zh } from '../../../src/words/zh/categories.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }
type CategoryWords = typeof en

export const useCategoryWords = (): CategoryWords => words[useWords().language]
