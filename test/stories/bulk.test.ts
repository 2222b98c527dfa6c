/** One move on many cases: what will happen is said before, and what happened to each afterwards. */
import { expect, test } from 'vitest'
import { doBulk } from '../../src/actions/do-bulk.ts'
import { here, idOf, type Login } from '../cast.ts'
import { kinds, type Said, type Story, solved, story, toStation } from './moves/story.ts'

const works = idOf('agency works')

async function chosen(s: Story, login: Login, many: readonly Said[]) {
  const { body } = await (await s.as(login)).get('/api/v1/cases?view=all&limit=200')
  const versions = new Map(body.cases.map((row: { id: string; version: number }) => [row.id, row.version]))
  return many.map(({ id }) => ({ id, version: versions.get(id) ?? 1 }))
}

async function said(s: Story, count: number): Promise<Said[]> {
  const many: Said[] = []
  for (let i = 0; i < count; i++) many.push(await s.say(toStation, { text: `路灯坏了 ${i}` }))
  return many
}

const ask = async (s: Story, login: Login, given: object, cases: readonly object[], path = '') =>
  (await s.as(login)).post(`/api/v1/bulk-acts${path}`, { given, cases })

const report = async (s: Story, login: Login, id: string) =>
  (await (await s.as(login)).get(`/api/v1/bulk-acts/${id}`)).body

test('a clerk hands over twelve cases at once and sees what happened to each', async () => {
  await using s = await story()
  const many = await said(s, 12)
  for (const one of many.slice(0, 10)) await s.move('dongjie', one, 'accept')
  const cases = await chosen(s, 'dongjie', many)
  const given = { move: 'hand-over', agencyId: works, words: '请一并办理。' }

  const preview = (await ask(s, 'dongjie', given, cases, '/preview')).body
  expect(preview.needsConsent).toBe(false)
  expect(preview.cases.map(({ id }: Said) => id)).toEqual(many.map(({ id }) => id))
  expect(preview.cases.slice(0, 10).every(({ dueAt }: { dueAt: string | null }) => dueAt !== null)).toBe(true)
  expect(preview.cases.slice(10).map(({ refusal }: { refusal: string }) => refusal)).toEqual([
    'not-from-this-status',
    'not-from-this-status',
  ])
  // Nothing has happened yet; then a colleague is quicker with one of them.
  expect(await s.list('shizheng')).toEqual([])
  await s.move('dongjie', many[3] as Said, 'mark-urgent')

  const started = await ask(
    s,
    'dongjie',
    given,
    await chosen(s, 'dongjie', many.slice(0, 3)).then((first) => [...first, ...cases.slice(3)]),
  )
  expect([started.status, started.body.state]).toEqual([201, 'going'])
  await s.settle()
  const done = await report(s, 'dongjie', started.body.id)
  expect(done).toMatchObject({ state: 'done', mine: true, done: 9, refused: 3, waiting: 0, words: null })
  expect(done.cases[3]).toMatchObject({ state: 'refused', refusal: 'changed-meanwhile' })
  expect(done.cases[3].message).not.toBe('')
  expect((await s.list('shizheng')).sort()).toEqual(
    many
      .filter((_, i) => i < 10 && i !== 3)
      .map(({ id }) => id)
      .sort(),
  )
  // The date that was promised before is the date that was given.
  const [first] = many as [Said]
  expect((await s.see('dongjie', first)).dueAt).toBe(preview.cases[0].dueAt)
  expect(kinds(await s.see('dongjie', first)).at(-1)).toBe('hand-over')
})

test('the same words to several residents wait for a second member of the unit', async () => {
  await using s = await story()
  const many = await said(s, 3)
  for (const one of many) await s.move('dongjie', one, 'accept')
  const cases = await chosen(s, 'dongjie', many)
  const started = await ask(s, 'dongjie', { move: 'answer-directly', ...solved }, cases)
  expect(started.body.state).toBe('proposed')
  await s.settle()
  expect((await s.see('dongjie', many[0] as Said)).status).toBe('accepted')

  const decide = async (login: Login, verb: string) =>
    (await s.as(login)).post(`/api/v1/bulk-acts/${started.body.id}/${verb}`, {})
  expect((await decide('dongjie', 'consent')).body.refusal).toBe('another-person-must')
  // Another station, and the office above, are not the unit.
  for (const login of ['liuan', 'shanqiao'] as const) {
    expect((await decide(login, 'consent')).body.refusal).toBe('no-such-bulk-act')
    expect((await (await s.as(login)).get('/api/v1/bulk-acts')).body.acts).toEqual([])
  }
  await s.join('liuan', 'station', idOf('station dongjie'))
  const waiting = (await (await s.as('liuan')).get('/api/v1/bulk-acts')).body.acts
  expect(waiting).toMatchObject([{ id: started.body.id, mayConsent: true, waiting: 3 }])
  expect((await report(s, 'liuan', started.body.id)).words).toBe(solved.words)
  expect((await decide('liuan', 'consent')).status).toBe(200)
  expect((await decide('liuan', 'drop')).body.refusal).toBe('bulk-act-is-decided')
  await s.settle()
  expect(await report(s, 'dongjie', started.body.id)).toMatchObject({ state: 'done', done: 3, refused: 0 })
  for (const one of many) expect((await s.resident(one)).status).toBe('answered')
  // What was written is in each history, and nowhere else any more.
  expect(await s.w.look('select given from bulk_acts')).toEqual([{ given: {} }])
})

test('a proposal that somebody drops comes to nothing', async () => {
  await using s = await story()
  const many = await said(s, 2)
  const started = await ask(s, 'dongjie', { move: 'message', words: '已经收到。' }, await chosen(s, 'dongjie', many))
  expect(started.body.state).toBe('proposed')
  const dropped = await (await s.as('dongjie')).post(`/api/v1/bulk-acts/${started.body.id}/drop`, {})
  expect(dropped.status).toBe(200)
  await s.settle()
  expect(await report(s, 'dongjie', started.body.id)).toMatchObject({ state: 'dropped', done: 0, words: null })
  expect(kinds(await s.see('dongjie', many[0] as Said))).not.toContain('message')
})

test('more than fifty at once need a second person, whatever the move', async () => {
  await using s = await story()
  const many = await said(s, 51)
  const all = await chosen(s, 'dongjie', many)
  expect((await ask(s, 'dongjie', { move: 'accept' }, all, '/preview')).body.needsConsent).toBe(true)
  expect((await ask(s, 'dongjie', { move: 'accept' }, all)).body.state).toBe('proposed')
  const fifty = await ask(s, 'dongjie', { move: 'accept' }, all.slice(1))
  expect(fifty.body.state).toBe('going')
  // Two workers at once: each case is moved once.
  const round = () => doBulk(s.w.workerContext, here.id)
  while ((await Promise.all([round(), round()])).some((count) => count > 0));
  expect(await report(s, 'dongjie', fifty.body.id)).toMatchObject({ state: 'done', done: 50, refused: 0 })
  const [events] = await s.w.look<{ count: number }>(`select count(*)::int as count from events where kind = 'accept'`)
  expect(events?.count).toBe(50)
})

test('merging many under one, and a lead that cannot be one', async () => {
  await using s = await story()
  const [lead, ...others] = (await said(s, 4)) as [Said, ...Said[]]
  await s.move('dongjie', lead, 'accept')
  const cases = await chosen(s, 'dongjie', [lead, ...others])
  const given = { move: 'merge', into: lead.id }
  const preview = (await ask(s, 'dongjie', given, cases, '/preview')).body
  expect(preview.cases[0].refusal).toBe('merge-into-itself')
  const started = await ask(s, 'dongjie', given, cases)
  await s.settle()
  expect(await report(s, 'dongjie', started.body.id)).toMatchObject({ done: 3, refused: 1 })
  expect((await s.see('dongjie', lead)).merged).toHaveLength(3)
  await s.move('dongjie', lead, 'answer-directly', solved)
  const late = await ask(s, 'dongjie', given, await chosen(s, 'dongjie', [await s.say(toStation)]))
  expect(late.body.refusal).toBe('lead-is-not-open')
})

test('cases of others, empty words and an agency that is not there stop it before it begins', async () => {
  await using s = await story()
  const [one] = (await said(s, 1)) as [Said]
  const cases = [{ id: one.id, version: 1 }]
  expect((await ask(s, 'liuan', { move: 'accept' }, cases)).body.refusal).toBe('no-such-case')
  expect((await ask(s, 'dongjie', { move: 'message', words: ' ' }, cases)).body.refusal).toBe('nothing-said')
  const nobody = { move: 'hand-over', agencyId: idOf('station dongjie') }
  expect((await ask(s, 'dongjie', nobody, cases)).body.refusal).toBe('no-such-agency')
  const planned = { move: 'answer-directly', words: '会修。', outcome: 'planned' }
  expect((await ask(s, 'dongjie', planned, cases)).body.refusal).toBe('planned-date-missing')
})

test('who has left meanwhile moves nothing any more', async () => {
  await using s = await story()
  const many = await said(s, 2)
  const started = await ask(s, 'dongjie', { move: 'accept' }, await chosen(s, 'dongjie', many))
  await s.leave('dongjie')
  await s.settle()
  const left = await s.w.look('select state, refusal from bulk_cases')
  expect(left).toEqual([1, 2].map(() => ({ state: 'refused', refusal: 'no-such-case' })))
  expect(started.status).toBe(201)
})
