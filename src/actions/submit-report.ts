import type { Db } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { attachFiles } from '../data/files/write.ts'
import { notKeptOf, submissionByCode } from '../data/reports/read.ts'
import { insertCallBackConsent, insertReports, type Received } from '../data/reports/write.ts'
import { setTranscriptOnly } from '../data/reports/write-readings.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import type { KeptFile, NotKept } from '../domain/files/file.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { receiveReport } from '../domain/reports/report.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { contentMac, hashOfReceiptCode, receiptCodeOf } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { gatherUploads, removeGathered, removePieces } from './gather-uploads.ts'
import { keepFiles } from './keep-files.ts'
import { receiveTogether } from './receive-together.ts'
import { contentOf, type Submission, sealEntering, sealReport } from './seal-report.ts'
import { submissionGrounds } from './submission-grounds.ts'

export type { AddressedTo } from './seal-report.ts'

/** What the resident takes away. `receivedAt` is the hour, not the moment; `notKept` tells of files, the rest is kept. */
export type Receipt = {
  readonly code: ReceiptCode
  readonly status: CaseStatus
  readonly receivedAt: Date
  readonly notKept: readonly NotKept[]
}

/** How often a report is made anew because what it stands on changed meanwhile. */
const mostTries = 5

/**
 * A resident tells us something. We keep it, open a case, and give back the receipt. The same submission id with the
 * same content gives the same receipt, however often it comes; files count by the bytes that were sent.
 * Refused: what `receiveReport` refuses; `code-misread`, `no-such-code`, `code-revoked`; `already-delivered` when the
 * same id comes with other content; without words, why the first file was not kept when none was; `upload-incomplete`
 * when pieces of a named file are not here or do not fit, and have to be sent again.
 */
export async function submitReport(context: Context, district: District, submission: Submission) {
  const db = context.database.of(district.id)
  const uploads = submission.uploads ?? []
  const said = receiveReport({ ...submission, hasFiles: uploads.length > 0 })
  if (!said.ok) return said
  const code = receiptCodeOf(district.prefix, submission.submissionId)
  const mac = contentMac(submission.submissionId, contentOf(said.value, submission))
  const stand = (fresh: boolean) =>
    submissionGrounds(context.database, district, { to: submission.to, now: context.now(), fresh })
  let grounds = await stand(false)
  if (!grounds.ok) return grounds
  // Preparing files takes a while: a resend is told apart before.
  const sentBefore = uploads.length > 0 && (await receiptSentBefore(db, code, mac))
  if (sentBefore) return sentBefore
  const gathered = await gatherUploads(context, uploads)
  // Pieces are removed once their report is written, so a second look finds it.
  if (!gathered.ok) return (await receiptSentBefore(db, code, mac)) ?? gathered
  const { kept, notKept } = await keepFiles(context, gathered.value).finally(() => removeGathered(gathered.value))
  const [reason] = notKept
  if (said.value.text === '' && kept.length === 0 && reason) return refuse(reason.refusal)

  for (let tries = 0; tries < mostTries && grounds.ok; tries += 1) {
    const { version, ...found } = grounds.value
    const given = { submission, said: said.value, kept, notKept, saidAt: null, now: context.now(), ...found }
    const { report, opened, event } = sealReport(context, district, given)
    const { entered } = submission
    const events = entered ? [event, sealEntering(context, district.id, { report, opened, entered })] : [event]
    const received = { report, opened, events, groundsVersion: version }
    if (await receive(context, district.id, received, kept, submission)) {
      await removePieces(context, uploads)
      return allow<Receipt>({ code, status: opened.status, receivedAt: report.receivedAt, notKept })
    }
    // Someone was here before with this id, and the row is committed, so a second look finds it; or what it stood on
    // is not in force any more.
    const known = await receiptSentBefore(db, code, mac)
    if (known) return known
    grounds = await stand(true)
  }
  if (!grounds.ok) return grounds
  throw new Error('a report was neither inserted nor found')
}

/** Writes a report and what came with it. What hangs on it is written in the same transaction, so then it goes alone. */
const receive = (
  context: Context,
  district: number,
  received: Received,
  kept: readonly KeptFile[],
  { transcriptOnly = false, entered }: Submission,
) =>
  kept.length === 0 && !entered?.callBack
    ? receiveTogether(context.database, district, received)
    : context.database.inTransaction(district, async (tx) => {
        if ((await insertReports(tx, [received])).size === 0) return false
        const attachments = kept.map((file) => ({ id: context.newId(), file }))
        for (const { id, kind } of received.events) if (kind === 'receive') await attachFiles(tx, id, attachments)
        if (entered?.callBack) await insertCallBackConsent(tx, received.report.id)
        if (transcriptOnly) await setTranscriptOnly(tx, received.report.id, true)
        return true
      })

/** The receipt of a submission that was delivered before. Refused: `already-delivered` when its content was another. */
async function receiptSentBefore(db: Db, code: ReceiptCode, mac: Buffer) {
  const known = await submissionByCode(db, hashOfReceiptCode(code))
  if (!known) return undefined
  if (!known.contentMac.equals(mac)) return refuse('already-delivered')
  const { status, receivedAt } = known
  return allow<Receipt>({ code, status, receivedAt, notKept: await notKeptOf(db, hashOfReceiptCode(code)) })
}
