import { lockCase } from '../data/cases/write.ts'
import type { Tx } from '../data/db.ts'
import { insertEvent } from '../data/events/write.ts'
import { caseIdByCode } from '../data/reports/read.ts'
import { recordingsOfResident, transcriptOnly } from '../data/reports/read-readings.ts'
import { setTranscriptOnly } from '../data/reports/write-readings.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { momentOfResident } from './make-move.ts'
import { letRecordingsGo, writeRemoval } from './remove-recordings.ts'
import type { ReceiptMove } from './resident-moves.ts'
import { sealEvent } from './seal-event.ts'

/**
 * The resident chooses whether only the words are kept of what they recorded. What is read and confirmed already goes at
 * once; in districts the report came through nothing of the voice is needed any more, so there it goes whole. The choice
 * in force again changes nothing. Refused: `no-such-receipt`; `report-erased`.
 */
export async function chooseVoice(context: Context, move: ReceiptMove, chosen: { transcriptOnly: boolean }) {
  const codeHash = hashOfReceiptCode(move.code)
  const made = await context.database.inTransaction(move.district, async (tx) => {
    const item = await caseOf(tx, codeHash)
    if (!item) return refuse('no-such-receipt')
    if (item.erased) return refuse('report-erased')
    if ((await transcriptOnly(tx, item.reportId)) === chosen.transcriptOnly) return allow(undefined)
    await setTranscriptOnly(tx, item.reportId, chosen.transcriptOnly)
    const at = await momentOfResident(context, tx, item.id)
    await insertEvent(
      tx,
      sealEvent(context, tx.district, {
        id: context.newId(),
        subjectKind: 'case',
        subjectId: item.id,
        kind: 'choose-voice',
        at,
        actorKind: 'resident',
        actorId: null,
        fromStatus: item.status,
        toStatus: item.status,
        detail: { by: '', transcriptOnly: chosen.transcriptOnly },
      }),
    )
    await letRecordingsGo(context, tx, item, at)
    return allow(undefined)
  })
  if (made.ok && chosen.transcriptOnly)
    for (const district of move.cameThrough ?? [])
      await context.database.inTransaction(district, async (tx) => {
        const item = await caseOf(tx, codeHash)
        if (item && !item.erased) await leaveNoVoice(context, tx, item)
      })
  return made
}

/** Where a report has gone on elsewhere with its recordings, they do not stay behind. */
export async function leaveNoVoice(context: Context, tx: Tx, item: NonNullable<Awaited<ReturnType<typeof lockCase>>>) {
  await setTranscriptOnly(tx, item.reportId, true)
  const left = await recordingsOfResident(tx, item.reportId)
  if (left.length > 0) await writeRemoval(context, tx, item, left, await momentOfResident(context, tx, item.id))
}

async function caseOf(tx: Tx, codeHash: Uint8Array) {
  const caseId = await caseIdByCode(tx, codeHash)
  return caseId ? lockCase(tx, caseId) : undefined
}
