/** The columns of a case and what they mean. */
import { sql } from 'kysely'
import type { Case, Holder } from '../../domain/cases/case.ts'
import type { Limit } from '../../domain/cases/clock.ts'
import type { CaseStatus } from '../../domain/cases/moves.ts'

export type CaseColumns = {
  id: string
  reportId: string
  status: CaseStatus
  holderKind: Holder['kind']
  holderId: string | null
  deputyId: string | null
  stationId: string | null
  townId: string | null
  agencyId: string | null
  disputes: number
  supervised: boolean
  answeredBy: Case['answeredBy']
  clockStartedAt: Date | null
  clockCount: number | null
  clockUnit: Limit['unit'] | null
  dueAt: Date | null
  version: number
}

/** For a table named `c`. */
export const caseColumns = sql`
  c.id, c.report_id as "reportId", c.status, c.holder_kind as "holderKind", c.holder_id as "holderId",
  c.deputy_id as "deputyId", c.station_id as "stationId", c.town_id as "townId", c.agency_id as "agencyId",
  c.disputes, c.supervised, c.answered_by as "answeredBy", c.clock_started_at as "clockStartedAt",
  c.clock_count as "clockCount", c.clock_unit as "clockUnit", c.due_at as "dueAt", c.version`

export const toCase = (row: CaseColumns): Case => ({
  id: row.id,
  reportId: row.reportId,
  status: row.status,
  holder: { kind: row.holderKind, id: row.holderId },
  deputyId: row.deputyId,
  stationId: row.stationId,
  townId: row.townId,
  agencyId: row.agencyId,
  disputes: row.disputes,
  supervised: row.supervised,
  answeredBy: row.answeredBy,
  clock:
    row.clockStartedAt && row.clockCount !== null && row.clockUnit && row.dueAt
      ? { startedAt: row.clockStartedAt, limit: { count: row.clockCount, unit: row.clockUnit }, dueAt: row.dueAt }
      : null,
  version: row.version,
})
