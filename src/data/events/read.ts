/** Reading the history. */
import { sql } from 'kysely'
import type { LocalDate } from '../../domain/calendar/calendar.ts'
import type { Outcome } from '../../domain/cases/case.ts'
import type { FileKind, FileType } from '../../domain/files/file.ts'
import type { EventDetail, MatterEvent } from '../../domain/loop/event.ts'
import type { Db } from '../db.ts'
import { casesOfReport } from '../files/cases-of-report.ts'

/** One event of a case as screens need it, with the names of who acted. */
export type HistoryRow = {
  id: string
  kind: string
  at: Date
  actorKind: MatterEvent['actorKind']
  actorName: string | null
  toStatus: string | null
  detail: EventDetail | null
  files: AttachedFile[]
}

/** A file that hangs on an event, as screens need it. */
export type AttachedFile = {
  id: string
  kind: FileKind
  type: FileType
  width: number | null
  height: number | null
  seconds: number | null
}

/**
 * The history of one case, oldest first, with what happened to its report before it was transferred here. From the moment
 * that erasing is consented to, steps come without what they brought, whether or not the eraser has been there.
 */
export const historyOf = (db: Db, caseId: string): Promise<HistoryRow[]> =>
  db.rows(sql<HistoryRow>`
    select e.id, e.kind, e.at, e.actor_kind as "actorKind", u.name as "actorName", e.to_status as "toStatus", c.detail,
           coalesce((
             select json_agg(json_build_object('id', a.id, 'kind', f.kind, 'type', f.type, 'width', f.width,
                                               'height', f.height, 'seconds', f.seconds) order by a.position)
             from attachments a
             join files f on f.district_id = a.district_id and f.hash = a.hash
             where a.district_id = e.district_id and a.event_id = e.id and not k.erased), '[]') as files
    from events e
    join cases k on k.district_id = e.district_id and k.id = e.subject_id
    left join event_contents c on c.district_id = e.district_id and c.event_id = e.id
                               and (not k.erased or e.kind = 'erase')
    left join users u on u.district_id = e.district_id and u.id = e.actor_id
    where e.district_id = ${db.district} and e.subject_id in (
      select id from ${casesOfReport(db.district, sql`(select report_id from cases where district_id = ${db.district} and id = ${caseId})`)} of_report)
    order by e.seq`)

/** When the latest event of a case happened. */
export async function lastEventAt(db: Db, caseId: string): Promise<Date | undefined> {
  const [row] = await db.rows(sql<{ at: Date }>`
    select at from events where district_id = ${db.district} and subject_id = ${caseId} order by seq desc limit 1`)
  return row?.at
}

/** The words and outcome of the latest answer to a case. */
export async function lastAnswer(
  db: Db,
  caseId: string,
): Promise<{ words: string; outcome: Outcome; plannedFor: LocalDate | null } | undefined> {
  const [row] = await db.rows(sql<{ words: string; outcome: Outcome; plannedFor: LocalDate | null }>`
    select c.detail->>'words' as words, c.detail->>'outcome' as outcome, c.detail->>'plannedFor' as "plannedFor"
    from events e
    join event_contents c on c.district_id = e.district_id and c.event_id = e.id
    where e.district_id = ${db.district} and e.subject_id = ${caseId}
      and e.kind in ('answer', 'answer-directly', 'answer-with-lead', 'fulfil')
    order by e.seq desc limit 1`)
  return row
}

/** The words, by their mark, that the resident agrees may be told in public; undefined without consent, or taken back. */
export async function consentInForce(db: Db, caseId: string): Promise<string | undefined> {
  const [row] = await db.rows(sql<{ mark: string | null }>`
    select c.detail->>'mark' as mark
    from events e
    left join event_contents c on c.district_id = e.district_id and c.event_id = e.id
    where e.district_id = ${db.district} and e.subject_id = ${caseId}
      and e.kind in ('consent-to-publish', 'take-back-consent')
    order by e.seq desc limit 1`)
  return row?.mark ?? undefined
}
