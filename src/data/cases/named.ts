/** A case with the names of everyone on it, as lists and a case's own page show it. */
import { type RawBuilder, sql } from 'kysely'
import type { Case } from '../../domain/cases/case.ts'
import { caseColumns, type StoredCase, toCase } from './row.ts'

/** A case with the names that screens show beside it. */
export type NamedCase = Case & {
  readonly number: number
  readonly receivedAt: Date
  /** When it was said elsewhere; null for what was said here. */
  readonly saidAt: Date | null
  readonly title: string
  readonly pointName: string | null
  readonly deputyName: string | null
  readonly stationName: string | null
  readonly townName: string | null
  readonly agencyName: string | null
  readonly holderName: string
  /** The number of the lead case it was merged under. */
  readonly leadNumber: number | null
}

export type NamedColumns = StoredCase & Omit<NamedCase, keyof Case>

const titleLength = 60

export const namedColumns = sql`
  ${caseColumns}, c.number, r.received_at as "receivedAt", t.said_at as "saidAt", left(coalesce(t.text, ''), ${sql.lit(titleLength)}) as title,
  p.name as "pointName", dp.name as "deputyName", s.name as "stationName", tn.name as "townName", a.name as "agencyName",
  case c.holder_kind when 'deputy' then hd.name when 'station' then s.name when 'town' then tn.name else di.name end as "holderName",
  lead.number as "leadNumber"`

/** The joins that `namedColumns` needs, after a source that gives the cases as `c`. What is erased has no words at once. */
export const namedCases = (source: RawBuilder<unknown> = sql`cases c`): RawBuilder<unknown> => sql`
  from ${source}
  join reports r on r.district_id = c.district_id and r.id = c.report_id
  left join report_contents t on t.district_id = c.district_id and t.report_id = c.report_id and not c.erased
  left join points p on p.district_id = c.district_id and p.id = r.point_id
  left join deputies dp on dp.district_id = c.district_id and dp.id = c.deputy_id
  left join deputies hd on hd.district_id = c.district_id and hd.id = c.holder_id and c.holder_kind = 'deputy'
  left join stations s on s.district_id = c.district_id and s.id = c.station_id
  left join towns tn on tn.district_id = c.district_id and tn.id = c.town_id
  left join agencies a on a.district_id = c.district_id and a.id = c.agency_id
  left join cases lead on lead.district_id = c.district_id and lead.id = c.merged_into
  join districts di on di.id = c.district_id`

/** From a row as `namedColumns` selects it. */
export const toNamed = (row: NamedColumns): NamedCase => ({
  ...toCase(row),
  number: row.number,
  receivedAt: row.receivedAt,
  saidAt: row.saidAt,
  title: row.title,
  pointName: row.pointName,
  deputyName: row.deputyName,
  stationName: row.stationName,
  townName: row.townName,
  agencyName: row.agencyName,
  holderName: row.holderName,
  leadNumber: row.leadNumber,
})
