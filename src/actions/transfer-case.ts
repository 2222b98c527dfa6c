import { insertContinuedCase, lockCase, setTransferredTo } from '../data/cases/write.ts'
import { districtByPrefix } from '../data/districts/read.ts'
import { isErasedHere } from '../data/erasing/read.ts'
import { insertEvent } from '../data/events/write.ts'
import { filesOfResident } from '../data/files/read.ts'
import { attachFiles, type NewAttachment } from '../data/files/write.ts'
import { townById } from '../data/places/read.ts'
import { caseIdByCode, identityChoice, reportEvidence } from '../data/reports/read.ts'
import { noticeAddress } from '../data/reports/read-notices.ts'
import { readingsOfCase, transcriptOnly } from '../data/reports/read-readings.ts'
import { insertReports } from '../data/reports/write.ts'
import { insertIdentity, setIdentityChoice } from '../data/reports/write-identity.ts'
import { deleteNoticeAddress, putNoticeAddress } from '../data/reports/write-notices.ts'
import { insertReading, setTranscriptOnly } from '../data/reports/write-readings.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { openCase } from '../domain/cases/case.ts'
import { canSee } from '../domain/cases/sight.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import { leaveNoVoice } from './choose-voice.ts'
import type { Context } from './context.ts'
import { fileDetail } from './keep-files.ts'
import { type Moved, makeMove, type StaffMove } from './make-move.ts'
import { sealEvent } from './seal-event.ts'

/** Another town of the district, or another district of this installation by its two letters. */
export type TransferTarget = { readonly townId: string } | { readonly district: string }

/**
 * Closes a case here and opens a linked one where it belongs. The resident's receipt goes on with the new one.
 * Refused: `nothing-said`, `too-long`, `no-such-town`, `no-such-district`, `transfer-to-itself`, `report-erased` also when
 * it is erased where it would go, and what `moveAsStaff` refuses.
 */
export async function transferCase(context: Context, move: StaffMove, given: { to: TransferTarget; words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return 'townId' in given.to
    ? transferToTown(context, move, given.to.townId, words.value)
    : transferToDistrict(context, move, given.to.district, words.value)
}

const transferToTown = (context: Context, move: StaffMove, townId: string, words: string) =>
  context.database.inTransaction(move.district, async (tx) => {
    const town = await townById(tx, townId)
    if (!town) return refuse('no-such-town')
    const item = await lockCase(tx, move.caseId)
    if (!item || !canSee(item, move.staff)) return refuse('no-such-case')
    if (move.seenVersion !== undefined && move.seenVersion !== item.version) return refuse('changed-meanwhile')
    if (item.townId === townId) return refuse('transfer-to-itself')
    const moved = await makeMove(context, tx, item, move.staff, {
      move: 'transfer',
      to: { kind: 'town', name: town.name },
      words,
    })
    if (!moved.ok) return moved
    const now = context.now()
    const address = { deputyId: null, stationId: null, townId, pointId: null }
    const opening = { id: context.newId(), reportId: item.reportId, address, aboutAddressee: false, now }
    const opened = openCase(opening, await rulesAt(tx, now), await workingCalendar(tx))
    await insertContinuedCase(tx, opened, item.id)
    await insertEvent(tx, continuedEvent(context, tx.district, opened.id, now, move.staff.userId))
    return moved
  })

/**
 * Two districts are two tenants: the report is copied under the same receipt there first, which may be done twice, and
 * closed here afterwards.
 */
async function transferToDistrict(context: Context, move: StaffMove, prefix: string, words: string) {
  const target = await districtByPrefix(context.database, prefix)
  if (!target) return refuse('no-such-district')
  if (target.id === move.district) return refuse('transfer-to-itself')
  const now = context.now()
  const source = context.database.of(move.district)
  const [evidence, files] = [await reportEvidence(source, move.caseId), await filesOfResident(source, move.caseId)]
  // Where it was erased it does not come back.
  if (evidence && (await isErasedHere(context.database.of(target.id), evidence.codeHash)))
    return refuse('report-erased')
  const made = await context.database.inTransaction(move.district, async (tx) => {
    const item = await lockCase(tx, move.caseId)
    if (!item || !canSee(item, move.staff)) return refuse('no-such-case')
    // Only what is erased has no evidence of what it held.
    if (!evidence) return refuse('report-erased')
    if (move.seenVersion !== undefined && move.seenVersion !== item.version) return refuse('changed-meanwhile')
    const moved = await makeMove(context, tx, item, move.staff, {
      move: 'transfer',
      to: { kind: 'district', name: target.name },
      words,
    })
    if (!moved.ok) return moved
    await setTransferredTo(tx, item.id, target.id)
    const after = { choice: await identityChoice(tx, evidence.id), address: await noticeAddress(tx, evidence.id) }
    const voice = { only: await transcriptOnly(tx, evidence.id), readings: await readingsOfCase(tx, item.id) }
    await deleteNoticeAddress(tx, evidence.id)
    if (voice.only) await leaveNoVoice(context, tx, item)
    await context.database.inTransaction(target.id, async (there) => {
      const address = { deputyId: null, stationId: null, townId: null, pointId: null }
      const opening = { id: context.newId(), reportId: evidence.id, address, aboutAddressee: false, now }
      const opened = openCase(opening, await rulesAt(there, now), await workingCalendar(there))
      // There it comes from the resident, and so do its files: who may hear a recording goes by that.
      const event = continuedEvent(context, target.id, opened.id, now, null, files)
      const received = { report: { ...evidence, pointId: null }, opened, events: [event] }
      if ((await insertReports(there, [received])).size === 1) await attachFiles(there, event.id, files)
      else {
        // It has been there before, and comes back.
        const before = await caseIdByCode(there, evidence.codeHash)
        if (!before) throw new Error('a report was neither inserted nor found')
        await insertContinuedCase(there, opened, before)
        await insertEvent(there, event)
        if (evidence.sealedIdentity) await insertIdentity(there, evidence.id, evidence.sealedIdentity)
      }
      // What the resident decided after speaking goes along.
      if (after.choice) await setIdentityChoice(there, evidence.id, after.choice)
      // Who read is nobody's business there.
      for (const reading of voice.readings) await insertReading(there, evidence.id, { ...reading, by: null })
      if (voice.only) await setTranscriptOnly(there, evidence.id, true)
      if (after.address) await putNoticeAddress(there, evidence.id, after.address)
    })
    return moved
  })
  if (!made.ok) return made
  const { status, version, dueAt, notKept } = made.value
  return allow<Moved>({ status, version, dueAt, notKept })
}

/** The new case's first event: it came from elsewhere. */
const continuedEvent = (
  context: Context,
  district: number,
  caseId: string,
  at: Date,
  userId: string | null,
  files: readonly NewAttachment[] = [],
) =>
  sealEvent(context, district, {
    id: context.newId(),
    subjectKind: 'case',
    subjectId: caseId,
    kind: 'receive',
    at,
    actorKind: userId === null ? 'resident' : 'system',
    actorId: userId,
    fromStatus: null,
    toStatus: 'received',
    detail: {
      continued: true,
      ...fileDetail(
        files.map(({ file }) => file),
        [],
      ),
    },
  })
