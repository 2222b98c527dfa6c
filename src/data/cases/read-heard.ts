/** What residents did with the cases of some deputies. */
import { sql } from 'kysely'
import type { EventDetail } from '../../domain/loop/event.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { notRecused, unitsOf } from './visible.ts'

export type HeardRow = {
  readonly id: string
  readonly caseId: string
  readonly number: number
  readonly receivedAt: Date
  readonly title: string
  readonly kind: string
  readonly at: Date
  readonly detail: EventDetail
}

/**
 * What residents did since an instant, in `kinds`, with the cases that were said to this person as a deputy or that they
 * hold as one; the latest first. Of what is erased nothing is told.
 */
export async function heardOf(
  db: Db,
  staff: Staff,
  given: { since: Date; kinds: readonly string[]; limit: number },
): Promise<HeardRow[]> {
  const deputies = unitsOf(staff, 'deputy')
  if (deputies.length === 0) return []
  return db.rows(sql<HeardRow>`
    with mine as (
      select c.id, c.number, c.report_id from cases c
      where c.district_id = ${db.district} and c.deputy_id = any(${deputies}::uuid[])
        and not c.erased and c.status <> 'quarantined' and ${notRecused(staff)}
      union
      select c.id, c.number, c.report_id from cases c
      where c.district_id = ${db.district} and c.holder_kind = 'deputy' and c.holder_id = any(${deputies}::uuid[])
        and not c.erased and c.status <> 'quarantined' and ${notRecused(staff)}
    )
    select e.id, mine.id as "caseId", mine.number, r.received_at as "receivedAt", left(coalesce(t.text, ''), 60) as title,
           e.kind, e.at, coalesce(d.detail, '{}') as detail
    from mine
    join events e on e.district_id = ${db.district} and e.subject_id = mine.id and e.actor_kind = 'resident'
      and e.kind = any(${given.kinds}::text[]) and e.at >= ${given.since}
    join reports r on r.district_id = ${db.district} and r.id = mine.report_id
    left join report_contents t on t.district_id = ${db.district} and t.report_id = mine.report_id
    left join event_contents d on d.district_id = ${db.district} and d.event_id = e.id
    order by e.at desc, e.seq desc limit ${given.limit}`)
}
