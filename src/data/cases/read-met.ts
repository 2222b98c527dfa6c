/** Meetings on the spot that a deputy waits for, and what was agreed at them and is not done. */
import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../domain/calendar/calendar.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { notRecused, unitsOf } from './visible.ts'

type Titled = {
  readonly caseId: string
  readonly number: number
  readonly receivedAt: Date
  readonly title: string
}

type MeetingRow = Titled & {
  readonly at: Date
  readonly place: string
  readonly called: number
  readonly coming: number
  readonly otherTime: number
}

type OwedRow = Titled & {
  readonly id: string
  readonly agency: string
  readonly who: string
  readonly what: string
  readonly dueOn: LocalDate
}

const titled = sql`c.id as "caseId", c.number, r.received_at as "receivedAt", left(coalesce(t.text, ''), 60) as title`
const named = sql`
  join reports r on r.district_id = c.district_id and r.id = c.report_id
  left join report_contents t on t.district_id = c.district_id and t.report_id = c.report_id`

/** Cases said to this person as a deputy, or that they hold as one. */
function own(staff: Staff): RawBuilder<unknown> {
  const deputies = unitsOf(staff, 'deputy')
  return sql`not c.erased and c.status <> 'quarantined' and ${notRecused(staff)}
    and (c.deputy_id = any(${deputies}::uuid[]) or (c.holder_kind = 'deputy' and c.holder_id = any(${deputies}::uuid[])))`
}

/** Meetings that are called, the next first. */
export const meetingsOf = (db: Db, staff: Staff, limit: number): Promise<MeetingRow[]> =>
  db.rows(sql<MeetingRow>`
    select ${titled}, c.meeting_at as at, coalesce(d.detail->>'place', '') as place,
      (select count(*)::integer from meeting_calls m where m.district_id = c.district_id and m.case_id = c.id) as called,
      (select count(*)::integer from meeting_calls m
       where m.district_id = c.district_id and m.case_id = c.id and m.answer = 'coming') as coming,
      (select count(*)::integer from meeting_calls m
       where m.district_id = c.district_id and m.case_id = c.id and m.answer = 'another-time') as "otherTime"
    from cases c ${named}
    left join lateral (
      select e.id from events e
      where e.district_id = c.district_id and e.subject_id = c.id and e.kind = 'call-meeting'
      order by e.seq desc limit 1) latest on true
    left join event_contents d on d.district_id = c.district_id and d.event_id = latest.id
    where c.district_id = ${db.district} and c.meeting_at is not null and ${own(staff)}
    order by c.meeting_at limit ${limit}`)

/** What agencies agreed to and have not done, the earliest day first. */
export const owedOf = (db: Db, staff: Staff, limit: number): Promise<OwedRow[]> =>
  db.rows(sql<OwedRow>`
    select ${titled}, a.id, coalesce(said.item->>'name', '') as agency, coalesce(said.item->>'who', '') as who,
      coalesce(said.item->>'what', '') as what, a.due_on as "dueOn"
    from agreed_items a
    join cases c on c.district_id = a.district_id and c.id = a.case_id ${named}
    left join lateral (
      select item from events e
      join event_contents d on d.district_id = e.district_id and d.event_id = e.id
      cross join jsonb_array_elements(d.detail->'items') item
      where e.district_id = a.district_id and e.subject_id = a.case_id and e.kind = 'conclude-meeting'
        and item->>'id' = a.id::text limit 1) said on true
    where a.district_id = ${db.district} and not a.done and ${own(staff)}
    order by a.due_on, a.id limit ${limit}`)
