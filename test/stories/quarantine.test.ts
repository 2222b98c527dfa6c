/**
 * Very much comes in at once: everything is kept with its receipt, what is too much waits in quarantine for a person or
 * the clock, and whoever speaks elsewhere meanwhile notices nothing.
 */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { correctCalendar } from '../../src/actions/correct-calendar.ts'
import { codeOf, here, idOf } from '../cast.ts'
import { open, sendForm } from '../page.ts'
import { proofOf } from '../work.ts'
import type { World } from '../world.ts'
import { beijing, kinds, type Story, story, toDeputy, toStation } from './moves/story.ts'

const market = codeOf('point market')
const stairwell = codeOf('point xingfuli')
const lamp = '楼道的灯坏了，晚上看不见台阶，老人摔了一跤'

/** The district's rules with other limits, before anything is said. */
async function limit(w: World, rules: Record<string, number>): Promise<void> {
  await w.look('update rule_sets set rules = rules || $1::jsonb where district_id = $2', [
    JSON.stringify(rules),
    here.id,
  ])
}

const fewAtACode = { codeReportsAtOnce: 10, codeReportsPerHour: 10 }
/** Of ten at once six are let in without work: the sixth leaves fewer than half. */
const letInCalm = 6

const submit = (w: World, to: Record<string, string>, more: object = {}) =>
  w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text: lamp, ...more })

const lookUp = async (w: World, receiptCode: string) =>
  (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body

const challengeAt = async (w: World, code: string) => {
  const { status, body } = await w.resident.get(`/api/v1/proof-of-work?code=${code}`)
  expect(status).toBe(200)
  return body.challenge
}

/** Floods a code until nothing passes without work, and gives the receipts of those held back. */
async function flood(w: World, code: string, count: number): Promise<string[]> {
  const held: string[] = []
  for (let i = 0; i < count; i++) {
    const { body } = await submit(w, { point: code }, { text: `${lamp}${i}` })
    if (body.status === 'quarantined') held.push(body.receiptCode)
  }
  return held
}

const inQuarantine = async (s: Story, login: Parameters<Story['as']>[0]) =>
  (await (await s.as(login)).get('/api/v1/quarantine')).body

/** The only case that is in quarantine. */
async function onlyHeld(s: Story) {
  const rows = await s.w.look<{ id: string }>(`select id from cases where status = 'quarantined'`)
  expect(rows).toHaveLength(1)
  return { id: rows[0]?.id as string }
}

test('a flood at one point: everyone has a receipt, nothing is dropped, and another point is untouched', async () => {
  await using s = await story()
  await limit(s.w, fewAtACode)
  const atMarket = Array.from({ length: 60 }, (_, i) => submit(s.w, { point: market }, { text: `${lamp}${i}` }))
  const elsewhere = Array.from({ length: 5 }, () => submit(s.w, { point: stairwell }))
  const answers = await Promise.all([...atMarket, ...elsewhere])
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const statuses = answers.map(({ body }) => body.status)
  expect(statuses.slice(0, 60).filter((status) => status === 'received')).toHaveLength(letInCalm)
  expect(statuses.slice(0, 60).filter((status) => status === 'quarantined')).toHaveLength(60 - letInCalm)
  expect(statuses.slice(60)).toEqual(Array(5).fill('received'))

  for (const { body } of answers)
    expect(await lookUp(s.w, body.receiptCode)).toMatchObject({
      status: body.status,
      // One working day, as for everyone.
      due: { dueAt: '2026-03-10T16:00:00.000Z' },
      moves: ['message', 'withdraw'],
    })
  await s.settle()
  const [kept] = await s.w.look(
    `select (select count(*)::int from reports) as reports, (select count(*)::int from events) as events,
            (select count(*)::int from events where to_status = 'quarantined') as held,
            (select count(*)::int from ledger_leaves where district_id = $1) as leaves`,
    [here.id],
  )
  expect(kept).toMatchObject({ reports: 65, events: 65, held: 60 - letInCalm })
  // Every event is in the ledger.
  expect((kept as { leaves: number }).leaves).toBeGreaterThanOrEqual(65)

  // In nobody's ordinary list, and one line in the view of its own.
  expect(await s.list('dongjie')).toHaveLength(letInCalm + 5)
  expect(await s.list('dongjie', 'view=to-do')).toHaveLength(letInCalm + 5)
  expect(await s.list('dongjie', 'view=all&search=台阶')).toHaveLength(letInCalm + 5)
  const { folds, shown, more } = await inQuarantine(s, 'dongjie')
  expect([folds.length, shown, more]).toEqual([1, 60 - letInCalm, false])
  expect(folds[0].cases).toHaveLength(60 - letInCalm)
  expect(folds[0]).toMatchObject({ places: ['东街菜场'], declineProposed: null })
  const { counts } = (await (await s.as('dongjie')).get('/api/v1/cases')).body
  expect(counts).toMatchObject({ toDo: letInCalm + 5, quarantined: 60 - letInCalm })
})

test('the same submission sent again gives the same receipt, quarantined as it was', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 0 })
  const body = { submissionId: randomUUID() }
  const first = await submit(s.w, { point: market }, body)
  const again = await submit(s.w, { point: market }, body)
  expect(first.body.status).toBe('quarantined')
  expect(again.text).toBe(first.text)
  expect(await s.w.look('select from reports')).toHaveLength(1)
})

test('a code has one bucket however it is written, and the district’s own page counts for the district alone', async () => {
  await using s = await story()
  await limit(s.w, { ...fewAtACode, districtReportsAtOnce: 40, districtReportsPerHour: 40 })
  await flood(s.w, market, letInCalm)
  const odd = [market.toLowerCase(), `${market.slice(0, 4)} ${market.slice(4)}`, market]
  for (const code of odd) expect((await submit(s.w, { point: code })).body.status).toBe('quarantined')
  for (let i = 0; i < 12; i++) expect((await submit(s.w, { district: here.prefix })).body.status).toBe('received')
})

test('under load work is asked for: with it a report goes straight on, each piece of work once', async () => {
  await using s = await story()
  await limit(s.w, fewAtACode)
  expect(await challengeAt(s.w, market)).toBeNull()
  // While it is calm nothing that is brought is looked at.
  expect((await submit(s.w, { point: market }, { proof: 'nonsense' })).body.status).toBe('received')
  await flood(s.w, market, 20)
  expect(await challengeAt(s.w, stairwell)).toBeNull()

  const challenge = await challengeAt(s.w, market)
  expect(challenge).toMatchObject({ algorithm: 'SHA-256', challenge: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const proof = proofOf(challenge)
  const withProof = async (given: string) => (await submit(s.w, { point: market }, { proof: given })).body.status
  expect(await withProof(proof)).toBe('received')
  expect(await withProof(proof)).toBe('quarantined')
  const changed = (change: object) =>
    Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(proof, 'base64').toString()), ...change })).toString(
      'base64',
    )
  const forged = ['', 'null', '%%%', changed({ number: 1 }), changed({ salt: `${challenge.salt}1` })]
  const others = [changed({ algorithm: 'SHA-1' }), changed({ signature: '0'.repeat(64) }), 'A'.repeat(1000)]
  for (const wrong of [...forged, ...others, Buffer.from('null').toString('base64')])
    expect([wrong, await withProof(wrong)]).toEqual([wrong, 'quarantined'])

  // Ten at once in all: three are left for those who do the work, and then nothing helps.
  for (let i = 0; i < 3; i++) expect(await withProof(proofOf(await challengeAt(s.w, market)))).toBe('received')
  expect(await withProof(proofOf(await challengeAt(s.w, market)))).toBe('quarantined')
})

test('a challenge is good for two hours', async () => {
  await using s = await story()
  await limit(s.w, { ...fewAtACode, codeReportsPerHour: 0 })
  await flood(s.w, market, 7)
  const [early, late] = [await challengeAt(s.w, market), await challengeAt(s.w, market)]
  s.w.at('2026-03-09T03:20:00Z')
  expect((await submit(s.w, { point: market }, { proof: proofOf(early) })).body.status).toBe('received')
  s.w.at('2026-03-09T03:21:00Z')
  expect((await submit(s.w, { point: market }, { proof: proofOf(late) })).body.status).toBe('quarantined')
})

test('with time it is calm again', async () => {
  await using s = await story()
  await limit(s.w, fewAtACode)
  await flood(s.w, market, 20)
  expect((await submit(s.w, { point: market })).body.status).toBe('quarantined')
  s.w.at('2026-03-09T02:30:00Z')
  expect(await challengeAt(s.w, market)).toBeNull()
  expect((await submit(s.w, { point: market })).body.status).toBe('received')
})

test('a district that has very much asks everywhere, and holds back everywhere', async () => {
  await using s = await story()
  await limit(s.w, { districtReportsAtOnce: 6, districtReportsPerHour: 6 })
  const points = ['point market', 'point xingfuli', 'point hall', 'point square', 'point gate', 'point clinic']
  const statuses: string[] = []
  for (const point of points) statuses.push((await submit(s.w, { point: codeOf(point) })).body.status)
  expect(statuses).toEqual([...Array(4).fill('received'), 'quarantined', 'quarantined'])
  expect(await challengeAt(s.w, stairwell)).not.toBeNull()
  // The other district of the installation has its own.
  const there = { point: codeOf('point market', { id: 2, prefix: 'NB', name: '宁滨区' }) }
  expect((await submit(s.w, there)).body.status).toBe('received')
})

test('the page asks for work under load only; who has no scripts gets a receipt that says what happens', async () => {
  await using s = await story()
  await limit(s.w, fewAtACode)
  const calm = await open(s.w, `/p/${market}`)
  expect(calm.html).not.toContain('data-challenge')
  expect(calm.html).not.toContain('proof-of-work')
  await flood(s.w, market, 20)

  const asked = await open(s.w, `/p/${market}`)
  expect(asked.html).toMatch(/<script src="\/assets\/proof-of-work-[0-9a-f]+\.js" defer>/)
  const form = asked.form(`/p/${market}`)
  expect(form.fields.proof).toBe('')
  const receipt = await form.send({ text: lamp })
  expect(receipt.status).toBe(200)
  expect(receipt.text).toContain('收到了，先由人看一遍')
  expect(receipt.text).toContain('这会儿一下子来了很多')
  expect(receipt.text).toContain('一份也不会丢')

  const written = /data-challenge="([^"]*)"/.exec((await open(s.w, `/p/${market}`)).html)?.[1]
  const challenge = JSON.parse((written ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  const fields = { ...form.fields, submissionId: randomUUID(), text: lamp, proof: proofOf(challenge) }
  const passed = await sendForm(s.w, `/p/${market}`, fields)
  expect(passed.text).toContain('收到了，等人受理')
  const english = await sendForm(s.w, `/p/${market}`, {
    ...form.fields,
    submissionId: randomUUID(),
    text: lamp,
    lang: 'en',
  })
  expect(english.status).toBe(200)
})

test('the station looks first, also for its deputies, and lets one in or many', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 0 })
  const said = await s.say(toDeputy)
  const held = await onlyHeld(s)
  // Not the deputy's yet, and nobody's of another station or town.
  for (const login of ['limin', 'liuan', 'dixijiedao', 'shizheng'] as const) {
    expect((await s.try(login, held, 'accept')).status).not.toBe(200)
    expect([login, (await (await s.as(login)).get(`/api/v1/cases/${held.id}`)).status]).toEqual([login, 404])
  }
  expect((await s.try('limin', held, 'release')).status).toBe(403)
  expect((await s.try('liuan', held, 'release')).body.refusal).toBe('no-such-case')
  expect((await s.try('dongjie', held, 'accept')).body.refusal).toBe('not-from-this-status')
  expect((await s.see('dongjie', held)).offered).toContainEqual({ move: 'release', refusal: null, message: null })

  s.clock('03-09 15:00')
  // The time to accept runs from the receipt.
  const due = beijing('03-11 00:00')
  expect(await s.move('dongjie', held, 'release')).toMatchObject({ status: 'received', dueAt: due })
  expect(await s.list('limin', 'view=to-do')).toEqual([held.id])
  const seen = await s.resident(said)
  expect(kinds(seen)).toEqual(['receive', 'release'])
  expect(seen.steps[1].by).toEqual({ kind: 'station', name: '东街代表联络站' })

  for (let i = 0; i < 5; i++) await s.say(toStation, { text: `${lamp}${i}` })
  await s.say(toStation, { text: '菜场后门的垃圾三天没有清运了' })
  const [line, other] = (await inQuarantine(s, 'shanqiao')).folds
  expect([line.cases.length, other.cases.length]).toEqual([5, 1])
  const ids = line.cases.map(({ id }: { id: string }) => id)
  const stranger = await (await s.as('liuan')).post('/api/v1/quarantine/release', { cases: ids })
  expect(stranger.body).toMatchObject({ made: 0, refused: ids.map((id: string) => ({ id, refusal: 'no-such-case' })) })
  const released = await (await s.as('shanqiao')).post('/api/v1/quarantine/release', {
    cases: [...ids, held.id, ids[0]],
  })
  expect(released.body).toMatchObject({ made: 5, refused: [{ id: held.id, refusal: 'not-from-this-status' }] })
  expect((await inQuarantine(s, 'dongjie')).shown).toBe(1)
  expect((await s.list('dongjie', 'view=to-do')).sort()).toEqual(ids.sort())
})

test('whoever is not looked at in time is let in by the clock, late like any other', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 0 })
  const said = await s.say(toStation)
  const held = await onlyHeld(s)
  await s.at('03-10 23:59')
  expect((await s.see('dongjie', held)).status).toBe('quarantined')
  await s.at('03-11 00:01')
  const seen = await s.see('dongjie', held)
  expect(seen).toMatchObject({ status: 'received', dueAt: beijing('03-11 00:00'), mine: true })
  await s.at('03-11 00:02')
  expect(kinds(await s.resident(said))).toEqual(['receive', 'release', 'urge'])
  expect((await s.resident(said)).steps[1].by.kind).toBe('system')
})

test('many are declined together as one is: one person proposes, another confirms, and the resident may appeal', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 0 })
  const receipts = []
  for (let i = 0; i < 4; i++) receipts.push(await s.say(toStation, { text: `哈哈哈哈哈哈哈哈${i}` }))
  const spoken = await s.say(toStation, { text: '菜场后门的垃圾三天没有清运了' })
  const cases = receipts.map(({ id }) => id)
  const post = async (login: Parameters<Story['as']>[0], verb: string, more = {}) =>
    (await (await s.as(login)).post(`/api/v1/quarantine/${verb}`, { cases, ...more })).body
  const signpost = { reason: 'no-content', words: '请写上时间、地点和事情，再说一次就能办。' }
  expect(await post('dongjie', 'propose-decline', signpost)).toMatchObject({ made: 4, refused: [] })
  const proposed = (await inQuarantine(s, 'shanqiao')).folds[0]
  expect(proposed).toMatchObject({ declineProposed: signpost, cases: [{}, {}, {}, {}] })
  const alone = await post('dongjie', 'decline')
  expect([alone.made, alone.refused[0].refusal]).toEqual([0, 'another-person-must'])
  expect(await post('shanqiao', 'decline')).toMatchObject({ made: 4, refused: [] })
  const seen = await s.resident(receipts[0] as { receipt: string })
  expect(seen).toMatchObject({ status: 'declined', moves: ['appeal'] })
  expect(seen.steps.at(-1).words).toBe(signpost.words)
  expect((await s.resident(spoken)).status).toBe('quarantined')
  const appealed = await s.resident(receipts[0] as { receipt: string }, 'appeal', { words: '灯真的坏了。' })
  expect(appealed.status).toBe('received')
})

test('a proposal that nobody confirms in time stands when the clock lets the case in; a person who lets it in drops it', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 0 })
  const [one, two] = [await s.say(toStation), await s.say(toStation)]
  for (const each of [one, two])
    await s.move('dongjie', each, 'propose-decline', { reason: 'no-content', words: '请写清楚。' })
  await s.move('shanqiao', two, 'release')
  expect((await s.see('dongjie', two)).declineProposed).toBeNull()
  await s.at('03-11 00:01')
  expect(await s.see('dongjie', one)).toMatchObject({ status: 'received', declineProposed: { reason: 'no-content' } })
})

test('meanwhile its resident adds words or takes it back; and nothing is put under it', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 1 })
  const taken = await s.say(toStation)
  const held = await s.say(toStation)
  expect((await s.try('dongjie', taken, 'merge', { into: held.id })).body.refusal).toBe('lead-is-not-open')
  expect((await s.try('dongjie', held, 'hand-over', { agencyId: idOf('agency works') })).body.refusal).toBe(
    'not-from-this-status',
  )
  expect((await s.resident(held, 'words', { words: '今天更暗了。' })).status).toBe('quarantined')
  const withdrawn = await s.resident(held, 'withdraw', { wasAsked: false })
  expect(withdrawn).toMatchObject({ status: 'withdrawn', due: null })
  expect((await inQuarantine(s, 'dongjie')).folds).toEqual([])
})

test('what is about the station itself is looked at by the town, never by the station', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 0 })
  const said = await s.say(toStation, { aboutAddressee: true })
  expect((await inQuarantine(s, 'dongjie')).folds).toEqual([])
  expect((await s.try('dongjie', said, 'release')).body.refusal).toBe('no-such-case')
  expect((await inQuarantine(s, 'shanqiao')).shown).toBe(1)
  await s.move('shanqiao', said, 'release')
  expect(await s.list('dongjie')).toEqual([])
})

test('a corrected calendar moves the due date of what is in quarantine, too', async () => {
  await using s = await story()
  await limit(s.w, { codeReportsAtOnce: 0 })
  const said = await s.say(toStation)
  const holiday = { date: '2026-03-10', day: { kind: 'holiday', name: '假日' } } as const
  expect(await correctCalendar(s.w.context, here.id, [holiday])).toBe(1)
  expect((await s.see('dongjie', said)).dueAt).toBe(beijing('03-12 00:00'))
})
