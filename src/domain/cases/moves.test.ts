/** The table of moves, asked for every move, role, status and circumstance there is. */
import { describe, expect, test } from 'vitest'
import { canMove } from '../loop/loop.ts'
import { type ActingRole, staffRoles } from '../people/actor.ts'
import { type CaseMove, type CaseStatus, caseMoves, caseStatuses, isOpen, moves, openStatuses } from './moves.ts'

const roles: readonly ActingRole[] = [...staffRoles, 'resident', 'system']

/** Every answer the table gives, with all conditions holding or none. */
const answers = caseMoves.flatMap((move) =>
  roles.flatMap((role) =>
    caseStatuses.flatMap((from) =>
      [true, false].map((holds) => ({ move, role, from, holds, can: canMove(moves, move, role, from, () => holds) })),
    ),
  ),
)
const waysOf = (move: CaseMove, role: ActingRole, from: CaseStatus) =>
  moves[move].filter((way) => way.by.includes(role) && way.from.includes(from))
/** Every step from one status to another that somebody can make. */
const arrows = caseMoves.flatMap((move) =>
  moves[move].flatMap(({ by, from, to }) =>
    from.map((status) => ({ move, by, from: status, to: to === 'as-it-is' ? status : to })),
  ),
)

test('whoever asks for whatever move, whenever, gets a next status or a refusal by name', () => {
  expect(answers).toHaveLength(caseMoves.length * roles.length * caseStatuses.length * 2)
  for (const { move, role, from, can } of answers)
    if (can.ok) expect(caseStatuses).toContain(can.value)
    else {
      const conditions = waysOf(move, role, from).flatMap(({ when }) => when ?? [])
      expect(['not-your-role', 'not-from-this-status', ...conditions]).toContain(can.refusal)
    }
})

test('a move that is nobody’s in this role is refused for the role, before anything else', () => {
  for (const { move, role, can } of answers) {
    const known = moves[move].some((way) => way.by.includes(role))
    expect(!can.ok && can.refusal === 'not-your-role').toBe(!known)
  }
})

test('a condition that fails is what the person is told, and only where the move is otherwise theirs', () => {
  for (const { move, role, from, holds, can } of answers) {
    const ways = waysOf(move, role, from)
    if (ways.length === 0) expect(can.ok).toBe(false)
    else if (holds || ways.some((way) => way.when === undefined)) expect(can.ok).toBe(true)
    else expect(can).toEqual({ ok: false, refusal: ways[0]?.when?.[0] })
  }
})

test('of several conditions the first that fails is told', () => {
  for (const move of caseMoves)
    for (const way of moves[move])
      for (const failing of way.when ?? [])
        for (const role of way.by)
          for (const from of way.from) {
            if (waysOf(move, role, from).length > 1) continue
            const can = canMove(moves, move, role, from, (condition) => condition !== failing)
            expect([move, can]).toEqual([move, { ok: false, refusal: failing }])
          }
})

test('every move leads somewhere, from somewhere, by somebody; none is made by an auditor', () => {
  for (const move of caseMoves) {
    expect(moves[move].length).toBeGreaterThan(0)
    for (const { by, from } of moves[move]) {
      expect(by.length * from.length).toBeGreaterThan(0)
      expect(by).not.toContain('auditor')
    }
  }
})

test('a case can come into every status, and from every one it can go on', () => {
  const reached = new Set<CaseStatus>(['quarantined', 'received', 'waiting-for-resident'])
  for (const status of reached) for (const { from, to } of arrows) if (from === status) reached.add(to)
  expect([...reached].sort()).toEqual([...caseStatuses].sort())
  for (const status of caseStatuses.filter((known) => known !== 'withdrawn'))
    expect(arrows.some(({ from, to }) => from === status && to !== status)).toBe(true)
  expect(arrows.filter(({ from }) => from === 'withdrawn')).toEqual([])
})

test('from every open status the desk and the clock alone bring a case to its end', () => {
  const ends = new Set<CaseStatus>(['closed'])
  const withoutResident = arrows.filter(({ by }) => by.some((role) => role !== 'resident'))
  for (let grew = true; grew; ) {
    const size = ends.size
    for (const { from, to } of withoutResident) if (ends.has(to)) ends.add(from)
    grew = ends.size > size
  }
  for (const status of ['quarantined' as const, ...openStatuses, 'merged' as const]) expect([...ends]).toContain(status)
})

describe('who is waited for', () => {
  /** Who can change the status without any condition. */
  const whoMovesFrom = (status: CaseStatus) =>
    [
      ...new Set(
        answers
          .filter(({ move, role, from, holds, can }) => {
            const changes = waysOf(move, role, from).some(({ to }) => to !== 'as-it-is')
            return from === status && holds && can.ok && changes && role !== 'system'
          })
          .map(({ role }) => role),
      ),
    ].sort()

  test.each<[CaseStatus, ActingRole[]]>([
    ['quarantined', ['district', 'resident', 'station', 'town']],
    ['received', ['deputy', 'district', 'resident', 'station', 'town']],
    ['accepted', ['deputy', 'district', 'resident', 'station', 'town']],
    ['with-agency', ['agency', 'district', 'resident', 'station', 'town']],
    ['returned', ['district', 'resident', 'station', 'town']],
    ['waiting-for-resident', ['resident']],
    ['answered', ['resident']],
    ['disputed', ['district', 'resident', 'town']],
    ['closed', ['agency', 'deputy', 'district', 'resident', 'station', 'town']],
    ['declined', ['resident']],
    ['merged', ['district', 'station', 'town']],
    ['withdrawn', []],
  ])('in status %s: %s', (status, expected) => {
    expect(whoMovesFrom(status)).toEqual(expected)
  })

  test('what is the resident’s alone, the agency’s alone, the offices’ alone, and the product’s alone', () => {
    const whoMakes = (move: CaseMove) => [...new Set(moves[move].flatMap((way) => way.by))]
    const only = (...by: ActingRole[]) => caseMoves.filter((move) => whoMakes(move).every((role) => by.includes(role)))
    expect(only('resident')).toEqual(['appeal', 'reply', 'judge', 'send-back', 'withdraw'])
    expect(only('agency')).toEqual([
      'return',
      'give-opinion',
      'answer-meeting',
      'finish-item',
      'ask-extension',
      'answer',
    ])
    expect(only('town', 'district')).toEqual([
      'transfer',
      'grant-extension',
      'refuse-extension',
      'entrust',
      'drop-recusal',
    ])
    expect(only('system')).toEqual([
      'fall',
      'resume',
      'answer-with-lead',
      'redo',
      'lapse',
      'list-overdue',
      'remind',
      'recount',
      'import',
    ])
  })

  test('a deputy never declines, hands over, merges or decides on an extension', () => {
    for (const move of ['propose-decline', 'decline', 'hand-over', 'merge', 'split', 'grant-extension'] as const)
      expect(moves[move].some(({ by }) => by.includes('deputy'))).toBe(false)
  })
})

test('what is done about an open case is only done about an open case', () => {
  for (const move of [
    'message',
    'withdraw',
    'supervise',
    'list-overdue',
    'remind',
    'urge',
    'mark-urgent',
    'recount',
  ] as const)
    for (const { from } of moves[move]) expect(from.every(isOpen)).toBe(true)
})
