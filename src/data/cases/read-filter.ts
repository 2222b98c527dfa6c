/** What a list is narrowed to besides its view, as conditions on a table `c`. */
import { type RawBuilder, sql } from 'kysely'
import { type CaseStatus, caseStatuses, dueStatuses } from '../../domain/cases/moves.ts'
import type { Channel } from '../../domain/reports/report.ts'
import type { Db } from '../db.ts'
import { dueOrNever } from './order.ts'

/** Instants are UTC; what is left out does not narrow. */
export type ListFilter = {
  readonly status?: CaseStatus | undefined
  readonly agencyId?: string | undefined
  /** The deputy it was said to. */
  readonly deputyId?: string | undefined
  readonly stationId?: string | undefined
  readonly townId?: string | undefined
  /** The point it was said at. */
  readonly pointId?: string | undefined
  readonly urgent?: boolean | undefined
  readonly supervised?: boolean | undefined
  /** Sent back by its resident at least once. */
  readonly disputed?: boolean | undefined
  /** Somebody on the desk is due by this instant. */
  readonly dueBy?: Date | undefined
  /** Received at this instant or later, and before the other. */
  readonly receivedFrom?: Date | undefined
  readonly receivedBefore?: Date | undefined
  readonly channel?: Channel | undefined
}

/** Whether it narrows to more than a status, which the ways know by themselves. */
export const narrows = ({ status: _, ...filter }: ListFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined && value !== false)

/** Whether each case needs its report looked at as well, which costs. */
export const asksReport = ({ pointId, receivedFrom, receivedBefore, channel }: ListFilter): boolean =>
  [pointId, receivedFrom, receivedBefore, channel].some((value) => value !== undefined)

/** The statuses that are left of these. */
export const statusesLeft = ({ status, dueBy }: ListFilter, statuses: readonly CaseStatus[]): CaseStatus[] =>
  statuses.filter((each) => (!status || each === status) && (!dueBy || dueStatuses.includes(each)))

/** The part of the condition that runs along an index in the order of open cases. */
export const dueWithin = ({ dueBy }: ListFilter): RawBuilder<unknown> =>
  dueBy ? sql`${dueOrNever} <= ${dueBy}` : sql`true`

/** The whole condition. */
export function fits({ district }: Pick<Db, 'district'>, filter: ListFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [dueWithin(filter)]
  const { status, agencyId, stationId, townId, pointId, receivedFrom, receivedBefore, channel } = filter
  if (status || filter.dueBy) {
    const left = statusesLeft(filter, caseStatuses)
    conditions.push(sql`c.status = any(${left}::text[])`)
  }
  if (agencyId) conditions.push(sql`c.agency_id = ${agencyId}::uuid`)
  if (filter.deputyId) conditions.push(sql`c.deputy_id = ${filter.deputyId}::uuid`)
  if (stationId) conditions.push(sql`c.station_id = ${stationId}::uuid`)
  if (townId) conditions.push(sql`c.town_id = ${townId}::uuid`)
  if (filter.urgent) conditions.push(sql`c.urgent`)
  if (filter.supervised) conditions.push(sql`c.supervised`)
  if (filter.disputed) conditions.push(sql`c.disputes > 0`)
  if (asksReport(filter)) {
    const ofReport: RawBuilder<unknown>[] = [sql`r.district_id = ${district}`, sql`r.id = c.report_id`]
    if (pointId) ofReport.push(sql`r.point_id = ${pointId}::uuid`)
    if (receivedFrom) ofReport.push(sql`r.received_at >= ${receivedFrom}`)
    if (receivedBefore) ofReport.push(sql`r.received_at < ${receivedBefore}`)
    if (channel) ofReport.push(sql`r.channel = ${channel}`)
    // One at a time by its key: joined, PostgreSQL would read the reports of all years from end to end.
    conditions.push(sql`(select true from reports r where ${sql.join(ofReport, sql` and `)} offset 0) is true`)
  }
  return sql`(${sql.join(conditions, sql` and `)})`
}
