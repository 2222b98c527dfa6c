/** The main job, from the first word to the judgement, through HTTP on a real database. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeOf, idOf } from '../cast.ts'
import { type Answer, type Person, type World, world } from '../world.ts'

const lamp = '楼道的灯坏了，晚上看不见台阶。'

async function say(w: World, to: Record<string, string>, text = lamp): Promise<string> {
  const sent = await w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text })
  expect(sent.status).toBe(201)
  return sent.body.receiptCode
}

const lookUp = async (w: World, receiptCode: string): Promise<Answer['body']> =>
  (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body

const onlyCase = async (staff: Person, view = 'to-do'): Promise<Answer['body']> => {
  const list = await staff.get(`/api/v1/cases?view=${view}`)
  expect(list.body.cases).toHaveLength(1)
  return list.body.cases[0]
}

test('a resident speaks to a deputy, who accepts and answers, and the resident judges', async () => {
  await using w = await world()
  const receipt = await say(w, { deputy: codeOf('deputy limin') })
  expect(await lookUp(w, receipt)).toMatchObject({
    status: 'received',
    receivedAt: '2026-03-09T01:00:00.000Z',
    heldBy: { kind: 'deputy', name: '李敏' },
    // One working day: Tuesday, until 24:00 in Beijing.
    due: { dueAt: '2026-03-10T16:00:00.000Z' },
    canJudge: false,
  })

  const deputy = await w.signIn('limin')
  const found = await onlyCase(deputy)
  expect(found).toMatchObject({ title: lamp, status: 'received', mine: true })
  const accepted = await deputy.post(`/api/v1/cases/${found.id}/accept`, { version: found.version })
  // Twenty-four hours, by the clock.
  expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted', dueAt: '2026-03-10T01:20:30.456Z' } })

  w.at('2026-03-09T08:00:00Z')
  const answered = await deputy.post(`/api/v1/cases/${found.id}/answer-directly`, {
    words: '灯已经换好了。',
    outcome: 'solved',
  })
  expect(answered).toMatchObject({ status: 200, body: { status: 'answered' } })

  const seen = await lookUp(w, receipt)
  expect(seen).toMatchObject({
    status: 'answered',
    canJudge: true,
    answer: { words: '灯已经换好了。', outcome: 'solved', by: { kind: 'deputy', name: '李敏' } },
  })
  expect(seen.steps.map((step: { kind: string }) => step.kind)).toEqual(['receive', 'accept', 'answer-directly'])

  w.at('2026-03-10T12:34:56Z')
  const judged = await w.resident.post('/api/v1/receipts/judge', {
    receiptCode: receipt,
    process: 'satisfied',
    result: 'basically',
    solved: true,
  })
  expect(judged).toMatchObject({
    status: 200,
    body: { status: 'closed', due: null, judgement: { process: 'satisfied', result: 'basically', solved: true } },
  })
  // Only the hour of a resident's moment is known.
  expect(judged.body.steps.at(-1)).toMatchObject({ kind: 'judge', at: '2026-03-10T12:00:00.000Z' })
  expect(w.problems).toEqual([])
})

test('the station hands a case over, the agency returns it, another answers, and what is sent back is redone once', async () => {
  await using w = await world()
  const receipt = await say(w, { point: codeOf('point market') })
  let station = await w.signIn('dongjie')
  const police = await w.signIn('paichusuo')
  let urban = await w.signIn('chengguan')
  const { id } = await onlyCase(station)
  const move = (who: Person, verb: string, body: object) => who.post(`/api/v1/cases/${id}/${verb}`, body)

  await move(station, 'accept', {})
  expect(await move(station, 'hand-over', { agencyId: idOf('agency police') })).toMatchObject({
    status: 200,
    // Seven working days after Monday the 9th: Wednesday the 18th, until 24:00.
    body: { status: 'with-agency', dueAt: '2026-03-18T16:00:00.000Z' },
  })
  expect(await move(police, 'return', { words: '不归我们。' })).toMatchObject({ body: { status: 'returned' } })
  expect((await police.get(`/api/v1/cases/${id}`)).status).toBe(404)
  await move(station, 'hand-over', { agencyId: idOf('agency urban'), words: '请到现场。' })
  await move(urban, 'answer', { words: '已经劝导。', outcome: 'explained' })

  const negative = { receiptCode: receipt, process: 'basically', result: 'not', solved: false, words: '还是老样子。' }
  w.at('2026-03-11T03:00:00Z')
  expect(await w.resident.post('/api/v1/receipts/judge', { ...negative, sendBack: true })).toMatchObject({
    status: 200,
    body: { status: 'disputed' },
  })
  await w.settle()
  // Two days later everyone signs in again.
  ;[station, urban] = [await w.signIn('dongjie'), await w.signIn('chengguan')]
  const town = await w.signIn('shanqiao')
  // Five working days after Wednesday the 11th, with the same agency.
  expect(await onlyCase(urban)).toMatchObject({ status: 'with-agency', disputes: 1, dueAt: '2026-03-18T16:00:00.000Z' })
  await move(urban, 'answer', { words: '再次劝导。', outcome: 'explained' })
  await w.resident.post('/api/v1/receipts/judge', { ...negative, sendBack: true })
  await w.settle()

  // After a second dispute the town decides, and the case is watched.
  expect(await onlyCase(town)).toMatchObject({ status: 'disputed', supervised: true, heldBy: { kind: 'town' } })
  expect((await move(station, 'answer-directly', { words: '站里来答。', outcome: 'explained' })).body.refusal).toBe(
    'not-yours',
  )
  expect(await move(town, 'answer-directly', { words: '镇里已装隔音屏。', outcome: 'solved' })).toMatchObject({
    body: { status: 'answered' },
  })
  const closed = await w.resident.post('/api/v1/receipts/judge', { ...negative, solved: true, result: 'basically' })
  expect(closed.body).toMatchObject({ status: 'closed', supervised: false })
  expect(w.problems).toEqual([])
})

test('the same submission sent twenty times at once gives one receipt and one case', async () => {
  await using w = await world()
  const body = { submissionId: randomUUID(), to: { station: codeOf('station dongjie') }, text: lamp }
  const answers = await Promise.all(Array.from({ length: 20 }, () => w.resident.post('/api/v1/reports', body)))
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
  expect(await w.look('select count(*)::int as reports from reports')).toEqual([{ reports: 1 }])
  const other = await w.resident.post('/api/v1/reports', { ...body, text: '别的话' })
  expect(other).toMatchObject({ status: 409, body: { refusal: 'already-delivered' } })
})

test('two people press at once, and the second is told', async () => {
  await using w = await world()
  await say(w, { station: codeOf('station dongjie') })
  const [station, town] = [await w.signIn('dongjie'), await w.signIn('shanqiao')]
  const { id, version } = await onlyCase(station)
  const both = await Promise.all([
    station.post(`/api/v1/cases/${id}/accept`, { version }),
    town.post(`/api/v1/cases/${id}/accept`, { version }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)?.body.refusal).toBe('changed-meanwhile')
  const events = await w.look<{ kind: string }>('select kind from events order by seq')
  expect(events.map(({ kind }) => kind)).toEqual(['receive', 'accept'])
})

test('someone who gave a name to the station is seen by it with a reason, and the resident sees that', async () => {
  await using w = await world()
  const sent = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: lamp,
    identity: { kind: 'station', name: '林先生', phone: '13800000000' },
  })
  const [station, agency] = [await w.signIn('dongjie'), await w.signIn('shizheng')]
  const { id } = await onlyCase(station)
  expect((await station.get(`/api/v1/cases/${id}`)).text).not.toContain('林先生')
  const look = (who: Person, reason: string) => who.post(`/api/v1/cases/${id}/look-at-identity`, { reason })
  expect((await look(station, ' ')).body.refusal).toBe('nothing-said')
  expect(await look(station, '要打电话约时间')).toMatchObject({ body: { name: '林先生', phone: '13800000000' } })
  await station.post(`/api/v1/cases/${id}/accept`)
  await station.post(`/api/v1/cases/${id}/hand-over`, { agencyId: idOf('agency works') })
  expect((await look(agency, '要打电话')).body.refusal).toBe('identity-is-not-for-you')
  const steps = (await lookUp(w, sent.body.receiptCode)).steps
  expect(steps[1]).toMatchObject({
    kind: 'look-at-identity',
    by: { kind: 'station', name: '东街代表联络站' },
    words: '要打电话约时间',
  })
  // It is not in clear text anywhere in the database.
  const [row] = await w.look<{ sealed: Buffer }>('select sealed from identities')
  expect(row?.sealed.includes('林先生')).toBe(false)
})
