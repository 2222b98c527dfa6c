/** Who may say what a case is about: whoever holds it, and the offices above; never an agency. */
import type { Staff } from '../people/actor.ts'
import { allow, refuse } from '../shared/decision.ts'
import { actingRoles } from './acting.ts'
import type { Case, HolderKind } from './case.ts'
import { holderKinds } from './case.ts'

/**
 * The role in which this person sorts the case. A deputy of the station that holds it may, too; in quarantine whoever
 * looks at it first. Refused: `report-erased`, `not-yours`.
 */
export function roleToSort(item: Case, staff: Staff) {
  if (item.erased) return refuse('report-erased')
  const role = actingRoles(item, staff).find((one): one is HolderKind => holderKinds.some((kind) => kind === one))
  return role ? allow(role) : refuse('not-yours')
}
