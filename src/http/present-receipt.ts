/** What the holder of a receipt sees, field by field. */
import { markOf } from '../actions/consent-to-publish.ts'
import type { ReceiptReply } from '../contract/receipts.ts'
import type { WholeCase } from '../data/cases/read.ts'
import type { District } from '../data/districts/read.ts'
import type { HistoryRow } from '../data/events/read.ts'
import { canMoveCase, type Deciding, reopenBy } from '../domain/cases/acting.ts'
import type { CaseMove } from '../domain/cases/moves.ts'
import { hasStandingAnswer } from '../domain/disclosure/consent.ts'
import { shownWords } from '../domain/disclosure/redact.ts'
import { resident } from '../domain/people/actor.ts'
import { printedReceiptCode, type ReceiptCode } from '../domain/reports/receipt-code.ts'
import { presentAnswer, presentDue, presentJudgement, presentSteps } from './present-steps.ts'

export const presentReceipt = (
  code: ReceiptCode,
  item: WholeCase,
  history: readonly HistoryRow[],
  deciding: Deciding,
  district: District,
  notice: ReceiptReply['notice'],
  read: Pick<ReceiptReply, 'readings' | 'voice'>,
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
  due: presentDue(item, deciding.calendar),
  steps: presentSteps(history, 'resident'),
  answer: presentAnswer(history),
  judgement: presentJudgement(history),
  canJudge: residentMoves(item, deciding).includes('judge'),
  moves: residentMoves(item, deciding),
  question: item.waiting ? (history.findLast(({ kind }) => kind === 'ask')?.detail?.words?.toString() ?? null) : null,
  waitsUntil: item.waiting?.until.toISOString() ?? null,
  merged: item.mergedInto !== null,
  urgent: item.urgent,
  reopenUntil: reopenBy(item, deciding)?.toISOString() ?? null,
  erased: item.erased,
  disclosure: presentDisclosure(item, history),
  notice,
  ...read,
  hiddenFromAddressee: item.recused !== null && item.recused.kind !== 'agency',
})

/** What would be told in public, and whether the resident agreed to these very words. */
function presentDisclosure(item: WholeCase, history: readonly HistoryRow[]): ReceiptReply['disclosure'] {
  const answer = presentAnswer(history)
  if (!answer || item.text === '' || !hasStandingAnswer(item.status)) return null
  const shown = shownWords({ report: item.text, answer: answer.words })
  const mark = markOf(shown)
  const latest = history.findLast(({ kind }) => kind === 'consent-to-publish' || kind === 'take-back-consent')
  return { report: shown.report, answer: shown.answer, mark, consented: latest?.detail?.mark === mark }
}

const offeredToResident = ['judge', 'send-back', 'reply', 'message', 'withdraw', 'reopen', 'appeal'] as const

/** What the holder of the receipt can do now. */
const residentMoves = (item: WholeCase, deciding: Deciding): CaseMove[] =>
  offeredToResident.filter((move) => canMoveCase(item, move, resident, deciding).ok)

/** The narrowest name of where something was said. */
export const addressedName = (
  item: Pick<WholeCase, 'pointName' | 'deputyName' | 'stationName' | 'townName'>,
): string | null => item.pointName ?? item.deputyName ?? item.stationName ?? item.townName
