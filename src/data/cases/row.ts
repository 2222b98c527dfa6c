/** The columns of a case and what they mean, in both directions. */
import { sql } from 'kysely'
import type { Case, CoHandler, DeclineReason, ErasingWish, Holder, Recused, Waiting } from '../../domain/cases/case.ts'
import type { Limit } from '../../domain/cases/clock.ts'
import type { AgreedItem, MeetingCall } from '../../domain/cases/meeting.ts'
import type { CaseStatus } from '../../domain/cases/moves.ts'

type StoredPause = { from: string; to: string | null }

type CaseColumns = {
  id: string
  report_id: string
  status: CaseStatus
  holder_kind: Holder['kind']
  holder_id: string | null
  deputy_id: string | null
  station_id: string | null
  town_id: string | null
  category_id: string | null
  agency_id: string | null
  recused_kind: Recused['kind'] | null
  recused_id: string | null
  disputes: number
  returns: number
  supervised: boolean
  urgent: boolean
  answered_by: Case['answeredBy']
  clock_started_at: Date | null
  clock_count: number | null
  clock_unit: Limit['unit'] | null
  clock_pauses: StoredPause[]
  extended_until: string | null
  original_due_at: Date | null
  due_at: Date | null
  waiting_from: Waiting['from'] | null
  waiting_since: Date | null
  waiting_until: Date | null
  askers: string[]
  waited_days: number
  extension_until: string | null
  extension_by: string | null
  decline_reason: DeclineReason | null
  decline_words: string | null
  decline_by: string | null
  declined_by: string[]
  appealed: boolean
  closed_at: Date | null
  closed_as: NonNullable<Case['closed']>['as'] | null
  merged_into: string | null
  planned_for: string | null
  urged: Case['urged']
  erase_wish: ErasingWish | null
  erase_words: string | null
  erase_by: string | null
  erased: boolean
  meeting_at: Date | null
  version: number
}

/** For a table named `c`, with the co-handling agencies beside. */
export const caseColumns = sql`
  c.id, c.report_id, c.status, c.holder_kind, c.holder_id, c.deputy_id, c.station_id, c.town_id, c.category_id, c.agency_id,
  c.recused_kind, c.recused_id, c.disputes, c.returns, c.supervised, c.urgent, c.answered_by, c.clock_started_at,
  c.clock_count, c.clock_unit, c.clock_pauses, c.extended_until, c.original_due_at, c.due_at, c.waiting_from,
  c.waiting_since, c.waiting_until, c.askers, c.waited_days, c.extension_until, c.extension_by, c.decline_reason,
  c.decline_words, c.decline_by, c.declined_by, c.appealed, c.closed_at, c.closed_as, c.merged_into, c.planned_for,
  c.urged, c.erase_wish, c.erase_words, c.erase_by, c.erased, c.meeting_at, c.version,
  (select coalesce(jsonb_agg(jsonb_build_object('agencyId', co.agency_id, 'dueAt', co.due_at, 'given', co.given) order by co.due_at, co.agency_id), '[]')
   from co_handlers co where co.district_id = c.district_id and co.case_id = c.id) as co_handlers,
  (select coalesce(jsonb_agg(jsonb_build_object('agencyId', mc.agency_id, 'answer', mc.answer) order by mc.agency_id), '[]')
   from meeting_calls mc where mc.district_id = c.district_id and mc.case_id = c.id) as meeting_calls,
  (select coalesce(jsonb_agg(jsonb_build_object('id', ai.id, 'agencyId', ai.agency_id, 'dueOn', ai.due_on, 'done', ai.done) order by ai.due_on, ai.id), '[]')
   from agreed_items ai where ai.district_id = c.district_id and ai.case_id = c.id) as agreed_items`

/** The identity the resident chose after speaking, for a table of cases named `c`; null where they left it. */
export const chosenIdentity = sql`(select i.identity_kind from identity_choices i
   where i.district_id = c.district_id and i.report_id = c.report_id)`

type StoredCoHandler = { agencyId: string; dueAt: string; given: boolean }

/** A row as `caseColumns` selects it. */
export type StoredCase = CaseColumns & {
  co_handlers: StoredCoHandler[]
  meeting_calls: MeetingCall[]
  agreed_items: AgreedItem[]
}

const both = <A, B, C>(a: A | null, b: B | null, make: (a: A, b: B) => C): C | null =>
  a === null || b === null ? null : make(a, b)

export const toCase = (row: StoredCase): Case => ({
  id: row.id,
  reportId: row.report_id,
  status: row.status,
  holder: { kind: row.holder_kind, id: row.holder_id },
  deputyId: row.deputy_id,
  stationId: row.station_id,
  townId: row.town_id,
  categoryId: row.category_id,
  agencyId: row.agency_id,
  coHandlers: row.co_handlers.map(
    ({ agencyId, dueAt, given }): CoHandler => ({ agencyId, dueAt: new Date(dueAt), given }),
  ),
  meeting: row.meeting_at && { at: row.meeting_at, calls: row.meeting_calls },
  agreed: row.agreed_items,
  recused: both(row.recused_kind, row.recused_id, (kind, id) => ({ kind, id })),
  disputes: row.disputes,
  returns: row.returns,
  supervised: row.supervised,
  urgent: row.urgent,
  answeredBy: row.answered_by,
  clock:
    row.clock_started_at && row.clock_count !== null && row.clock_unit && row.due_at
      ? {
          startedAt: row.clock_started_at,
          limit: { count: row.clock_count, unit: row.clock_unit },
          pauses: row.clock_pauses.map(({ from, to }) => ({
            from: new Date(from),
            to: to === null ? null : new Date(to),
          })),
          extendedUntil: row.extended_until,
          dueAt: row.due_at,
          originalDueAt: row.original_due_at ?? row.due_at,
        }
      : null,
  waiting:
    row.waiting_from && row.waiting_since && row.waiting_until
      ? { from: row.waiting_from, since: row.waiting_since, until: row.waiting_until }
      : null,
  askers: row.askers,
  waitedDays: row.waited_days,
  extensionAsked: both(row.extension_until, row.extension_by, (until, userId) => ({ until, userId })),
  declineProposed: both(row.decline_reason, row.decline_by, (reason, userId) => ({
    reason,
    words: row.decline_words ?? '',
    userId,
  })),
  declinedBy: row.declined_by,
  appealed: row.appealed,
  closed: both(row.closed_at, row.closed_as, (at, as) => ({ at, as })),
  mergedInto: row.merged_into,
  plannedFor: row.planned_for,
  urged: row.urged,
  eraseAsked: both(row.erase_wish, row.erase_by, (wish, userId) => ({ wish, words: row.erase_words ?? '', userId })),
  erased: row.erased,
  version: row.version,
})

/** The columns a move may change, with their values. */
export const movedColumns = (
  item: Case,
): Omit<CaseColumns, 'id' | 'report_id' | 'clock_pauses'> & { clock_pauses: string } => ({
  status: item.status,
  holder_kind: item.holder.kind,
  holder_id: item.holder.id,
  deputy_id: item.deputyId,
  station_id: item.stationId,
  town_id: item.townId,
  category_id: item.categoryId,
  agency_id: item.agencyId,
  recused_kind: item.recused?.kind ?? null,
  recused_id: item.recused?.id ?? null,
  disputes: item.disputes,
  returns: item.returns,
  supervised: item.supervised,
  urgent: item.urgent,
  answered_by: item.answeredBy,
  clock_started_at: item.clock?.startedAt ?? null,
  clock_count: item.clock?.limit.count ?? null,
  clock_unit: item.clock?.limit.unit ?? null,
  clock_pauses: JSON.stringify(item.clock?.pauses ?? []),
  extended_until: item.clock?.extendedUntil ?? null,
  original_due_at: item.clock?.extendedUntil ? item.clock.originalDueAt : null,
  due_at: item.clock?.dueAt ?? null,
  waiting_from: item.waiting?.from ?? null,
  waiting_since: item.waiting?.since ?? null,
  waiting_until: item.waiting?.until ?? null,
  askers: [...item.askers],
  waited_days: item.waitedDays,
  extension_until: item.extensionAsked?.until ?? null,
  extension_by: item.extensionAsked?.userId ?? null,
  decline_reason: item.declineProposed?.reason ?? null,
  decline_words: item.declineProposed?.words ?? null,
  decline_by: item.declineProposed?.userId ?? null,
  declined_by: [...item.declinedBy],
  appealed: item.appealed,
  closed_at: item.closed?.at ?? null,
  closed_as: item.closed?.as ?? null,
  merged_into: item.mergedInto,
  planned_for: item.plannedFor,
  urged: item.urged,
  erase_wish: item.eraseAsked?.wish ?? null,
  erase_words: item.eraseAsked?.words ?? null,
  erase_by: item.eraseAsked?.userId ?? null,
  erased: item.erased,
  meeting_at: item.meeting?.at ?? null,
  version: item.version,
})
