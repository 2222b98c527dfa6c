/** What a list shows to whom: `domain/cases/sight.ts` and `to-do.ts`, said in SQL for a table named `c`. */
import { type RawBuilder, sql } from 'kysely'
import { openStatuses } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'

/** The units in which the person has this role. */
export const unitsOf = (staff: Staff, role: string): string[] =>
  staff.memberships.flatMap((membership) => (membership.role === role && membership.unitId ? [membership.unitId] : []))
export const hasRole = (staff: Staff, role: string): boolean =>
  staff.memberships.some((membership) => membership.role === role)
const anyOf = (conditions: RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`

/** 回避: not shown to the deputy, station or agency that the report is about. */
export function notRecused(staff: Staff): RawBuilder<unknown> {
  const own = [
    ...unitsOf(staff, 'deputy'),
    ...unitsOf(staff, 'station'),
    ...unitsOf(staff, 'agency'),
    ...staff.stationIds,
  ]
  return own.length === 0 ? sql`true` : sql`(c.recused_id is null or not c.recused_id = any(${own}::uuid[]))`
}

/** Cases the person may open. */
export function visibleTo(staff: Staff): RawBuilder<unknown> {
  if (hasRole(staff, 'district') || hasRole(staff, 'auditor')) return notRecused(staff)
  const conditions: RawBuilder<unknown>[] = []
  const apart = sql`c.status <> 'quarantined'`
  for (const id of unitsOf(staff, 'deputy'))
    conditions.push(
      sql`(c.deputy_id = ${id} and ${apart})`,
      sql`(c.holder_kind = 'deputy' and c.holder_id = ${id} and ${apart})`,
    )
  if (staff.stationIds.length > 0)
    conditions.push(sql`(c.holder_kind <> 'deputy' and c.station_id = any(${staff.stationIds}::uuid[]) and ${apart})`)
  for (const id of unitsOf(staff, 'station')) conditions.push(sql`c.station_id = ${id}`)
  for (const id of unitsOf(staff, 'town')) conditions.push(sql`c.town_id = ${id}`)
  for (const id of unitsOf(staff, 'agency'))
    conditions.push(
      sql`(c.agency_id = ${id} and ${apart})`,
      sql`(${coHandledBy(id)} and ${apart})`,
      sql`(${metBy(id)} and ${apart})`,
    )
  return sql`(${anyOf(conditions)} and ${notRecused(staff)})`
}

const coHandledBy = (agencyId: string): RawBuilder<unknown> => sql`exists (
  select from co_handlers co
  where co.district_id = c.district_id and co.case_id = c.id and co.agency_id = ${agencyId})`

/** Called to a meeting on the spot, or having agreed to something at one. */
const metBy = (agencyId: string): RawBuilder<unknown> => sql`(exists (
  select from meeting_calls mc
  where mc.district_id = c.district_id and mc.case_id = c.id and mc.agency_id = ${agencyId}) or exists (
  select from agreed_items ai
  where ai.district_id = c.district_id and ai.case_id = c.id and ai.agency_id = ${agencyId}))`

/** Cases whose next step is this person's. */
export function toDoOf(staff: Staff): RawBuilder<unknown> {
  const holding = sql`c.status in ('received', 'accepted', 'returned') or (c.status = 'disputed' and c.disputes > 1)`
  const conditions: RawBuilder<unknown>[] = []
  for (const kind of ['deputy', 'station', 'town'] as const)
    for (const id of unitsOf(staff, kind))
      conditions.push(sql`(c.holder_kind = ${kind} and c.holder_id = ${id} and (${holding}))`)
  if (hasRole(staff, 'district')) conditions.push(sql`(c.holder_kind = 'district' and (${holding}))`)
  // An office decides on an extension that its agency asked for.
  for (const id of unitsOf(staff, 'town'))
    conditions.push(sql`(c.town_id = ${id} and c.status = 'with-agency' and c.extension_until is not null)`)
  for (const id of unitsOf(staff, 'agency'))
    conditions.push(
      sql`(c.agency_id = ${id} and c.status = 'with-agency')`,
      sql`(c.status = 'with-agency' and exists (
        select from co_handlers co
        where co.district_id = c.district_id and co.case_id = c.id and co.agency_id = ${id} and not co.given))`,
      sql`(c.status in (${sql.join(openStatuses)}) and (exists (
        select from meeting_calls mc
        where mc.district_id = c.district_id and mc.case_id = c.id and mc.agency_id = ${id} and mc.answer is null)
        or exists (
        select from agreed_items ai
        where ai.district_id = c.district_id and ai.case_id = c.id and ai.agency_id = ${id} and not ai.done)))`,
    )
  return sql`(${anyOf(conditions)} and ${notRecused(staff)})`
}

/** Cases this person's own units gave to an agency, which has them still. */
export function handedOutBy(staff: Staff): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = []
  for (const kind of ['station', 'town'] as const)
    for (const id of unitsOf(staff, kind)) conditions.push(sql`(c.holder_kind = ${kind} and c.holder_id = ${id})`)
  if (hasRole(staff, 'district')) conditions.push(sql`c.holder_kind = 'district'`)
  return sql`(c.status in ('with-agency', 'waiting-for-resident') and c.agency_id is not null
    and ${anyOf(conditions)} and ${visibleTo(staff)})`
}

/**
 * Cases this person handed out or answered, where someone else has the next step. `is not true`: a case without an agency
 * is neither mine nor not mine to SQL when I am of one.
 */
export const waitingOf = (staff: Staff): RawBuilder<unknown> =>
  sql`(c.status in (${sql.join(openStatuses)}) and ${toDoOf(staff)} is not true and ${visibleTo(staff)})`
