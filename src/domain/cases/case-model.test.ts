/** Anyone tries any move at any time, in any order: a case never comes into a state that cannot be. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SpecialDay, WorkingCalendar } from '../calendar/calendar.ts'
import { type Actor, resident, type StaffRole, system } from '../people/actor.ts'
import { defaultRules } from '../rules/rule-set.ts'
import { type Case, canMoveCase, grades, type MoveInput, moveCase, openCase, outcomes, returnBy } from './case.ts'
import { type CaseStatus, caseMoves, caseStatuses } from './moves.ts'

const calendar: WorkingCalendar = {
  special: new Map<string, SpecialDay>([['2026-03-12', { kind: 'holiday', name: '一个假日' }]]),
  offsetMinutes: 480,
}
const start = new Date('2026-03-09T02:00:00Z')

const address = fc.constantFrom(
  { deputyId: 'shen', stationId: 'east', townId: 'qinghe', pointId: 'gate-3' },
  { deputyId: 'shen', stationId: null, townId: 'qinghe', pointId: null },
  { deputyId: null, stationId: 'east', townId: 'qinghe', pointId: 'gate-3' },
  { deputyId: null, stationId: 'east', townId: null, pointId: null },
  { deputyId: null, stationId: null, townId: 'qinghe', pointId: null },
  { deputyId: null, stationId: null, townId: null, pointId: null },
)

const everyMembership: readonly { role: StaffRole; unitId: string | null }[] = [
  { role: 'deputy', unitId: 'shen' },
  { role: 'deputy', unitId: 'lu' },
  { role: 'station', unitId: 'east' },
  { role: 'station', unitId: 'west' },
  { role: 'town', unitId: 'qinghe' },
  { role: 'town', unitId: 'baiyun' },
  { role: 'district', unitId: null },
  { role: 'agency', unitId: 'roads' },
  { role: 'agency', unitId: 'water' },
  { role: 'auditor', unitId: null },
]
const membership = fc.constantFrom(...everyMembership)
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(resident) },
  { weight: 1, arbitrary: fc.constant(system) },
  {
    weight: 6,
    arbitrary: fc.array(membership, { minLength: 1, maxLength: 2 }).map((memberships) => ({
      kind: 'staff' as const,
      userId: 'someone',
      name: 'someone',
      memberships,
      stationIds: [],
    })),
  },
)

const words = fc.constant('说明。')
const judgement = fc.record({
  process: fc.constantFrom(...grades),
  result: fc.constantFrom(...grades),
  solved: fc.boolean(),
})
const input: fc.Arbitrary<MoveInput> = fc.oneof(
  fc.constant<MoveInput>({ move: 'accept' }),
  words.map((text): MoveInput => ({ move: 'pass', words: text })),
  fc.constantFrom('roads', 'water').map((agencyId): MoveInput => ({ move: 'hand-over', agencyId, words: '' })),
  words.map((text): MoveInput => ({ move: 'return', words: text })),
  fc
    .record({
      move: fc.constantFrom('answer' as const, 'answer-directly' as const),
      outcome: fc.constantFrom(...outcomes),
    })
    .map((answer): MoveInput => ({ ...answer, words: '说明。', plannedFor: null })),
  fc
    .record({ move: fc.constantFrom('judge' as const, 'send-back' as const), judgement })
    .map((judged): MoveInput => ({ ...judged, words: '' })),
  fc.constant<MoveInput>({ move: 'redo' }),
)

/** A blind step is whatever it is; a steered one is replaced by one of those that are possible, so that lives go far. */
const step = fc.record({ input, actor, hoursLater: fc.nat({ max: 60 }), steeredTo: fc.option(fc.nat(), { freq: 3 }) })
type Step = {
  readonly input: MoveInput
  readonly actor: Actor
  readonly hoursLater: number
  readonly steeredTo: number | null
}
const steps = fc.array(step, { maxLength: 40, size: 'max' })

const judged = { process: 'basically', result: 'not', solved: false } as const
const everyInput: readonly MoveInput[] = [
  { move: 'accept' },
  { move: 'pass', words: '' },
  { move: 'hand-over', agencyId: 'roads', words: '' },
  { move: 'return', words: '' },
  { move: 'answer', words: '', outcome: 'solved', plannedFor: null },
  { move: 'answer-directly', words: '', outcome: 'explained', plannedFor: null },
  { move: 'judge', judgement: judged, words: '' },
  { move: 'send-back', judgement: judged, words: '' },
  { move: 'redo' },
]
const everyActor: readonly Actor[] = [
  resident,
  system,
  ...everyMembership.map((one) => ({
    kind: 'staff' as const,
    userId: 'u',
    name: 'n',
    memberships: [one],
    stationIds: [],
  })),
]

function steer(item: Case, step: Step, now: Date): Step {
  if (step.steeredTo === null) return step
  const by = returnBy(item, defaultRules, calendar)
  const possible = everyInput
    .map((input) => ({ input, who: everyActor.filter((one) => canMoveCase(item, input.move, one, now, by).ok) }))
    .filter(({ who }) => who.length > 0)
  const chosen = possible[step.steeredTo % Math.max(1, possible.length)]
  return chosen
    ? { ...step, input: chosen.input, actor: chosen.who[step.steeredTo % chosen.who.length] as Actor }
    : step
}

const noAgencyIn: readonly CaseStatus[] = ['received', 'accepted', 'returned']
const isUnitOf = (item: Case, of: { deputyId: string | null; stationId: string | null; townId: string | null }) =>
  ({
    deputy: item.holder.id !== null && item.holder.id === of.deputyId,
    station: item.holder.id !== null && item.holder.id === of.stationId,
    town: item.holder.id !== null && item.holder.id === of.townId,
    district: item.holder.id === null,
  })[item.holder.kind]

/** What is true of every case, however it came to be as it is. */
function expectPossible(
  item: Case,
  addressed: { deputyId: string | null; stationId: string | null; townId: string | null },
) {
  expect(caseStatuses).toContain(item.status)
  expect(isUnitOf(item, addressed), `held by ${item.holder.kind} ${item.holder.id}`).toBe(true)
  if (item.status === 'with-agency') expect(item.agencyId).not.toBeNull()
  if (noAgencyIn.includes(item.status)) expect(item.agencyId).toBeNull()
  if (item.status === 'answered' || item.status === 'disputed' || item.status === 'closed')
    expect(item.answeredBy).not.toBeNull()
  if (item.answeredBy === 'agency' && item.status === 'answered') expect(item.agencyId).not.toBeNull()
  if (item.status === 'disputed') expect(item.disputes).toBeGreaterThan(0)
  if (item.disputes >= 2 && item.status !== 'closed') expect(item.supervised).toBe(true)
  if (item.disputes < 2 || item.status === 'closed') expect(item.supervised).toBe(false)
  expect(item.clock === null).toBe(item.status === 'closed')
  if (item.clock) expect(item.clock.dueAt.getTime()).toBeGreaterThan(item.clock.startedAt.getTime())
}

/** Runs the steps; tells of each what was before, what came, and whether it was made. */
function live(of: Parameters<typeof openCase>[0]['address'], all: readonly Step[]) {
  let now = start
  let item = openCase({ id: 'case-1', reportId: 'report-1', address: of, now }, defaultRules, calendar)
  const history = [{ before: item, after: item, step: null as Step | null, made: true, now }]
  for (const each of all) {
    now = new Date(now.getTime() + each.hoursLater * 3_600_000)
    const step = steer(item, each, now)
    const frozen = structuredClone(item)
    const moved = moveCase(item, step.input, step.actor, { now, rules: defaultRules, calendar })
    expect(item).toEqual(frozen)
    const next = moved.ok ? moved.value.case : item
    history.push({ before: item, after: next, step, made: moved.ok, now })
    item = next
  }
  return history
}

describe('whoever tries whatever', () => {
  const lives = (check: (history: ReturnType<typeof live>, of: Parameters<typeof openCase>[0]['address']) => void) =>
    fc.assert(
      fc.property(address, steps, (of, all) => check(live(of, all), of)),
      { numRuns: 300 },
    )

  test('the case is always one that can be', () => {
    lives((history, of) => {
      for (const { after } of history) expectPossible(after, of)
    })
  })

  test('a move that was made adds one to the version; a move refused changes nothing', () => {
    lives((history) => {
      for (const { before, after, made, step } of history.slice(1)) {
        expect(after.version).toBe(before.version + (made ? 1 : 0))
        if (!made) expect(after).toBe(before)
        expect([after.id, after.reportId, after.stationId, after.townId]).toEqual([
          before.id,
          before.reportId,
          before.stationId,
          before.townId,
        ])
        if (made && step?.input.move !== 'send-back') expect(after.disputes).toBe(before.disputes)
      }
    })
  })

  test('a closed case accepts no move from anyone', () => {
    lives((history) => {
      for (const { before, made } of history.slice(1)) if (before.status === 'closed') expect(made).toBe(false)
    })
  })

  test('the product redoes once by itself; after two disputes nothing goes on before the town or the district decides', () => {
    lives((history) => {
      const made = history.slice(1).filter((each) => each.made)
      expect(made.filter(({ step }) => step?.input.move === 'redo').length).toBeLessThanOrEqual(1)
      for (const { before, after, step } of made) {
        if (step?.input.move === 'send-back') expect(after.disputes).toBe(before.disputes + 1)
        if (before.status !== 'disputed' || before.disputes < 2) continue
        expect(['hand-over', 'answer-directly']).toContain(step?.input.move)
        const roles = step?.actor.kind === 'staff' ? step.actor.memberships.map(({ role }) => role) : []
        expect(roles.some((role) => role === 'town' || role === 'district')).toBe(true)
      }
    })
  })

  test('the clock starts anew with each move and ends after it starts', () => {
    lives((history) => {
      for (const { after, made, now } of history) if (made && after.clock) expect(after.clock.startedAt).toEqual(now)
    })
  })

  test('what the screen offers is exactly what the server does', () => {
    lives((history) => {
      for (const { before, after, made, step, now } of history.slice(1)) {
        if (!step) continue
        const by = returnBy(before, defaultRules, calendar)
        const offered = canMoveCase(before, step.input.move, step.actor, now, by)
        expect(offered.ok).toBe(made)
        if (offered.ok && step.input.move !== 'redo') expect(after.status).toBe(offered.value.to)
      }
    })
  })
})

test('the random lives are not trivial: every move is made, every status is reached, many are sent back again and again', () => {
  const made = new Set<string>()
  const reached = new Set<string>()
  const disputes = { one: 0, more: 0 }
  const sample = fc.sample(fc.tuple(address, steps), { numRuns: 800, seed: 7 })
  for (const [of, all] of sample) {
    const history = live(of, all)
    for (const each of history) {
      reached.add(each.after.status)
      if (each.made && each.step) made.add(each.step.input.move)
    }
    const last = history.at(-1)?.after.disputes ?? 0
    if (last >= 1) disputes.one += 1
    if (last >= 2) disputes.more += 1
  }
  expect(disputes.one).toBeGreaterThan(sample.length / 4)
  expect(disputes.more).toBeGreaterThan(sample.length / 10)
  expect([...made].sort()).toEqual([...caseMoves].sort())
  expect([...reached].sort()).toEqual([...caseStatuses].sort())
})
