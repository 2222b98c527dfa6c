import { putCaseWords } from '../data/cases/write.ts'
import { wordsOfCase } from '../data/reports/read.ts'
import { tokensOf } from '../text/tokens.ts'
import type { Context } from './context.ts'

/** Computes the words by which a case is found on the desk. May be done twice. */
export const indexCase = (context: Context, district: number, caseId: string) =>
  context.database.inTransaction(district, async (tx) => {
    const words = await wordsOfCase(tx, caseId)
    if (words) await putCaseWords(tx, caseId, tokensOf(`${words.text}\n${words.place}`))
  })
