/** What people read out of recordings and pages, and whether their resident wants only that kept. */
import { sql } from 'kysely'
import type { Reading } from '../../domain/reports/reading.ts'
import type { Db } from '../db.ts'
import { casesOfReport } from '../files/cases-of-report.ts'

/** Every version of every reading of the report of a case, oldest first; none where it is erased. */
export const readingsOfCase = (db: Db, caseId: string): Promise<(Reading & { byName: string | null })[]> =>
  db.rows(sql<Reading & { byName: string | null }>`
    select r.attachment_id as file, r.file_kind as "fileKind", r.version, r.words, r.confirmed, r.read_by as by,
           r.read_at as at, u.name as "byName"
    from cases c
    join readings r on r.district_id = c.district_id and r.report_id = c.report_id
    left join users u on u.district_id = r.district_id and u.id = r.read_by
    where c.district_id = ${db.district} and c.id = ${caseId} and not c.erased
    order by r.read_at, r.attachment_id, r.version`)

/** Whether the resident wants only the words kept of what they recorded. */
export async function transcriptOnly(db: Db, reportId: string): Promise<boolean> {
  const [found] = await db.rows(sql<{ only: boolean }>`
    select transcript_only as only from voice_choices
    where district_id = ${db.district} and report_id = ${reportId}`)
  return found?.only ?? false
}

/** The recordings the resident brought to a report that are still there and not on their way out, by attachment. */
export async function recordingsOfResident(db: Db, reportId: string): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select a.id
    from ${casesOfReport(db.district, sql`${reportId}::uuid`)} c
    join events e on e.district_id = ${db.district} and e.subject_id = c.id and e.actor_kind = 'resident'
    join attachments a on a.district_id = e.district_id and a.event_id = e.id
    join files f on f.district_id = a.district_id and f.hash = a.hash and f.kind = 'recording'
    where not exists (
      select from ${casesOfReport(db.district, sql`${reportId}::uuid`)} k
      join events gone on gone.district_id = ${db.district} and gone.subject_id = k.id and gone.kind = 'remove-voice'
      join event_contents d on d.district_id = gone.district_id and d.event_id = gone.id
      where d.detail->'removed' ? a.id::text)
    order by e.seq, a.position`)
  return rows.map(({ id }) => id)
}

/** Every word of the confirmed readings of a case, of corrected versions too, for the search index. */
export async function confirmedWords(db: Db, caseId: string): Promise<string[]> {
  const all = await readingsOfCase(db, caseId)
  return all.flatMap(({ confirmed, words }) => (confirmed ? [words] : []))
}
