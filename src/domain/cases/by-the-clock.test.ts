/** What the clock does by itself, hour by hour over a year with its holidays: each thing in its time, and once. */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SpecialDay, type WorkingCalendar, workingDaysBetween } from '../calendar/calendar.ts'
import { resident, type Staff, type StaffRole, system } from '../people/actor.ts'
import { defaultRules as rules } from '../rules/rule-set.ts'
import { movesOfTheClock, whenToRemind } from './by-the-clock.ts'
import { type Case, openCase } from './case.ts'
import { type MoveInput, moveCase } from './move-case.ts'

const days = (kind: SpecialDay['kind'], list: Record<string, string>) =>
  Object.entries(list).map(([date, name]) => [date, { kind, name }] as const)
const calendar: WorkingCalendar = {
  special: new Map([...days('holiday', published.holidays), ...days('make-up', published.workdays)]),
  offsetMinutes: 480,
}
const person = (role: StaffRole, unitId: string | null): Staff => ({
  kind: 'staff',
  userId: `${role} ${unitId}`,
  name: '某人',
  memberships: [{ role, unitId }],
  stationIds: [],
})
const [deputy, station, roads] = [person('deputy', 'shen'), person('station', 'east'), person('agency', 'roads')]
const address = { deputyId: 'shen', stationId: 'east', townId: 'qinghe', pointId: null }
const open = (now: Date, deputyId: string | null) =>
  openCase(
    { id: 'case-1', reportId: 'report-1', address: { ...address, deputyId }, aboutAddressee: false, now },
    rules,
    calendar,
  )
const make = (item: Case, input: MoveInput, actor: Parameters<typeof moveCase>[2], now: Date): Case => {
  const moved = moveCase(item, input, actor, { now, rules, calendar })
  if (!moved.ok) throw new Error(`${input.move}: ${moved.refusal}`)
  return moved.value.case
}
const withRoads = (now: Date) =>
  make(
    make(open(now, null), { move: 'accept' }, station, now),
    { move: 'hand-over', agencyId: 'roads', coHandlers: [], words: '' },
    station,
    now,
  )
const answeredBy = (now: Date) =>
  make(withRoads(now), { move: 'answer', words: '好了。', outcome: 'solved', plannedFor: null }, roads, now)
const asked = (now: Date) => make(withRoads(now), { move: 'ask', words: '哪里？' }, roads, now)

type Done = { readonly move: string; readonly now: Date; readonly before: Case }

/** Lets the clock run, looking every few hours as a worker that is not always there would. */
function run(item: Case, from: Date, everyHours: number, looks: number): { done: Done[]; item: Case } {
  const done: Done[] = []
  for (let look = 0; look < looks; look++) {
    const now = new Date(from.getTime() + look * everyHours * 3_600_000)
    for (let again = 0; ; again++) {
      const move = movesOfTheClock(item, { now, rules, calendar })
      if (!move) break
      expect(again, 'the clock comes to rest').toBeLessThan(4)
      done.push({ move, now, before: item })
      item = make(item, { move }, system, now)
    }
  }
  return { done, item }
}
const starts = fc
  .date({ min: new Date('2005-12-01T00:00:00Z'), max: new Date('2026-12-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000))
// Within a day at the most: whoever looks less often finds the last day gone and has nothing to remind of.
const everyHours = fc.integer({ min: 1, max: 23 })
const lastDayOf = (item: Case) => new Date((item.clock?.dueAt.getTime() ?? 0) - 1)

test('an agency that does nothing is reminded, urged, supervised and listed, in this order, each once, and at the right time', () => {
  fc.assert(
    fc.property(starts, everyHours, (start, every) => {
      const { done, item } = run(withRoads(start), start, every, Math.ceil((45 * 24) / every))
      expect(done.map(({ move }) => move)).toEqual(['remind', 'urge', 'supervise', 'list-overdue'])
      expect(item).toMatchObject({ supervised: true, urged: 'listed', status: 'with-agency' })
      const [remind, urge, supervise, list] = done as [Done, Done, Done, Done]
      expect(remind.now < (remind.before.clock?.dueAt ?? 0)).toBe(true)
      expect(workingDaysBetween(remind.now, lastDayOf(remind.before), calendar)).toBeLessThanOrEqual(1)
      expect(urge.now >= (urge.before.clock?.dueAt ?? 0)).toBe(true)
      expect(urge.now.getTime() - (urge.before.clock?.dueAt.getTime() ?? 0)).toBeLessThanOrEqual(every * 3_600_000)
      const late = workingDaysBetween(lastDayOf(supervise.before), supervise.now, calendar)
      expect(late).toBeGreaterThan(rules.superviseWorkingDays)
      const later = workingDaysBetween(lastDayOf(list.before), list.now, calendar)
      expect(later).toBeGreaterThan(rules.listOverdueWorkingDays)
    }),
    { numRuns: 120 },
  )
})

test('a deputy who does nothing loses the case to the station, once; then the station is reminded and urged', () => {
  fc.assert(
    fc.property(starts, everyHours, fc.boolean(), (start, every, accepts) => {
      const received = open(start, 'shen')
      const item = accepts ? make(received, { move: 'accept' }, deputy, start) : received
      const { done, item: after } = run(item, start, every, Math.ceil((45 * 24) / every))
      expect(done[0]?.move).toBe('fall')
      expect(done[0]?.now.getTime()).toBeGreaterThanOrEqual(item.clock?.dueAt.getTime() ?? 0)
      expect(done.slice(1).map(({ move }) => move)).toEqual(
        expect.arrayContaining(['urge', 'supervise']) as unknown as string[],
      )
      expect(new Set(done.map(({ move }) => move)).size).toBe(done.length)
      expect(after.holder).toEqual({ kind: 'station', id: 'east' })
    }),
    { numRuns: 60 },
  )
})

test('an answer lapses fifteen days after, a question ends after ten working days; neither is urged', () => {
  fc.assert(
    fc.property(starts, everyHours, (start, every) => {
      const looks = Math.ceil((17 * 24) / every)
      const lapsed = run(answeredBy(start), start, every, looks)
      expect(lapsed.done.map(({ move }) => move)).toEqual(['lapse'])
      expect(lapsed.item).toMatchObject({ status: 'closed', closed: { as: 'unjudged' } })
      const waiting = run(asked(start), start, every, Math.ceil((26 * 24) / every))
      expect(waiting.done[0]?.move).toBe('resume')
      expect(waiting.item).toMatchObject({ status: 'with-agency', waitedDays: rules.questionWorkingDays })
    }),
    { numRuns: 60 },
  )
})

test('a worker that was away for months does what is due at once and comes to rest', () => {
  for (const item of [withRoads, answeredBy, asked, (now: Date) => open(now, 'shen')]) {
    const start = new Date('2026-01-05T02:00:00Z')
    const { done } = run(item(start), new Date('2026-09-01T02:00:00Z'), 1, 3)
    expect(done.length).toBeGreaterThan(0)
    expect(new Set(done.map(({ move }) => move)).size).toBe(done.length)
  }
})

test('after a new hand-over the ladder begins anew', () => {
  const start = new Date('2026-03-09T02:00:00Z')
  const { item } = run(withRoads(start), new Date('2026-03-19T02:00:00Z'), 1, 1)
  expect(item.urged).toBe('urged')
  const now = new Date('2026-03-19T03:00:00Z')
  const answered = make(item, { move: 'answer', words: '好了。', outcome: 'solved', plannedFor: null }, roads, now)
  const judgement = { process: 'not', result: 'not', solved: false } as const
  const back = make(answered, { move: 'send-back', judgement, words: '' }, resident, now)
  const again = make(back, { move: 'redo' }, system, now)
  expect(again).toMatchObject({ status: 'with-agency', urged: 'no' })
  expect(run(again, now, 12, 40).done.map(({ move }) => move)).toEqual(['remind', 'urge', 'supervise'])
})

test('who has one day is reminded on it, before a weekend as well', () => {
  for (const [at, day] of [
    ['2026-03-09T02:00:00Z', '2026-03-09T16:00:00.000Z'],
    // Thursday: due on Friday.
    ['2026-03-12T02:00:00Z', '2026-03-12T16:00:00.000Z'],
    // Friday: due on Monday.
    ['2026-03-13T02:00:00Z', '2026-03-15T16:00:00.000Z'],
  ] as const) {
    const start = new Date(at)
    const { done } = run(open(start, null), start, 1, 4 * 24)
    expect(done[0]?.move).toBe('remind')
    const first = done[0]?.now.getTime() ?? 0
    expect([first >= Date.parse(day), first < Date.parse(day) + 3_600_000]).toEqual([true, true])
  }
})

test('what is to be looked at for a reminder lies within the next working day', () => {
  fc.assert(
    fc.property(starts, (now) => {
      const before = whenToRemind({ now, rules, calendar })
      expect(before.getTime()).toBeGreaterThan(now.getTime())
      expect(workingDaysBetween(now, new Date(before.getTime() - 1), calendar)).toBe(0)
    }),
  )
})
