/** Who may see a case at all. What of it they see is listed field by field where a reply is written. */
import type { Actor } from '../people/actor.ts'
import type { Case } from './case.ts'

/**
 * Whether a signed-in person may open the case. `data/cases/read.ts` says the same in SQL for lists; a test holds the
 * two together. A case addressed to one deputy is not shown to the other deputies of the station while that one holds it.
 */
export function canSee(
  item: Pick<Case, 'holder' | 'deputyId' | 'stationId' | 'townId' | 'agencyId'>,
  actor: Actor,
): boolean {
  if (actor.kind !== 'staff') return false
  return actor.memberships.some(({ role, unitId }) => {
    switch (role) {
      case 'deputy':
        if (item.deputyId === unitId || (item.holder.kind === 'deputy' && item.holder.id === unitId)) return true
        return item.holder.kind !== 'deputy' && item.stationId !== null && actor.stationIds.includes(item.stationId)
      case 'station':
        return item.stationId === unitId
      case 'town':
        return item.townId === unitId
      case 'agency':
        return item.agencyId === unitId
      case 'district':
      case 'auditor':
        return true
    }
  })
}

/** Whether the person may open the identity behind a case: its holder always when one was given, never an auditor. */
export function canLookAtIdentity(item: Case, identity: 'anonymous' | 'station' | 'agency', actor: Actor): boolean {
  if (identity === 'anonymous' || actor.kind !== 'staff') return false
  return actor.memberships.some(({ role, unitId }) => {
    switch (role) {
      case 'deputy':
        return item.holder.kind === 'deputy' && item.holder.id === unitId
      case 'station':
        return item.stationId === unitId && item.holder.kind !== 'deputy'
      case 'town':
        return item.holder.kind === 'town' && item.holder.id === unitId
      case 'district':
        return item.holder.kind === 'district'
      case 'agency':
        return identity === 'agency' && item.agencyId === unitId
      case 'auditor':
        return false
    }
  })
}
