/** What the holder of a receipt asks and does. The code stands in the body only, never in a path, a query or a log. */
import { judgeAnswer } from '../actions/judge-answer.ts'
import { judgeBody, lookupBody, type ReceiptReply, receiptReply } from '../contract/receipts.ts'
import { caseByReceipt } from '../data/cases/read.ts'
import { type District, districtByPrefix } from '../data/districts/read.ts'
import { historyOf } from '../data/events/read.ts'
import { workingCalendar } from '../data/rules/read.ts'
import { districtPrefixOf, parseReceiptCode, type ReceiptCode } from '../domain/reports/receipt-code.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import { documented } from './documented.ts'
import { presentReceipt } from './present-receipt.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'
import { tokenBucket } from './token-bucket.ts'

export function receiptRoutes(app: Server, doors: Doors): void {
  app.post(
    '/api/v1/receipts/lookup',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['residents'],
        description: 'What became of the report behind a receipt.',
        body: lookupBody,
        response: documented({ 200: receiptReply }, [400, 404, 429, 503]),
      },
    },
    ({ body }) => lookUpReceipt(doors, body.receiptCode),
  )

  app.post(
    '/api/v1/receipts/judge',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['residents'],
        description: 'Judges the latest answer, and with sendBack has the case redone.',
        body: judgeBody,
        response: documented({ 200: receiptReply }, [400, 404, 409, 429, 503]),
      },
    },
    ({ body }) => judgeByReceipt(doors, body),
  )
}

// Guessing a code of 80 bits is hopeless; this keeps the guessing from costing others anything. Only codes that are
// not there are counted, and nobody is told apart.
const unknownCodes = tokenBucket({ perSecond: 20, burst: 200 })

async function districtOfReceipt({ context }: Doors, code: ReceiptCode): Promise<District> {
  const district = await districtByPrefix(context.database, districtPrefixOf(code) ?? '')
  return district ?? notFound()
}

function notFound(): never {
  throw new Refusal(unknownCodes.take() ? 'no-such-receipt' : 'too-many-attempts')
}

/** The case behind a receipt. Refused: `receipt-code-misread`, `no-such-receipt`, `too-many-attempts`. */
export async function caseOfReceipt(doors: Doors, typed: string) {
  const code = orRefuse(parseReceiptCode(typed))
  const district = await districtOfReceipt(doors, code)
  const db = doors.context.database.of(district.id)
  const item = await caseByReceipt(db, hashOfReceiptCode(code))
  return item ? { code, district, db, item } : notFound()
}

/** The receipt as its holder sees it. Refused: `receipt-code-misread`, `no-such-receipt`, `too-many-attempts`. */
export async function lookUpReceipt(doors: Doors, typed: string): Promise<ReceiptReply> {
  const { code, district, db, item } = await caseOfReceipt(doors, typed)
  const [history, calendar] = await Promise.all([historyOf(db, item.id), workingCalendar(db)])
  return presentReceipt(code, item, history, calendar, district)
}

export type JudgedByReceipt = {
  readonly receiptCode: string
  readonly process: 'satisfied' | 'basically' | 'not'
  readonly result: 'satisfied' | 'basically' | 'not'
  readonly solved: boolean
  readonly words: string
  readonly sendBack: boolean
}

/** Judges, and shows the receipt after it. Refused: what `judgeAnswer` refuses, and what a look-up refuses. */
export async function judgeByReceipt(doors: Doors, judged: JudgedByReceipt): Promise<ReceiptReply> {
  const code = orRefuse(parseReceiptCode(judged.receiptCode))
  const district = await districtOfReceipt(doors, code)
  const { process, result, solved, words, sendBack } = judged
  const made = await judgeAnswer(doors.context, district.id, {
    code,
    judgement: { process, result, solved },
    words,
    sendBack,
  })
  if (!made.ok && made.refusal === 'no-such-receipt') return notFound()
  orRefuse(made)
  return lookUpReceipt(doors, code)
}
