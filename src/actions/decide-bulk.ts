import { lockBulkAct } from '../data/cases/read-bulk.ts'
import { decideBulkAct } from '../data/cases/write-bulk.ts'
import { isMember } from '../domain/cases/bulk.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'

/**
 * Decides on a proposal for many cases: another member of the unit consents, and the worker begins; or who asked, or
 * such a member, drops it. Refused: `no-such-bulk-act` also when it is not their unit's; `bulk-act-is-decided`;
 * `another-person-must` when who asked would consent to it.
 */
export const decideBulk = (
  context: Context,
  given: { district: number; staff: Staff; id: string; consents: boolean },
) =>
  context.database.inTransaction(given.district, async (tx) => {
    const act = await lockBulkAct(tx, given.id)
    const mine = act?.userId === given.staff.userId
    if (!act || !(mine || isMember(given.staff.memberships, act.unit))) return refuse('no-such-bulk-act')
    if (act.state !== 'proposed') return refuse('bulk-act-is-decided')
    if (given.consents && mine) return refuse('another-person-must')
    await decideBulkAct(tx, given.id, { by: given.staff.userId, consents: given.consents, at: context.now() })
    return allow({ id: given.id })
  })
