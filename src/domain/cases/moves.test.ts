/** The table of moves, asked for every move, role, status and circumstance there is. */
import { describe, expect, test } from 'vitest'
import { canMove } from '../loop/loop.ts'
import { type ActingRole, staffRoles } from '../people/actor.ts'
import { type CaseCondition, type CaseMove, type CaseStatus, caseMoves, caseStatuses, moves } from './moves.ts'

const roles: readonly ActingRole[] = [...staffRoles, 'resident', 'system']
const conditions: readonly CaseCondition[] = ['first-dispute-is-redone', 'redone-once-already', 'return-came-too-late']
const refusals = ['not-your-role', 'not-from-this-status', ...conditions]

/** Every answer the table gives, with all conditions holding or none. */
const answers = caseMoves.flatMap((move) =>
  roles.flatMap((role) =>
    caseStatuses.flatMap((from) =>
      [true, false].map((holds) => ({ move, role, from, holds, can: canMove(moves, move, role, from, () => holds) })),
    ),
  ),
)
const leadsFrom = (status: CaseStatus) =>
  answers.filter(({ from, holds, can }) => from === status && holds && can.ok).map(({ can }) => can.ok && can.value)

test('whoever asks for whatever move, whenever, gets a next status or a refusal by name', () => {
  expect(answers).toHaveLength(caseMoves.length * roles.length * caseStatuses.length * 2)
  for (const { can } of answers) expect(can.ok ? caseStatuses : refusals).toContain(can.ok ? can.value : can.refusal)
})

test('a move that is nobody’s in this role is refused for the role, before anything else', () => {
  for (const { move, role, can } of answers) {
    const known = moves[move].ways.some((way) => way.by.includes(role))
    expect(!can.ok && can.refusal === 'not-your-role').toBe(!known)
  }
})

test('a condition that fails is what the person is told, and only where the move is otherwise theirs', () => {
  for (const { move, role, from, holds, can } of answers) {
    const ways = moves[move].ways.filter((way) => way.by.includes(role) && way.from.includes(from))
    if (ways.length === 0) expect(can.ok).toBe(false)
    else if (holds || ways.some((way) => way.when === undefined)) expect(can.ok).toBe(true)
    else expect(can).toEqual({ ok: false, refusal: ways[0]?.when })
  }
})

test('a case can come into every status, and from every status but closed it can go on', () => {
  const reached = new Set<CaseStatus>(['received'])
  for (const status of reached)
    for (const way of Object.values(moves).flatMap((rule) => rule.ways))
      if (way.from.includes(status)) reached.add(way.to)
  expect([...reached].sort()).toEqual([...caseStatuses].sort())
  for (const status of caseStatuses) expect(leadsFrom(status).length === 0).toBe(status === 'closed')
})

test('from every status a case can still be closed', () => {
  const canClose = new Set<CaseStatus>(['closed'])
  for (let grew = true; grew; ) {
    const size = canClose.size
    for (const way of Object.values(moves).flatMap((rule) => rule.ways))
      if (canClose.has(way.to)) for (const from of way.from) canClose.add(from)
    grew = canClose.size > size
  }
  expect([...canClose].sort()).toEqual([...caseStatuses].sort())
})

describe('who is waited for', () => {
  const whoMovesFrom = (status: CaseStatus) =>
    [...new Set(answers.filter(({ from, can }) => from === status && can.ok).map(({ role }) => role))].sort()

  test.each<[CaseStatus, ActingRole[]]>([
    ['received', ['deputy', 'district', 'station', 'town']],
    ['accepted', ['deputy', 'district', 'station', 'town']],
    ['with-agency', ['agency']],
    ['returned', ['district', 'station', 'town']],
    ['answered', ['resident']],
    ['disputed', ['district', 'system', 'town']],
    ['closed', []],
  ])('in status %s: %s', (status, expected) => {
    expect(whoMovesFrom(status)).toEqual(expected)
  })

  test('an auditor moves nothing, ever', () => {
    expect(answers.filter(({ role, can }) => role === 'auditor' && can.ok)).toEqual([])
  })

  test('only the resident judges and sends back; only an agency returns', () => {
    const whoMakes = (move: CaseMove) => [...new Set(moves[move].ways.flatMap((way) => way.by))]
    expect([whoMakes('judge'), whoMakes('send-back'), whoMakes('return')]).toEqual([
      ['resident'],
      ['resident'],
      ['agency'],
    ])
  })
})
