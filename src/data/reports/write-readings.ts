import { sql } from 'kysely'
import type { Reading } from '../../domain/reports/reading.ts'
import type { Tx } from '../db.ts'

/** Keeps one more version of a reading. */
export async function insertReading(tx: Tx, reportId: string, reading: Reading): Promise<void> {
  await tx.rows(sql`
    insert into readings (district_id, report_id, attachment_id, version, kind, file_kind, words, confirmed, read_by, read_at)
    values (${tx.district}, ${reportId}, ${reading.file}, ${reading.version}, 'person', ${reading.fileKind},
            ${reading.words}, ${reading.confirmed}, ${reading.by}, ${reading.at})
    on conflict (district_id, report_id, attachment_id, version) do nothing`)
}

/** Keeps whether only the words are wanted. */
export async function setTranscriptOnly(tx: Tx, reportId: string, only: boolean): Promise<void> {
  await tx.rows(sql`
    insert into voice_choices (district_id, report_id, transcript_only)
    values (${tx.district}, ${reportId}, ${only})
    on conflict (district_id, report_id) do update set transcript_only = excluded.transcript_only`)
}
