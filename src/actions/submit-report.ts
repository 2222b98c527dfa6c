import type { District } from '../data/districts/read.ts'
import { submissionByCode } from '../data/reports/read.ts'
import { insertReport } from '../data/reports/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { hourOf } from '../domain/calendar/calendar.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { receiveReport } from '../domain/reports/report.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { addressOf, type Submission, sealReport } from './seal-report.ts'

export type { AddressedTo } from './seal-report.ts'

/** What the resident takes away. `receivedAt` is the hour, not the moment. */
export type Receipt = { readonly code: ReceiptCode; readonly status: CaseStatus; readonly receivedAt: Date }

/**
 * A resident tells us something. We keep it, open a case, and give back the receipt. The same submission id with the
 * same content gives the same receipt, however often it comes.
 * Refused: what `receiveReport` refuses; `code-misread`, `no-such-code`, `code-revoked`; `already-delivered` when the
 * same id comes with other content.
 */
export async function submitReport(context: Context, district: District, submission: Submission) {
  const db = context.database.of(district.id)
  const said = receiveReport(submission)
  if (!said.ok) return said
  const address = await addressOf(db, submission.to)
  if (!address.ok) return address

  const now = context.now()
  const [rules, calendar] = await Promise.all([rulesAt(db, hourOf(now)), workingCalendar(db)])
  const { code, report, opened, event } = sealReport(context, district, {
    submission,
    said: said.value,
    address: address.value,
    saidAt: null,
    now,
    rules,
    calendar,
  })
  const inserted = await context.database.inTransaction(district.id, (tx) => insertReport(tx, report, opened, event))
  if (inserted) return allow<Receipt>({ code, status: opened.status, receivedAt: report.receivedAt })
  // Someone was here before with this id; the row is committed, so a second look finds it.
  const known = await submissionByCode(db, report.codeHash)
  if (!known) throw new Error('a report was neither inserted nor found')
  if (!known.contentMac.equals(report.contentMac)) return refuse('already-delivered')
  return allow<Receipt>({ code, status: known.status, receivedAt: known.receivedAt })
}
