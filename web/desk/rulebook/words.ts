/** The words about rules: fetched with the section, not with the desk's first screen. */

import { dayWords } from '../../../src/words/dates.ts'
import { rules as en } from '../../../src/words/en/rules.ts'
import { rules as zh } from '../../../src/words/zh/rules.ts'
import { useWords } from '../language.tsx'

const words = { zh: zh as unknown as typeof en, en }
export type RulesWords = typeof en

/** A day with its year: rules reach back and ahead. */
export function useDatedDay(): (date: string) => string {
  const { language } = useWords()
  const { dated } = useRulesWords()
  return (date) => dated(date.slice(0, 4), dayWords(date, language))
}

/** Every word of the section in the language in force. */
export const useRulesWords = (): RulesWords => words[useWords().language]
