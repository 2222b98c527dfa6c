/** The line of steps that a case draws of itself. */
import { expect, test } from 'vitest'
import type { StepReply } from '../../../src/contract/receipts.ts'
import { stagesOf } from './stages.ts'

const steps = (...kinds: StepReply['kind'][]): StepReply[] =>
  kinds.map((kind, hour) => ({
    kind,
    at: `2026-11-23T0${hour}:00:00.000Z`,
    by: { kind: 'station', name: '东街代表联络站' },
    to: null,
    words: '',
    wish: null,
    files: [],
    status: null,
    outcome: null,
    reason: null,
    until: null,
    dueBefore: null,
    saidAt: null,
    identity: null,
    agreed: [],
    continued: false,
  }))

const heldBy = { kind: 'station', name: '东街代表联络站' } as const
const agency = { kind: 'agency', name: '沁湖区城管局' } as const

const line = (given: Omit<Parameters<typeof stagesOf>[0], 'heldBy'>) =>
  stagesOf({ heldBy, ...given }).map(({ name, state }) => `${name} ${state}`)

test('a new case has only been received, and accepting is next', () => {
  expect(line({ steps: steps('receive'), status: 'received', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted now',
    'answered later',
    'judged later',
  ])
})

test('whoever a case is passed on to accepts it anew', () => {
  expect(line({ steps: steps('receive', 'accept', 'pass'), status: 'received', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted now',
    'answered later',
    'judged later',
  ])
})

test('a returned case keeps the hand-over and the return in sight until it is handed over again', () => {
  const returned = steps('receive', 'accept', 'hand-over', 'return')
  expect(line({ steps: returned, status: 'returned', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted done',
    'handedOver done',
    'returned done',
    'handOverAgain now',
    'answered later',
    'judged later',
  ])
  const again = steps('receive', 'accept', 'hand-over', 'return', 'hand-over')
  expect(line({ steps: again, status: 'with-agency', agency, disputes: 0 })).toEqual([
    'received done',
    'accepted done',
    'handedOver done',
    'withAgency now',
    'answered later',
    'judged later',
  ])
})

test('a case that was sent back shows that it was, and is being redone', () => {
  const redone = steps('receive', 'accept', 'hand-over', 'answer', 'send-back', 'redo')
  expect(line({ steps: redone, status: 'with-agency', agency, disputes: 1 })).toEqual([
    'received done',
    'sentBack done',
    'redone now',
    'answered later',
    'judged later',
  ])
})

test('a closed case has nothing before it', () => {
  const closed = steps('receive', 'accept', 'answer-directly', 'look-at-identity', 'judge')
  expect(line({ steps: closed, status: 'closed', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted done',
    'answered done',
    'judged done',
  ])
})

test('while the resident is asked, the line says so and what comes after', () => {
  const asked = steps('receive', 'accept', 'ask')
  expect(line({ steps: asked, status: 'waiting-for-resident', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted done',
    'asked now',
    'answered later',
    'judged later',
  ])
})

test('a case that was not taken on ends there, and begins anew when someone looks at it again', () => {
  const declined = steps('receive', 'accept', 'propose-decline', 'decline')
  expect(line({ steps: declined, status: 'declined', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted done',
    'declined done',
  ])
  const appealed = [...declined, ...steps('appeal')]
  expect(line({ steps: appealed, status: 'received', agency: null, disputes: 0 })).toEqual([
    'received done',
    'appealed done',
    'accepted now',
    'answered later',
    'judged later',
  ])
})

test('a promise that is fulfilled is answered again and waits to be judged again', () => {
  const fulfilled = steps('receive', 'accept', 'answer-directly', 'judge', 'fulfil')
  expect(line({ steps: fulfilled, status: 'answered', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted done',
    'answered done',
    'judged now',
  ])
})

test('a split case no longer shows that it was merged', () => {
  const split = steps('receive', 'accept', 'merge', 'split')
  expect(line({ steps: split, status: 'accepted', agency: null, disputes: 0 })).toEqual([
    'received done',
    'accepted done',
    'answered now',
    'judged later',
  ])
})

test('a case that came from elsewhere was received once and begins anew here', () => {
  const there = steps('receive', 'accept', 'transfer')
  const here = steps('receive').map((step) => ({ ...step, continued: true }))
  expect(line({ steps: [...there, ...here], status: 'received', agency: null, disputes: 0 })).toEqual([
    'received done',
    'transferred done',
    'accepted now',
    'answered later',
    'judged later',
  ])
})
