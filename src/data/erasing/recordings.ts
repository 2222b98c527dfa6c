/** Erasing recordings of which only the words are to stay. It runs as the eraser's role. */
import { sql } from 'kysely'
import type { Tx } from '../db.ts'

/**
 * Removes the recordings that an event of the case says are removed, where their resident still wants only the words, and
 * of the files those that hang on nothing else; the sweep removes their bytes. May be done twice.
 */
export async function removeRecordings(tx: Tx, caseId: string): Promise<number> {
  const gone = await tx.rows(sql`
    with named as (
      select jsonb_array_elements_text(d.detail->'removed')::uuid as id
      from events e
      join event_contents d on d.district_id = e.district_id and d.event_id = e.id
      where e.district_id = ${tx.district} and e.subject_id = ${caseId} and e.kind = 'remove-voice'
    ), gone as (
      delete from attachments a using named
      where a.district_id = ${tx.district} and a.id = named.id and exists (
        select from cases c
        join voice_choices v on v.district_id = c.district_id and v.report_id = c.report_id and v.transcript_only
        where c.district_id = a.district_id and c.id = ${caseId})
      returning a.id, a.hash
    ), unneeded as (
      delete from files f using gone
      where f.district_id = ${tx.district} and f.hash = gone.hash and not exists (
        select from attachments other
        where other.district_id = f.district_id and other.hash = f.hash and other.id not in (select id from gone))
    )
    select id from gone`)
  return gone.length
}
