/** Anyone tries any move at any time, in any order: a case never comes into a state that cannot be. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SpecialDay, WorkingCalendar } from '../calendar/calendar.ts'
import { addDays, localDate, workingDaysBetween } from '../calendar/calendar.ts'
import { type Actor, type Membership, resident, type Staff, system } from '../people/actor.ts'
import { defaultRules as rules } from '../rules/rule-set.ts'
import { actingRoles, canMoveCase } from './acting.ts'
import { movesOfTheClock } from './by-the-clock.ts'
import { type Case, grades, type Holder, heirOf, openCase, outcomes } from './case.ts'
import { latestExtension } from './clock.ts'
import { type MoveInput, moveCase } from './move-case.ts'
import { type CaseMove, type CaseStatus, caseMoves, caseStatuses, isOpen, moves } from './moves.ts'
import { canSee } from './sight.ts'

const calendar: WorkingCalendar = {
  special: new Map<string, SpecialDay>([
    ['2026-03-12', { kind: 'holiday', name: '一个假日' }],
    ['2026-03-15', { kind: 'make-up', name: '补班' }],
  ]),
  offsetMinutes: 480,
}
const start = new Date('2026-03-09T02:00:00Z')
const stationOf: Record<string, string> = { shen: 'east', lu: 'east', mo: 'west' }

const units: readonly Membership[] = [
  ...Object.keys(stationOf).map((unitId) => ({ role: 'deputy' as const, unitId })),
  ...['east', 'west'].map((unitId) => ({ role: 'station' as const, unitId })),
  ...['qinghe', 'baiyun'].map((unitId) => ({ role: 'town' as const, unitId })),
  { role: 'district', unitId: null },
  ...['roads', 'water', 'power'].map((unitId) => ({ role: 'agency' as const, unitId })),
  { role: 'auditor', unitId: null },
]
const person = (userId: string, memberships: readonly Membership[]): Staff => ({
  kind: 'staff',
  userId,
  name: userId,
  memberships,
  stationIds: memberships.flatMap(({ role, unitId }) => (role === 'deputy' ? [stationOf[unitId ?? ''] ?? ''] : [])),
})
/** Three people of each unit, and some who belong to several. */
const staff: readonly Staff[] = [
  ...units.flatMap((unit) => [1, 2, 3].map((n) => person(`${unit.role} ${unit.unitId} ${n}`, [unit]))),
  ...units.flatMap((one, index) =>
    units.slice(index + 1).map((two) => person(`${one.role} ${one.unitId} and ${two.role} ${two.unitId}`, [one, two])),
  ),
]
const actors: readonly Actor[] = [resident, system, ...staff]

const addressed = [
  { deputyId: 'shen', stationId: 'east', townId: 'qinghe', pointId: 'gate-3' },
  { deputyId: 'shen', stationId: null, townId: 'qinghe', pointId: null },
  { deputyId: null, stationId: 'east', townId: 'qinghe', pointId: 'gate-3' },
  { deputyId: null, stationId: 'east', townId: null, pointId: null },
  { deputyId: null, stationId: null, townId: 'qinghe', pointId: null },
  { deputyId: null, stationId: null, townId: null, pointId: null },
] as const

type Chance = { readonly number: number; readonly userId: string }
const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T

/** Another deputy of the same station, or nobody: then it goes to the station. */
const successorOf = ({ stationId, holder }: Case, number: number): string | null =>
  stationId === 'east' && number % 2 === 0 ? (holder.id === 'lu' ? 'shen' : 'lu') : null

/** What each move brings along, drawn by a number. The clock's own ladder runs by the clock only. */
function inputFor(move: CaseMove, item: Case, now: Date, { number, userId }: Chance): MoveInput {
  const words = '说明。'
  switch (move) {
    case 'transfer':
      return { move, to: { kind: 'town', name: '白云镇' }, words }
    case 'propose-decline':
      return { move, reason: 'litigation', words, userId }
    case 'decline':
      return { move, userId }
    case 'hand-over': {
      // Whom the report is about is not chosen: that is refused, and tried elsewhere.
      const may = ['roads', 'water', 'power'].filter((id) => id !== item.recused?.id)
      const [agencyId, other] = number % 2 === 0 ? may : may.slice(-2)
      const dueAt = new Date(now.getTime() + 3 * 86_400_000)
      return { move, agencyId: agencyId as string, coHandlers: [{ agencyId: other as string, dueAt }], words }
    }
    case 'call-meeting': {
      const at = new Date(now.getTime() + ((number % 50) - 2) * 600_000)
      const agencyIds = ['roads', 'water', 'power'].slice(number % 4)
      return { move, at, place: '幸福里北门', agencyIds, withStation: number % 2 === 0, words }
    }
    case 'answer-meeting':
      return { move, answer: number % 3 === 0 ? 'another-time' : 'coming', words }
    case 'conclude-meeting': {
      const dueOn = addDays(localDate(now, calendar), (number % 9) - 1)
      const items = pick([[], ['roads'], ['water', 'power']], number).map((agencyId, at) => ({
        id: `item ${item.version} ${at}`,
        agencyId,
        dueOn,
        who: '王工',
        what: '换两颗螺栓',
      }))
      return { move, items, namesShown: number % 2 === 0, words }
    }
    case 'finish-item':
      return { move, item: pick([...item.agreed.map(({ id }) => id), 'none'], number), words }
    case 'ask-extension': {
      const due = item.clock ? localDate(item.clock.dueAt, calendar) : '2026-03-20'
      return { move, until: addDays(due, (number % 14) - 2), words, userId }
    }
    case 'answer':
    case 'answer-directly':
    case 'answer-with-lead':
    case 'fulfil': {
      const outcome = pick(outcomes, number)
      return { move, outcome, words, plannedFor: outcome === 'planned' ? '2026-12-01' : null }
    }
    case 'judge':
    case 'send-back': {
      const judgement = { process: pick(grades, number), result: pick(grades, number >> 2), solved: number % 2 === 0 }
      return { move, judgement, words }
    }
    case 'merge':
      return { move, into: 'case-2' }
    case 'entrust':
      return { move, to: heirOf(item, successorOf(item, number)), words }
    case 'recuse-agency':
      return { move, agencyId: number % 2 === 0 ? 'roads' : 'water', words }
    case 'withdraw':
      return { move, wasAsked: number % 2 === 0, words }
    default:
      return { move, words } as MoveInput
  }
}

/** Moves refused for what they bring along, too. */
const refusesMore: readonly CaseMove[] = ['ask-extension', 'call-meeting', 'conclude-meeting', 'finish-item']
const ladder: readonly CaseMove[] = ['remind', 'urge', 'supervise', 'list-overdue', 'recount']
const step = fc.record({
  move: fc.constantFrom(...caseMoves),
  actor: fc.constantFrom(...actors),
  number: fc.nat(10_000),
  hoursLater: fc.oneof({ weight: 9, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.nat(600) }),
  /** A blind step is whatever it is; a steered one is one of those that are possible, so that lives go far. */
  isSteered: fc.boolean(),
  clockRuns: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** What somebody proposed is decided on more often than chance would have it. */
const likely = (item: Case, { move, number }: Step): CaseMove => {
  if (item.declineProposed && number % 3 > 0) return 'decline'
  if (item.extensionAsked && number % 3 > 0) return number % 2 === 0 ? 'grant-extension' : 'refuse-extension'
  if (item.meeting && number % 8 === 1) return number % 3 === 0 ? 'answer-meeting' : 'conclude-meeting'
  if (item.agreed.some(({ done }) => !done) && number % 8 === 2) return 'finish-item'
  return move
}

/** Lives that end at once show little, and so do those that only change hands. */
const seldom: readonly CaseMove[] = [
  'withdraw',
  'transfer',
  'merge',
  'reply',
  'entrust',
  'recuse-agency',
  'drop-recusal',
]

/** The move nearest after the drawn one that somebody can make now, and somebody who can. */
function steered(item: Case, step: Step, now: Date): { move: CaseMove; actor: Actor } | undefined {
  const first = caseMoves.indexOf(likely(item, step))
  for (const next of [...caseMoves.slice(first), ...caseMoves.slice(0, first)]) {
    const here = moves[next].filter(({ from }) => from.includes(item.status))
    for (let index = 0; here.length > 0 && index < actors.length; index++) {
      const actor = pick(actors, step.number + index)
      if (actor.kind === 'system' && ladder.includes(next)) continue
      if (seldom.includes(next) && step.number % 4 > 0) continue
      if (actor.kind !== 'staff' && !here.some(({ by }) => by.includes(actor.kind))) continue
      if (canMoveCase(item, next, actor, { now, rules, calendar }).ok) return { move: next, actor }
    }
  }
  return undefined
}

type Happened = { before: Case; after: Case; move: CaseMove; input: MoveInput; actor: Actor; ok: boolean; now: Date }

function live(opening: readonly [number, boolean, boolean], steps: readonly Step[]): Happened[] {
  let now = start
  const address = pick(addressed, opening[0])
  const [, aboutAddressee, isQuarantined] = opening
  const given = { id: 'case-1', reportId: 'report-1', address, aboutAddressee, isQuarantined, now }
  let item = openCase(given, rules, calendar)
  const history: Happened[] = []
  const attempt = (move: CaseMove, actor: Actor, number: number) => {
    const userId = actor.kind === 'staff' ? actor.userId : ''
    const input = inputFor(move, item, now, { number, userId })
    const frozen = structuredClone(item)
    const moved = moveCase(item, input, actor, { now, rules, calendar })
    expect(item).toEqual(frozen)
    const after = moved.ok ? moved.value.case : item
    history.push({ before: item, after, move, input, actor, ok: moved.ok, now })
    item = after
  }
  for (const each of steps) {
    now = new Date(now.getTime() + each.hoursLater * 3_600_000)
    for (let left = 5; each.clockRuns && left > 0; left--) {
      const due = movesOfTheClock(item, { now, rules, calendar })
      if (!due) break
      attempt(due, system, each.number)
      expect(history.at(-1)?.ok, `the clock's own ${due} is possible`).toBe(true)
    }
    const { move, actor } = (each.isSteered && steered(item, each, now)) || each
    if (actor.kind !== 'system' || !ladder.includes(move)) attempt(move, actor, each.number)
  }
  return history
}

const seed = Math.floor(Math.random() * 2 ** 31)
const opening = fc.tuple(
  fc.nat(5),
  fc.boolean(),
  fc.nat(3).map((drawn) => drawn === 0),
)
const manyLives = (numRuns: number, from: number) =>
  fc
    .sample(fc.tuple(opening, fc.array(step, { minLength: 5, maxLength: 45, size: 'max' })), { numRuns, seed: from })
    .map(([first, steps]) => live(first, steps))
const lives = manyLives(300, seed)
const all = lives.flat()
const made = all.filter(({ ok }) => ok)
const byStaff = (actor: Actor): Staff => actor as Staff
const ended: readonly CaseStatus[] = ['closed', 'declined', 'withdrawn', 'merged']

const holderBelongs = ({ holder, deputyId, stationId, townId }: Case): boolean => {
  switch (holder.kind) {
    case 'deputy':
      return holder.id === deputyId || (stationId !== null && stationOf[holder.id ?? ''] === stationId)
    case 'station':
      return holder.id === stationId
    case 'town':
      return holder.id === townId
    case 'district':
      return holder.id === null
  }
}

describe(`whoever tries whatever (seed ${seed})`, () => {
  test('a move that was made adds one to the version; a move refused changes nothing', () => {
    for (const { before, after, move, ok } of all) {
      expect(after.version).toBe(before.version + (ok ? 1 : 0))
      if (!ok) expect(after).toBe(before)
      for (const kept of ['id', 'reportId', 'deputyId', 'stationId', 'townId'] as const)
        expect(after[kept]).toEqual(before[kept])
      if (move !== 'recuse-agency' && move !== 'drop-recusal') expect(after.recused).toEqual(before.recused)
    }
  })

  test('a meeting is called in open cases only, and what was agreed stays and is done once by who agreed to it', () => {
    for (const { before, after, move, actor } of made) {
      if (after.meeting) {
        expect(isOpen(after.status)).toBe(true)
        for (const { agencyId } of after.meeting.calls)
          expect(
            canSee({ ...after, recused: null, status: 'accepted' }, person('', [{ role: 'agency', unitId: agencyId }])),
          ).toBe(true)
      }
      const isAboutMeeting = ['call-meeting', 'answer-meeting', 'call-off-meeting', 'conclude-meeting'].includes(move)
      if (!isAboutMeeting && isOpen(after.status)) expect(after.meeting).toEqual(before.meeting)
      if (move === 'conclude-meeting') expect(before.meeting !== null && after.meeting === null).toBe(true)
      else expect(after.agreed).toHaveLength(before.agreed.length)
      const finished = after.agreed.filter(
        ({ id, done }) => done && before.agreed.some((old) => old.id === id && !old.done),
      )
      expect(finished).toHaveLength(move === 'finish-item' ? 1 : 0)
      for (const { agencyId } of finished)
        expect(byStaff(actor).memberships).toContainEqual({ role: 'agency', unitId: agencyId })
      if (isAboutMeeting || move === 'finish-item') {
        expect(after.clock).toEqual(before.clock)
        expect(after.status).toBe(before.status)
      }
    }
  })

  test('the resident is waited for exactly in that status, and the clock runs exactly while the case is open', () => {
    for (const { after } of made) {
      expect(after.waiting !== null).toBe(after.status === 'waiting-for-resident')
      expect(after.clock === null).toBe(ended.includes(after.status))
      expect(isOpen(after.status)).toBe(!ended.includes(after.status))
      const open = after.clock?.pauses.filter(({ to }) => to === null) ?? []
      expect(open).toHaveLength(after.status === 'waiting-for-resident' ? 1 : 0)
    }
  })

  test('an agency has it, a lead has it, an end is told of, where the status says so and nowhere else', () => {
    for (const { after, move } of made) {
      const { status } = after
      if (['quarantined', 'received', 'accepted', 'returned'].includes(status))
        expect([move, after.agencyId, after.coHandlers]).toEqual([move, null, []])
      if (status === 'with-agency' || after.waiting?.from === 'with-agency') expect(after.agencyId).not.toBeNull()
      if (after.extensionAsked) expect(after.agencyId).not.toBeNull()
      if (after.answeredBy === 'agency' && status === 'answered') expect(after.agencyId).not.toBeNull()
      expect([move, after.mergedInto !== null]).toEqual([move, status === 'merged'])
      expect([move, after.closed !== null]).toEqual([move, status === 'closed'])
      if (after.declineProposed)
        expect(['quarantined', 'received', 'accepted', 'waiting-for-resident']).toContain(status)
      if (after.plannedFor) expect(['answered', 'closed']).toContain(status)
      if (ended.includes(status)) expect(after.supervised).toBe(false)
      expect(holderBelongs(after), `${move}: held by ${after.holder.kind} ${after.holder.id}`).toBe(true)
    }
  })

  test('a due date comes after its start, and an extension never makes it earlier', () => {
    for (const { after } of made)
      if (after.clock) {
        expect(after.clock.dueAt.getTime()).toBeGreaterThan(after.clock.startedAt.getTime())
        expect(after.clock.dueAt.getTime()).toBeGreaterThanOrEqual(after.clock.originalDueAt.getTime())
        if (after.clock.extendedUntil === null) expect(after.clock.dueAt).toEqual(after.clock.originalDueAt)
      }
  })

  test('each clock is extended once, by another person, by the original period again at most', () => {
    for (const life of lives) {
      const extended = new Set<number>()
      for (const { before, after, move, input, actor, ok } of life) {
        if (!ok || !before.clock) continue
        if (input.move === 'ask-extension')
          expect(input.until <= latestExtension(before.clock, calendar), input.until).toBe(true)
        if (move !== 'grant-extension') continue
        expect(before.extensionAsked?.userId).not.toBe(byStaff(actor).userId)
        expect(after.clock?.originalDueAt).toEqual(before.clock.originalDueAt)
        expect(extended.has(before.clock.startedAt.getTime())).toBe(false)
        extended.add(before.clock.startedAt.getTime())
      }
    }
  })

  test('questions stop the clock ten working days in all at most, and each holder asks once', () => {
    for (const { after, before, move, ok } of all) {
      expect(after.waitedDays).toBeLessThanOrEqual(rules.questionWorkingDays)
      expect(new Set(after.askers).size).toBe(after.askers.length)
      const stood = after.clock?.pauses.map(({ from, to }) => (to ? workingDaysBetween(from, to, calendar) : 0)) ?? []
      expect(stood.reduce((sum, days) => sum + days, 0)).toBeLessThanOrEqual(rules.questionWorkingDays)
      if (ok && (move === 'reply' || move === 'resume')) expect(after.status).toBe(before.waiting?.from)
    }
  })

  test('nobody confirms their own proposal to decline, and after an appeal the decliners do not take it', () => {
    for (const { before, move, actor, ok } of all) {
      if (!ok) continue
      if (move === 'decline') expect(before.declineProposed?.userId).not.toBe(byStaff(actor).userId)
      if (['accept', 'decline', 'propose-decline'].includes(move) && before.appealed)
        expect(before.declinedBy).not.toContain(byStaff(actor).userId)
    }
    for (const life of lives)
      expect(life.filter(({ move, ok }) => ok && move === 'appeal').length).toBeLessThanOrEqual(1)
  })

  test('whom the report is about neither sees it, nor acts, nor holds it', () => {
    for (const { after } of made) {
      if (!after.recused) continue
      const { kind, id } = after.recused
      if (kind === 'agency') {
        expect(after.coHandlers.map(({ agencyId }) => agencyId)).not.toContain(id)
        if (['with-agency', 'waiting-for-resident'].includes(after.status)) expect(after.agencyId).not.toBe(id)
      }
      expect([after.holder.kind, after.holder.id]).not.toEqual([kind, id])
      for (const one of staff)
        if (
          one.memberships.some(
            ({ role, unitId }) =>
              (role === kind && unitId === id) ||
              (kind === 'station' && role === 'deputy' && stationOf[unitId ?? ''] === id),
          )
        )
          expect([one.userId, canSee(after, one), actingRoles(after, one)]).toEqual([one.userId, false, []])
    }
  })

  test('who may act also sees', () => {
    for (const { after } of made)
      for (const one of staff) if (actingRoles(after, one).length > 0) expect(canSee(after, one)).toBe(true)
  })

  test('the product redoes once; a second dispute is supervised and decided by an office', () => {
    for (const life of lives) {
      const mine = life.filter(({ ok }) => ok)
      expect(mine.filter(({ move }) => move === 'redo').length).toBeLessThanOrEqual(1)
      for (const { before, after, move, actor } of mine) {
        expect(after.disputes).toBe(before.disputes + (move === 'send-back' ? 1 : 0))
        if (move === 'send-back' && after.disputes > 1) expect(after.supervised).toBe(true)
        if (before.status !== 'disputed' || before.disputes < 2 || after.status === 'disputed') continue
        expect(['hand-over', 'answer-directly', 'withdraw']).toContain(move)
        if (move !== 'withdraw')
          expect(byStaff(actor).memberships.some(({ role }) => role === 'town' || role === 'district')).toBe(true)
      }
    }
  })

  test('what the screen offers is what the server does, but for what an extension or a merge brings along', () => {
    for (const { before, after, move, actor, ok, now } of all) {
      const offered = canMoveCase(before, move, actor, { now, rules, calendar })
      if (!refusesMore.includes(move)) expect([move, ok]).toEqual([move, offered.ok || false])
      else if (ok) expect(offered.ok).toBe(true)
      if (ok && offered.ok && !['redo', 'reply', 'resume', 'recuse-agency'].includes(move))
        expect(after.status).toBe(offered.value.to)
    }
  })
})

/** Brings a case to its end without its resident, by whoever is found; tells in how many moves. */
function finish(item: Case, from: Date): number {
  let [now, left] = [from, 12]
  const path: CaseMove[] = ['release', 'accept', 'redo', 'split', 'answer', 'answer-directly', 'hand-over']
  for (; left > 0 && (isOpen(item.status) || item.status === 'merged'); left--) {
    const until = item.waiting?.until ?? (item.status === 'answered' ? item.clock?.dueAt : undefined)
    if (until && until > now) now = until
    const next = movesOfTheClock(item, { now, rules, calendar })
    const tried: CaseMove[] = next === 'resume' || next === 'lapse' ? [next] : path
    const possible = tried.flatMap((move) => {
      const actor = actors.find((one) => one !== resident && canMoveCase(item, move, one, { now, rules, calendar }).ok)
      return actor ? [{ move, actor }] : []
    })[0]
    if (!possible) throw new Error(`nobody can act on a case that is ${item.status}, held by ${item.holder.kind}`)
    const userId = possible.actor.kind === 'staff' ? possible.actor.userId : ''
    const input = inputFor(possible.move, item, now, { number: 0, userId })
    const moved = moveCase(item, input, possible.actor, { now, rules, calendar })
    if (!moved.ok) throw new Error(`${possible.move}: ${moved.refusal}`)
    item = moved.value.case
  }
  return left
}

test('there are no dead ends: wherever a life stands, desk and clock alone bring it to an end', () => {
  for (const { after, now } of made) expect(finish(after, now), after.status).toBeGreaterThan(0)
})

test('whoever holds an open case has people who can act on it, or the clock or the resident has the next step', () => {
  const unitOf = ({ kind, id }: Holder) =>
    staff.filter(({ memberships }) => memberships.some(({ role, unitId }) => role === kind && unitId === id))
  for (const { after } of made)
    if (isOpen(after.status) && after.status !== 'quarantined')
      expect(unitOf(after.holder).some((one) => actingRoles(after, one).length > 0)).toBe(true)
})

test('the random lives are not trivial: every move is made, every status is reached', () => {
  const known = manyLives(1200, 8)
    .flat()
    .filter(({ ok }) => ok)
  const seen = [...new Set(known.map(({ move }) => move))]
  expect(seen.sort()).toEqual(caseMoves.filter((move) => move !== 'recount').sort())
  expect([...new Set(known.map(({ after }) => after.status))].sort()).toEqual([...caseStatuses].sort())
})
