/** Notes on a case, and who can be named in one. */
import { sql } from 'kysely'
import type { Db } from '../db.ts'
import { casesOfReport } from '../files/cases-of-report.ts'

export type NoteRow = {
  readonly id: string
  readonly agencyId: string | null
  readonly writerId: string
  readonly writerName: string
  readonly unitName: string
  readonly writtenAt: Date
  readonly correctedAt: Date | null
  readonly words: string
  readonly mentions: readonly { readonly id: string; readonly name: string }[]
}

const columns = sql`
  n.id, n.agency_id as "agencyId", n.writer_id as "writerId", u.name as "writerName", n.unit_name as "unitName",
  n.written_at as "writtenAt", n.corrected_at as "correctedAt", n.words,
  (select coalesce(jsonb_agg(jsonb_build_object('id', named.id, 'name', named.name) order by named.name), '[]')
   from note_mentions m join users named on named.district_id = m.district_id and named.id = m.user_id
   where m.district_id = n.district_id and m.note_id = n.id) as mentions`

/** The notes on a case, and on those its report was in before, oldest first. What is erased has none, at once. */
export const notesOf = (db: Db, caseId: string): Promise<NoteRow[]> =>
  db.rows(sql<NoteRow>`
    select ${columns}
    from case_notes n
    join users u on u.district_id = n.district_id and u.id = n.writer_id
    join cases c on c.district_id = n.district_id and c.id = n.case_id and not c.erased
    where n.district_id = ${db.district} and n.case_id in (
      select id from ${casesOfReport(db.district, sql`(select report_id from cases where district_id = ${db.district} and id = ${caseId})`)} of_report)
    order by n.seq`)

/** One note of a case. */
export async function noteById(db: Db, caseId: string, id: string): Promise<NoteRow | undefined> {
  const [found] = await db.rows(sql<NoteRow>`
    select ${columns} from case_notes n
    join users u on u.district_id = n.district_id and u.id = n.writer_id
    where n.district_id = ${db.district} and n.case_id = ${caseId} and n.id = ${id}`)
  return found
}

export type Colleague = { readonly id: string; readonly name: string; readonly unitName: string }

/**
 * Who reads the notes of this owner on the case, and so can be named in one, in the order of Chinese readers: members of
 * the units it is with, without whom it is about.
 */
export const colleaguesOn = (db: Db, caseId: string, { agencyId }: { agencyId: string | null }): Promise<Colleague[]> =>
  db.rows(sql<Colleague>`
    select distinct on (u.name collate "zh-x-icu", u.id) u.id, u.name,
           coalesce(d.name, s.name, t.name, a.name, di.name) as "unitName"
    from cases c
    join memberships m on m.district_id = c.district_id
    join users u on u.district_id = m.district_id and u.id = m.user_id and u.active
    join districts di on di.id = c.district_id
    left join deputies d on d.district_id = m.district_id and d.id = m.unit_id and m.role = 'deputy'
    left join stations s on s.district_id = m.district_id and s.id = m.unit_id and m.role = 'station'
    left join towns t on t.district_id = m.district_id and t.id = m.unit_id and m.role = 'town'
    left join agencies a on a.district_id = m.district_id and a.id = m.unit_id and m.role = 'agency'
    where c.district_id = ${db.district} and c.id = ${caseId}
      and case m.role
        when 'district' then true
        when 'town' then m.unit_id = c.town_id
        when 'station' then ${agencyId === null} and m.unit_id = c.station_id
        when 'deputy' then ${agencyId === null} and (m.unit_id = c.deputy_id or (c.holder_kind = 'deputy' and m.unit_id = c.holder_id))
        when 'agency' then m.unit_id = ${agencyId}::uuid
        else false end
      and not exists (
        select from memberships about
        left join deputies of_station on of_station.district_id = about.district_id and of_station.id = about.unit_id
        where about.district_id = c.district_id and about.user_id = u.id and c.recused_id is not null
          and ((about.role = c.recused_kind and about.unit_id = c.recused_id)
            or (about.role = 'deputy' and c.recused_kind = 'station' and of_station.station_id = c.recused_id)))
    order by u.name collate "zh-x-icu", u.id, m.role`)
