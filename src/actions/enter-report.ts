/**
 * Somebody on the desk enters what a resident says to them. The rules are those of the resident's own page. The receipt
 * belongs to the resident alone: its code is made from an id that only this server can make, so neither the desk's page
 * nor what it keeps in the browser leads to it (docs/decisions/0020-entered-for-someone.md).
 */
import { createHmac } from 'node:crypto'
import type { District } from '../data/districts/read.ts'
import { insertEvent } from '../data/events/write.ts'
import { unitName } from '../data/places/read.ts'
import { countHandings, type EnteredCase, enteredCase } from '../data/reports/read-entered.ts'
import type { NotKept } from '../domain/files/file.ts'
import type { Staff } from '../domain/people/actor.ts'
import {
  type EnteredChannel,
  enteringAs,
  handOutUntil,
  mostHandings,
  type Speaker,
} from '../domain/reports/entering.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashOfReceiptCode, receiptCodeOf } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { momentOfResident } from './make-move.ts'
import { sealEvent } from './seal-event.ts'
import type { Submission } from './seal-report.ts'
import { submissionGrounds } from './submission-grounds.ts'
import { submitReport } from './submit-report.ts'

/** What was said, by whom it is entered. `entryId` is a UUID v4 of the desk; the same one is the same report. */
export type Entry = Pick<Submission, 'to' | 'text' | 'place' | 'identity' | 'aboutAddressee' | 'uploads'> & {
  readonly staff: Staff
  readonly entryId: string
  readonly channel: EnteredChannel
  readonly speaker: Speaker
  readonly callBack: boolean
}

/** What the desk learns: the case, never the receipt. */
export type EntryReceived = EnteredCase & { readonly notKept: readonly NotKept[] }

/**
 * Enters a report and opens its case. Entered again with the same id it is the same case.
 * Refused: `not-your-place` for somebody else's address; `call-back-needs-a-phone` when calling back is allowed without a
 * name and a telephone; and what `submitReport` refuses.
 */
export async function enterReport(context: Context, district: District, entry: Entry) {
  const { staff, entryId, speaker, callBack, ...said } = entry
  const grounds = await submissionGrounds(context.database, district, { to: said.to, now: context.now(), fresh: false })
  if (!grounds.ok) return grounds
  const as = enteringAs(grounds.value.address, staff)
  if (!as) return refuse('not-your-place')
  if (callBack && (said.identity.kind === 'anonymous' || said.identity.phone.trim() === ''))
    return refuse('call-back-needs-a-phone')
  const db = context.database.of(district.id)
  const entered = { role: as.kind, userId: staff.userId, unitName: await unitName(db, as), speaker, callBack }
  const submissionId = enteredSubmissionId(context, staff, entryId)
  const sent = await submitReport(context, district, { ...said, submissionId, entered })
  if (!sent.ok) return sent
  const found = await enteredCase(db, hashOfReceiptCode(sent.value.code))
  if (!found) throw new Error('a report that was entered is not there')
  return allow<EntryReceived>({ ...found, notKept: sent.value.notKept })
}

export type HandingOut = { readonly staff: Staff; readonly entryId: string; readonly manner: 'slip' | 'aloud' }

/**
 * The code of a receipt, for whoever entered its report and for nobody else, to be printed or read out at once. Each
 * time is written down first, and the resident sees it. What is left is the case's number.
 * Refused: `no-such-receipt`; `hand-out-over` once two hours have passed or it was handed out three times.
 */
export async function handOutReceipt(context: Context, district: District, { staff, entryId, manner }: HandingOut) {
  const code = receiptCodeOf(district.prefix, enteredSubmissionId(context, staff, entryId))
  return context.database.inTransaction(district.id, async (tx) => {
    const found = await enteredCase(tx, hashOfReceiptCode(code), { held: true })
    if (!found) return refuse('no-such-receipt')
    if (handOutUntil(found.receivedAt) <= context.now()) return refuse('hand-out-over')
    if (found.erased || (await countHandings(tx, found.id)) >= mostHandings) return refuse('hand-out-over')
    await insertEvent(
      tx,
      sealEvent(context, district.id, {
        id: context.newId(),
        subjectKind: 'case',
        subjectId: found.id,
        kind: 'hand-out-receipt',
        at: await momentOfResident(context, tx, found.id),
        actorKind: found.enteredAs,
        actorId: staff.userId,
        fromStatus: found.status,
        toStatus: found.status,
        detail: { by: found.enteredBy, manner },
      }),
    )
    return allow<EnteredCase & { code: ReceiptCode }>({ ...found, code })
  })
}

/**
 * The submission id of an entry: the same whenever the same person sends the same entry, and nobody's guess without this
 * server's key; the entry's own id, which lies in a browser, tells nothing of it.
 */
function enteredSubmissionId({ identityKey }: Context, { userId }: Staff, entryId: string): string {
  const bytes = createHmac('sha256', identityKey)
    .update(`jieyou-entered-v1 ${userId} ${entryId.toLowerCase()}`)
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
