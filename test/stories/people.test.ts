/** A district's office keeps its people: who is let in, as what and for how long, and everything leaves a trace. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { here, idOf } from '../cast.ts'
import { type Answer, type Person, type World, world } from '../world.ts'

let w: World
let office: Person
beforeAll(async () => {
  w = await world()
  office = await w.signIn('qinhu')
})
afterAll(() => w[Symbol.asyncDispose]())

const password = '东街的路灯亮了又灭了'
const tokenIn = (answer: Answer): string => new URL(answer.body.invitation.link).hash.slice(1)
const idOfLogin = async (login: string): Promise<string> =>
  (await office.get(`/api/v1/people?search=${login}`)).body.people.find((one: { login: string }) => one.login === login)
    .id
const kinds = async (id: string): Promise<string[]> =>
  (await office.get(`/api/v1/people/${id}`)).body.history.map(({ kind }: { kind: string }) => kind)
const added = async (login: string, roles: object[] = []) => {
  const answer = await office.post('/api/v1/people', { name: '新来的', login, roles })
  expect(answer.status, answer.text).toBe(201)
  return { id: answer.body.id as string, token: tokenIn(answer) }
}
const signsIn = (login: string, typed = password) => w.resident.post('/api/v1/sessions', { login, password: typed })
const accepts = (token: string, typed = password) =>
  w.resident.post('/api/v1/invitations/accept', { token, password: typed })

test('a new clerk gets a link, sets a password of their own and works; the link works once', async () => {
  const { id, token } = await added('wang.fang', [{ role: 'station', unitId: idOf('station dongjie') }])
  expect((await signsIn('wang.fang')).body.refusal).toBe('sign-in-wrong')
  expect((await w.resident.post('/api/v1/invitations/open', { token })).body).toMatchObject({
    name: '新来的',
    login: 'wang.fang',
    district: here.name,
  })
  expect((await accepts(token, 'short')).body.refusal).toBe('password-too-short')
  expect((await accepts(token)).body).toEqual({ login: 'wang.fang' })
  expect((await accepts(token)).body.refusal).toBe('invitation-used')
  const signedIn = await signsIn('wang.fang')
  expect(signedIn.body.me.memberships).toEqual([{ role: 'station', unitName: expect.stringContaining('东街') }])
  const { body } = await office.get(`/api/v1/people/${id}`)
  expect(body).toMatchObject({ state: 'active', lastSignedInAt: w.context.now().toISOString(), sessions: 1 })
  expect(body.history.map(({ kind }: { kind: string }) => kind)).toEqual(['accept-invitation', 'invite', 'add-account'])
  expect(body.history.at(-1)).toMatchObject({ who: expect.any(String), said: expect.stringContaining('代表联络站') })
})

test('a link runs out, is taken back, and a newer one ends it', async () => {
  const first = await added('late.one')
  await using late = await world()
  const there = await late.signIn('qinhu')
  const made = await there.post('/api/v1/people', { name: '晚来的', login: 'late.two' })
  const open = (token: string) => late.resident.post('/api/v1/invitations/open', { token })
  late.at('2026-03-16T01:20:29Z')
  expect((await open(tokenIn(made))).status).toBe(200)
  late.at('2026-03-16T01:20:31Z')
  expect((await open(tokenIn(made))).body.refusal).toBe('invitation-expired')

  const again = await office.post(`/api/v1/people/${first.id}/invite`)
  expect((await accepts(first.token)).body.refusal).toBe('invitation-revoked')
  await office.post(`/api/v1/people/${first.id}/revoke-invitation`)
  expect((await accepts(tokenIn(again))).body.refusal).toBe('invitation-revoked')
  expect((await office.post(`/api/v1/people/${first.id}/revoke-invitation`)).body.refusal).toBe('no-open-invitation')
  expect((await accepts(`${here.prefix}.nothing-like-it`)).body.refusal).toBe('no-such-invitation')
  expect((await accepts('ZZ.of-no-district-at-all')).body.refusal).toBe('no-such-invitation')
})

test('a role counts from its first day to its last by the district’s clock, in what is seen and what may be done', async () => {
  await using term = await world()
  const keeper = await term.signIn('qinhu')
  const said = await term.resident.post('/api/v1/reports', {
    submissionId: '7d1b3a52-6d0e-4a3b-9f34-1d7a4f0c8a01',
    to: {
      station: (
        await term.look<{ code: string }>(`select code from codes where unit_id = $1 and revoked_at is null`, [
          idOf('station dongjie'),
        ])
      )[0]?.code,
    },
    text: '桥栏杆松了。',
  })
  expect(said.status, said.text).toBe(201)
  const made = await keeper.post('/api/v1/people', {
    name: '借调的',
    login: 'jiediao',
    roles: [{ role: 'station', unitId: idOf('station dongjie'), fromDay: '2026-03-10', untilDay: '2026-03-11' }],
  })
  expect(made.status, made.text).toBe(201)
  await term.resident.post('/api/v1/invitations/accept', { token: tokenIn(made), password })
  const atWork = async (instant: string) => {
    term.at(instant)
    const signed = await term.resident.post('/api/v1/sessions', { login: 'jiediao', password })
    const headers = { headers: { authorization: `Bearer ${signed.body.token}` } }
    const list = await term.resident.get('/api/v1/cases?view=all', headers)
    return [signed.body.me.memberships.length, list.body.cases.length]
  }
  // Beijing: 9 March 23:59, 10 March 00:00, 11 March 23:59, 12 March 00:00.
  expect(await atWork('2026-03-09T15:59:59Z')).toEqual([0, 0])
  expect(await atWork('2026-03-09T16:00:00Z')).toEqual([1, 1])
  expect(await atWork('2026-03-11T15:59:59Z')).toEqual([1, 1])
  expect(await atWork('2026-03-11T16:00:00Z')).toEqual([0, 0])
})

test('a session in the middle of its work loses a role at the end of its last day', async () => {
  await using term = await world()
  term.at('2026-03-09T12:00:00Z')
  const keeper = await term.signIn('qinhu')
  const station = await term.signIn('dongjie')
  const id = (await keeper.get('/api/v1/people?search=dongjie')).body.people[0].id
  const role = { role: 'station', unitId: idOf('station dongjie') }
  const given = await keeper.post(`/api/v1/people/${id}/give-role`, { ...role, untilDay: '2026-03-09' })
  expect(given.status, given.text).toBe(200)
  expect((await station.get('/api/v1/places')).status).toBe(200)
  term.at('2026-03-09T16:00:00Z')
  expect((await station.get('/api/v1/places')).body.refusal).toBe('not-your-role')
  const [newest] = (await keeper.get(`/api/v1/people/${id}`)).body.history
  expect(newest).toMatchObject({ kind: 'change-term', said: expect.stringContaining('3月9日(周一)') })
})

test('the last who keeps the district for good cannot be taken away, by nobody and in no way', async () => {
  const id = await idOfLogin('qinhu')
  const district = { role: 'district', unitId: null }
  // There are two in the office.
  const colleague = await idOfLogin('linguoping')
  expect((await office.post(`/api/v1/people/${colleague}/disable`)).status).toBe(200)
  const refused = async (act: string, body: object = {}) =>
    (await office.post(`/api/v1/people/${id}/${act}`, body)).body.refusal
  expect(await refused('take-role', district)).toBe('last-administrator')
  expect(await refused('give-role', { ...district, untilDay: '2026-12-31' })).toBe('last-administrator')
  expect(await refused('disable')).toBe('last-administrator')
  expect(await refused('leave')).toBe('not-yourself')
  // Somebody who was only invited, or whose term ends, could not let anyone in.
  await added('second.keeper', [{ ...district, untilDay: '2026-12-31' }])
  const invited = await added('third.keeper', [district])
  expect(await refused('take-role', district)).toBe('last-administrator')
  await accepts(invited.token)
  expect((await office.post(`/api/v1/people/${invited.id}/disable`)).status).toBe(200)
  expect(await refused('take-role', district)).toBe('last-administrator')
  expect((await office.post(`/api/v1/people/${invited.id}/enable`)).status).toBe(200)
  expect((await office.post(`/api/v1/people/${id}/give-role`, { ...district, untilDay: '2026-12-31' })).status).toBe(
    200,
  )
  expect((await office.post(`/api/v1/people/${id}/give-role`, district)).status).toBe(200)
})

test('two who take each other away at the same moment do not leave nobody', async () => {
  await using both = await world()
  const first = await both.signIn('qinhu')
  const made = await first.post('/api/v1/people', {
    name: '二',
    login: 'er',
    roles: [{ role: 'district', unitId: null }],
  })
  await both.resident.post('/api/v1/invitations/accept', { token: tokenIn(made), password })
  const colleague = (await first.get('/api/v1/people?search=linguoping')).body.people[0].id
  await first.post(`/api/v1/people/${colleague}/take-role`, { role: 'district', unitId: null })
  const ids = [made.body.id, (await first.get('/api/v1/people?search=qinhu')).body.people[0].id]
  const [one, other] = await Promise.all(
    ids.map((id) => first.post(`/api/v1/people/${id}/take-role`, { role: 'district', unitId: null })),
  )
  expect([one?.status, other?.status].filter((status) => status === 200)).toHaveLength(1)
  const left = await both.look(`select from memberships where district_id = $1 and role = 'district'`, [here.id])
  expect(left).toHaveLength(1)
})

test('the list is searched, narrowed and exported; an auditor reads it all and changes nothing', async () => {
  const auditor = await w.signIn('shenji')
  const seen = await auditor.get('/api/v1/people?role=deputy&state=active')
  expect(seen.body.people.length).toBeGreaterThan(2)
  for (const { roles } of seen.body.people)
    expect(roles.some(({ role }: { role: string }) => role === 'deputy')).toBe(true)
  const unit = await auditor.get(`/api/v1/people?unit=${idOf('agency works')}`)
  expect(unit.body.people.map(({ login }: { login: string }) => login)).toEqual(['shizheng'])
  expect((await auditor.get('/api/v1/people?search=%25')).body.people).toEqual([])
  const id = await idOfLogin('limin')
  expect((await auditor.get(`/api/v1/people/${id}`)).body.mayKeep).toBe(false)
  expect((await auditor.post(`/api/v1/people/${id}/disable`)).body.refusal).toBe('not-your-role')
  expect((await auditor.get('/api/v1/people/export?format=csv')).text).toContain('limin')
  const sheet = await auditor.get('/api/v1/people/export?format=xlsx')
  expect(sheet.headers['content-disposition']).toBe('attachment; filename="people.xlsx"')
})

test('nonsense is refused in words', async () => {
  const refused = async (body: object) =>
    (await office.post('/api/v1/people', { name: '某', login: 'mou', ...body })).body.refusal
  expect(await refused({ login: 'limin' })).toBe('login-taken')
  expect(await refused({ login: 'a b' })).toBe('login-misread')
  expect(await refused({ name: '两\n行' })).toBe('name-misread')
  expect(await refused({ email: 'not-an-address' })).toBe('email-misread')
  expect(await refused({ roles: [{ role: 'station', unitId: idOf('agency works') }] })).toBe('no-such-unit')
  expect(await refused({ roles: [{ role: 'district', unitId: idOf('agency works') }] })).toBe('no-such-unit')
  const days = { fromDay: '2026-05-02', untilDay: '2026-05-01' }
  expect(await refused({ roles: [{ role: 'district', ...days }] })).toBe('term-ends-before-it-begins')
  expect(await refused({ roles: [{ role: 'auditor' }, { role: 'auditor' }] })).toBe('role-given-twice')
})

test('every act on an account is an event with its commitment, and comes into the ledger', async () => {
  const { id } = await added('traced')
  await office.post(`/api/v1/people/${id}/describe`, { name: '改了名', email: 'a@example.org' })
  await office.post(`/api/v1/people/${id}/give-role`, { role: 'auditor' })
  await office.post(`/api/v1/people/${id}/take-role`, { role: 'auditor' })
  await office.post(`/api/v1/people/${id}/disable`)
  expect(await kinds(id)).toEqual([
    'disable-account',
    'take-role',
    'give-role',
    'describe-account',
    'invite',
    'add-account',
  ])
  await w.settle()
  const waiting = await w.look(
    `select from events e where e.subject_kind = 'account' and e.subject_id = $1
       and (length(e.commitment) <> 32 or not exists (select from ledger_leaves l where l.event_id = e.id))`,
    [id],
  )
  expect(waiting).toEqual([])
  expect(w.problems).toEqual([])
})
