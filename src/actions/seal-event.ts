/** Gives an event its salt and commitment, in the form of docs/formats/commitment.md. */
import type { SealedEvent } from '../data/events/write.ts'
import type { MatterEvent } from '../domain/loop/event.ts'
import { canonicalJson, commit, type Fields } from '../ledger/commitment.ts'
import type { Context } from './context.ts'

const saltLength = 32

/** The fields of an event that its commitment covers. */
export const eventFields = (district: number, event: MatterEvent): Fields => ({
  actor: event.actorId ? `${event.actorKind}:${event.actorId}` : event.actorKind,
  at: event.at.toISOString(),
  detail: canonicalJson(event.detail),
  district: String(district),
  from: event.fromStatus ?? '',
  id: event.id,
  kind: event.kind,
  subject: `${event.subjectKind}:${event.subjectId}`,
  to: event.toStatus ?? '',
})

/** The event with a fresh salt and the commitment under it. */
export function sealEvent(context: Context, district: number, event: MatterEvent): SealedEvent {
  const salt = context.randomBytes(saltLength)
  return { ...event, salt, commitment: commit(salt, eventFields(district, event)) }
}
