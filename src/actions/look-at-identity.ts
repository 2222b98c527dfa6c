import { lockCase } from '../data/cases/write.ts'
import { insertEvent } from '../data/events/write.ts'
import { unitName } from '../data/places/read.ts'
import { sealedIdentity } from '../data/reports/read.ts'
import { canSee, roleForIdentity } from '../domain/cases/sight.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'
import { openIdentity } from './seal-identity.ts'

/**
 * Someone who handles a case looks at who spoke. The look is written down with its reason before the name is read, and
 * the resident sees it on the receipt.
 * Refused: `nothing-said` and `too-long` for the reason; `no-such-case`; `report-erased`; `identity-is-not-for-you`.
 */
export async function lookAtIdentity(
  context: Context,
  district: number,
  look: { staff: Staff; caseId: string; reason: string },
) {
  const reason = cleanWords(look.reason)
  if (!reason.ok) return reason
  const seen = await context.database.inTransaction(district, async (tx) => {
    const item = await lockCase(tx, look.caseId)
    if (!item || !canSee(item, look.staff)) return refuse('no-such-case')
    if (item.erased) return refuse('report-erased')
    const role = roleForIdentity(item, item.identityKind, look.staff)
    if (!role) return refuse('identity-is-not-for-you')
    const unit = role === 'agency' ? { kind: role, id: item.agencyId } : item.holder
    await insertEvent(
      tx,
      sealEvent(context, district, {
        id: context.newId(),
        subjectKind: 'case',
        subjectId: item.id,
        kind: 'look-at-identity',
        at: context.now(),
        actorKind: role,
        actorId: look.staff.userId,
        fromStatus: item.status,
        toStatus: item.status,
        detail: { by: await unitName(tx, unit), words: reason.value },
      }),
    )
    return allow(item.reportId)
  })
  if (!seen.ok) return seen
  // Read only after the look is committed.
  const sealed = await sealedIdentity(context.database.of(district), seen.value)
  if (!sealed) return refuse('identity-is-not-for-you')
  return allow(openIdentity(context.identityKey, seen.value, sealed))
}
