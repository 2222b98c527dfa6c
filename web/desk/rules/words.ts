/** The words about rules: fetched with the section, not with the desk's first screen. */
import { rules as en } from '../../../src/words/en/rules.ts'
import { rules as zh } from '../../../src/words/zh/rules.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }
export type RulesWords = typeof en

/** Every word of the section in the language in force. */
export const useRulesWords = (): RulesWords => words[useWords().language]
