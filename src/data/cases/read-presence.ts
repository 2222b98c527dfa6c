/** Who has which case open right now. */
import { sql } from 'kysely'
import type { StaffRole } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'

/** Everyone heard of since, by case. */
export const presentSince = (db: Db, since: Date): Promise<{ caseId: string; userId: string }[]> =>
  db.rows(
    sql<{ caseId: string; userId: string }>`
      select case_id as "caseId", user_id as "userId" from presences
      where district_id = ${db.district} and seen_at > ${since} order by case_id, user_id`,
    'present-since',
  )

/** A colleague at the same case, with one of the units they belong to. */
export type PersonPresent = { readonly name: string; readonly role: StaffRole; readonly unitName: string }

/** The others at a case who were heard of since. */
export const othersAtCase = (
  db: Db,
  given: { caseId: string; userId: string; since: Date },
): Promise<PersonPresent[]> =>
  db.rows(sql<PersonPresent>`
    select u.name, m.role, coalesce(d.name, s.name, t.name, a.name, district.name) as "unitName"
    from presences p
    join districts district on district.id = p.district_id
    join users u on u.district_id = p.district_id and u.id = p.user_id and u.active
    join lateral (select role, unit_id from memberships m
                  where m.district_id = p.district_id and m.user_id = p.user_id order by role limit 1) m on true
    left join deputies d on d.district_id = p.district_id and d.id = m.unit_id and m.role = 'deputy'
    left join stations s on s.district_id = p.district_id and s.id = m.unit_id and m.role = 'station'
    left join towns t on t.district_id = p.district_id and t.id = m.unit_id and m.role = 'town'
    left join agencies a on a.district_id = p.district_id and a.id = m.unit_id and m.role = 'agency'
    where p.district_id = ${db.district} and p.case_id = ${given.caseId} and p.user_id <> ${given.userId}
      and p.seen_at > ${given.since}
    order by u.name, u.id`)
