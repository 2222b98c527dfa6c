/** What the holder of a receipt asks and does. The code stands in the body only, never in a path, a query or a log. */
import type { z } from 'zod'
import { chooseIdentity } from '../actions/choose-identity.ts'
import { chooseVoice } from '../actions/choose-voice.ts'
import { consentToPublish, takeBackConsent } from '../actions/consent-to-publish.ts'
import { type JudgedAnswer, judgeAnswer } from '../actions/judge-answer.ts'
import { forgetNoticeAddress, keepNoticeAddress, openNoticeKinds } from '../actions/notice-address.ts'
import { addWords, appealDecline, type ReceiptMove, reopenReport, withdrawReport } from '../actions/resident-moves.ts'
import {
  addWordsBody,
  appealBody,
  chooseIdentityBody,
  chooseVoiceBody,
  consentBody,
  forgetNoticeBody,
  judgeBody,
  keepNoticeBody,
  lookupBody,
  type ReceiptReply,
  receiptReply,
  reopenBody,
  takeBackConsentBody,
  withdrawBody,
} from '../contract/receipts.ts'
import { caseByReceipt, type WholeCase } from '../data/cases/read.ts'
import { type District, districtById, districtByPrefix } from '../data/districts/read.ts'
import { type HistoryRow, historyOf } from '../data/events/read.ts'
import { noticeKindByCode } from '../data/reports/read-notices.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import type { Judgement } from '../domain/cases/case.ts'
import { districtPrefixOf, parseReceiptCode, type ReceiptCode } from '../domain/reports/receipt-code.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import { documented } from './documented.ts'
import { receiptReadings } from './present-readings.ts'
import { presentReceipt } from './present-receipt.ts'
import { orRefuse, Refusal, type RefusalName } from './refusals.ts'
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

  const receiptRoute = <Body extends z.ZodObject<{ receiptCode: z.ZodString }>>(
    verb: string,
    description: string,
    body: Body,
    act: (move: ReceiptMove, given: z.output<Body>) => ReturnType<Parameters<typeof actByReceipt>[2]>,
    takesFiles = false,
  ) =>
    app.post(
      `/api/v1/receipts/${verb}`,
      {
        config: takesFiles ? { access: 'anyone', files: true } : { access: 'anyone' },
        schema: {
          tags: ['residents'],
          description,
          body,
          response: documented({ 200: receiptReply }, [400, 404, 409, 429, 503]),
        },
      },
      (request) => {
        const given = request.body as z.output<Body>
        return actByReceipt(doors, given.receiptCode as string, (move) =>
          act({ ...move, uploads: request.uploads ?? [] }, given),
        )
      },
    )

  const { context } = doors
  receiptRoute(
    'words',
    'Answers a question, or says something more. With photos and recordings it is sent as multipart/form-data, each file as `files`.',
    addWordsBody,
    (move, given) => addWords(context, move, given),
    true,
  )
  receiptRoute('withdraw', 'Takes the report back.', withdrawBody, (move, given) =>
    withdrawReport(context, move, given),
  )
  receiptRoute('reopen', 'Takes a closed case up again.', reopenBody, (move, given) =>
    reopenReport(context, move, given),
  )
  receiptRoute('appeal', 'Asks the town to look again at a case that was not taken on.', appealBody, (move, given) =>
    appealDecline(context, move, given),
  )
  receiptRoute(
    'identity',
    'Raises or lowers who may know who spoke.',
    chooseIdentityBody,
    (move, { identity, name, phone }) => chooseIdentity(context, move, { kind: identity, name, phone }),
  )
  receiptRoute(
    'consent',
    'Agrees that report and answer may be told in public, in the words shown in `disclosure`.',
    consentBody,
    (move, given) => consentToPublish(context, move, given),
  )
  receiptRoute('take-back-consent', 'Takes the consent back.', takeBackConsentBody, (move) =>
    takeBackConsent(context, move),
  )
  receiptRoute(
    'notice',
    'Has word sent when something happens on the receipt. The word names no matter and no code.',
    keepNoticeBody,
    (move, { address, language }) => keepNoticeAddress(context, move, { typed: address, language }),
  )
  receiptRoute(
    'voice',
    'Keeps only the words of what was recorded, or the recording with them.',
    chooseVoiceBody,
    (move, given) => chooseVoice(context, move, given),
  )
  receiptRoute('forget-notice', 'Forgets where word is sent.', forgetNoticeBody, (move) =>
    forgetNoticeAddress(context, move),
  )
}

// Guessing a code of 80 bits is hopeless; this keeps the guessing from costing others anything. Only codes that are
// not there are counted, and nobody is told apart.
const unknownCodes = tokenBucket({ perSecond: 20, burst: 200 })

/** Refused: `no-such-receipt`, or `too-many-attempts` when many have just asked for what is not there. */
export function noSuchReceipt(): never {
  throw new Refusal(unknownCodes.take() ? 'no-such-receipt' : 'too-many-attempts')
}

type Found = {
  readonly district: District
  /** Districts it was in before. */
  readonly cameThrough: readonly number[]
  readonly item: WholeCase
  readonly history: readonly HistoryRow[]
}

/** The case behind a receipt where it is now, with all that happened: it may have gone on in another district. */
async function findByReceipt({ context }: Doors, code: ReceiptCode): Promise<Found> {
  const first = await districtByPrefix(context.database, districtPrefixOf(code) ?? '')
  const history: HistoryRow[] = []
  const cameThrough: number[] = []
  for (let district = first; district; ) {
    const db = context.database.of(district.id)
    const item = await caseByReceipt(db, hashOfReceiptCode(code))
    if (!item) break
    history.push(...(await historyOf(db, item.id)))
    if (item.transferredTo === null) return { district, cameThrough, item, history }
    cameThrough.push(district.id)
    district = await districtById(context.database, item.transferredTo)
  }
  return noSuchReceipt()
}

/** The case behind a receipt. Refused: `receipt-code-misread`, `no-such-receipt`, `too-many-attempts`. */
export async function caseOfReceipt(doors: Doors, typed: string) {
  const code = orRefuse(parseReceiptCode(typed))
  const { district, item, history } = await findByReceipt(doors, code)
  const db = doors.context.database.of(district.id)
  return { code, district, db, item, history }
}

/** The receipt as its holder sees it. Refused: `receipt-code-misread`, `no-such-receipt`, `too-many-attempts`. */
export async function lookUpReceipt(doors: Doors, typed: string): Promise<ReceiptReply> {
  const { code, district, db, item, history } = await caseOfReceipt(doors, typed)
  const now = doors.context.now()
  const [rules, calendar, kind] = await Promise.all([
    rulesAt(db, now),
    workingCalendar(db),
    noticeKindByCode(db, hashOfReceiptCode(code)),
  ])
  const notice = { kind: kind ?? null, offered: openNoticeKinds(doors.context) }
  const read = await receiptReadings(db, item, history)
  return presentReceipt(code, item, history, { now, rules, calendar }, district, notice, read)
}

/**
 * Does what the holder of a receipt asks for, and shows the receipt after it.
 * Refused: what the action refuses, and what a look-up refuses.
 */
export async function actByReceipt(
  doors: Doors,
  typed: string,
  act: (move: ReceiptMove) => Promise<{ ok: true } | { ok: false; refusal: RefusalName }>,
): Promise<ReceiptReply> {
  const code = orRefuse(parseReceiptCode(typed))
  const { district, cameThrough } = await findByReceipt(doors, code)
  const made = await act({ district: district.id, code, cameThrough })
  if (!made.ok) throw new Refusal(made.refusal)
  return lookUpReceipt(doors, code)
}

export type JudgedByReceipt = Omit<JudgedAnswer, 'code' | 'judgement'> &
  Omit<Judgement, 'assisted'> & { readonly assisted?: boolean | undefined; readonly receiptCode: string }

/** Judges, and shows the receipt after it. Refused: what `judgeAnswer` refuses, and what a look-up refuses. */
export const judgeByReceipt = (doors: Doors, judged: JudgedByReceipt): Promise<ReceiptReply> =>
  actByReceipt(doors, judged.receiptCode, ({ district, code }) => {
    const { process, result, solved, assisted, words, sendBack } = judged
    const judgement = { process, result, solved, ...(assisted && { assisted: true as const }) }
    return judgeAnswer(doors.context, district, { code, judgement, words, sendBack })
  })
