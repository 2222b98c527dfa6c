/** A report turns out to be about an agency: it sees nothing of it, and can never hold it. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeOf, idOf } from '../../cast.ts'
import { type Person, type World, world } from '../../world.ts'

const works = idOf('agency works')
const why = '群众反映的就是这家单位的人态度不好。'

async function saidAndAccepted(w: World, station: Person): Promise<string> {
  const to = { station: codeOf('station dongjie') }
  const identity = { kind: 'agency', name: '刘小河', phone: '13800000001' }
  const said = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to,
    text: '窗口不理人。',
    identity,
  })
  expect(said.status, said.text).toBe(201)
  const [found] = (await station.get('/api/v1/cases')).body.cases
  expect((await station.post(`/api/v1/cases/${found.id}/accept`)).status).toBe(200)
  return found.id
}

test('an agency that leads it loses it, sees it nowhere, and cannot be given it again', async () => {
  await using w = await world()
  const station = await w.signIn('dongjie')
  const agency = await w.signIn('shizheng')
  const id = await saidAndAccepted(w, station)
  await station.post(`/api/v1/cases/${id}/hand-over`, { agencyId: works })
  expect((await agency.get(`/api/v1/cases/${id}`)).status).toBe(200)
  expect((await agency.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '约时间' })).status).toBe(200)

  const marked = await station.post(`/api/v1/cases/${id}/recuse-agency`, { agencyId: works, words: why })
  expect(marked.body.status).toBe('returned')
  expect((await agency.get(`/api/v1/cases/${id}`)).status).toBe(404)
  expect((await agency.get('/api/v1/cases?view=all')).body.cases).toEqual([])
  expect((await agency.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '再看' })).status).toBe(404)
  expect((await agency.post(`/api/v1/cases/${id}/answer`, { words: '办好了', outcome: 'solved' })).status).toBe(404)
  const again = await station.post(`/api/v1/cases/${id}/hand-over`, { agencyId: works })
  expect(again.body.refusal).toBe('agency-is-recused')
  const water = idOf('agency water')
  const helped = await station.post(`/api/v1/cases/${id}/hand-over`, {
    agencyId: water,
    coHandlers: [{ agencyId: works }],
  })
  expect(helped.body.refusal).toBe('agency-is-recused')
  expect((await station.post(`/api/v1/cases/${id}/hand-over`, { agencyId: water })).body.status).toBe('with-agency')
  const { recused, steps } = (await station.get(`/api/v1/cases/${id}`)).body
  expect(recused).toMatchObject({ kind: 'agency', words: why })
  expect(steps.map(({ kind }: { kind: string }) => kind)).toContain('recuse-agency')
  expect((await station.post(`/api/v1/cases/${id}/recuse-agency`, { agencyId: water, words: why })).body.refusal).toBe(
    'recused-already',
  )
  expect(w.problems).toEqual([])
})

test('one that only helps is taken off, and the lead goes on in its time', async () => {
  await using w = await world()
  const station = await w.signIn('dongjie')
  const agency = await w.signIn('shizheng')
  const id = await saidAndAccepted(w, station)
  const handed = await station.post(`/api/v1/cases/${id}/hand-over`, {
    agencyId: idOf('agency water'),
    coHandlers: [{ agencyId: works }],
  })
  const marked = await station.post(`/api/v1/cases/${id}/recuse-agency`, { agencyId: works, words: why })
  expect(marked.body).toMatchObject({ status: 'with-agency', dueAt: handed.body.dueAt })
  expect((await agency.get(`/api/v1/cases/${id}`)).status).toBe(404)
  expect((await station.get(`/api/v1/cases/${id}`)).body.coHandlers).toEqual([])
})

test('what it answered before and a resident sends back does not go to it again', async () => {
  await using w = await world()
  const station = await w.signIn('dongjie')
  const agency = await w.signIn('shizheng')
  const to = { station: codeOf('station dongjie') }
  const said = await w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text: '窗口不理人。' })
  const [{ id }] = (await station.get('/api/v1/cases')).body.cases
  await station.post(`/api/v1/cases/${id}/accept`)
  await station.post(`/api/v1/cases/${id}/hand-over`, { agencyId: works })
  await agency.post(`/api/v1/cases/${id}/answer`, { words: '没有这回事。', outcome: 'explained' })
  expect((await station.post(`/api/v1/cases/${id}/recuse-agency`, { agencyId: works, words: why })).body.status).toBe(
    'answered',
  )
  const judged = await w.resident.post('/api/v1/receipts/judge', {
    receiptCode: said.body.receiptCode,
    process: 'not',
    result: 'not',
    solved: false,
    sendBack: true,
    words: '就是有。',
  })
  expect(judged.status, judged.text).toBe(200)
  await w.settle()
  expect((await station.get(`/api/v1/cases/${id}`)).body).toMatchObject({
    status: 'accepted',
    agency: null,
    mine: true,
  })
  expect((await agency.get('/api/v1/cases?view=all')).body.cases).toEqual([])
})

test('it needs a reason and an agency, and an office takes it back with a reason', async () => {
  await using w = await world()
  const station = await w.signIn('dongjie')
  const town = await w.signIn('shanqiao')
  const id = await saidAndAccepted(w, station)
  const mark = (body: object) => station.post(`/api/v1/cases/${id}/recuse-agency`, body)
  expect((await mark({ agencyId: works, words: ' ' })).body.refusal).toBe('nothing-said')
  expect((await mark({ agencyId: randomUUID(), words: why })).body.refusal).toBe('no-such-agency')
  expect((await town.post(`/api/v1/cases/${id}/drop-recusal`, { words: why })).body.refusal).toBe('no-agency-recused')
  expect((await mark({ agencyId: works, words: why })).body.status).toBe('accepted')
  expect((await station.post(`/api/v1/cases/${id}/drop-recusal`, { words: why })).body.refusal).toBe('not-your-role')
  expect((await town.post(`/api/v1/cases/${id}/drop-recusal`, { words: '弄错了单位。' })).status).toBe(200)
  expect((await town.get(`/api/v1/cases/${id}`)).body.recused).toBe(null)
  expect((await town.post(`/api/v1/cases/${id}/hand-over`, { agencyId: works })).status).toBe(200)
})
