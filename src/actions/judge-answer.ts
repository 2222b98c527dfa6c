import { insertJudgement, lockCase } from '../data/cases/write.ts'
import { caseIdByCode } from '../data/reports/read.ts'
import { isNegative, type Judgement } from '../domain/cases/case.ts'
import { resident } from '../domain/people/actor.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { refuse } from '../domain/shared/decision.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { makeMove, optionalWords } from './make-move.ts'

export type JudgedAnswer = {
  readonly code: ReceiptCode
  readonly judgement: Judgement
  readonly words: string
  /** Do it again: offered with a negative judgement, which is kept all the same. */
  readonly sendBack: boolean
}

/**
 * The resident who holds the receipt judges the answer, and may send it back in the same press.
 * Refused: `no-such-receipt`; `send-back-needs-a-negative-judgement`; `too-long`; and what `moveCase` refuses.
 */
export async function judgeAnswer(context: Context, district: number, judged: JudgedAnswer) {
  if (judged.sendBack && !isNegative(judged.judgement)) return refuse('send-back-needs-a-negative-judgement')
  const words = optionalWords(judged.words)
  if (!words.ok) return words
  return context.database.inTransaction(district, async (tx) => {
    const caseId = await caseIdByCode(tx, hashOfReceiptCode(judged.code))
    const item = caseId ? await lockCase(tx, caseId) : undefined
    if (!item) return refuse('no-such-receipt')
    const moved = await makeMove(context, tx, item, resident, {
      move: judged.sendBack ? 'send-back' : 'judge',
      judgement: judged.judgement,
      words: words.value,
    })
    if (moved.ok) await insertJudgement(tx, moved.value.eventId, item.id, judged.judgement)
    return moved
  })
}
