/** What the resident who holds the receipt may do besides judging. Every one of them finds the case by the receipt. */
import { lockCase } from '../data/cases/write.ts'
import { caseIdByCode } from '../data/reports/read.ts'
import type { MoveInput } from '../domain/cases/move-case.ts'
import { resident } from '../domain/people/actor.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { type Kept, keepFiles, type Upload } from './keep-files.ts'
import { makeMove, optionalWords } from './make-move.ts'

/** Whose receipt, in which district. */
export type ReceiptMove = {
  readonly district: number
  readonly code: ReceiptCode
  /** Districts the report was in before it went on to this one. */
  readonly cameThrough?: readonly number[]
  /** Photos and recordings that come with the words. */
  readonly uploads?: readonly Upload[]
}

/** Makes a move for the holder of a receipt. Refused: `no-such-receipt`, and what `moveCase` refuses. */
export const moveByReceipt = (context: Context, { district, code }: ReceiptMove, input: MoveInput, files?: Kept) =>
  context.database.inTransaction(district, async (tx) => {
    const caseId = await caseIdByCode(tx, hashOfReceiptCode(code))
    const item = caseId ? await lockCase(tx, caseId) : undefined
    if (!item) return refuse('no-such-receipt')
    return makeMove(context, tx, item, resident, input, files)
  })

/**
 * Says something more: the answer to a question, after which the clock goes on, or simply more words.
 * Refused: `nothing-said`, `too-long`, and what `moveByReceipt` refuses.
 */
export async function addWords(context: Context, move: ReceiptMove, given: { words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  const files = await keepFiles(context, move.uploads ?? [])
  const replied = await moveByReceipt(context, move, { move: 'reply', words: words.value }, files)
  if (replied.ok || replied.refusal !== 'not-from-this-status') return replied
  return moveByReceipt(context, move, { move: 'message', words: words.value }, files)
}

/** Takes the report back. «Did someone ask you to?» is kept apart. Refused: `too-long`, and as `moveByReceipt`. */
export async function withdrawReport(context: Context, move: ReceiptMove, given: { wasAsked: boolean; words: string }) {
  const words = optionalWords(given.words)
  if (!words.ok) return words
  return moveByReceipt(context, move, { move: 'withdraw', wasAsked: given.wasAsked, words: words.value })
}

/** Takes up a closed case again within the rule set's days. Refused: `nothing-said`, `too-long`, and as `moveByReceipt`. */
export async function reopenReport(context: Context, move: ReceiptMove, given: { words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return moveByReceipt(context, move, { move: 'reopen', words: words.value })
}

/** Asks the town to look again at a case that was declined, once. Refused: `nothing-said`, `too-long`, as `moveByReceipt`. */
export async function appealDecline(context: Context, move: ReceiptMove, given: { words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return moveByReceipt(context, move, { move: 'appeal', words: words.value })
}
