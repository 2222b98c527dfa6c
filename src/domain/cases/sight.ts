/** Who may see a case at all. What of it they see is listed field by field where a reply is written. */
import type { Actor, Membership, StaffRole } from '../people/actor.ts'
import type { IdentityKind } from '../reports/report.ts'
import type { Case, Holder } from './case.ts'

type Seen = Pick<Case, 'holder' | 'deputyId' | 'stationId' | 'townId' | 'agencyId'>

/**
 * Whether a signed-in person may open the case. `data/cases/read.ts` says the same in SQL for lists; a test holds the
 * two together. A case addressed to one deputy is not shown to the other deputies of the station while that one holds it.
 */
export function canSee(item: Seen, actor: Actor): boolean {
  return actor.kind === 'staff' && actor.memberships.some((membership) => showsTo(item, membership, actor.stationIds))
}

function showsTo(item: Seen, { role, unitId }: Membership, stationIds: readonly string[]): boolean {
  switch (role) {
    case 'deputy':
      if (item.deputyId === unitId || holds(item.holder, role, unitId)) return true
      return item.holder.kind !== 'deputy' && item.stationId !== null && stationIds.includes(item.stationId)
    case 'station':
      return unitId !== null && item.stationId === unitId
    case 'town':
      return unitId !== null && item.townId === unitId
    case 'agency':
      return unitId !== null && item.agencyId === unitId
    case 'district':
    case 'auditor':
      return true
  }
}

type IdentityRole = Exclude<StaffRole, 'auditor'>

/**
 * The role in which the person may open the identity behind a case: whoever holds it now, when one was given; its agency
 * when the resident said so. Undefined for everyone else, and for an auditor always.
 */
export function roleForIdentity(
  item: Pick<Case, 'holder' | 'agencyId'>,
  identity: IdentityKind,
  actor: Actor,
): IdentityRole | undefined {
  if (identity === 'anonymous' || actor.kind !== 'staff') return undefined
  for (const { role, unitId } of actor.memberships) {
    if (role === 'auditor') continue
    if (role === 'agency' ? identity === 'agency' && item.agencyId === unitId : holds(item.holder, role, unitId))
      return role
  }
  return undefined
}

const holds = (holder: Holder, role: StaffRole, unitId: string | null): boolean =>
  holder.kind === role && holder.id === unitId
