/** In which roles a person meets a case, and what they may do to it now. */
import type { WorkingCalendar } from '../calendar/calendar.ts'
import { addDays, afterWorkingDays, endOfDay, localDate } from '../calendar/calendar.ts'
import { canMove } from '../loop/loop.ts'
import type { ActingRole, Actor, StaffRole } from '../people/actor.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { allow, refuse } from '../shared/decision.ts'
import type { Case } from './case.ts'
import { agenciesOf } from './meeting.ts'
import { type CaseCondition, type CaseMove, moves } from './moves.ts'
import { isRecused } from './sight.ts'

/** What a decision about a case is made with. */
export type Deciding = { readonly now: Date; readonly rules: RuleSet; readonly calendar: WorkingCalendar }

/**
 * The roles in which this actor meets this case, the narrowest first: as its holder, as an office above its holder, as
 * one of its agencies, or as a deputy of the station that holds it. Empty when the case is not theirs.
 */
export function actingRoles(item: Case, actor: Actor): readonly ActingRole[] {
  if (actor.kind !== 'staff') return [actor.kind]
  if (isRecused(item, actor)) return []
  const order: readonly StaffRole[] = ['agency', 'deputy', 'station', 'town', 'district']
  const mine = actor.memberships.filter(({ role, unitId }) => isInCharge(item, actor.stationIds, role, unitId))
  return order.filter((role) => mine.some((membership) => membership.role === role))
}

function isInCharge(item: Case, stationIds: readonly string[], role: StaffRole, unitId: string | null): boolean {
  if (item.status === 'quarantined') return looksFirst(item, role, unitId)
  switch (role) {
    case 'deputy':
      if (item.holder.kind === 'deputy') return item.holder.id === unitId
      return item.holder.kind === 'station' && item.holder.id !== null && stationIds.includes(item.holder.id)
    case 'station':
      return item.holder.kind === 'station' && item.holder.id === unitId
    case 'town':
      return item.holder.kind !== 'district' && item.townId === unitId && unitId !== null
    case 'district':
      return true
    case 'agency':
      return unitId !== null && agenciesOf(item).includes(unitId)
    case 'auditor':
      return false
  }
}

/** Who looks at what is in quarantine: the station it was said to, also for its deputies, and the offices above. */
function looksFirst(item: Case, role: StaffRole, unitId: string | null): boolean {
  if (role === 'district') return true
  if (unitId === null) return false
  return (role === 'station' && item.stationId === unitId) || (role === 'town' && item.townId === unitId)
}

/** A deputy meets a case that the station holds only to claim it. */
const isOnlyToClaim = (item: Case, role: ActingRole): boolean => role === 'deputy' && item.holder.kind !== 'deputy'

/**
 * Whether the actor may make this move now, in which role, and where it leads. Screens use it to offer a button or say
 * why not; `moveCase` uses it to act.
 * Refused: `report-erased`; `not-yours` when the case is held by someone else; and whatever the table of moves refuses
 * with.
 */
export function canMoveCase(item: Case, move: CaseMove, actor: Actor, deciding: Deciding) {
  const roles = actingRoles(item, actor).filter((role) => move === 'claim' || !isOnlyToClaim(item, role))
  if (roles.length === 0) return refuse('not-yours')
  if (item.erased) return refuse('report-erased')
  const answers = roles.map((role) => {
    const holds = (condition: CaseCondition) => holdsNow(condition, move, item, actor, role, deciding)
    return { role, can: canMove(moves, move, role, item.status, holds) }
  })
  const open = answers.find(({ can }) => can.ok)
  if (open?.can.ok) return allow({ role: open.role, to: open.can.value })
  // The refusal that comes nearest to a yes says most: a wrong moment before a wrong role.
  const refused = answers.map(({ can }) => can).filter((can) => !can.ok)
  return refused.find((can) => can.refusal !== 'not-your-role') ?? refuse('not-your-role')
}

/** Until when the lead agency may return the case; null when it is not with an agency. */
export function returnBy(item: Case, { rules, calendar }: Pick<Deciding, 'rules' | 'calendar'>): Date | null {
  if (item.status !== 'with-agency' || !item.clock) return null
  return afterWorkingDays(item.clock.startedAt, rules.returnWorkingDays, calendar, item.clock.pauses).dueAt
}

/** Until when a question waits at the longest: what is left of the working days that questions may take in all. */
export const waitsUntil = (
  { since, waitedDays }: { readonly since: Date; readonly waitedDays: number },
  { rules, calendar }: Pick<Deciding, 'rules' | 'calendar'>,
): Date => afterWorkingDays(since, rules.questionWorkingDays - waitedDays, calendar).dueAt

/** Until when a closed case can be reopened, or an unjudged one judged. */
export function reopenBy(item: Case, { rules, calendar }: Pick<Deciding, 'rules' | 'calendar'>): Date | null {
  if (!item.closed) return null
  return endOfDay(addDays(localDate(item.closed.at, calendar), rules.reopenCalendarDays), calendar)
}

/** Who asks, as it is remembered. */
export const askerOf = (item: Case, role: ActingRole): string =>
  role === 'agency' ? `agency:${item.agencyId}` : `${item.holder.kind}:${item.holder.id ?? ''}`

/** Who had a part in what this move decides on, and so cannot make it. */
function personsBefore(item: Case, move: CaseMove): readonly (string | undefined)[] {
  if (move === 'grant-extension' || move === 'refuse-extension') return [item.extensionAsked?.userId]
  const declined = item.appealed ? item.declinedBy : []
  return move === 'decline' ? [...declined, item.declineProposed?.userId] : declined
}

/** Each condition is named after what is wrong when it does not hold. */
function holdsNow(
  condition: CaseCondition,
  move: CaseMove,
  item: Case,
  actor: Actor,
  role: ActingRole,
  deciding: Deciding,
): boolean {
  const { now, rules, calendar } = deciding
  const userId = actor.kind === 'staff' ? actor.userId : null
  const agencies =
    actor.kind === 'staff' ? actor.memberships.flatMap((m) => (m.role === 'agency' ? [m.unitId] : [])) : []
  switch (condition) {
    case 'first-dispute-is-redone':
      return item.disputes > 1
    case 'redone-once-already':
      return item.disputes <= 1
    case 'return-came-too-late': {
      const until = returnBy(item, deciding)
      return until === null || now <= until
    }
    case 'return-is-settled':
      return item.returns < 2
    case 'already-with-a-deputy':
      return item.holder.kind === 'station'
    case 'not-with-a-deputy':
      return item.holder.kind === 'deputy'
    case 'not-due-yet':
      return now >= (item.waiting?.until ?? item.clock?.dueAt ?? now)
    case 'asked-once-already':
      return !item.askers.includes(askerOf(item, role))
    case 'waited-long-enough':
      return item.waitedDays < rules.questionWorkingDays
    case 'extension-came-too-late':
      return item.clock !== null && now < item.clock.dueAt
    case 'extended-already':
      return item.clock?.extendedUntil === null
    case 'extension-asked-already':
      return item.extensionAsked === null
    case 'no-extension-asked':
      return item.extensionAsked !== null
    case 'decline-proposed-already':
      return item.declineProposed === null
    case 'no-decline-proposed':
      return item.declineProposed !== null
    case 'another-person-must':
      return userId !== null && !personsBefore(item, move).includes(userId)
    case 'appealed-already':
      return !item.appealed
    case 'judged-already':
      return item.closed?.as === 'unjudged'
    case 'too-late-to-judge':
    case 'too-late-to-reopen': {
      const until = reopenBy(item, deciding)
      return until !== null && now <= until
    }
    case 'transferred-already':
      return item.closed?.as !== 'transferred'
    case 'no-plan-open':
      return item.plannedFor !== null
    case 'supervised-already':
      return !item.supervised
    case 'urgent-already':
      return !item.urgent
    case 'recused-already':
      return item.recused === null
    case 'no-agency-recused':
      return item.recused?.kind === 'agency'
    case 'not-the-lead':
      return agencies.includes(item.agencyId)
    case 'not-asked-for-an-opinion':
      return item.coHandlers.some(({ agencyId }) => agencies.includes(agencyId))
    case 'opinion-given-already':
      return item.coHandlers.some(({ agencyId, given }) => agencies.includes(agencyId) && !given)
    case 'no-meeting-called':
      return item.meeting !== null
    case 'not-called-to-meeting':
      return item.meeting?.calls.some(({ agencyId }) => agencies.includes(agencyId)) ?? false
    case 'meeting-has-not-begun':
      // Not before its day: people come early, and write it down at once.
      return item.meeting !== null && localDate(now, calendar) >= localDate(item.meeting.at, calendar)
    case 'nothing-agreed':
      return item.agreed.some(({ agencyId, done }) => agencies.includes(agencyId) && !done)
  }
}
