import { createHash } from 'node:crypto'
import { lockCase } from '../data/cases/write.ts'
import { insertEvent } from '../data/events/write.ts'
import { fileOfCase } from '../data/files/read.ts'
import { unitName } from '../data/places/read.ts'
import { readingsOfCase, recordingsOfResident } from '../data/reports/read-readings.ts'
import { insertReading } from '../data/reports/write-readings.ts'
import { roleToHear } from '../domain/cases/file-sight.ts'
import { canSee } from '../domain/cases/sight.ts'
import type { Staff } from '../domain/people/actor.ts'
import { latestReadings } from '../domain/reports/reading.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { letRecordingsGo } from './remove-recordings.ts'
import { sealEvent } from './seal-event.ts'

type Read = {
  readonly staff: Staff
  readonly caseId: string
  /** The attachment that was read. */
  readonly file: string
  readonly words: string
  readonly confirmed: boolean
  /** The version the person had before them; 0 for none. */
  readonly seenVersion: number
}

/**
 * Somebody of the station's side writes down, or corrects, what a recording or a photographed page of the resident says.
 * Once it is confirmed, and the resident wanted only the words kept, the recording goes. Gives the version, and how many
 * recordings go.
 * Refused: `nothing-said`, `too-long`; `no-such-case`; `report-erased`; `no-such-file` also for what the resident did not
 * bring; `recording-is-not-for-you`; `changed-meanwhile` when another version came in between; `recording-removed`.
 */
export async function readFile(context: Context, district: number, read: Read) {
  const words = cleanWords(read.words)
  if (!words.ok) return words
  return context.database.inTransaction(district, async (tx) => {
    const item = await lockCase(tx, read.caseId)
    if (!item || !canSee(item, read.staff)) return refuse('no-such-case')
    if (item.erased) return refuse('report-erased')
    const reader = roleToHear(item, read.staff)
    if (!reader) return refuse('recording-is-not-for-you')
    const before = latestReadings(await readingsOfCase(tx, item.id)).find(({ file }) => file === read.file)
    const file = await fileOfCase(tx, item.id, read.file)
    // What it says can no longer be held against anything.
    if (!file && before) return refuse('recording-removed')
    if (file?.actorKind !== 'resident') return refuse('no-such-file')
    if (file.kind === 'recording' && !(await recordingsOfResident(tx, item.reportId)).includes(read.file))
      return refuse('recording-removed')
    const version = (before?.version ?? 0) + 1
    if (read.seenVersion !== version - 1) return refuse('changed-meanwhile')
    const now = context.now()
    await insertReading(tx, item.reportId, {
      file: read.file,
      fileKind: file.kind,
      version,
      words: words.value,
      confirmed: read.confirmed,
      by: read.staff.userId,
      at: now,
    })
    await insertEvent(
      tx,
      sealEvent(context, district, {
        id: context.newId(),
        subjectKind: 'case',
        subjectId: item.id,
        kind: 'read-file',
        at: now,
        actorKind: reader.role,
        actorId: read.staff.userId,
        fromStatus: item.status,
        toStatus: item.status,
        // The words themselves stand in one place only; the history proves which they were.
        detail: {
          by: await unitName(tx, { kind: reader.role, id: reader.unitId }),
          file: read.file,
          version,
          confirmed: read.confirmed,
          wordsHash: createHash('sha256').update(words.value).digest('hex'),
        },
      }),
    )
    return allow({ version, removed: await letRecordingsGo(context, tx, item, now) })
  })
}
