import type { Tx } from '../data/db.ts'
import { removeRecordings } from '../data/erasing/recordings.ts'
import { insertEvent } from '../data/events/write.ts'
import { readingsOfCase, recordingsOfResident, transcriptOnly } from '../data/reports/read-readings.ts'
import type { Case } from '../domain/cases/case.ts'
import { recordingsToRemove } from '../domain/reports/reading.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'

/**
 * Writes down that recordings go of which only the words are wanted and whose reading is confirmed; gives how many. A job
 * removes them. `at` is the moment of whoever brought it about.
 */
export async function letRecordingsGo(context: Context, tx: Tx, item: Case, at: Date): Promise<number> {
  const removed = recordingsToRemove({
    transcriptOnly: await transcriptOnly(tx, item.reportId),
    recordings: await recordingsOfResident(tx, item.reportId),
    readings: await readingsOfCase(tx, item.id),
  })
  if (removed.length > 0) await writeRemoval(context, tx, item, removed, at)
  return removed.length
}

/** The event that says which recordings are removed. */
export const writeRemoval = (
  context: Context,
  tx: Tx,
  item: Case,
  removed: readonly string[],
  at: Date,
): Promise<void> =>
  insertEvent(
    tx,
    sealEvent(context, tx.district, {
      id: context.newId(),
      subjectKind: 'case',
      subjectId: item.id,
      kind: 'remove-voice',
      at,
      actorKind: 'system',
      actorId: null,
      fromStatus: item.status,
      toStatus: item.status,
      detail: { by: '', removed: [...removed] },
    }),
  )

/** Removes them, as the database role that may. May be done twice. */
export const eraseRecordings = (eraser: Context, district: number, caseId: string): Promise<number> =>
  eraser.database.inTransaction(district, (tx) => removeRecordings(tx, caseId))
