/** Which cases the ways of a view lead to, gone no further than anyone wants to know: for counting and for searching. */
import { type RawBuilder, sql } from 'kysely'
import type { CaseStatus } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'
import { endedPart, openPart } from './order.ts'
import { notRecused, toDoOf } from './visible.ts'
import { type CaseView, waysTo } from './ways.ts'

/**
 * The ids, in no order and some of them twice, that each way of the view leads to, at most `most` of each. `more` is a
 * further condition on `c`. Undefined when there is no way at all.
 */
export function reached(
  district: number,
  staff: Staff,
  given: { view: CaseView; status?: CaseStatus | undefined; more: RawBuilder<unknown>; most: number },
): RawBuilder<unknown> | undefined {
  const { view, status, more, most } = given
  const conditions = [notRecused(staff), more]
  if (view === 'waiting') conditions.push(sql`${toDoOf(staff)} is not true`)
  const found = [openPart, endedPart].flatMap((part) =>
    waysTo(view, part.name, {
      district,
      staff,
      statuses: part.statuses.filter((each) => !status || each === status),
    }).map(
      ({ from, to }) => sql`(
        select found.id from ${from} cross join lateral (
          select c.id from cases c
          where c.district_id = ${district} and ${part.only} and ${sql.join(conditions, sql` and `)} and ${to}
          limit ${sql.lit(most)}) found
        limit ${sql.lit(most)})`,
    ),
  )
  return found.length === 0 ? undefined : sql.join(found, sql` union all `)
}
