/** A case on its way: who takes it, who it goes to, and by when. All times are Beijing time. */
import { describe, expect, test } from 'vitest'
import type { SpecialDay, WorkingCalendar } from '../calendar/calendar.ts'
import { resident, type Staff, type StaffRole, system } from '../people/actor.ts'
import { defaultRules } from '../rules/rule-set.ts'
import { actingRoles, canMoveCase } from './acting.ts'
import { type Case, isNegative, openCase } from './case.ts'
import { type MoveInput, moveCase } from './move-case.ts'

const beijing = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const calendar: WorkingCalendar = { special: new Map<string, SpecialDay>(), offsetMinutes: 480 }
const given = (now: string) => ({ now: beijing(now), rules: defaultRules, calendar })

const person = (...memberships: (readonly [StaffRole, string | null])[]): Staff => ({
  kind: 'staff',
  userId: memberships.map(([role, unitId]) => `${role}-${unitId}`).join('+'),
  name: 'a person',
  memberships: memberships.map(([role, unitId]) => ({ role, unitId })),
  stationIds: [],
})
const deputyShen = person(['deputy', 'shen'])
const deputyLu = person(['deputy', 'lu'])
const station = person(['station', 'east'])
const otherStation = person(['station', 'west'])
const town = person(['town', 'qinghe'])
const otherTown = person(['town', 'baiyun'])
const district = person(['district', null])
const roads = person(['agency', 'roads'])
const water = person(['agency', 'water'])
const auditor = person(['auditor', null])

const monday = '2026-03-09 10:00'
const addressed = { deputyId: 'shen', stationId: 'east', townId: 'qinghe', pointId: 'gate-3' }
const open = (address: Partial<typeof addressed> | { deputyId: null } = {}, now = monday) =>
  openCase(
    {
      id: 'case-1',
      reportId: 'report-1',
      address: { ...addressed, ...address } as typeof addressed,
      aboutAddressee: false,
      now: beijing(now),
    },
    defaultRules,
    calendar,
  )
const toStation = (now = monday) => open({ deputyId: null }, now)

const handOver = (agencyId: string): MoveInput => ({ move: 'hand-over', agencyId, coHandlers: [], words: '请办理。' })
const answered: MoveInput = { move: 'answer', words: '已修好。', outcome: 'solved', plannedFor: null }
const answeredDirectly: MoveInput = { move: 'answer-directly', words: '已修好。', outcome: 'solved', plannedFor: null }
const unhappy = { process: 'basically', result: 'not', solved: false } as const
const sentBack: MoveInput = { move: 'send-back', judgement: unhappy, words: '还是不亮。' }
const judged: MoveInput = {
  move: 'judge',
  judgement: { process: 'satisfied', result: 'satisfied', solved: true },
  words: '',
}

/** Makes moves one after another, each by someone at some time, and gives the case after the last. */
function afterwards(item: Case, ...steps: (readonly [MoveInput, Parameters<typeof moveCase>[2], string])[]): Case {
  return steps.reduce((now, [input, actor, at]) => {
    const moved = moveCase(now, input, actor, given(at))
    if (!moved.ok) throw new Error(`${input.move} at ${at} refused: ${moved.refusal}`)
    return moved.value.case
  }, item)
}
const refusalOf = (item: Case, input: MoveInput, actor: Parameters<typeof moveCase>[2], at = monday) => {
  const moved = moveCase(item, input, actor, given(at))
  return moved.ok ? 'not refused' : moved.refusal
}
const withRoads = (now = '2026-03-10 09:00') =>
  afterwards(toStation(), [{ move: 'accept' }, station, monday], [handOver('roads'), station, now])
const answeredByRoads = () => afterwards(withRoads(), [answered, roads, '2026-03-12 15:00'])

describe('a report comes in', () => {
  test('it goes to the deputy whose code was scanned, to be accepted within one working day', () => {
    expect(open()).toEqual({
      ...open(),
      status: 'received',
      holder: { kind: 'deputy', id: 'shen' },
      agencyId: null,
      disputes: 0,
      supervised: false,
      answeredBy: null,
      clock: {
        startedAt: beijing(monday),
        limit: { count: 1, unit: 'working-days' },
        pauses: [],
        extendedUntil: null,
        dueAt: beijing('2026-03-11 00:00'),
        originalDueAt: beijing('2026-03-11 00:00'),
      },
      version: 1,
    })
  })

  test('without a deputy it goes to the station, without a station to the town, without a town to the district', () => {
    const holders = [
      { deputyId: null },
      { deputyId: null, stationId: null },
      { deputyId: null, stationId: null, townId: null },
    ].map((address) => open(address as { deputyId: null }).holder)
    expect(holders).toEqual([
      { kind: 'station', id: 'east' },
      { kind: 'town', id: 'qinghe' },
      { kind: 'district', id: null },
    ])
  })
})

describe('whose case it is', () => {
  test('the deputy it was addressed to, the town and the district may act; others may not', () => {
    const asked = [deputyShen, deputyLu, station, town, otherTown, district, roads, auditor]
    expect(asked.map((actor) => actingRoles(open(), actor))).toEqual([
      ['deputy'],
      [],
      [],
      ['town'],
      [],
      ['district'],
      [],
      [],
    ])
  })

  test('once the district holds it, the town may not', () => {
    expect(actingRoles(open({ deputyId: null, stationId: null, townId: null } as never), town)).toEqual([])
  })

  test('an agency acts only on what was handed to it', () => {
    expect([roads, water].map((agency) => actingRoles(withRoads(), agency))).toEqual([['agency'], []])
  })

  test('somebody else’s case is refused as not yours, whatever the move', () => {
    for (const actor of [deputyLu, otherStation, otherTown, water, auditor])
      expect(refusalOf(toStation(), { move: 'accept' }, actor)).toBe('not-yours')
  })

  test('a person who belongs to no unit is not taken for a member of the units a case does not have', () => {
    const homeless = person(['town', null], ['agency', null], ['station', null], ['deputy', null])
    const withoutTown = openCase(
      {
        id: 'case-2',
        reportId: 'report-2',
        address: { deputyId: null, stationId: 'east', townId: null, pointId: null },
        aboutAddressee: false,
        now: beijing(monday),
      },
      defaultRules,
      calendar,
    )
    expect(actingRoles(withoutTown, homeless)).toEqual([])
  })

  test('of a person with several roles, the one that may act counts', () => {
    const both = person(['agency', 'roads'], ['station', 'east'])
    expect(canMoveCase(toStation(), 'accept', both, given(monday))).toEqual({
      ok: true,
      value: { role: 'station', to: 'accepted' },
    })
  })
})

describe('a deputy', () => {
  test('accepts, and has 24 hours to answer or pass it on', () => {
    const accepted = afterwards(open(), [{ move: 'accept' }, deputyShen, '2026-03-09 16:30'])
    expect(accepted).toMatchObject({
      status: 'accepted',
      holder: { kind: 'deputy', id: 'shen' },
      clock: { limit: { count: 24, unit: 'hours' }, dueAt: beijing('2026-03-10 16:30') },
      version: 2,
    })
  })

  test('answers directly, and the resident has fifteen days to judge', () => {
    const item = afterwards(
      open(),
      [{ move: 'accept' }, deputyShen, monday],
      [answeredDirectly, deputyShen, '2026-03-10 08:00'],
    )
    expect(item).toMatchObject({
      status: 'answered',
      answeredBy: 'holder',
      clock: { limit: { count: 15, unit: 'calendar-days' }, dueAt: beijing('2026-03-26 00:00') },
    })
  })

  test('passes it to the station, which has one working day to accept it', () => {
    const passed = afterwards(open(), [{ move: 'pass', words: '请站里办。' }, deputyShen, '2026-03-09 18:00'])
    expect(passed).toMatchObject({
      status: 'received',
      holder: { kind: 'station', id: 'east' },
      clock: { dueAt: beijing('2026-03-11 00:00') },
    })
  })

  test('does not hand anything to an agency', () => {
    const accepted = afterwards(open(), [{ move: 'accept' }, deputyShen, monday])
    expect(refusalOf(accepted, handOver('roads'), deputyShen)).toBe('not-your-role')
  })
})

describe('a station', () => {
  test('accepts before it acts', () => {
    expect(refusalOf(toStation(), handOver('roads'), station)).toBe('not-from-this-status')
    expect(refusalOf(toStation(), answeredDirectly, station)).toBe('not-from-this-status')
  })

  test('hands over to an agency, which has seven working days', () => {
    expect(withRoads()).toMatchObject({
      status: 'with-agency',
      agencyId: 'roads',
      holder: { kind: 'station', id: 'east' },
      clock: { limit: { count: 7, unit: 'working-days' }, dueAt: beijing('2026-03-20 00:00') },
    })
  })

  test('passes on to the town, the town to the district, and there it ends', () => {
    const words = '超出本级权限。'
    const atTown = afterwards(toStation(), [{ move: 'pass', words }, station, monday])
    const atDistrict = afterwards(atTown, [{ move: 'pass', words }, town, monday])
    expect([atTown.holder, atDistrict.holder]).toEqual([
      { kind: 'town', id: 'qinghe' },
      { kind: 'district', id: null },
    ])
    expect(refusalOf(atDistrict, { move: 'pass', words }, district)).toBe('not-your-role')
  })
})

describe('a town office', () => {
  test('that accepts for a deputy who did not takes the case over', () => {
    const taken = afterwards(open(), [{ move: 'accept' }, town, '2026-03-11 09:00'])
    expect(taken).toMatchObject({ status: 'accepted', holder: { kind: 'town', id: 'qinghe' } })
    expect(refusalOf(taken, answeredDirectly, deputyShen)).toBe('not-yours')
  })
})

describe('an agency', () => {
  test('returns what is not its own, and it is handed over again within one working day', () => {
    const returned = afterwards(withRoads(), [{ move: 'return', words: '属水务。' }, roads, '2026-03-11 09:00'])
    expect(returned).toMatchObject({
      status: 'returned',
      agencyId: null,
      clock: { limit: { count: 1, unit: 'working-days' }, dueAt: beijing('2026-03-13 00:00') },
    })
    expect(refusalOf(returned, answered, roads)).toBe('not-yours')
    expect(afterwards(returned, [handOver('water'), station, '2026-03-12 09:00'])).toMatchObject({
      status: 'with-agency',
      agencyId: 'water',
    })
  })

  test('may return it until 24:00 of the second working day, and not a moment later', () => {
    const returning: MoveInput = { move: 'return', words: '属水务。' }
    expect(refusalOf(withRoads(), returning, roads, '2026-03-13 00:00')).toBe('not refused')
    expect(refusalOf(withRoads(), returning, roads, '2026-03-13 00:01')).toBe('return-came-too-late')
    expect(refusalOf(withRoads('2026-03-13 09:00'), returning, roads, '2026-03-17 23:59')).toBe('not refused')
  })

  test('answers, and the answer is the agency’s', () => {
    expect(answeredByRoads()).toMatchObject({ status: 'answered', answeredBy: 'agency', agencyId: 'roads' })
  })

  test('does not answer twice', () => {
    expect(refusalOf(answeredByRoads(), answered, roads)).toBe('not-from-this-status')
  })
})

describe('the resident', () => {
  test('judges, and the case is closed: nobody judges it again or does more about it', () => {
    const closed = afterwards(answeredByRoads(), [judged, resident, '2026-03-13 20:00'])
    expect(closed).toMatchObject({ status: 'closed', clock: null, closed: { as: 'judged' } })
    expect(refusalOf(closed, judged, resident)).toBe('judged-already')
    for (const [input, actor] of [
      [sentBack, resident],
      [answered, roads],
      [handOver('water'), district],
      [{ move: 'redo' }, system],
    ] as const)
      expect(refusalOf(closed, input, actor)).toBe('not-from-this-status')
  })

  test('sends the answer back once, and whoever answered redoes it within five working days', () => {
    const back = afterwards(answeredByRoads(), [sentBack, resident, '2026-03-13 20:00'])
    expect(back).toMatchObject({ status: 'disputed', disputes: 1, supervised: false })
    expect(afterwards(back, [{ move: 'redo' }, system, '2026-03-13 20:00'])).toMatchObject({
      status: 'with-agency',
      agencyId: 'roads',
      clock: { limit: { count: 5, unit: 'working-days' }, dueAt: beijing('2026-03-21 00:00') },
    })
  })

  test('sends a deputy’s answer back, and the deputy redoes it', () => {
    const back = afterwards(
      open(),
      [{ move: 'accept' }, deputyShen, monday],
      [answeredDirectly, deputyShen, monday],
      [sentBack, resident, monday],
      [{ move: 'redo' }, system, monday],
    )
    expect(back).toMatchObject({
      status: 'accepted',
      holder: { kind: 'deputy', id: 'shen' },
      clock: { limit: { count: 5, unit: 'working-days' } },
    })
  })

  test('sends it back a second time: the case is supervised and the town decides, nobody else', () => {
    const twice = afterwards(
      answeredByRoads(),
      [sentBack, resident, '2026-03-13 20:00'],
      [{ move: 'redo' }, system, '2026-03-13 20:00'],
      [answered, roads, '2026-03-16 09:00'],
      [sentBack, resident, '2026-03-16 20:00'],
    )
    expect(twice).toMatchObject({
      status: 'disputed',
      disputes: 2,
      supervised: true,
      holder: { kind: 'town', id: 'qinghe' },
    })
    expect(refusalOf(twice, { move: 'redo' }, system)).toBe('redone-once-already')
    expect(refusalOf(twice, handOver('water'), station)).toBe('not-yours')
    expect(afterwards(twice, [answeredDirectly, town, '2026-03-17 09:00'])).toMatchObject({
      status: 'answered',
      answeredBy: 'holder',
    })
    expect(afterwards(twice, [handOver('water'), town, '2026-03-17 09:00'])).toMatchObject({
      status: 'with-agency',
      agencyId: 'water',
      clock: { limit: { count: 5, unit: 'working-days' } },
    })
  })

  test('after the first time, the town does not step in before the redoing', () => {
    const back = afterwards(answeredByRoads(), [sentBack, resident, '2026-03-13 20:00'])
    expect(refusalOf(back, handOver('water'), town)).toBe('first-dispute-is-redone')
    expect(refusalOf(back, answeredDirectly, town)).toBe('first-dispute-is-redone')
  })

  test('may send back whenever any part of the judgement is negative', () => {
    const good = { process: 'satisfied', result: 'basically', solved: true } as const
    expect([
      isNegative(good),
      isNegative({ ...good, process: 'not' }),
      isNegative({ ...good, result: 'not' }),
      isNegative({ ...good, solved: false }),
    ]).toEqual([false, true, true, true])
  })
})
