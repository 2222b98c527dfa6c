/** Who may see a case at all. What of it they see is listed field by field where a reply is written. */
import type { Actor, Membership, Staff, StaffRole } from '../people/actor.ts'
import type { IdentityKind } from '../reports/report.ts'
import type { Case, Holder } from './case.ts'
import { agenciesOf } from './meeting.ts'

/** 回避: whether the person belongs to the deputy, station or agency that the report is about. */
export const isRecused = (
  { recused }: Pick<Case, 'recused'>,
  staff: Pick<Staff, 'memberships' | 'stationIds'>,
): boolean =>
  recused !== null &&
  (staff.memberships.some(({ role, unitId }) => role === recused.kind && unitId === recused.id) ||
    (recused.kind === 'station' && staff.stationIds.includes(recused.id)))

type Seen = Pick<
  Case,
  | 'status'
  | 'holder'
  | 'deputyId'
  | 'stationId'
  | 'townId'
  | 'agencyId'
  | 'coHandlers'
  | 'meeting'
  | 'agreed'
  | 'recused'
>

/**
 * Whether a signed-in person may open the case. `data/cases/visible.ts` says the same in SQL for lists; a test holds the
 * two together. What is in quarantine is shown to the station and the offices that look at it first, and to auditors. A case addressed to one deputy is not shown to the other deputies of the station while that one holds it.
 */
export function canSee(item: Seen, actor: Actor): boolean {
  if (actor.kind !== 'staff' || isRecused(item, actor)) return false
  return actor.memberships.some((membership) => showsTo(item, membership, actor.stationIds))
}

function showsTo(item: Seen, { role, unitId }: Membership, stationIds: readonly string[]): boolean {
  if (role === 'district' || role === 'auditor') return true
  if (unitId === null) return false
  if (item.status === 'quarantined' && (role === 'deputy' || role === 'agency')) return false
  switch (role) {
    case 'deputy':
      if (item.deputyId === unitId || holds(item.holder, role, unitId)) return true
      return item.holder.kind !== 'deputy' && item.stationId !== null && stationIds.includes(item.stationId)
    case 'station':
      return item.stationId === unitId
    case 'town':
      return item.townId === unitId
    case 'agency':
      return agenciesOf(item).includes(unitId)
  }
}

type IdentityRole = Exclude<StaffRole, 'auditor'>

/**
 * The role in which the person may open the identity behind a case: whoever holds it now, when one was given; its agency
 * when the resident said so. Undefined for everyone else, and for an auditor always.
 */
export function roleForIdentity(
  item: Pick<Case, 'status' | 'holder' | 'agencyId' | 'recused'>,
  identity: IdentityKind,
  actor: Actor,
): IdentityRole | undefined {
  if (identity === 'anonymous' || actor.kind !== 'staff' || isRecused(item, actor)) return undefined
  // Nobody handles it yet.
  if (item.status === 'quarantined') return undefined
  for (const { role, unitId } of actor.memberships) {
    if (role === 'auditor') continue
    const isAgency = identity === 'agency' && unitId !== null && item.agencyId === unitId
    if (role === 'agency' ? isAgency : holds(item.holder, role, unitId)) return role
  }
  return undefined
}

const holds = (holder: Holder, role: StaffRole, unitId: string | null): boolean =>
  holder.kind === role && holder.id === unitId
