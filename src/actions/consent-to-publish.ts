/** Consent to be told in public: to these very words and no others. Nothing is published by it; it is only kept. */
import { createHash } from 'node:crypto'
import { lockCase } from '../data/cases/write.ts'
import type { Tx } from '../data/db.ts'
import { consentInForce, lastAnswer } from '../data/events/read.ts'
import { insertEvent } from '../data/events/write.ts'
import { caseIdByCode, wordsOfCase } from '../data/reports/read.ts'
import type { Case } from '../domain/cases/case.ts'
import type { FurtherEvent } from '../domain/cases/further-events.ts'
import { hasStandingAnswer } from '../domain/disclosure/consent.ts'
import { type ShownWords, shownWords } from '../domain/disclosure/redact.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import { allow, type Decision, refuse } from '../domain/shared/decision.ts'
import { canonicalJson } from '../ledger/commitment.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { momentOfResident } from './make-move.ts'
import type { ReceiptMove } from './resident-moves.ts'
import { sealEvent } from './seal-event.ts'

/** Tells two versions of the shown words apart: the first half of the SHA-256 of both, as a page carries it along. */
export const markOf = ({ report, answer }: ShownWords): string =>
  createHash('sha256').update(canonicalJson({ report, answer })).digest('hex').slice(0, 32)

/**
 * The resident agrees that report and answer may be told in public, in the redacted words they were shown. The words are
 * kept with the consent. Given twice, it is given once.
 * Refused: `no-such-receipt`; `report-erased`; `nothing-to-publish` without an answer or without words; `shown-words-changed` when `mark`
 * is of other words than would be shown now.
 */
export const consentToPublish = (context: Context, move: ReceiptMove, { mark }: { mark: string }) =>
  onCase(context, move, async (tx, item) => {
    const [said, answer] = [await wordsOfCase(tx, item.id), await lastAnswer(tx, item.id)]
    if (!answer || !said?.text || !hasStandingAnswer(item.status)) return refuse('nothing-to-publish')
    const shown = shownWords({ report: said.text, answer: answer.words })
    if (markOf(shown) !== mark) return refuse('shown-words-changed')
    if ((await consentInForce(tx, item.id)) === mark) return allow(undefined)
    await keep(context, tx, item, 'consent-to-publish', { by: '', report: shown.report, answer: shown.answer, mark })
    return allow(undefined)
  })

/** The resident takes it back. Where none is in force nothing happens. Refused: `no-such-receipt`, `report-erased`. */
export const takeBackConsent = (context: Context, move: ReceiptMove) =>
  onCase(context, move, async (tx, item) => {
    if ((await consentInForce(tx, item.id)) !== undefined)
      await keep(context, tx, item, 'take-back-consent', { by: '' })
    return allow(undefined)
  })

const onCase = (
  context: Context,
  { district, code }: ReceiptMove,
  work: (tx: Tx, item: Case) => Promise<Decision<undefined, 'nothing-to-publish' | 'shown-words-changed'>>,
) =>
  context.database.inTransaction(district, async (tx) => {
    const caseId = await caseIdByCode(tx, hashOfReceiptCode(code))
    const item = caseId ? await lockCase(tx, caseId) : undefined
    if (!item) return refuse('no-such-receipt')
    return item.erased ? refuse('report-erased') : work(tx, item)
  })

const keep = async (context: Context, tx: Tx, item: Case, kind: FurtherEvent, detail: EventDetail): Promise<void> =>
  insertEvent(
    tx,
    sealEvent(context, tx.district, {
      id: context.newId(),
      subjectKind: 'case',
      subjectId: item.id,
      kind,
      at: await momentOfResident(context, tx, item.id),
      actorKind: 'resident',
      actorId: null,
      fromStatus: item.status,
      toStatus: item.status,
      detail,
    }),
  )
