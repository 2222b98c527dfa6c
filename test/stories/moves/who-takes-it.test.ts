/** Who takes a case: claimed by a deputy, fallen to the station, declined and appealed, moved to where it belongs. */
import { expect, test } from 'vitest'
import { codeOf, elsewhere, here, idOf } from '../../cast.ts'
import { askBytes, file, photoWithTraces, recording, reportFields, sendForm } from '../../forms.ts'
import { beijing, good, kinds, solved, story, toDeputy, toStation } from './story.ts'

test('a deputy of the station claims what the station holds; another deputy then cannot, nor one of another station', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  expect((await s.try('chenya', said, 'claim')).status).toBe(404)
  expect((await s.try('limin', said, 'accept')).body.refusal).toBe('not-yours')
  expect(await s.move('zhoujianping', said, 'claim')).toMatchObject({ status: 'accepted' })
  expect((await s.try('limin', said, 'claim')).status).toBe(404)
  const seen = await s.resident(said)
  expect(seen).toMatchObject({ heldBy: { kind: 'deputy', name: '周建平' } })
  expect(seen.steps.at(-1)).toMatchObject({ kind: 'claim', by: { kind: 'deputy', name: '周建平' } })
  // The station still sees what became of it, and does not act on it.
  expect(await s.list('dongjie')).toEqual([said.id])
  expect((await s.try('dongjie', said, 'pass', { words: '站里办。' })).body.refusal).toBe('not-yours')
  await s.move('zhoujianping', said, 'answer-directly', solved)
})

test('a deputy who does not accept within a working day loses the case to the station', async () => {
  await using s = await story()
  await s.clock('03-13 16:00')
  const said = await s.say(toDeputy)
  // Friday afternoon: Saturday and Sunday do not count, Monday does.
  await s.at('03-16 23:59')
  expect(await s.resident(said)).toMatchObject({ heldBy: { kind: 'deputy' }, status: 'received' })
  await s.at('03-17 00:00')
  expect(await s.resident(said)).toMatchObject({
    status: 'received',
    heldBy: { kind: 'station', name: '东街代表联络站' },
    due: { dueAt: beijing('03-19 00:00') },
  })
  await s.settle()
  expect(kinds(await s.resident(said))).toEqual(['receive', 'fall'])
  expect(await s.list('dongjie', 'view=to-do')).toEqual([said.id])
})

test('a deputy who accepted has 24 hours, days off not counted, and may pass it on before', async () => {
  await using s = await story()
  await s.clock('03-13 09:00')
  const [late, passed] = [await s.say(toDeputy), await s.say(toDeputy)]
  await s.clock('03-13 16:00')
  for (const said of [late, passed]) await s.move('limin', said, 'accept')
  await s.move('limin', passed, 'pass', { words: '请站里办。' })
  await s.at('03-16 15:59')
  expect(await s.resident(late)).toMatchObject({ status: 'accepted', due: { dueAt: beijing('03-16 16:00') } })
  await s.at('03-16 16:00')
  expect(await s.resident(late)).toMatchObject({ status: 'received', heldBy: { kind: 'station' } })
  expect((await s.try('limin', late, 'answer-directly', solved)).body.refusal).toBe('not-yours')
  expect(kinds(await s.resident(passed))).toEqual(['receive', 'accept', 'pass'])
})

test('declining takes two people and words that tell where to go; the resident may appeal once, to others', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  const where = '此事正在诉讼中，请向区法院诉讼服务中心反映。'
  expect((await s.try('dongjie', said, 'propose-decline', { reason: 'litigation', words: ' ' })).body.refusal).toBe(
    'nothing-said',
  )
  expect((await s.try('shanqiao', said, 'decline')).body.refusal).toBe('no-decline-proposed')
  await s.move('dongjie', said, 'propose-decline', { reason: 'litigation', words: where })
  expect((await s.try('dongjie', said, 'decline')).body.refusal).toBe('another-person-must')
  expect((await s.try('shanqiao', said, 'propose-decline', { reason: 'no-content', words: where })).body.refusal).toBe(
    'decline-proposed-already',
  )
  // The resident hears nothing of a proposal.
  expect(kinds(await s.resident(said))).toEqual(['receive'])
  expect(await s.see('shanqiao', said)).toMatchObject({ declineProposed: { reason: 'litigation', words: where } })
  expect(await s.move('shanqiao', said, 'decline')).toMatchObject({ status: 'declined', dueAt: null })

  const declined = await s.resident(said)
  expect(declined).toMatchObject({ status: 'declined', due: null, moves: ['appeal'] })
  expect(declined.steps.at(-1)).toMatchObject({ kind: 'decline', words: where, reason: 'litigation' })
  expect((await s.try('dongjie', said, 'accept')).status).toBe(409)

  expect(await s.resident(said, 'appeal', { words: '' })).toMatchObject({ refusal: 'nothing-said' })
  const appealed = await s.resident(said, 'appeal', { words: '我没有起诉。' })
  expect(appealed).toMatchObject({ status: 'received', heldBy: { kind: 'town', name: '善桥镇' } })
  expect(appealed.steps.at(-1)).toMatchObject({ kind: 'appeal', words: '我没有起诉。', by: { kind: 'resident' } })
  expect((await s.try('shanqiao', said, 'accept')).body.refusal).toBe('another-person-must')
  expect((await s.try('shanqiao', said, 'propose-decline', { reason: 'litigation', words: where })).body.refusal).toBe(
    'another-person-must',
  )
  await s.move('qinhu', said, 'accept')
  await s.move('qinhu', said, 'answer-directly', solved)
  expect(await s.resident(said, 'appeal', { words: '再来。' })).toMatchObject({ refusal: 'not-from-this-status' })
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed' })
})

test('after an appeal it can be declined again by two others, and there is no second appeal', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  const body = { reason: 'no-content', words: '请补充具体地点后重新反映。' }
  await s.move('dongjie', said, 'propose-decline', body)
  // A proposal can be dropped, and by taking the case on it is.
  await s.move('dongjie', said, 'drop-decline')
  await s.move('dongjie', said, 'propose-decline', body)
  await s.move('dongjie', said, 'accept')
  expect((await s.try('shanqiao', said, 'decline')).body.refusal).toBe('no-decline-proposed')
  await s.move('dongjie', said, 'propose-decline', body)
  await s.move('qinhu', said, 'decline')
  await s.resident(said, 'appeal', { words: '请再看看。' })
  await s.join('liuan', 'town', idOf('town shanqiao'))
  await s.move('shanqiao', said, 'propose-decline', body)
  await s.move('liuan', said, 'decline')
  const seen = await s.resident(said)
  expect(seen).toMatchObject({ status: 'declined', moves: [] })
  expect(await s.resident(said, 'appeal', { words: '请再看看。' })).toMatchObject({ refusal: 'appealed-already' })
})

test('moved to the town it belongs to, the same receipt follows it and judges there', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'pass', { words: '不在本镇。' })
  const dixi = { townId: idOf('town dixi') }
  const towns = await (await s.as('shanqiao')).get('/api/v1/towns')
  expect(towns.body.towns.map(({ id }: { id: string }) => id)).toContain(dixi.townId)
  expect((await s.try('dongjie', said, 'transfer', { to: dixi, words: '属荻溪。' })).status).toBe(403)
  const own = { townId: idOf('town shanqiao') }
  expect((await s.try('shanqiao', said, 'transfer', { to: own, words: '自己。' })).body.refusal).toBe(
    'transfer-to-itself',
  )
  await s.move('shanqiao', said, 'transfer', { to: dixi, words: '地点在荻溪街道。' })

  const seen = await s.resident(said)
  expect(seen).toMatchObject({ status: 'received', heldBy: { kind: 'town', name: '荻溪街道' } })
  expect(seen.steps.map(({ kind, continued }: { kind: string; continued: boolean }) => [kind, continued])).toEqual([
    ['receive', false],
    ['pass', false],
    ['transfer', false],
    ['receive', true],
  ])
  expect(seen.steps[2]).toMatchObject({ to: { kind: 'town', name: '荻溪街道' }, words: '地点在荻溪街道。' })
  const [next] = await s.list('dixijiedao', 'view=to-do')
  expect(next).not.toBe(said.id)
  expect(await s.see('shanqiao', said)).toMatchObject({ status: 'closed' })
  expect((await s.try('shanqiao', said, 'reopen', { words: '还是我们办。' })).body.refusal).toBe('transferred-already')
  await s.move('dixijiedao', { id: next as string }, 'accept')
  await s.move('dixijiedao', { id: next as string }, 'answer-directly', solved)
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed', answer: { words: solved.words } })
})

test('moved to another district, and back again, the same receipt follows it', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  const there = (login: 'qinhu', id: string, verb: string, body: object) =>
    s.as(login, elsewhere).then((person) => person.post(`/api/v1/cases/${id}/${verb}`, body))
  const move = { to: { district: elsewhere.prefix }, words: '地点在邻区。' }
  expect((await s.try('qinhu', said, 'transfer', { ...move, to: { district: 'ZZ' } })).body.refusal).toBe(
    'no-such-district',
  )
  await s.move('qinhu', said, 'transfer', move)
  const moved = await s.resident(said)
  expect(moved).toMatchObject({ status: 'received', heldBy: { kind: 'district', name: elsewhere.name } })
  expect(moved.steps.at(-2)).toMatchObject({ kind: 'transfer', to: { kind: 'district', name: elsewhere.name } })
  const list = await (await s.as('qinhu', elsewhere)).get('/api/v1/cases?view=to-do')
  expect(list.body.cases).toHaveLength(1)
  const id = list.body.cases[0].id
  expect((await there('qinhu', id, 'transfer', { to: { district: 'QH' }, words: '是贵区的。' })).status).toBe(200)
  // Back where it was said: under a number of its own, with the same receipt.
  const back = await s.resident(said)
  expect(back).toMatchObject({ status: 'received', heldBy: { kind: 'district', name: '沁湖区' } })
  const [again] = (await s.list('qinhu', 'view=to-do')) as [string]
  await s.move('qinhu', { id: again }, 'accept')
  await s.move('qinhu', { id: again }, 'answer-directly', solved)
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed' })
})

test('a report said in another district is judged where it was moved to, by the receipt of the first', async () => {
  await using s = await story()
  const said = await s.say(toStation, { identity: { kind: 'station', name: '林先生', phone: '13800000000' } })
  await s.move('qinhu', said, 'transfer', { to: { district: elsewhere.prefix }, words: '地点在邻区。' })
  const qinhu = await s.as('qinhu', elsewhere)
  const id = (await qinhu.get('/api/v1/cases?view=to-do')).body.cases[0].id
  const post = (verb: string, body: object = {}) => qinhu.post(`/api/v1/cases/${id}/${verb}`, body)
  expect((await post('accept')).status).toBe(200)
  expect((await post('look-at-identity', { reason: '约时间' })).body).toMatchObject({ name: '林先生' })
  expect((await post('hand-over', { agencyId: idOf('agency works', elsewhere) })).status).toBe(200)
  const works = await s.as('shizheng', elsewhere)
  expect((await works.post(`/api/v1/cases/${id}/answer`, solved)).status).toBe(200)
  expect(await s.resident(said, 'words', { words: '谢谢。' })).toMatchObject({ status: 'answered' })
  const closed = await s.resident(said, 'judge', good)
  expect(closed).toMatchObject({ status: 'closed', agency: { name: '善桥镇市政所' } })
  expect(closed.steps.some(({ kind }: { kind: string }) => kind === 'look-at-identity')).toBe(true)
  expect(codeOf('station dongjie')).not.toBe(codeOf('station dongjie', elsewhere))
})

test.each([
  ['another town', { townId: idOf('town dixi') }, here, 'dixijiedao'],
  ['another district', { district: elsewhere.prefix }, elsewhere, 'qinhu'],
] as const)('photos and recordings go along to %s, and stay on the receipt', async (_where, to, district, login) => {
  await using s = await story()
  const sent = await sendForm(s.w, reportFields({ to: JSON.stringify(toStation) }), [
    file(await photoWithTraces(60, 40)),
    file(await recording('webm', 1), 'v.webm', 'audio/webm'),
  ])
  const said = { receipt: sent.body.receiptCode, id: (await s.list('dongjie'))[0] as string }
  await s.move('dongjie', said, 'pass', { words: '不在本镇。' })
  await s.move('qinhu', said, 'transfer', { to, words: '地点不在这里。' })

  const receipt = await s.resident(said)
  const files = receipt.steps.flatMap((step: { files: object[] }) => step.files)
  expect(files.map(({ kind }: { kind: string }) => kind)).toEqual(['photo', 'recording'])
  for (const { id } of files) {
    const asked = { receiptCode: said.receipt, file: id }
    const payload = JSON.stringify(asked)
    const headers = { host: 'localhost', 'content-type': 'application/json' }
    const got = await askBytes(s.w, { method: 'POST', url: '/api/v1/receipts/file', headers, payload })
    expect(got.status).toBe(200)
  }

  const there = await s.as(login, district)
  const { id } = (await there.get('/api/v1/cases?view=to-do')).body.cases[0]
  const { steps } = (await there.get(`/api/v1/cases/${id}`)).body
  const seen = steps.flatMap((step: { files: { id: string }[] }) => step.files)
  expect(seen).toHaveLength(2)
  for (const one of seen) expect((await there.get(`/api/v1/cases/${id}/files/${one.id}`)).status).toBe(200)
  // An agency there sees the photo, and does not hear the recording.
  await there.post(`/api/v1/cases/${id}/accept`)
  await there.post(`/api/v1/cases/${id}/hand-over`, { agencyId: idOf('agency works', district) })
  const works = await s.as('shizheng', district)
  const shown = (await works.get(`/api/v1/cases/${id}`)).body.steps.flatMap((step: { files: object[] }) => step.files)
  expect(shown.map(({ kind }: { kind: string }) => kind)).toEqual(['photo'])
  const statuses = await Promise.all(
    seen.map((one: { id: string }) => works.get(`/api/v1/cases/${id}/files/${one.id}`).then(({ status }) => status)),
  )
  expect(statuses).toEqual([200, 403])
})
