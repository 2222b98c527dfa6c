import { putCaseWords } from '../data/cases/write.ts'
import { wordsOfCase } from '../data/reports/read.ts'
import { confirmedWords } from '../data/reports/read-readings.ts'
import { tokensOf } from '../text/tokens.ts'
import type { Context } from './context.ts'

/** Computes the words by which a case is found on the desk: what was said, and what was read and confirmed. May be done twice. */
export const indexCase = (context: Context, district: number, caseId: string) =>
  context.database.inTransaction(district, async (tx) => {
    const words = await wordsOfCase(tx, caseId)
    if (!words) return
    const read = await confirmedWords(tx, caseId)
    await putCaseWords(tx, caseId, tokensOf([words.text, words.place, ...read].join('\n')))
  })
