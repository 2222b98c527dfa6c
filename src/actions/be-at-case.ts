/** Somebody has a case open, or left it. It is no part of the history, and forgotten within a minute. */

import { caseFor } from '../data/cases/read.ts'
import { othersAtCase, type PersonPresent } from '../data/cases/read-presence.ts'
import { deletePresence, deletePresencesBefore, putPresence } from '../data/cases/write-presence.ts'
import { presentAfter } from '../domain/cases/presence.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'

/**
 * Notes that the person has the case open (`here`), or no longer, and gives the others who have. Refused: `no-such-case`,
 * also when it is not theirs to see.
 */
export const beAtCase = (
  context: Context,
  district: number,
  { staff, caseId, here }: { readonly staff: Staff; readonly caseId: string; readonly here: boolean },
) =>
  context.database.inTransaction(district, async (tx) => {
    const { userId } = staff
    const since = presentAfter(context.now())
    await deletePresencesBefore(tx, since)
    // Whoever may no longer see it can still be said to have left.
    if (!here) {
      await deletePresence(tx, { caseId, userId })
      return allow<readonly PersonPresent[]>([])
    }
    if (!(await caseFor(tx, staff, caseId))) return refuse('no-such-case')
    await putPresence(tx, { caseId, userId, now: context.now() })
    return allow<readonly PersonPresent[]>(await othersAtCase(tx, { caseId, userId, since }))
  })
