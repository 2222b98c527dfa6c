/** What is done about a report: who holds it, how far it has come, and by when the next step is due. */
import type { WorkingCalendar } from '../calendar/calendar.ts'
import { canMove } from '../loop/loop.ts'
import type { ActingRole, Actor, StaffRole } from '../people/actor.ts'
import type { Address } from '../places/place.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { allow, refuse } from '../shared/decision.ts'
import { type Clock, clockFor } from './clock.ts'
import { type CaseCondition, type CaseMove, type CaseStatus, moves } from './moves.ts'

export const outcomes = ['solved', 'planned', 'explained'] as const
/** 已解决 · 列入计划 · 解释说明. */
export type Outcome = (typeof outcomes)[number]

export const grades = ['satisfied', 'basically', 'not'] as const
/** 满意 · 基本满意 · 不满意. */
export type Grade = (typeof grades)[number]

/** What the resident thinks of an answer: of the way there, of the result, and whether the matter is solved. */
export type Judgement = { readonly process: Grade; readonly result: Grade; readonly solved: boolean }

/** Whether sending back is offered with a judgement. */
export const isNegative = (judgement: Judgement): boolean =>
  judgement.process === 'not' || judgement.result === 'not' || !judgement.solved

export const holderKinds = ['deputy', 'station', 'town', 'district'] as const
export type HolderKind = (typeof holderKinds)[number]
/** Who answers for the case on the congress's side. `id` is null for the district office. */
export type Holder = { readonly kind: HolderKind; readonly id: string | null }

export type Case = {
  readonly id: string
  readonly reportId: string
  readonly status: CaseStatus
  readonly holder: Holder
  /** The deputy it was addressed to. */
  readonly deputyId: string | null
  readonly stationId: string | null
  readonly townId: string | null
  /** The lead agency, from the first hand-over on. */
  readonly agencyId: string | null
  readonly disputes: number
  /** 挂号督办: watched by the town until it is closed. */
  readonly supervised: boolean
  /** Who gave the last answer, and so redoes it when it is sent back. */
  readonly answeredBy: 'holder' | 'agency' | null
  /** The clock that runs now; null when nobody is waited for. */
  readonly clock: Clock | null
  /** Grows by one with every move; a move prepared on an older version is refused. */
  readonly version: number
}

/** A case as it opens with its report: with the narrowest unit that was addressed, due to be accepted. */
export function openCase(
  given: { id: string; reportId: string; address: Address; now: Date },
  rules: RuleSet,
  calendar: WorkingCalendar,
): Case {
  const { deputyId, stationId, townId } = given.address
  const holder: Holder = deputyId
    ? { kind: 'deputy', id: deputyId }
    : stationId
      ? { kind: 'station', id: stationId }
      : townId
        ? { kind: 'town', id: townId }
        : { kind: 'district', id: null }
  return {
    id: given.id,
    reportId: given.reportId,
    status: 'received',
    holder,
    deputyId,
    stationId,
    townId,
    agencyId: null,
    disputes: 0,
    supervised: false,
    answeredBy: null,
    clock: clockFor('received', holder.kind, false, given.now, rules, calendar),
    version: 1,
  }
}

/** What a move brings with it. */
export type MoveInput =
  | { readonly move: 'accept' }
  | { readonly move: 'pass'; readonly words: string }
  | { readonly move: 'hand-over'; readonly agencyId: string; readonly words: string }
  | { readonly move: 'return'; readonly words: string }
  | {
      readonly move: 'answer-directly' | 'answer'
      readonly words: string
      readonly outcome: Outcome
      readonly plannedFor: string | null
    }
  | { readonly move: 'judge' | 'send-back'; readonly judgement: Judgement; readonly words: string }
  | { readonly move: 'redo' }

/**
 * The roles in which this actor meets this case: as its holder, as an office above its holder, or as its agency.
 * Empty when the case is not theirs.
 */
export function actingRoles(item: Case, actor: Actor): readonly ActingRole[] {
  if (actor.kind !== 'staff') return [actor.kind]
  return actor.memberships.filter(({ role, unitId }) => isInCharge(item, role, unitId)).map(({ role }) => role)
}

function isInCharge(item: Case, role: StaffRole, unitId: string | null): boolean {
  switch (role) {
    case 'deputy':
      return item.holder.kind === 'deputy' && item.holder.id === unitId
    case 'station':
      return item.holder.kind === 'station' && item.holder.id === unitId
    case 'town':
      return item.holder.kind !== 'district' && item.townId === unitId && unitId !== null
    case 'district':
      return true
    case 'agency':
      return item.agencyId === unitId && unitId !== null
    case 'auditor':
      return false
  }
}

/**
 * Whether the actor may make this move now. Screens use it to offer a button or say why not; `moveCase` uses it to act.
 * Refused: `not-yours` when the case is held by someone else, and whatever the table of moves refuses with.
 */
export function canMoveCase(item: Case, move: CaseMove, actor: Actor, now: Date, returnBy: Date | null) {
  const roles = actingRoles(item, actor)
  if (roles.length === 0) return refuse('not-yours')
  // A condition is named after what is wrong when it fails.
  const holds: Record<CaseCondition, boolean> = {
    'first-dispute-is-redone': item.disputes > 1,
    'redone-once-already': item.disputes <= 1,
    'return-came-too-late': returnBy === null || now <= returnBy,
  }
  const answers = roles.map((role) => ({ role, can: canMove(moves, move, role, item.status, (name) => holds[name]) }))
  const open = answers.find(({ can }) => can.ok)
  if (open?.can.ok) return allow({ role: open.role, to: open.can.value })
  // The refusal that comes nearest to a yes says most: a wrong moment before a wrong role.
  const refused = answers.map(({ can }) => can).filter((can) => !can.ok)
  return refused.find((can) => can.refusal !== 'not-your-role') ?? refuse('not-your-role')
}

/** A move that was made: the case after it and what its event says. */
export type MovedCase = { readonly case: Case; readonly role: ActingRole; readonly from: CaseStatus }

/**
 * Makes a move. Pure: nothing is saved here.
 * Refused: everything `canMoveCase` refuses with; `nobody-above` when a case is passed on by the highest office.
 */
export function moveCase(
  item: Case,
  input: MoveInput,
  actor: Actor,
  given: { now: Date; rules: RuleSet; calendar: WorkingCalendar },
) {
  const may = canMoveCase(item, input.move, actor, given.now, returnBy(item, given.rules, given.calendar))
  if (!may.ok) return may
  const changed = change(item, input, may.value.role, may.value.to)
  if (!changed.ok) return changed
  const { status, holder, disputes } = changed.value
  const redone = disputes > 0 && (status === 'accepted' || status === 'with-agency' || status === 'disputed')
  const clock = clockFor(status, holder.kind, redone, given.now, given.rules, given.calendar)
  const moved: Case = { ...changed.value, clock, version: item.version + 1 }
  return allow<MovedCase>({ case: moved, role: may.value.role, from: item.status })
}

/** Until when the agency may return the case; null when it is not with an agency. */
export function returnBy(item: Case, rules: RuleSet, calendar: WorkingCalendar): Date | null {
  if (item.status !== 'with-agency' || !item.clock) return null
  return clockFor('return', 'station', false, item.clock.startedAt, rules, calendar)?.dueAt ?? null
}

function change(item: Case, input: MoveInput, role: ActingRole, to: CaseStatus) {
  switch (input.move) {
    case 'accept':
      return allow({ ...item, status: to, holder: holderIn(item, role) })
    case 'pass': {
      const holder = holderAbove(item)
      return holder ? allow({ ...item, status: to, holder }) : refuse('nobody-above')
    }
    case 'hand-over':
      return allow({ ...item, status: to, holder: holderIn(item, role), agencyId: input.agencyId })
    case 'return':
      return allow({ ...item, status: to, agencyId: null })
    case 'answer-directly':
      return allow({ ...item, status: to, holder: holderIn(item, role), answeredBy: 'holder' as const })
    case 'answer':
      return allow({ ...item, status: to, answeredBy: 'agency' as const })
    case 'judge':
      return allow({ ...item, status: to, supervised: false })
    case 'send-back': {
      const disputes = item.disputes + 1
      // After a second dispute the town takes over: it hands the case over again or answers finally.
      const second = disputes > 1
      const holder: Holder = second ? officeOf(item) : item.holder
      return allow({ ...item, status: to, disputes, supervised: item.supervised || second, holder })
    }
    case 'redo':
      return allow({ ...item, status: item.answeredBy === 'agency' ? ('with-agency' as const) : ('accepted' as const) })
  }
}

const officeOf = (item: Case): Holder =>
  item.townId ? { kind: 'town', id: item.townId } : { kind: 'district', id: null }

/** Who holds the case after someone acted in this role: an office that acts for a unit below takes the case over. */
function holderIn(item: Case, role: ActingRole): Holder {
  if (role === 'town') return { kind: 'town', id: item.townId }
  if (role === 'district') return { kind: 'district', id: null }
  return item.holder
}

function holderAbove(item: Case): Holder | undefined {
  switch (item.holder.kind) {
    case 'deputy':
      return item.stationId ? { kind: 'station', id: item.stationId } : officeOf(item)
    case 'station':
      return officeOf(item)
    case 'town':
      return { kind: 'district', id: null }
    case 'district':
      return undefined
  }
}
