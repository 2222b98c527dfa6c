/** The way every move of a case is made: lock, ask the domain, save state, event and outbox in one transaction. */
import { lockCase, saveMove } from '../data/cases/write.ts'
import type { Tx } from '../data/db.ts'
import { lastEventAt } from '../data/events/read.ts'
import { attachFiles } from '../data/files/write.ts'
import { unitName } from '../data/places/read.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { hourOf } from '../domain/calendar/calendar.ts'
import type { Case } from '../domain/cases/case.ts'
import { agenciesOf } from '../domain/cases/meeting.ts'
import { type MovedCase, type MoveInput, moveCase } from '../domain/cases/move-case.ts'
import type { CaseMove, CaseStatus } from '../domain/cases/moves.ts'
import { canSee } from '../domain/cases/sight.ts'
import type { NotKept } from '../domain/files/file.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import type { ActingRole, Actor, Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { fileDetail, type Kept, keepFiles, type Upload } from './keep-files.ts'
import { sealEvent } from './seal-event.ts'

/** What came of a move. */
export type Moved = {
  readonly status: CaseStatus
  readonly version: number
  readonly dueAt: Date | null
  /** Files that could not be kept, and why. */
  readonly notKept: readonly NotKept[]
}

/** The move of a signed-in person: which case, and the version they saw (a newer one is told, never overwritten). */
export type StaffMove = {
  readonly district: number
  readonly staff: Staff
  readonly caseId: string
  readonly seenVersion?: number | undefined
  /** Photos and recordings that come with the words. */
  readonly uploads?: readonly Upload[]
  /** What is saved in the same transaction, after the move; false takes the move back, as `changed-meanwhile`. */
  readonly alongside?: (tx: Tx) => Promise<boolean>
}

/**
 * Makes a move as a signed-in person.
 * Refused: `no-such-case` (also when it is not theirs to see), `changed-meanwhile`, and what `moveCase` refuses.
 */
export async function moveAsStaff(context: Context, move: StaffMove, input: MoveInput) {
  // Kept before the row that speaks of them, and before the lock: preparing takes a while.
  const files = await keepFiles(context, move.uploads ?? [])
  return context.database.inTransaction(move.district, async (tx) => {
    const item = await lockCase(tx, move.caseId)
    if (!item || !canSee(item, move.staff)) return refuse('no-such-case')
    if (move.seenVersion !== undefined && move.seenVersion !== item.version) return refuse('changed-meanwhile')
    return withWhatGoesAlong(tx, move, await makeMove(context, tx, item, move.staff, input, files))
  })
}

/** Saves what goes along with a move that was made. Refused: `changed-meanwhile` when that was saved before. */
export async function withWhatGoesAlong<Made extends { readonly ok: boolean }>(tx: Tx, move: StaffMove, made: Made) {
  if (made.ok && move.alongside && !(await move.alongside(tx))) return refuse('changed-meanwhile')
  return made
}

/** Moves of staff that bring words and nothing else. */
export type WordsMove = Extract<
  MoveInput['move'],
  'pass' | 'return' | 'ask' | 'relay' | 'message' | 'reopen' | 'refuse-extension' | 'give-opinion' | 'call-off-meeting'
>

/** Makes a move that needs words. Refused: `nothing-said`, `too-long`, and what `moveAsStaff` refuses. */
export async function moveWithWords(context: Context, move: StaffMove, kind: WordsMove, given: { words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return moveAsStaff(context, move, { move: kind, words: words.value })
}

/** Words that may be left out. Refused: `too-long`. */
export function optionalWords(typed: string) {
  const words = cleanWords(typed)
  if (words.ok || words.refusal === 'too-long') return words
  return allow('')
}

const noFiles: Kept = { kept: [], notKept: [] }

/** Makes a move on a locked case, for anyone the table of moves allows. */
export async function makeMove(
  context: Context,
  tx: Tx,
  item: Case,
  actor: Actor,
  input: MoveInput,
  { kept, notKept }: Kept = noFiles,
) {
  const now = await timeOf(context, tx, item, actor, input.move)
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
    detail: { ...(await detailOf(tx, item, moved.value, input, actor)), ...fileDetail(kept, notKept) },
  })
  await saveMove(tx, moved.value.case, event)
  await attachFiles(
    tx,
    event.id,
    kept.map((file) => ({ id: context.newId(), file })),
  )
  const { status, version, clock } = moved.value.case
  return allow<Moved & { eventId: string }>({
    status,
    version,
    dueAt: clock?.dueAt ?? null,
    notKept,
    eventId: event.id,
  })
}

/** What the product does at once because a resident did something, and so at the resident's moment. */
const followsResident: readonly CaseMove[] = ['redo', 'split', 'answer-with-lead']

/**
 * A resident's moment is kept as the hour it happened in, never before what happened last; so is what the product does
 * at once because of it, which would tell the moment otherwise.
 */
export async function timeOf(context: Context, tx: Tx, item: Case, actor: Actor, move: CaseMove): Promise<Date> {
  if (actor.kind === 'staff' || (actor.kind === 'system' && !followsResident.includes(move))) return context.now()
  return momentOfResident(context, tx, item.id)
}

/** The moment of a resident, as it is kept: the hour it is now, or the time of what happened last when that is later. */
export async function momentOfResident(context: Context, tx: Tx, caseId: string): Promise<Date> {
  const [hour, last] = [hourOf(context.now()), await lastEventAt(tx, caseId)]
  return last && last > hour ? last : hour
}

/** What the history keeps of a move besides statuses: names as they were that day, words, outcome, judgement. */
async function detailOf(tx: Tx, before: Case, moved: MovedCase, input: MoveInput, actor: Actor): Promise<EventDetail> {
  const { role, case: after } = moved
  const by = await actingUnitName(tx, role, before, after, input, actor)
  const dueAt = (after.waiting?.until ?? after.clock?.dueAt)?.toISOString() ?? null
  const base = { by, dueAt }
  switch (input.move) {
    case 'pass':
    case 'return':
      return { ...base, words: input.words, to: await holderName(tx, after) }
    case 'entrust':
      return { ...base, words: input.words, to: await holderName(tx, after) }
    case 'recuse-agency':
      return {
        ...base,
        words: input.words,
        agency: input.agencyId,
        recused: await unitName(tx, { kind: 'agency', id: input.agencyId }),
      }
    case 'claim':
    case 'fall':
    case 'split':
      return { ...base, to: await holderName(tx, after) }
    case 'appeal':
    case 'reopen':
      return { ...base, words: input.words, to: await holderName(tx, after) }
    case 'transfer':
      return { ...base, words: input.words, to: input.to }
    case 'hand-over': {
      const to = { kind: 'agency', name: await unitName(tx, { kind: 'agency', id: input.agencyId }) }
      const coHandlers = await Promise.all(
        input.coHandlers.map(async ({ agencyId, dueAt }) => ({
          agency: agencyId,
          name: await unitName(tx, { kind: 'agency', id: agencyId }),
          dueAt: dueAt.toISOString(),
        })),
      )
      return { ...base, words: input.words, to, agency: input.agencyId, coHandlers }
    }
    case 'call-meeting': {
      const calls = await Promise.all(
        input.agencyIds.map(async (id) => ({ agency: id, name: await unitName(tx, { kind: 'agency', id }) })),
      )
      const { place, withStation, words } = input
      return { ...base, words, at: input.at.toISOString(), place, withStation, calls }
    }
    case 'answer-meeting':
      return { ...base, words: input.words, answer: input.answer, agency: calledAgencyOf(before, actor) ?? '' }
    case 'conclude-meeting': {
      const items = await Promise.all(
        input.items.map(async ({ id, agencyId, who, what, dueOn }) => {
          const name = await unitName(tx, { kind: 'agency', id: agencyId })
          return { id, agency: agencyId, name, who, what, dueOn }
        }),
      )
      return { ...base, words: input.words, items, namesShown: input.namesShown }
    }
    case 'finish-item':
      return { ...base, words: input.words, item: input.item }
    case 'propose-decline':
      return { ...base, words: input.words, reason: input.reason }
    case 'decline':
      return { ...base, words: before.declineProposed?.words ?? '', reason: before.declineProposed?.reason ?? '' }
    case 'ask-extension':
      return { ...base, words: input.words, until: input.until }
    case 'grant-extension':
      return { ...base, until: before.extensionAsked?.until ?? '', before: before.clock?.dueAt.toISOString() ?? '' }
    case 'recount':
      return { ...base, before: before.clock?.dueAt.toISOString() ?? '' }
    case 'answer':
    case 'answer-directly':
    case 'answer-with-lead':
    case 'fulfil':
      return { ...base, words: input.words, outcome: input.outcome, plannedFor: input.plannedFor }
    case 'judge':
    case 'send-back':
      return { ...base, words: input.words, ...input.judgement }
    case 'withdraw':
      return { ...base, words: input.words, wasAsked: input.wasAsked }
    case 'merge':
      return { ...base, into: input.into }
    default:
      return 'words' in input ? { ...base, words: input.words } : base
  }
}

const holderName = async (tx: Tx, { holder }: Case) => ({ kind: holder.kind, name: await unitName(tx, holder) })

/** The name of the unit in whose role someone acts; empty for a resident and for the product itself. */
function actingUnitName(
  tx: Tx,
  role: ActingRole,
  before: Case,
  after: Case,
  input: MoveInput,
  actor: Actor,
): Promise<string> {
  switch (role) {
    case 'resident':
    case 'system':
    case 'auditor':
      return Promise.resolve('')
    case 'agency':
      return unitName(tx, { kind: 'agency', id: actingAgency(before, input, actor) })
    case 'district':
      return unitName(tx, { kind: 'district', id: null })
    case 'town':
      return unitName(tx, { kind: 'town', id: before.townId })
    case 'deputy':
    case 'station':
      if (role === before.holder.kind) return unitName(tx, before.holder)
      // A station looks at what was said to its deputies, too, before it lets it in.
      return unitName(tx, role === after.holder.kind ? after.holder : { kind: role, id: before.stationId })
  }
}

const agenciesOfActor = (actor: Actor): readonly (string | null)[] =>
  actor.kind === 'staff' ? actor.memberships.flatMap(({ role, unitId }) => (role === 'agency' ? [unitId] : [])) : []

/** The agency a person answers for when a meeting is called. */
const calledAgencyOf = ({ meeting }: Case, actor: Actor): string | null =>
  meeting?.calls.find(({ agencyId }) => agenciesOfActor(actor).includes(agencyId))?.agencyId ?? null

/** The agency a person acts for: that of the meeting or of the item, else the lead, or another with a part in the case. */
function actingAgency(before: Case, input: MoveInput, actor: Actor): string | null {
  if (input.move === 'answer-meeting') return calledAgencyOf(before, actor)
  if (input.move === 'finish-item') return before.agreed.find(({ id }) => id === input.item)?.agencyId ?? null
  const mine = agenciesOfActor(actor)
  return agenciesOf(before).find((id) => mine.includes(id)) ?? null
}
