/** Offices call residents back: drawn by chance that anyone can repeat, asked by who did not answer, kept apart. */
import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { publishTick } from '../../src/actions/publish-tick.ts'
import { districtById } from '../../src/data/districts/read.ts'
import { codeOf, here, type Login } from '../cast.ts'
import { type Story, story } from './moves/story.ts'

const named = { kind: 'station', name: '林先生', phone: '13800000000' }
const period = { from: '2026-03-09', until: '2026-03-10', count: 2 }

/** A case that was entered, answered by the station and judged; its resident may be called back when they said so. */
async function closed(s: Story, more: object = {}, judged: object | null = { solved: true }): Promise<string> {
  const clerk = await s.as('dongjie')
  const entryId = randomUUID()
  const entry = { entryId, to: { station: codeOf('station dongjie') }, channel: 'walk-in', text: '路灯不亮。' }
  const { body } = await clerk.post('/api/v1/entries', { ...entry, identity: named, callBack: true, ...more })
  const said = { id: body.caseId as string }
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'answer-directly', { words: '修好了。', outcome: 'solved' })
  const { groups } = (await clerk.post('/api/v1/entries/aloud', { entryId })).body
  if (judged)
    await s.resident({ receipt: groups.join(' ') }, 'judge', {
      process: 'satisfied',
      result: 'satisfied',
      solved: true,
      ...judged,
    })
  return said.id
}

/** Five cases closed on Monday, of which four may be called back; then it is Wednesday, and the log has a checkpoint. */
async function drawnFrom(s: Story): Promise<string[]> {
  const ids = [await closed(s), await closed(s), await closed(s, {}, { solved: false }), await closed(s)]
  await closed(s, { callBack: false })
  await s.settle()
  const district = await districtById(s.w.context.database, here.id)
  if (!district) throw new Error('there is no district')
  await publishTick(s.w.workerContext, district, { number: 1, padTo: 1 })
  s.clock('03-11 09:00')
  return ids
}

const get = async (s: Story, login: Login, path = '') => (await s.as(login)).get(`/api/v1/call-backs${path}`)
const post = async (s: Story, login: Login, path: string, body: object) =>
  (await s.as(login)).post(`/api/v1/call-backs${path}`, body)

test('a town draws, anyone draws the same again, and nobody draws twice to choose', async () => {
  await using s = await story()
  await drawnFrom(s)
  expect((await get(s, 'shanqiao')).body).toMatchObject({ draws: [], draw: null, calls: [] })
  const made = await post(s, 'shanqiao', '', period)
  expect(made.status).toBe(201)
  const { draws, calls } = (await get(s, 'shanqiao')).body
  expect(draws[0]).toMatchObject({ drawnFrom: 4, drawn: 2, answered: 0, from: period.from, until: period.until })
  // From what is public: the numbers that could be drawn, and the root of the checkpoint of this size.
  const [checkpoint] = await s.w.look<{ root: Buffer }>('select root from ledger_checkpoints where size = $1', [
    draws[0].treeSize,
  ])
  expect(draws[0].seed).toBe(checkpoint?.root.toString('hex'))
  const again = [1, 2, 3, 4]
    .map((number) => ({ number, at: createHash('sha256').update(`${draws[0].seed} ${number}`).digest('hex') }))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .slice(0, 2)
    .map(({ number }) => `QH-2026-${number}`)
  expect(calls.map(({ number }: { number: string }) => number)).toEqual(again)
  const twice = await post(s, 'shanqiao', '', period)
  expect([twice.status, twice.body.refusal]).toEqual([409, 'drawn-already'])
})

test.each([
  ['a period that is not over', { ...period, until: '2026-03-11' }, 409, 'period-not-over'],
  ['days the wrong way round', { ...period, from: '2026-03-10', until: '2026-03-09' }, 400, 'days-turned-around'],
  ['days on which nothing was closed', { ...period, from: '2026-03-01', until: '2026-03-02' }, 409, 'nothing-to-draw'],
] as const)('%s is refused', async (_, body, status, refusal) => {
  await using s = await story()
  await drawnFrom(s)
  const answer = await post(s, 'shanqiao', '', body)
  expect([answer.status, answer.body.refusal]).toEqual([status, refusal])
})

test('a third person looks at the telephone with a reason, asks, and writes down what was heard beside the own judgement', async () => {
  await using s = await story()
  await drawnFrom(s)
  const { id: draw } = (await post(s, 'shanqiao', '', { ...period, count: 4 })).body
  const { calls } = (await get(s, 'shanqiao')).body
  const at = (place: number) => `/${draw}/${calls[place].caseId}`
  expect((await post(s, 'shanqiao', `${at(0)}/look`, { reason: ' ' })).body.refusal).toBe('nothing-said')
  expect((await post(s, 'shanqiao', `${at(0)}/look`, { reason: '电话回访' })).body).toEqual({
    name: named.name,
    phone: named.phone,
  })
  const answered = { cameOfIt: 'answered', process: 'satisfied', result: 'not', solved: false, words: '又不亮了。' }
  expect((await post(s, 'shanqiao', at(0), answered)).status).toBe(200)
  expect((await post(s, 'shanqiao', at(0), answered)).body.refusal).toBe('called-already')
  expect((await post(s, 'shanqiao', at(1), { cameOfIt: 'refused' })).status).toBe(200)
  for (const status of [200, 200, 200, 409])
    expect((await post(s, 'shanqiao', at(2), { cameOfIt: 'not-reached' })).status).toBe(status)
  const after = (await get(s, 'shanqiao', `?draw=${draw}`)).body
  expect(after.draws[0]).toMatchObject({ drawn: 4, answered: 1, refused: 1, notReached: 1, solved: 0, satisfied: 0 })
  expect(after.calls[0]).toMatchObject({ solved: false, words: '又不亮了。', canCall: false, tries: 1 })
  // The case and the resident's own judgement are as they were; the resident sees the look and the call.
  const seen = await s.see('shanqiao', { id: calls[0].caseId })
  expect([seen.status, seen.judgement.process, seen.callBack.result]).toEqual(['closed', 'satisfied', 'not'])
  expect(seen.steps.slice(-2).map(({ kind }: { kind: string }) => kind)).toEqual(['look-at-identity', 'call-back'])
  const table = await get(s, 'shanqiao', `/export?draw=${draw}&format=csv`)
  expect([table.status, table.text.includes('又不亮了。'), table.text.includes(named.phone)]).toEqual([
    200,
    true,
    false,
  ])
})

test('who answered does not call, nor another town; a name taken back is not called any more', async () => {
  await using s = await story()
  await drawnFrom(s)
  const { id: draw } = (await post(s, 'shanqiao', '', { ...period, count: 4 })).body
  const { calls } = (await get(s, 'shanqiao')).body
  const path = `/${draw}/${calls[0].caseId}`
  expect((await post(s, 'dixijiedao', `${path}/look`, { reason: '看看' })).body.refusal).toBe('no-such-call-back')
  expect((await post(s, 'qinhu', path, { cameOfIt: 'refused' })).body.refusal).toBe('no-such-call-back')
  for (const login of ['dongjie', 'limin', 'shizheng', 'shenji'] as const)
    expect((await post(s, login, path, { cameOfIt: 'refused' })).body.refusal).toBe('not-your-role')
  await s.w.look('delete from identities')
  expect((await post(s, 'shanqiao', `${path}/look`, { reason: '电话回访' })).body.refusal).toBe(
    'identity-is-not-for-you',
  )
  expect((await get(s, 'shanqiao')).body.calls[0].canCall).toBe(false)
})
