/** What people read out of recordings and pages, as each reader may have it. */
import type { CaseReadingsReply, ConfirmedReadingReply } from '../contract/readings.ts'
import type { ReceiptReply } from '../contract/receipts.ts'
import type { WholeCase } from '../data/cases/read.ts'
import type { Db } from '../data/db.ts'
import type { HistoryRow } from '../data/events/read.ts'
import { readingsOfCase, transcriptOnly } from '../data/reports/read-readings.ts'
import { canHear } from '../domain/cases/file-sight.ts'
import type { Staff } from '../domain/people/actor.ts'
import { confirmedReadings, latestReadings, type Reading } from '../domain/reports/reading.ts'

/** The attachments that an event says are removed. */
export const removedFiles = (history: readonly HistoryRow[]): ReadonlySet<string> =>
  new Set(
    history.flatMap(({ kind, detail }) =>
      kind === 'remove-voice' && Array.isArray(detail?.removed) ? detail.removed.map(String) : [],
    ),
  )

/** The readings of a case for a signed-in person: whoever may not hear the original reads confirmed words only. */
export async function caseReadingsFor(
  db: Db,
  item: WholeCase,
  history: readonly HistoryRow[],
  staff: Staff,
): Promise<CaseReadingsReply> {
  const hears = canHear(item, staff)
  const all = await readingsOfCase(db, item.id)
  const gone = removedFiles(history)
  const shown = hears ? latestReadings(all) : confirmedReadings(all)
  return {
    readings: shown.map((reading) => ({
      ...presentReading(reading, gone),
      confirmed: reading.confirmed,
      versions: hears
        ? all
            .filter(({ file }) => file === reading.file)
            .reverse()
            .map(({ words, confirmed, byName, at }) => ({ words, confirmed, by: byName, at: at.toISOString() }))
        : [],
    })),
    canRead: hears && !item.erased,
    transcriptOnly: !item.erased && (await transcriptOnly(db, item.reportId)),
  }
}

/** The same for the holder of a receipt. */
export async function receiptReadings(
  db: Db,
  item: WholeCase,
  history: readonly HistoryRow[],
): Promise<Pick<ReceiptReply, 'readings' | 'voice'>> {
  const gone = removedFiles(history)
  const recordings = history
    .filter(({ actorKind }) => actorKind === 'resident')
    .flatMap(({ files }) => files)
    .filter(({ id, kind }) => kind === 'recording' && !gone.has(id))
  const only = !item.erased && (await transcriptOnly(db, item.reportId))
  const readings = confirmedReadings(await readingsOfCase(db, item.id)).map((one) => presentReading(one, gone))
  const hasVoice = recordings.length > 0 || gone.size > 0
  return { readings, voice: hasVoice ? { transcriptOnly: only, recordings: recordings.length } : null }
}

const presentReading = ({ file, fileKind, words }: Reading, gone: ReadonlySet<string>): ConfirmedReadingReply => ({
  file,
  kind: fileKind,
  words,
  removed: gone.has(file),
})
