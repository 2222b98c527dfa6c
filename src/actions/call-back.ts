/** Calling the resident of a drawn case: looking at the telephone, with the reason written down, and what was heard. */
import { callBacksOf } from '../data/cases/read-call-backs.ts'
import { lockCase } from '../data/cases/write.ts'
import { saveCall } from '../data/cases/write-call-backs.ts'
import type { Tx } from '../data/db.ts'
import { insertEvent } from '../data/events/write.ts'
import { unitName } from '../data/places/read.ts'
import { sealedIdentity } from '../data/reports/read.ts'
import { callingOffice, type Heard, mostTries } from '../domain/cases/call-back.ts'
import type { Case } from '../domain/cases/case.ts'
import type { FurtherEvent } from '../domain/cases/further-events.ts'
import { isRecused } from '../domain/cases/sight.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import type { Membership, Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { optionalWords } from './make-move.ts'
import { sealEvent } from './seal-event.ts'
import { openIdentity } from './seal-identity.ts'

export type Calling = { readonly staff: Staff; readonly drawId: string; readonly caseId: string }

/**
 * Name and telephone of whoever is to be called. The look is written down before, as everywhere, and the resident sees it.
 * Refused: `nothing-said` and `too-long` for the reason; `no-such-call-back`; `called-already`; `identity-is-not-for-you`
 * when the resident took name or consent back.
 */
export async function lookToCallBack(context: Context, district: number, given: Calling & { reason: string }) {
  const reason = cleanWords(given.reason)
  if (!reason.ok) return reason
  const seen = await context.database.inTransaction(district, async (tx) => {
    const found = await toBeCalled(tx, given)
    if (!found.ok) return found
    const { item, office, by } = found.value
    await tell(context, tx, { item, office, given, kind: 'look-at-identity', detail: { by, words: reason.value } })
    return allow(item.reportId)
  })
  if (!seen.ok) return seen
  // Read only after the look is committed.
  const sealed = await sealedIdentity(context.database.of(district), seen.value)
  if (!sealed) return refuse('identity-is-not-for-you')
  return allow(openIdentity(context.identityKey, seen.value, sealed))
}

/**
 * Writes down what came of a call. It changes neither the case nor the resident's own judgement. Whoever was not reached
 * may be tried three times in all. Refused: `too-long`, and as `lookToCallBack`.
 */
export async function recordCall(context: Context, district: number, given: Calling & { heard: Heard; words: string }) {
  const words = optionalWords(given.words)
  if (!words.ok) return words
  return context.database.inTransaction(district, async (tx) => {
    const found = await toBeCalled(tx, given)
    if (!found.ok) return found
    const { item, office, by } = found.value
    const { heard, drawId, caseId, staff } = given
    const detail = { by, ...heard, words: words.value }
    const eventId = await tell(context, tx, { item, office, given, kind: 'call-back', detail })
    await saveCall(tx, { drawId, caseId, heard, calledBy: staff.userId, calledAt: context.now(), eventId })
    return allow(undefined)
  })
}

/** The drawn case, held, and the office that calls. */
async function toBeCalled(tx: Tx, { staff, drawId, caseId }: Calling) {
  const office = callingOffice(staff)
  if (!office) return refuse('no-such-call-back')
  const item = await lockCase(tx, caseId)
  const [drawn] = await callBacksOf(tx, { townId: office.unitId, drawId, caseId })
  if (!item || !drawn || isRecused(item, staff)) return refuse('no-such-call-back')
  const isOver = drawn.cameOfIt === 'answered' || drawn.cameOfIt === 'refused' || drawn.tries >= mostTries
  if (isOver) return refuse('called-already')
  if (!drawn.reachable || item.identityKind === 'anonymous') return refuse('identity-is-not-for-you')
  return allow({ item, office, by: await unitName(tx, { kind: officeKind(office), id: office.unitId }) })
}

const officeKind = ({ role }: Membership) => (role === 'district' ? ('district' as const) : ('town' as const))

type Told = {
  readonly item: Case
  readonly office: Membership
  readonly given: Calling
  readonly kind: FurtherEvent
  readonly detail: EventDetail
}

async function tell(context: Context, tx: Tx, { item, office, given, kind, detail }: Told): Promise<string> {
  const id = context.newId()
  const event = sealEvent(context, tx.district, {
    ...{ id, subjectKind: 'case', subjectId: item.id, kind, at: context.now() },
    ...{ actorKind: officeKind(office), actorId: given.staff.userId },
    ...{ fromStatus: item.status, toStatus: item.status, detail },
  })
  await insertEvent(tx, event)
  return id
}
