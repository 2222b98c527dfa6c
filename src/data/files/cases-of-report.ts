/** Every case that a report has had, before and after a transfer. It stands with the first noun that needs it. */
import { type RawBuilder, sql } from 'kysely'

/**
 * Id, number and status of the cases of one report, whose id is an expression. In two halves, because the one case that is not
 * transferred is found by the unique index that keeps it one, and the others by another.
 */
export const casesOfReport = (district: number, report: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select id, number, status from cases
  where district_id = ${district} and report_id = ${report} and closed_as is distinct from 'transferred'
  union all
  select id, number, status from cases
  where district_id = ${district} and report_id = ${report} and closed_as = 'transferred')`
