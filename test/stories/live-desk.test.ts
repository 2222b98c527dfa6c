/** Desks hear by themselves what happened: what they may see, from whichever program it came, and until they sign out. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { beAtCase } from '../../src/actions/be-at-case.ts'
import { openDatabase } from '../../src/data/db.ts'
import { codeOf, demonstrationPassword, here, idOf, type Login } from '../cast.ts'
import { addressOf, listen } from '../live-listener.ts'
import { type World, world } from '../world.ts'

async function tokenOf(w: World, login: Login): Promise<string> {
  const answer = await w.resident.post('/api/v1/sessions', { login, password: demonstrationPassword })
  return answer.body.token as string
}

async function says(w: World, to: object, text = '路灯不亮已经一周了。'): Promise<string> {
  const sent = await w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text })
  expect(sent.status, sent.text).toBe(201)
  const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
  return row?.id as string
}

const market = { point: codeOf('point market') }

test('a desk hears of a new case at its station, another station does not, and each hears of its own', async () => {
  await using w = await world()
  const north = { station: codeOf('station beidang') }
  const [east, other] = [await listen(w, await tokenOf(w, 'dongjie')), await listen(w, await tokenOf(w, 'beidang'))]
  expect([east.status, east.headers.get('content-type'), east.headers.get('x-accel-buffering')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    'no',
  ])
  // What it missed: nothing, as it is new.
  expect(await east.next()).toMatchObject({ event: 'change', data: { cases: [], all: false } })
  expect(await other.next()).toMatchObject({ event: 'change', data: { cases: [], all: false } })
  const first = await says(w, market)
  const second = await says(w, north)
  expect(await east.next()).toMatchObject({ event: 'change', data: { cases: [first], all: false } })
  // The first thing the other hears is its own: it was not told of the first.
  expect(await other.next()).toMatchObject({ event: 'change', data: { cases: [second], all: false } })
  east.close()
  other.close()
})

test('a desk whose line broke is told what it missed, and only that', async () => {
  await using w = await world()
  const token = await tokenOf(w, 'dongjie')
  const before = await listen(w, token)
  const start = await before.next()
  before.close()
  const missed = await says(w, market)
  const after = await listen(w, token, start?.id)
  const heard = await after.next()
  expect(heard).toMatchObject({ event: 'change', data: { cases: [missed], all: false } })
  after.close()
  const again = await listen(w, token, heard?.id)
  expect(await again.next()).toMatchObject({ event: 'change', data: { cases: [], all: false } })
  again.close()
  // Where no stream comes through, the same is asked once.
  const dongjie = await w.signIn('dongjie')
  const asked = await dongjie.get(`/api/v1/live?after=${start?.id}`)
  expect(asked.body).toEqual({ id: heard?.id, cases: [missed], all: false })
})

test('a station that the report is about hears nothing of it', async () => {
  await using w = await world()
  const station = await listen(w, await tokenOf(w, 'dongjie'))
  await station.next()
  const sent = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: '站里没有人接待。',
    aboutAddressee: true,
  })
  expect(sent.status, sent.text).toBe(201)
  const theirs = await says(w, market)
  expect(await station.next()).toMatchObject({ data: { cases: [theirs] } })
  station.close()
})

test('whoever signs out hears that it is over, and the line ends', async () => {
  await using w = await world()
  const token = await tokenOf(w, 'dongjie')
  const line = await listen(w, token)
  await line.next()
  const answer = await fetch(`${await addressOf(w)}/api/v1/sessions/current`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  })
  expect(answer.status).toBe(204)
  expect(await line.next()).toMatchObject({ event: 'over' })
  expect(await line.next()).toBeUndefined()
})

test('when the program stops, it does not wait for those who listen', async () => {
  await using w = await world()
  const line = await listen(w, await tokenOf(w, 'dongjie'))
  await line.next()
  await w.app.close()
  expect(await line.next()).toMatchObject({ event: 'over' })
  expect(await line.next()).toBeUndefined()
})

test('the seventh window of one session takes the place of the first', async () => {
  await using w = await world()
  const token = await tokenOf(w, 'dongjie')
  const lines = []
  for (let window = 0; window < 7; window++) lines.push(await listen(w, token))
  const [first, ...others] = lines
  await first?.next()
  expect(await first?.next()).toMatchObject({ event: 'replaced' })
  expect(await first?.next()).toBeUndefined()
  const seen = await says(w, market)
  for (const line of others) {
    await line.next()
    expect(await line.next()).toMatchObject({ data: { cases: [seen] } })
    line.close()
  }
})

test('two people at one case see each other, also by another program, and not when one has left', async () => {
  await using w = await world()
  const caseId = await says(w, { station: codeOf('station dongjie') })
  const [token, station, town, deputy] = [
    await tokenOf(w, 'dongjie'),
    await w.signIn('dongjie'),
    await w.signIn('shanqiao'),
    await w.signIn('chenya'),
  ]
  const line = await listen(w, token)
  await line.next()
  const at = `/api/v1/cases/${caseId}/presence`
  expect((await station.post(at, { here: true })).body).toEqual({ others: [] })
  expect((await deputy.post(at, { here: true })).status).toBe(404)
  // The town's desk is with another program on the same database.
  const [user] = await w.look<{ id: string }>(`select id from users where district_id = 1 and login = 'shanqiao'`)
  const staff = {
    kind: 'staff' as const,
    userId: user?.id as string,
    name: '',
    memberships: [{ role: 'town' as const, unitId: idOf('town shanqiao') }],
    stationIds: [],
  }
  const database = openDatabase({ url: w.urlFor('jieyou_app'), size: 1, onError: (code) => w.problems.push(code) })
  const came = await beAtCase({ ...w.context, database }, here.id, { staff, caseId, here: true })
  await database.close()
  expect(came.ok).toBe(true)
  for (let heard = await line.next(); ; heard = await line.next()) {
    if (heard?.event !== 'presence') continue
    const { others } = (await station.post(at, { here: true })).body
    if (others.length === 0) continue
    expect(others).toEqual([{ name: expect.any(String), role: 'town', unitName: expect.stringContaining('善桥') }])
    break
  }
  await town.post(at, { here: false })
  expect((await station.post(at, { here: true })).body).toEqual({ others: [] })
  // A desk that fell silent is gone within a minute.
  await town.post(at, { here: true })
  w.at('2026-03-09T01:21:30Z')
  expect((await station.post(at, { here: true })).body).toEqual({ others: [] })
  line.close()
})
