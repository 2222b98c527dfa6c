/** What the holder of a receipt sees, field by field. */
import type { ReceiptReply } from '../contract/receipts.ts'
import type { WholeCase } from '../data/cases/read.ts'
import type { District } from '../data/districts/read.ts'
import type { HistoryRow } from '../data/events/read.ts'
import type { WorkingCalendar } from '../domain/calendar/calendar.ts'
import { printedReceiptCode, type ReceiptCode } from '../domain/reports/receipt-code.ts'
import { presentAnswer, presentDue, presentJudgement, presentSteps } from './present-steps.ts'

export const presentReceipt = (
  code: ReceiptCode,
  item: WholeCase,
  history: readonly HistoryRow[],
  calendar: WorkingCalendar,
  district: District,
): ReceiptReply => ({
  receiptCode: printedReceiptCode(code),
  status: item.status,
  receivedAt: item.receivedAt.toISOString(),
  text: item.text,
  place: item.reportedPlace,
  identity: item.identityKind,
  addressedTo: addressedName(item) ?? district.name,
  heldBy: { kind: item.holder.kind, name: item.holderName },
  agency: item.agencyName === null ? null : { kind: 'agency', name: item.agencyName },
  supervised: item.supervised,
  due: presentDue(item, calendar),
  steps: presentSteps(history, 'resident'),
  answer: presentAnswer(history),
  judgement: presentJudgement(history),
  canJudge: item.status === 'answered',
})

/** The narrowest name of where something was said. */
export const addressedName = (
  item: Pick<WholeCase, 'pointName' | 'deputyName' | 'stationName' | 'townName'>,
): string | null => item.pointName ?? item.deputyName ?? item.stationName ?? item.townName
