/** Writes down a change of what is kept under rules, in the transaction that makes it. */
import type { Tx } from '../data/db.ts'
import { insertEvent } from '../data/events/write.ts'
import { unitName } from '../data/places/read.ts'
import type { Staff } from '../domain/people/actor.ts'
import type { RulesEventKind } from '../domain/rules/rules-events.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'

/** In which of their roles somebody changes something; or the product, for whoever works at the machine itself. */
export type RulesActor =
  | { readonly role: 'station' | 'town' | 'district'; readonly unitId: string | null; readonly userId: string }
  | { readonly role: 'system' }

/** A change of one thing by its name: what it was and what it is, null for nothing. */
export type RulesChange = { readonly name: string; readonly from: string | null; readonly to: string | null }

/** The person as a member of the district's office. Refused: `not-your-role`. */
export function asDistrict({ memberships, userId }: Staff) {
  const mine = memberships.some(({ role }) => role === 'district')
  return mine ? allow({ role: 'district' as const, unitId: null, userId }) : refuse('not-your-role')
}

/** Why something is changed; may be left out. Refused: `too-long`. */
export function reasonIn(typed: string) {
  const words = cleanWords(typed)
  if (words.ok || words.refusal === 'too-long') return words
  return allow('')
}

/** Adds the event. `subjectId` is what was changed, or a new id for what has none. */
export async function recordOnRules(
  context: Context,
  tx: Tx,
  given: {
    readonly kind: RulesEventKind
    readonly subjectId: string
    readonly by: RulesActor
    readonly what: string
    readonly words?: string
    readonly changes?: readonly RulesChange[]
  },
): Promise<void> {
  const { by } = given
  await insertEvent(
    tx,
    sealEvent(context, tx.district, {
      id: context.newId(),
      subjectKind: 'rules',
      subjectId: given.subjectId,
      kind: given.kind,
      at: context.now(),
      actorKind: by.role,
      actorId: by.role === 'system' ? null : by.userId,
      fromStatus: null,
      toStatus: null,
      detail: {
        by: by.role === 'system' ? '' : await unitName(tx, { kind: by.role, id: by.unitId }),
        what: given.what,
        words: given.words ?? '',
        changes: given.changes ?? [],
      },
    }),
  )
}
