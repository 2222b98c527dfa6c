import type { Staff } from '../domain/people/actor.ts'
import type { StaffMove } from './make-move.ts'

type Made<Reason extends string> =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Reason }

/**
 * Makes the same move on several cases one after the other, each in a transaction of its own: what one refuses stops no
 * other. Gives how many were moved, and the refusals by case.
 */
export async function moveTogether<Reason extends string>(
  given: { readonly district: number; readonly staff: Staff; readonly caseIds: readonly string[] },
  make: (move: StaffMove) => Promise<Made<Reason>>,
) {
  const { district, staff, caseIds } = given
  const refused: { caseId: string; refusal: Reason }[] = []
  let made = 0
  for (const caseId of new Set(caseIds)) {
    const moved = await make({ district, staff, caseId })
    if (moved.ok) made += 1
    else refused.push({ caseId, refusal: moved.refusal })
  }
  return { made, refused }
}
