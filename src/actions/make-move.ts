/** The way every move of a case is made: lock, ask the domain, save state, event and outbox in one transaction. */
import { lockCase, saveMove } from '../data/cases/write.ts'
import type { Tx } from '../data/db.ts'
import { lastEventAt } from '../data/events/read.ts'
import { unitName } from '../data/places/read.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { hourOf } from '../domain/calendar/calendar.ts'
import { type Case, type MovedCase, type MoveInput, moveCase } from '../domain/cases/case.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import { canSee } from '../domain/cases/sight.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import type { Actor, Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'

/** What came of a move. */
export type Moved = { readonly status: CaseStatus; readonly version: number; readonly dueAt: Date | null }

/** The move of a signed-in person: which case, and the version they saw (a newer one is told, never overwritten). */
export type StaffMove = {
  readonly district: number
  readonly staff: Staff
  readonly caseId: string
  readonly seenVersion?: number | undefined
}

/**
 * Makes a move as a signed-in person.
 * Refused: `no-such-case` (also when it is not theirs to see), `changed-meanwhile`, and what `moveCase` refuses.
 */
export function moveAsStaff(context: Context, move: StaffMove, input: MoveInput) {
  return context.database.inTransaction(move.district, async (tx) => {
    const item = await lockCase(tx, move.caseId)
    if (!item || !canSee(item, move.staff)) return refuse('no-such-case')
    if (move.seenVersion !== undefined && move.seenVersion !== item.version) return refuse('changed-meanwhile')
    return makeMove(context, tx, item, move.staff, input)
  })
}

/** Makes a move on a locked case, for anyone the table of moves allows. */
export async function makeMove(context: Context, tx: Tx, item: Case, actor: Actor, input: MoveInput) {
  const now = await timeOf(context, tx, item, actor)
  const [rules, calendar] = [await rulesAt(tx, now), await workingCalendar(tx)]
  const moved = moveCase(item, input, actor, { now, rules, calendar })
  if (!moved.ok) return moved

  const event = sealEvent(context, tx.district, {
    id: context.newId(),
    subjectKind: 'case',
    subjectId: item.id,
    kind: input.move,
    at: now,
    actorKind: moved.value.role,
    actorId: actor.kind === 'staff' ? actor.userId : null,
    fromStatus: moved.value.from,
    toStatus: moved.value.case.status,
    detail: await detailOf(tx, item, moved.value, input),
  })
  await saveMove(tx, moved.value.case, event)
  const { status, version, clock } = moved.value.case
  return allow<Moved & { eventId: string }>({ status, version, dueAt: clock?.dueAt ?? null, eventId: event.id })
}

/**
 * A resident's moment is kept as the hour it happened in, never before what happened last; so is what the product does
 * at once because of it, which would tell the moment otherwise.
 */
export async function timeOf(context: Context, tx: Tx, item: Case, actor: Actor): Promise<Date> {
  const now = context.now()
  if (actor.kind === 'staff') return now
  const [hour, last] = [hourOf(now), await lastEventAt(tx, item.id)]
  return last && last > hour ? last : hour
}

/** What the history keeps of a move besides statuses: names as they were that day, words, outcome, judgement. */
async function detailOf(tx: Tx, before: Case, moved: MovedCase, input: MoveInput): Promise<EventDetail> {
  const { role, case: after } = moved
  const by =
    role === 'agency'
      ? await unitName(tx, { kind: 'agency', id: before.agencyId })
      : role === 'resident' || role === 'system'
        ? ''
        : await unitName(tx, role === 'district' ? { kind: 'district', id: null } : unitOfRole(role, before, after))
  const dueAt = after.clock?.dueAt.toISOString() ?? null
  const toHolder = async () => ({ kind: after.holder.kind, name: await unitName(tx, after.holder) })
  switch (input.move) {
    case 'accept':
    case 'redo':
      return { by, dueAt }
    case 'pass':
      return { by, dueAt, words: input.words, to: await toHolder() }
    case 'return':
      return { by, dueAt, words: input.words, to: await toHolder() }
    case 'hand-over': {
      const to = { kind: 'agency', name: await unitName(tx, { kind: 'agency', id: input.agencyId }) }
      return { by, dueAt, words: input.words, to, agency: input.agencyId }
    }
    case 'answer':
    case 'answer-directly':
      return { by, dueAt, words: input.words, outcome: input.outcome, plannedFor: input.plannedFor }
    case 'judge':
    case 'send-back':
      return { by, dueAt, words: input.words, ...input.judgement }
  }
}

const unitOfRole = (role: string, before: Case, after: Case) =>
  role === 'town'
    ? { kind: 'town' as const, id: before.townId }
    : role === before.holder.kind
      ? before.holder
      : after.holder
