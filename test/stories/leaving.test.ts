/** Somebody leaves: what they held goes on, and nobody signs in as them again. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeOf, here, idOf } from '../cast.ts'
import { type Person, type World, world } from '../world.ts'

const say = async (w: World, to: object, more: object = {}): Promise<string> => {
  const said = await w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text: '路灯坏了。', ...more })
  expect(said.status, said.text).toBe(201)
  return said.body.receiptCode
}
const limin = idOf('user limin')
const toLimin = { deputy: codeOf('deputy limin') }
const casesOf = (w: World) =>
  w.look<{ holder_kind: string; holder_id: string; status: string }>(
    `select holder_kind, holder_id, status from cases where district_id = $1 and deputy_id = $2`,
    [here.id, idOf('deputy limin')],
  )
/** Another deputy of the same station, with a code of their own. */
const successorOf = async (office: Person): Promise<{ id: string; name: string }> =>
  (await office.get(`/api/v1/people/${limin}/leaving`)).body.successors[0]

test('the office sees first what a deputy holds, and then all of it goes to the station, told by events', async () => {
  await using w = await world()
  const office = await w.signIn('qinhu')
  const deputy = await w.signIn('limin')
  const receipts = [await say(w, toLimin), await say(w, toLimin)]
  const [first] = (await deputy.get('/api/v1/cases')).body.cases
  expect((await deputy.post(`/api/v1/cases/${first.id}/accept`)).status).toBe(200)
  const preview = (await office.get(`/api/v1/people/${limin}/leaving`)).body
  expect(preview).toMatchObject({ openCases: 2, codes: [codeOf('deputy limin')], begun: null })
  expect((await casesOf(w)).every(({ holder_kind }) => holder_kind === 'deputy')).toBe(true)

  const left = await office.post(`/api/v1/people/${limin}/leave`, { words: '届满。' })
  expect(left.body).toMatchObject({
    casesMoved: 2,
    casesLeft: 0,
    notMoved: [],
    points: preview.points.length,
    codes: 1,
    done: true,
  })
  expect((await casesOf(w)).map(({ holder_kind, holder_id }) => [holder_kind, holder_id])).toEqual([
    ['station', idOf('station dongjie')],
    ['station', idOf('station dongjie')],
  ])
  expect((await deputy.get('/api/v1/cases')).body.refusal).toBe('not-signed-in')
  expect((await w.resident.post('/api/v1/sessions', { login: 'limin', password: 'jieyou' })).body.refusal).toBe(
    'sign-in-wrong',
  )
  const station = await w.signIn('dongjie')
  const { steps, status } = (await station.get(`/api/v1/cases/${first.id}`)).body
  expect(status).toBe('accepted')
  expect(steps.at(-1)).toMatchObject({ kind: 'entrust', to: { kind: 'station' }, words: '届满。' })
  // The resident sees that somebody else goes on, and not the note between offices.
  const receipt = await w.resident.post('/api/v1/receipts/lookup', { receiptCode: receipts[0] })
  expect(receipt.body.steps.find(({ kind }: { kind: string }) => kind === 'entrust')).toMatchObject({ words: '' })
  // An old code leads on, and what is said from now on goes to the station.
  expect((await w.resident.get(`/api/v1/codes/${codeOf('deputy limin')}`)).status).toBe(410)
  const { state, history } = (await office.get(`/api/v1/people/${limin}`)).body
  expect([state, history[0].kind, history[1].kind]).toEqual(['left', 'finish-leaving', 'leave'])
  expect((await office.post(`/api/v1/people/${limin}/leave`)).body.refusal).toBe('has-left')
  expect((await office.post(`/api/v1/people/${limin}/enable`)).body.refusal).toBe('has-left')
  expect((await office.post(`/api/v1/people/${limin}/invite`)).body.refusal).toBe('has-left')
  expect(w.problems).toEqual([])
})

test('a successor takes over cases, points and the way of the code, but no case they must stay away from', async () => {
  await using w = await world()
  const office = await w.signIn('qinhu')
  const successor = await successorOf(office)
  expect(successor, 'the cast has two deputies at this station').toBeTruthy()
  await say(w, toLimin)
  await say(w, toLimin)
  // One of the two turns out to be about the successor.
  await w.look(
    `update cases set recused_kind = 'deputy', recused_id = $1
     where id = (select id from cases where deputy_id = $2 order by id limit 1)`,
    [successor.id, idOf('deputy limin')],
  )
  const left = await office.post(`/api/v1/people/${limin}/leave`, { successorId: successor.id })
  expect(left.body).toMatchObject({ casesMoved: 2, done: true })
  expect((await casesOf(w)).map(({ holder_kind, holder_id }) => `${holder_kind} ${holder_id}`).sort()).toEqual([
    `deputy ${successor.id}`,
    `station ${idOf('station dongjie')}`,
  ])
  const points = await w.look(`select from points where deputy_id = $1`, [idOf('deputy limin')])
  expect(points).toEqual([])
  const [code] = await w.look<{ replaced_by: string; theirs: string }>(
    `select replaced_by, (select code from codes where unit_id = $2 and revoked_at is null) as theirs
     from codes where code = $1`,
    [codeOf('deputy limin'), successor.id],
  )
  expect(code?.replaced_by).toBe(code?.theirs)
  expect(
    (await office.post(`/api/v1/people/${idOf('user dongjie')}/leave`, { successorId: successor.id })).body.refusal,
  ).toBe('no-such-deputy')
})

test('more cases than one call takes go on where it stopped, with what was decided first', async () => {
  await using w = await world()
  const office = await w.signIn('qinhu')
  await say(w, toLimin)
  await w.look(
    `with r as (
       insert into reports (district_id, id, code_hash, content_mac, channel, received_at, commitment)
       select $1, gen_random_uuid(), uuid_send(gen_random_uuid()), '', 'web', '2026-03-09T01:00:00Z', '' from generate_series(1, 230)
       returning id)
     insert into cases (district_id, id, report_id, status, holder_kind, holder_id, deputy_id, station_id, town_id)
     select $1, gen_random_uuid(), r.id, 'accepted', 'deputy', c.holder_id, c.deputy_id, c.station_id, c.town_id
     from r cross join (select * from cases where deputy_id = $2 limit 1) c`,
    [here.id, idOf('deputy limin')],
  )
  const successor = await successorOf(office)
  const leave = (body: object) => office.post(`/api/v1/people/${limin}/leave`, body)
  expect((await leave({ successorId: successor.id })).body).toMatchObject({
    casesMoved: 100,
    casesLeft: 131,
    done: false,
  })
  expect((await office.get(`/api/v1/people/${limin}`)).body.leaving).toBe(true)
  // Whoever goes on cannot turn it around half way.
  expect((await leave({})).body).toMatchObject({ casesMoved: 200, casesLeft: 31, done: false })
  expect((await leave({})).body).toMatchObject({ casesMoved: 231, casesLeft: 0, done: true })
  const holders = await w.look<{ holder_id: string; count: string }>(
    `select holder_id, count(*) from cases where deputy_id = $1 group by 1`,
    [idOf('deputy limin')],
  )
  expect(holders).toEqual([{ holder_id: successor.id, count: '231' }])
  const moved = await w.look(`select from events where kind = 'entrust'`)
  expect(moved).toHaveLength(231)
})
