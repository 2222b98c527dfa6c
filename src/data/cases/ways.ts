/**
 * The ways by which a list finds a person's cases: each goes along one index, in the order of the list, so that a page
 * costs what stands on it. Together they lead to what `visible.ts` allows; sight.test.ts holds the two together.
 */
import { type RawBuilder, sql } from 'kysely'
import { type CaseStatus, openStatuses } from '../../domain/cases/moves.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { ListPart } from './order.ts'
import type { ListFilter } from './read-filter.ts'
import { hasRole, unitsOf } from './visible.ts'

/** The starting points of a way (`unit`, `leg`), and the condition on a case `c` that leads on from each of them. */
export type Way = { readonly from: RawBuilder<unknown>; readonly to: RawBuilder<unknown> }

export type CaseView = 'to-do' | 'waiting' | 'handed-out' | 'all'

/** Who holds a case, seen from a unit of it: the unit itself, one of a station's deputies, or another. */
type Held = 'here' | 'deputy' | 'elsewhere'

const holding: readonly CaseStatus[] = ['received', 'accepted', 'returned']
const withAnAgency: readonly CaseStatus[] = ['with-agency', 'waiting-for-resident']

// The expressions of the indexes, letter by letter (migrations/0008).
export const heldOf = {
  district: sql`(case when c.holder_kind = 'district' then 'here' else 'elsewhere' end)`,
  town: sql`(case when c.holder_kind = 'town' and c.holder_id = c.town_id then 'here' else 'elsewhere' end)`,
  station: sql`(case when c.holder_kind = 'station' and c.holder_id = c.station_id then 'here' when c.holder_kind = 'deputy' then 'deputy' else 'elsewhere' end)`,
  deputy: sql`(case when c.holder_kind = 'deputy' and c.holder_id = c.deputy_id then 'here' else 'elsewhere' end)`,
}
const heldByDeputy = sql`(case when c.holder_kind = 'deputy' then 'deputy' else 'elsewhere' end)`

type Leg = { readonly held: Held; readonly status: CaseStatus }

const legsOf = (helds: readonly Held[], statuses: readonly CaseStatus[]): Leg[] =>
  helds.flatMap((held) => statuses.map((status) => ({ held, status })))

const fromUnits = (ids: readonly string[]) => sql`unnest(${ids}::uuid[]) unit`
const fromStatuses = (statuses: readonly CaseStatus[]) => sql`unnest(${statuses}::text[]) leg (status)`
const fromLegs = (legs: readonly Leg[]) =>
  sql`unnest(${legs.map(({ held }) => held)}::text[], ${legs.map(({ status }) => status)}::text[]) leg (held, status)`

const byUnit = (column: string, ids: readonly string[], statuses: readonly CaseStatus[], more = sql`true`): Way => ({
  from: sql`${fromUnits(ids)} cross join ${fromStatuses(statuses)}`,
  to: sql`c.${sql.ref(column)} = unit and c.status = leg.status and ${more}`,
})

const byUnitAndHolder = (
  column: string,
  ids: readonly string[],
  held: RawBuilder<unknown>,
  legs: readonly Leg[],
): Way => ({
  from: sql`${fromUnits(ids)} cross join ${fromLegs(legs)}`,
  to: sql`c.${sql.ref(column)} = unit and ${held} = leg.held and c.status = leg.status`,
})

/** Cases an agency gives its opinion on; `more` is a condition on the table `co`. */
const coHandled = (
  district: number,
  ids: readonly string[],
  statuses: readonly CaseStatus[],
  more = sql`true`,
): Way => ({
  from: sql`(select distinct co.case_id from co_handlers co
    where co.district_id = ${district} and co.agency_id = any(${ids}::uuid[]) and ${more}) co`,
  to: sql`c.id = co.case_id and c.status = any(${statuses}::text[])`,
})

/** Cases to whose meeting an agency is called. */
const calledTo = (
  district: number,
  ids: readonly string[],
  statuses: readonly CaseStatus[],
  more = sql`true`,
): Way => ({
  from: sql`(select distinct mc.case_id from meeting_calls mc
    where mc.district_id = ${district} and mc.agency_id = any(${ids}::uuid[]) and ${more}) mc`,
  to: sql`c.id = mc.case_id and c.status = any(${statuses}::text[])`,
})

/** Cases on which an agency agreed to something. */
const agreedOn = (
  district: number,
  ids: readonly string[],
  statuses: readonly CaseStatus[],
  more = sql`true`,
): Way => ({
  from: sql`(select distinct ai.case_id from agreed_items ai
    where ai.district_id = ${district} and ai.agency_id = any(${ids}::uuid[]) and ${more}) ai`,
  to: sql`c.id = ai.case_id and c.status = any(${statuses}::text[])`,
})

/** The ways to what a view shows of one part of a list. `statuses` are those asked for, all of the part. */
export function waysTo(
  view: CaseView,
  part: ListPart['name'],
  given: { district: number; staff: Staff; statuses: readonly CaseStatus[] },
): Way[] {
  const { staff } = given
  const onlyOpen = view === 'to-do' || view === 'handed-out'
  const ways =
    onlyOpen && part !== 'open'
      ? []
      : view === 'to-do'
        ? toDoWays(given)
        : view === 'handed-out'
          ? handedOutWays(given)
          : visibleWays(part, { ...given, view })
  // Without a unit or a status there is nothing at the end of a way.
  return staff.memberships.length === 0 || given.statuses.length === 0 ? [] : ways
}

type Given = { readonly district: number; readonly staff: Staff; readonly statuses: readonly CaseStatus[] }

function visibleWays(part: ListPart['name'], given: Given & { readonly view: 'waiting' | 'all' }): Way[] {
  const { district, staff, statuses, view } = given
  const isOpen = part === 'open'
  if (view === 'waiting' && !isOpen) return []
  // What a unit holds itself in these statuses is to do there: nobody of it waits, and nothing of it is looked at.
  const others = view === 'all' ? statuses : statuses.filter((status) => !holding.includes(status))
  const ownLegs = (...elsewhere: readonly Held[]) => [...legsOf(['here'], others), ...legsOf(elsewhere, statuses)]
  if (hasRole(staff, 'district') || hasRole(staff, 'auditor')) {
    const here = hasRole(staff, 'district') ? others : statuses
    const legs = [...legsOf(['here'], here), ...legsOf(['elsewhere'], statuses)]
    return isOpen
      ? [{ from: fromLegs(legs), to: sql`${heldOf.district} = leg.held and c.status = leg.status` }]
      : [{ from: fromStatuses(statuses), to: sql`c.status = leg.status` }]
  }
  const ways: Way[] = []
  const [deputies, stations, towns, agencies] = [
    unitsOf(staff, 'deputy'),
    unitsOf(staff, 'station'),
    unitsOf(staff, 'town'),
    unitsOf(staff, 'agency'),
  ]
  const besides = staff.stationIds.filter((id) => !stations.includes(id))
  if (deputies.length > 0)
    ways.push(
      isOpen
        ? byUnitAndHolder('deputy_id', deputies, heldOf.deputy, ownLegs('elsewhere'))
        : byUnit('deputy_id', deputies, statuses),
      byUnit('holder_id', deputies, others, sql`c.holder_kind = 'deputy'`),
    )
  if (besides.length > 0)
    ways.push(
      isOpen
        ? byUnitAndHolder('station_id', besides, heldOf.station, legsOf(['here', 'elsewhere'], statuses))
        : byUnitAndHolder('station_id', besides, heldByDeputy, legsOf(['elsewhere'], statuses)),
    )
  if (stations.length > 0)
    ways.push(
      isOpen
        ? byUnitAndHolder('station_id', stations, heldOf.station, ownLegs('deputy', 'elsewhere'))
        : byUnitAndHolder('station_id', stations, heldByDeputy, legsOf(['deputy', 'elsewhere'], statuses)),
    )
  if (towns.length > 0)
    ways.push(
      isOpen
        ? byUnitAndHolder('town_id', towns, heldOf.town, ownLegs('elsewhere'))
        : byUnit('town_id', towns, statuses),
    )
  if (agencies.length > 0) {
    const elsewhere = view === 'all' ? statuses : statuses.filter((status) => status !== 'with-agency')
    ways.push(
      byUnit('agency_id', agencies, elsewhere),
      coHandled(district, agencies, statuses),
      calledTo(district, agencies, statuses),
      agreedOn(district, agencies, statuses),
    )
  }
  return ways
}

/** What the person's own units gave to an agency and still hold. */
function handedOutWays({ staff, statuses }: Given): Way[] {
  const outside = statuses.filter((status) => withAnAgency.includes(status))
  const ways: Way[] = []
  for (const kind of ['station', 'town'] as const) {
    const ids = unitsOf(staff, kind)
    if (ids.length > 0)
      ways.push(byUnit('holder_id', ids, outside, sql`c.holder_kind = ${kind} and c.agency_id is not null`))
  }
  if (hasRole(staff, 'district'))
    ways.push({
      from: fromLegs(legsOf(['here'], outside)),
      to: sql`${heldOf.district} = leg.held and c.status = leg.status and c.agency_id is not null`,
    })
  return ways
}

/**
 * Shorter ways to the same where a filter names a unit or a mark: along the index of that. They lead to cases of others
 * as well, so whoever goes along them asks each case whether the view shows it. Undefined when there is none.
 */
export function shortWays(
  view: CaseView,
  part: ListPart['name'],
  given: Given & { readonly filter: ListFilter },
): Way[] | undefined {
  const { staff, statuses, filter } = given
  const { agencyId, stationId, townId } = filter
  const wholeDistrict = hasRole(staff, 'district') || hasRole(staff, 'auditor')
  // What a person has to do, or handed out, is little beside what a unit or a mark leads to.
  if (view === 'to-do' || view === 'handed-out' || statuses.length === 0) return undefined
  if (stationId && (wholeDistrict || unitsOf(staff, 'town').length > 0))
    return part === 'open'
      ? [byUnitAndHolder('station_id', [stationId], heldOf.station, legsOf(['here', 'deputy', 'elsewhere'], statuses))]
      : [byUnitAndHolder('station_id', [stationId], heldByDeputy, legsOf(['deputy', 'elsewhere'], statuses))]
  if (!wholeDistrict) return undefined
  if (filter.deputyId)
    return part === 'open'
      ? [byUnitAndHolder('deputy_id', [filter.deputyId], heldOf.deputy, legsOf(['here', 'elsewhere'], statuses))]
      : [byUnit('deputy_id', [filter.deputyId], statuses)]
  if (agencyId) return [byUnit('agency_id', [agencyId], statuses)]
  if (part === 'open' && (filter.urgent || filter.supervised))
    return [{ from: sql`(select) marked`, to: sql`(c.urgent or c.supervised) and c.status = any(${statuses}::text[])` }]
  if (townId)
    return part === 'open'
      ? [byUnitAndHolder('town_id', [townId], heldOf.town, legsOf(['here', 'elsewhere'], statuses))]
      : [byUnit('town_id', [townId], statuses)]
  return undefined
}

function toDoWays({ district, staff, statuses }: Given): Way[] {
  const asked = (...of: readonly CaseStatus[]) => of.filter((status) => statuses.includes(status))
  const held = asked(...holding, 'disputed')
  const disputed = sql`(c.status <> 'disputed' or c.disputes > 1)`
  const ways: Way[] = []
  for (const kind of ['deputy', 'station', 'town'] as const) {
    const ids = unitsOf(staff, kind)
    if (ids.length > 0) ways.push(byUnit('holder_id', ids, held, sql`c.holder_kind = ${kind} and ${disputed}`))
  }
  if (hasRole(staff, 'district'))
    ways.push({
      from: fromLegs(legsOf(['here'], held)),
      to: sql`${heldOf.district} = leg.held and c.status = leg.status and ${disputed}`,
    })
  const agencies = unitsOf(staff, 'agency')
  const open = asked(...openStatuses)
  if (agencies.length > 0 && open.length > 0)
    ways.push(
      calledTo(district, agencies, open, sql`mc.answer is null`),
      agreedOn(district, agencies, open, sql`not ai.done`),
    )
  if (asked('with-agency').length === 0) return ways
  const towns = unitsOf(staff, 'town')
  if (towns.length > 0)
    ways.push({
      from: fromUnits(towns),
      to: sql`c.town_id = unit and c.status = 'with-agency' and c.extension_until is not null`,
    })
  if (agencies.length > 0)
    ways.push(
      byUnit('agency_id', agencies, ['with-agency']),
      coHandled(district, agencies, ['with-agency'], sql`not co.given`),
    )
  return ways
}
