import type { Db } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { attachFiles } from '../data/files/write.ts'
import { notKeptOf, submissionByCode } from '../data/reports/read.ts'
import { insertReport } from '../data/reports/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { hourOf } from '../domain/calendar/calendar.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import type { NotKept } from '../domain/files/file.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { receiveReport } from '../domain/reports/report.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashOfReceiptCode, receiptCodeOf } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { keepFiles } from './keep-files.ts'
import { addressOf, macOf, type Submission, sealReport } from './seal-report.ts'

export type { AddressedTo } from './seal-report.ts'

/** What the resident takes away. `receivedAt` is the hour, not the moment; `notKept` tells of files, the rest is kept. */
export type Receipt = {
  readonly code: ReceiptCode
  readonly status: CaseStatus
  readonly receivedAt: Date
  readonly notKept: readonly NotKept[]
}

/**
 * A resident tells us something. We keep it, open a case, and give back the receipt. The same submission id with the
 * same content gives the same receipt, however often it comes; files count by the bytes that were sent.
 * Refused: what `receiveReport` refuses; `code-misread`, `no-such-code`, `code-revoked`; `already-delivered` when the
 * same id comes with other content; without words, why the first file was not kept when none was.
 */
export async function submitReport(context: Context, district: District, submission: Submission) {
  const db = context.database.of(district.id)
  const uploads = submission.uploads ?? []
  const said = receiveReport({ ...submission, hasFiles: uploads.length > 0 })
  if (!said.ok) return said
  const address = await addressOf(db, submission.to)
  if (!address.ok) return address

  const code = receiptCodeOf(district.prefix, submission.submissionId)
  const mac = macOf(said.value, submission)
  // Preparing files takes a while: a resend is told apart before.
  const sentBefore = uploads.length > 0 && (await receiptSentBefore(db, code, mac))
  if (sentBefore) return sentBefore
  const files = await keepFiles(context, uploads)
  const [reason] = files.notKept
  if (said.value.text === '' && files.kept.length === 0 && reason) return refuse(reason.refusal)

  const now = context.now()
  const [rules, calendar] = await Promise.all([rulesAt(db, hourOf(now)), workingCalendar(db)])
  const { report, opened, event } = sealReport(context, district, {
    submission,
    said: said.value,
    address: address.value,
    saidAt: null,
    now,
    rules,
    calendar,
    files,
  })
  const inserted = await context.database.inTransaction(district.id, async (tx) => {
    if (!(await insertReport(tx, report, opened, event))) return false
    await attachFiles(
      tx,
      event.id,
      files.kept.map((file) => ({ id: context.newId(), file })),
    )
    return true
  })
  const { receivedAt } = report
  if (inserted) return allow<Receipt>({ code, status: opened.status, receivedAt, notKept: files.notKept })
  // Someone was here before with this id; the row is committed, so a second look finds it.
  const known = await receiptSentBefore(db, code, mac)
  if (!known) throw new Error('a report was neither inserted nor found')
  return known
}

/** The receipt of a submission that was delivered before. Refused: `already-delivered` when its content was another. */
async function receiptSentBefore(db: Db, code: ReceiptCode, mac: Buffer) {
  const known = await submissionByCode(db, hashOfReceiptCode(code))
  if (!known) return undefined
  if (!known.contentMac.equals(mac)) return refuse('already-delivered')
  const { status, receivedAt } = known
  return allow<Receipt>({ code, status, receivedAt, notKept: await notKeptOf(db, hashOfReceiptCode(code)) })
}
