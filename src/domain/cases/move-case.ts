/** Makes a move: what a case is afterwards. Pure: nothing is saved here. */
import { type LocalDate, workingDaysBetween } from '../calendar/calendar.ts'
import type { ActingRole, Actor } from '../people/actor.ts'
import { allow, refuse } from '../shared/decision.ts'
import { askerOf, canMoveCase, type Deciding, waitsUntil } from './acting.ts'
import {
  type Case,
  type CoHandler,
  type DeclineReason,
  type Holder,
  holderAbove,
  type Judgement,
  type Outcome,
  officeOf,
} from './case.ts'
import { type Clock, clockFor, latestExtension, paused, recounted, resumed } from './clock.ts'
import { type AgreedItem, calledMeeting, concludedMeeting, finishedItem, type MeetingAnswer } from './meeting.ts'
import { type CaseMove, type CaseStatus, isOpen } from './moves.ts'

type Words = { readonly words: string }
type Answer = Words & { readonly outcome: Outcome; readonly plannedFor: LocalDate | null }

/** What a move brings with it. */
export type MoveInput =
  | { readonly move: 'accept' | 'claim' | 'drop-decline' | 'release' | 'redo' | 'fall' | 'resume' | 'lapse' }
  | { readonly move: 'supervise' | 'list-overdue' | 'remind' | 'urge' | 'recount' | 'split' }
  | ({ readonly move: 'pass' | 'return' | 'ask' | 'reply' | 'relay' | 'message' } & Words)
  | ({ readonly move: 'appeal' | 'reopen' | 'refuse-extension' | 'mark-urgent' | 'give-opinion' } & Words)
  | ({ readonly move: 'transfer'; readonly to: { readonly kind: 'town' | 'district'; readonly name: string } } & Words)
  | ({ readonly move: 'propose-decline'; readonly reason: DeclineReason; readonly userId: string } & Words)
  | { readonly move: 'decline'; readonly userId: string }
  | ({
      readonly move: 'hand-over'
      readonly agencyId: string
      readonly coHandlers: readonly Omit<CoHandler, 'given'>[]
    } & Words)
  | ({
      readonly move: 'call-meeting'
      readonly at: Date
      readonly place: string
      readonly agencyIds: readonly string[]
      readonly withStation: boolean
    } & Words)
  | ({ readonly move: 'answer-meeting'; readonly answer: MeetingAnswer } & Words)
  | ({ readonly move: 'call-off-meeting' } & Words)
  | ({
      readonly move: 'conclude-meeting'
      readonly items: readonly (Omit<AgreedItem, 'done'> & { readonly who: string; readonly what: string })[]
      /** Whether the resident reads the names of those who do it. */
      readonly namesShown: boolean
    } & Words)
  | ({ readonly move: 'finish-item'; readonly item: string } & Words)
  | ({ readonly move: 'ask-extension'; readonly until: LocalDate; readonly userId: string } & Words)
  | { readonly move: 'grant-extension' }
  | ({ readonly move: 'answer-directly' | 'answer' | 'fulfil' | 'answer-with-lead' } & Answer)
  | ({ readonly move: 'judge' | 'send-back'; readonly judgement: Judgement } & Words)
  | { readonly move: 'merge'; readonly into: string }
  | { readonly move: 'import'; readonly agencyId: string | null; readonly answered: boolean }
  | ({ readonly move: 'entrust'; readonly to: Holder } & Words)
  | ({ readonly move: 'recuse-agency'; readonly agencyId: string } & Words)
  | ({ readonly move: 'drop-recusal' } & Words)
  | ({ readonly move: 'withdraw'; readonly wasAsked: boolean } & Words)

/** A move that was made: the case after it, and in which role. */
export type MovedCase = { readonly case: Case; readonly role: ActingRole; readonly from: CaseStatus }

/** Moves that leave the clock as it is: flags and words, and the release, since the time to accept runs from receipt. */
const keepsClock: readonly CaseMove[] = [
  'release',
  'propose-decline',
  'drop-decline',
  'give-opinion',
  'call-meeting',
  'answer-meeting',
  'call-off-meeting',
  'conclude-meeting',
  'finish-item',
  'relay',
  'message',
  'supervise',
  'list-overdue',
  'remind',
  'urge',
  'entrust',
  'drop-recusal',
]

/**
 * Makes a move.
 * Refused: everything `canMoveCase` refuses with; `nobody-above` when a case is passed on by the highest office;
 * `extension-too-long` beyond the original period again, `extension-too-short` when it ends no later than now due;
 * `merge-into-itself`; `agency-is-recused` when it is handed to the agency that the report is about; and what
 * `calledMeeting`, `concludedMeeting` and `finishedItem` refuse.
 */
export function moveCase(item: Case, input: MoveInput, actor: Actor, deciding: Deciding) {
  const may = canMoveCase(item, input.move, actor, deciding)
  if (!may.ok) return may
  const { role, to } = may.value
  const changed = change(item, input, role, to, actor, deciding)
  if (!changed.ok) return changed
  const after = tidied(changed.value)
  const { clock, urged } = nextClock(item, after, input, deciding)
  const moved: Case = { ...after, clock, urged, version: item.version + 1 }
  return allow<MovedCase>({ case: moved, role, from: item.status })
}

/** The clock after a move: the same, standing still, going on, recounted, or a new one for a new status. */
function nextClock(
  before: Case,
  after: Case,
  input: MoveInput,
  { now, rules, calendar }: Deciding,
): Pick<Case, 'clock' | 'urged'> {
  const { clock } = before
  const { urged } = after
  // It stays where it is: only an agency that loses it starts another clock.
  if (input.move === 'recuse-agency' && before.status === after.status) return { clock, urged }
  if (input.move === 'mark-urgent') return { clock: hurried(before, { now, rules, calendar }), urged }
  if (keepsClock.includes(input.move)) return { clock, urged }
  switch (input.move) {
    case 'ask':
      return { clock: clock && paused(clock, now, calendar), urged }
    case 'reply':
    case 'resume': {
      const goesOn = clock && resumed(clock, endOfWaiting(before, now), calendar)
      const { urgent } = after
      return { clock: urgent ? hurried({ ...after, clock: goesOn }, { now, rules, calendar }) : goesOn, urged }
    }
    case 'ask-extension':
    case 'refuse-extension':
      return { clock, urged }
    case 'grant-extension': {
      const extendedUntil = before.extensionAsked?.until ?? null
      return { clock: clock && recounted({ ...clock, extendedUntil }, calendar), urged: 'no' }
    }
    case 'recount': {
      const counted = clock && recounted(clock, calendar)
      // Whoever has more time now is reminded and urged again.
      return { clock: counted, urged: counted && clock && counted.dueAt > clock.dueAt ? 'no' : urged }
    }
    default: {
      const redone = after.disputes > 0 && ['accepted', 'with-agency', 'disputed'].includes(after.status)
      const { status, holder, urgent } = after
      return { clock: clockFor({ status, holder: holder.kind, redone, urgent }, now, rules, calendar), urged: 'no' }
    }
  }
}

/** A question that nobody answered stops waiting at its end, however late that is noticed. */
const endOfWaiting = ({ waiting }: Case, now: Date): Date =>
  waiting && waiting.until <= now ? new Date(waiting.until.getTime() - 1) : now

/** In danger the clock runs in hours from now, unless it ends sooner anyway. */
function hurried({ clock, status, holder }: Case, { now, rules, calendar }: Deciding): Clock | null {
  if (clock === null || status === 'waiting-for-resident') return clock
  const sooner = clockFor({ status, holder: holder.kind, redone: false, urgent: true }, now, rules, calendar)
  return sooner && sooner.dueAt < clock.dueAt ? sooner : clock
}

/** What belongs to some statuses only does not outlive them: proposals, agencies, a promise in an answer. */
function tidied(item: Case): Case {
  const { status } = item
  const undecided = status === 'quarantined' || status === 'received' || status === 'accepted'
  const hasAgency = !undecided && status !== 'returned'
  const waits = status === 'waiting-for-resident'
  const withAgency = status === 'with-agency' || (waits && item.waiting?.from === 'with-agency')
  return {
    ...item,
    declineProposed: undecided || (waits && !withAgency) ? item.declineProposed : null,
    agencyId: hasAgency ? item.agencyId : null,
    coHandlers: hasAgency ? item.coHandlers : [],
    meeting: isOpen(status) ? item.meeting : null,
    extensionAsked: withAgency ? item.extensionAsked : null,
    plannedFor: status === 'answered' || status === 'closed' ? item.plannedFor : null,
  }
}

function change(item: Case, input: MoveInput, role: ActingRole, to: CaseStatus, actor: Actor, deciding: Deciding) {
  const { now, calendar } = deciding
  const mine = holderIn(item, role)
  const closedNow = (as: NonNullable<Case['closed']>['as']) => ({ at: now, as })
  switch (input.move) {
    case 'release':
      // A person who lets it in decides against a proposal to decline it; the clock decides nothing.
      return allow({ ...item, status: to, declineProposed: role === 'system' ? item.declineProposed : null })
    case 'accept':
      // Whoever takes a case on decides against a proposal to decline it.
      return allow({ ...item, status: to, holder: mine, declineProposed: null })
    case 'claim':
      return allow({ ...item, status: to, holder: deputyOf(actor) ?? item.holder, declineProposed: null })
    case 'fall':
      return allow({ ...item, status: to, holder: holderAbove(item) ?? item.holder, declineProposed: null })
    case 'pass': {
      const holder = holderAbove(item)
      return holder ? allow({ ...item, status: to, holder, declineProposed: null }) : refuse('nobody-above')
    }
    case 'transfer':
      return allow({ ...item, status: to, closed: closedNow('transferred'), plannedFor: null, supervised: false })
    case 'propose-decline':
      return allow({ ...item, declineProposed: { reason: input.reason, words: input.words, userId: input.userId } })
    case 'drop-decline':
      return allow({ ...item, declineProposed: null })
    case 'decline': {
      const declinedBy = [item.declineProposed?.userId ?? '', input.userId]
      return allow({ ...item, status: to, declineProposed: null, declinedBy, supervised: false })
    }
    case 'appeal':
      return allow({ ...item, status: to, appealed: true, holder: officeOf(item) })
    case 'hand-over': {
      const named = [input.agencyId, ...input.coHandlers.map(({ agencyId }) => agencyId)]
      if (item.recused?.kind === 'agency' && named.includes(item.recused.id)) return refuse('agency-is-recused')
      const coHandlers = input.coHandlers.map((co) => ({ ...co, given: false }))
      return allow({ ...item, status: to, holder: mine, agencyId: input.agencyId, coHandlers, extensionAsked: null })
    }
    case 'return': {
      // A second return is settled by the town, and that is binding.
      const returns = item.returns + 1
      const holder = returns > 1 && item.holder.kind !== 'district' ? officeOf(item) : item.holder
      return allow({ ...item, status: to, agencyId: null, coHandlers: [], extensionAsked: null, returns, holder })
    }
    case 'give-opinion': {
      const agencies = actor.kind === 'staff' ? actor.memberships.map(({ unitId }) => unitId) : []
      const coHandlers = item.coHandlers.map((co) => (agencies.includes(co.agencyId) ? { ...co, given: true } : co))
      return allow({ ...item, coHandlers })
    }
    case 'call-meeting':
      return calledMeeting(item, input, deciding)
    case 'answer-meeting': {
      const { meeting } = item
      const agencies = agenciesOfActor(actor)
      const calls = (meeting?.calls ?? []).map((call) =>
        agencies.includes(call.agencyId) ? { ...call, answer: input.answer } : call,
      )
      return allow({ ...item, meeting: meeting && { ...meeting, calls } })
    }
    case 'call-off-meeting':
      return allow({ ...item, meeting: null })
    case 'conclude-meeting':
      return concludedMeeting(item, input.items, deciding)
    case 'finish-item':
      return finishedItem(item, input.item, agenciesOfActor(actor))
    case 'ask': {
      const until = waitsUntil({ since: now, waitedDays: item.waitedDays }, deciding)
      const from = item.status === 'with-agency' ? ('with-agency' as const) : ('accepted' as const)
      const askers = [...item.askers, askerOf(item, role)]
      return allow({ ...item, status: to, askers, waiting: { from, since: now, until } })
    }
    case 'reply':
    case 'resume': {
      const waited = item.waiting ? workingDaysBetween(item.waiting.since, endOfWaiting(item, now), calendar) : 0
      const status = item.waiting?.from ?? to
      return allow({ ...item, status, waiting: null, waitedDays: item.waitedDays + waited })
    }
    case 'ask-extension': {
      if (!item.clock) return refuse('extension-came-too-late')
      const asked = recounted({ ...item.clock, extendedUntil: input.until }, calendar)
      if (asked.dueAt <= item.clock.dueAt) return refuse('extension-too-short')
      if (input.until > latestExtension(item.clock, calendar)) return refuse('extension-too-long')
      return allow({ ...item, extensionAsked: { until: input.until, userId: input.userId } })
    }
    case 'grant-extension':
    case 'refuse-extension':
      return allow({ ...item, extensionAsked: null })
    case 'answer-directly':
      return allow({ ...answered(item, to, input), holder: mine, answeredBy: 'holder' as const })
    case 'answer':
      return allow({ ...answered(item, to, input), answeredBy: 'agency' as const })
    case 'answer-with-lead':
      return allow({
        ...answered(item, to, input),
        answeredBy: item.agencyId ? ('agency' as const) : ('holder' as const),
        mergedInto: null,
      })
    case 'fulfil':
      return allow({
        ...answered(item, to, input),
        closed: null,
        answeredBy: role === 'agency' ? ('agency' as const) : ('holder' as const),
      })
    case 'judge':
      return allow({
        ...item,
        status: to,
        supervised: false,
        closed: { at: item.closed?.at ?? now, as: 'judged' as const },
      })
    case 'lapse':
      return allow({ ...item, status: to, supervised: false, closed: closedNow('unjudged') })
    case 'send-back': {
      const disputes = item.disputes + 1
      // After a second dispute the town takes over: it hands the case over again or answers finally.
      const second = disputes > 1
      const holder = second && item.holder.kind !== 'district' ? officeOf(item) : item.holder
      return allow({ ...item, status: to, disputes, supervised: item.supervised || second, holder })
    }
    case 'redo':
      return allow({ ...item, status: agencyRedoes(item) ? ('with-agency' as const) : ('accepted' as const) })
    case 'merge':
      if (input.into === item.id) return refuse('merge-into-itself')
      return allow({ ...item, status: to, mergedInto: input.into, supervised: false, extensionAsked: null })
    case 'split':
      return allow({ ...item, status: to, mergedInto: null, holder: mine, agencyId: null, coHandlers: [] })
    case 'withdraw':
      return allow({ ...item, status: to, supervised: false, waiting: null, declineProposed: null })
    case 'reopen':
      return allow({
        ...item,
        status: to,
        closed: null,
        holder: role === 'resident' ? item.holder : mine,
        plannedFor: null,
      })
    case 'import':
      return allow({
        ...item,
        status: to,
        agencyId: input.agencyId,
        answeredBy: input.answered ? (input.agencyId ? ('agency' as const) : ('holder' as const)) : null,
        closed: closedNow('imported'),
        supervised: false,
        declineProposed: null,
      })
    case 'supervise':
      return allow({ ...item, supervised: true, urged: role === 'system' ? ('supervised' as const) : item.urged })
    case 'list-overdue':
      return allow({ ...item, urged: 'listed' as const })
    case 'remind':
      return allow({ ...item, urged: 'reminded' as const })
    case 'urge': {
      // An office that urges early does not spare anyone the ladder.
      const climbs = role === 'system' || (item.clock !== null && item.clock.dueAt <= now)
      return allow({ ...item, urged: climbs ? ('urged' as const) : item.urged })
    }
    case 'mark-urgent':
      return allow({ ...item, urgent: true })
    case 'recount': {
      const { waiting, waitedDays } = item
      const until = waiting && waitsUntil({ since: waiting.since, waitedDays }, deciding)
      return allow({ ...item, waiting: waiting && until && { ...waiting, until } })
    }
    case 'entrust':
      return allow({ ...item, holder: input.to })
    case 'recuse-agency':
      return allow(withoutAgency(item, input.agencyId))
    case 'drop-recusal':
      return allow({ ...item, recused: null })
    case 'relay':
    case 'message':
      return allow(item)
  }
}

/** What every answer does: an outcome with a day is remembered until it is fulfilled or explained. */
const answered = (item: Case, status: CaseStatus, { outcome, plannedFor }: Answer) => ({
  ...item,
  status,
  plannedFor: outcome === 'planned' ? plannedFor : null,
  extensionAsked: null,
})

const agenciesOfActor = (actor: Actor): readonly (string | null)[] =>
  actor.kind === 'staff' ? actor.memberships.flatMap(({ role, unitId }) => (role === 'agency' ? [unitId] : [])) : []

const deputyOf = (actor: Actor): Holder | undefined => {
  const unitId = actor.kind === 'staff' && actor.memberships.find(({ role }) => role === 'deputy')?.unitId
  return unitId ? { kind: 'deputy', id: unitId } : undefined
}

/** Whether what is redone goes back to the agency that answered it; never to one that has to stay away. */
const agencyRedoes = ({ answeredBy, agencyId, recused }: Case): boolean =>
  answeredBy === 'agency' && !(recused?.kind === 'agency' && recused.id === agencyId)

/** 回避: the case without the agency that it is about. When that was the lead, it comes back to whoever handed it over. */
function withoutAgency(item: Case, agencyId: string): Case {
  const recused = { kind: 'agency' as const, id: agencyId }
  const coHandlers = item.coHandlers.filter((co) => co.agencyId !== agencyId)
  const atAgency = item.status === 'with-agency' || item.waiting?.from === 'with-agency'
  if (!atAgency || item.agencyId !== agencyId) return { ...item, recused, coHandlers }
  return { ...item, recused, status: 'returned', agencyId: null, coHandlers: [], waiting: null, extensionAsked: null }
}

/** Who holds the case after someone acted in this role: an office that acts for a unit below takes the case over. */
function holderIn(item: Case, role: ActingRole): Holder {
  if (role === 'town') return { kind: 'town', id: item.townId }
  if (role === 'district') return { kind: 'district', id: null }
  return item.holder
}
