/** What the holder of a receipt does after speaking, by forms alone: answers, adds, withdraws, reopens, appeals, judges late. */
import { expect, test } from 'vitest'
import { refusals } from '../../src/words/zh/refusals.ts'
import { resident as zh } from '../../src/words/zh/resident.ts'
import { terms } from '../../src/words/zh/terms.ts'
import { codeOf, idOf } from '../cast.ts'
import { open, type Page } from '../page.ts'
import { type Person, type World, world } from '../world.ts'

const lamp = '楼道的灯坏了，晚上看不见台阶。'
const point = `/p/${codeOf('point xingfuli')}`

/** A resident who has spoken on a point's page, with their receipt and the case as its station finds it. */
async function spoken(
  w: World,
): Promise<{ receiptCode: string; look: () => Promise<Page>; id: string; station: Person }> {
  const sent = await (await open(w, point)).form(point).send({ text: lamp })
  expect(sent.status).toBe(200)
  const receiptCode = /回执码 ((?:[0-9A-Z]+ ){5}[0-9A-Z])"/.exec(sent.html)?.[1] as string
  const station = await w.signIn('dongjie')
  const [found] = (await station.get('/api/v1/cases')).body.cases
  const look = async () => (await open(w, '/receipt')).form('/receipt').send({ receiptCode })
  return { receiptCode, look, id: found.id, station }
}

/** A move at the desk that has to come off. */
async function make(who: Person, id: string, move: string, body: object = {}): Promise<void> {
  const made = await who.post(`/api/v1/cases/${id}/${move}`, body)
  expect(made.status, made.text).toBe(200)
}

const statusOf = async (w: World) => (await w.look<{ status: string }>('select status from cases'))[0]?.status
const headlineOn = (page: Page) => /<h1 class="state">([^<]*)</.exec(page.html)?.[1]

test('a question is answered on the receipt page, and the clock goes on', async () => {
  await using w = await world()
  const { look, id, station } = await spoken(w)
  await make(station, id, 'accept')
  await make(station, id, 'hand-over', { agencyId: idOf('agency works') })
  const works = await w.signIn('shizheng')
  await make(works, id, 'ask', { words: '是哪一层的灯？' })

  const asked = await look()
  expect(headlineOn(asked)).toBe(zh.receipt.state['waiting-for-resident'])
  for (const words of ['是哪一层的灯？', zh.due.paused, zh.ask.label]) expect(asked.text).toContain(words)
  const form = asked.form('/receipt/words')
  expect(form.fields).toMatchObject({ lang: 'zh', large: '', words: '' })

  // An empty answer is refused with a sentence; a very long one keeps its words.
  const empty = await form.send({ words: ' ' })
  expect(empty.status).toBe(400)
  for (const words of [zh.ask.problemTitle, refusals['nothing-said']]) expect(empty.text).toContain(words)
  const long = await form.send({ words: '字'.repeat(6001) })
  expect(long.status).toBe(400)
  expect(long.form('/receipt/words').fields.words).toBe('字'.repeat(6001))

  w.at('2026-03-11T03:00:00Z')
  const replied = await long.form('/receipt/words').send({ words: '三楼到四楼。' })
  expect(replied.status, replied.text).toBe(200)
  expect(headlineOn(replied)).toBe(zh.receipt.state['with-agency'])
  for (const words of [zh.messages.delivered, '三楼到四楼。', zh.receipt.stepOf.reply])
    expect(replied.text).toContain(words)
  // Tuesday and Wednesday were not counted: seven working days from Thursday on.
  expect(replied.text).toContain('3月20日(周五) 24:00')
  expect(replied.text).toContain(zh.due.pausedNote('3月10日(周二)到3月11日(周三)'))
  expect(await statusOf(w)).toBe('with-agency')
  expect(w.problems).toEqual([])
})

test('words are added and answered, and a page sent twice says them once', async () => {
  await using w = await world()
  const { look, id, station } = await spoken(w)
  const form = (await look()).form('/receipt/words')
  const added = await form.send({ words: '昨晚有人绊倒了。' })
  expect(added.text).toContain(zh.messages.delivered)
  const again = await form.send({ words: ' 昨晚有人绊倒了。\r\n' })
  expect([again.status, again.text.includes(zh.messages.delivered)]).toEqual([200, true])
  await make(station, id, 'message', { words: '今天就去看。' })
  const seen = await look()
  for (const words of ['昨晚有人绊倒了。', '今天就去看。']) expect(seen.text.split(words)).toHaveLength(2)
  expect(await w.look("select count(*)::int as messages from events where kind = 'message'")).toEqual([{ messages: 2 }])
  // The case is the desk's, with the words on it.
  expect((await station.get(`/api/v1/cases/${id}`)).text).toContain('昨晚有人绊倒了。')
})

test('withdrawing asks first, and asks whether someone wanted it', async () => {
  await using w = await world()
  const { look, id, station } = await spoken(w)
  const seen = await look()
  const asking = await seen.form('/receipt/withdraw').send()
  expect(asking.status).toBe(200)
  for (const words of [zh.withdraw.title, zh.withdraw.note, zh.withdraw.asked]) expect(asking.text).toContain(words)
  expect(await statusOf(w)).toBe('received')
  // Nothing is chosen beforehand, and nothing happens without an answer.
  const unfinished = await asking.form('/receipt/withdraw').send({ words: '村里来人说了。' })
  expect(unfinished.status).toBe(400)
  expect(unfinished.text).toContain(refusals['judgement-incomplete'])
  expect(unfinished.form('/receipt/withdraw').fields).not.toHaveProperty('wasAsked')
  expect(await statusOf(w)).toBe('received')
  // One can stay.
  expect(headlineOn(await unfinished.form('/receipt').send())).toBe(zh.receipt.state.received)

  const withdrawn = await unfinished.form('/receipt/withdraw').send({ wasAsked: 'true' })
  expect(withdrawn.status).toBe(200)
  expect(headlineOn(withdrawn)).toBe(zh.receipt.state.withdrawn)
  expect(withdrawn.text).toContain('村里来人说了。')
  expect(await statusOf(w)).toBe('withdrawn')
  expect(
    await w.look(
      "select c.detail->'wasAsked' as asked from events e join event_contents c on c.event_id = e.id where e.kind = 'withdraw'",
    ),
  ).toEqual([{ asked: true }])
  expect((await station.get(`/api/v1/cases/${id}`)).body.status).toBe('withdrawn')
  // The same page once more changes nothing; words written meanwhile on another are not lost.
  expect((await unfinished.form('/receipt/withdraw').send({ wasAsked: 'true' })).status).toBe(200)
  const late = await seen.form('/receipt/words').send({ words: '还有一句。' })
  expect(late.status).toBe(409)
  for (const words of [zh.error.kept, '还有一句。']) expect(late.text).toContain(words)
})

test('a closed matter is taken up again', async () => {
  await using w = await world()
  const { look, id, station } = await spoken(w)
  await make(station, id, 'accept')
  await make(station, id, 'answer-directly', { words: '换好了。', outcome: 'solved' })
  const judged = await (await look())
    .form('/receipt/judge')
    .send({ process: 'satisfied', result: 'satisfied', solved: 'true' })
  expect(headlineOn(judged)).toBe(zh.receipt.state.solved)

  w.at('2026-04-20T03:00:00Z')
  const form = (await look()).form('/receipt/reopen')
  const empty = await form.send()
  expect([empty.status, empty.text.includes(zh.reopen.problemTitle)]).toEqual([400, true])
  const reopened = await form.send({ words: '又坏了。' })
  expect(reopened.status, reopened.text).toBe(200)
  expect(headlineOn(reopened)).toBe(zh.receipt.state.reopened)
  expect(reopened.text).toContain('又坏了。')
  expect(reopened.text).toContain(zh.receipt.earlierAnswer)
  expect(await statusOf(w)).toBe('accepted')
})

test('what was not taken on says why and where to go, and can be appealed once', async () => {
  await using w = await world()
  const { look, id, station } = await spoken(w)
  await make(station, id, 'accept')
  await make(station, id, 'propose-decline', { reason: 'petition-path', words: '请到区信访局，人民路 8 号。' })
  // Until another person confirms it, the resident is told nothing.
  expect((await look()).text).not.toContain('信访局')
  const town = await w.signIn('shanqiao')
  await make(town, id, 'decline')

  const declined = await look()
  expect(headlineOn(declined)).toBe(zh.receipt.state.canAppeal)
  for (const words of [terms.declineReason['petition-path'], '请到区信访局，人民路 8 号。'])
    expect(declined.text).toContain(words)
  const appealed = await declined.form('/receipt/appeal').send({ words: '这是路灯，不是信访。' })
  expect(appealed.status, appealed.text).toBe(200)
  expect(headlineOn(appealed)).toBe(zh.receipt.state.appealed)
  expect(appealed.text).toContain('这是路灯，不是信访。')
  expect(await statusOf(w)).toBe('received')
  const twice = await declined.form('/receipt/appeal').send({ words: '再申请一次。' })
  expect(twice.status).toBe(409)
  expect(twice.text).toContain('再申请一次。')
})

test('an answer nobody judged in time can still be judged, and is then no longer unjudged', async () => {
  await using w = await world()
  const { look, id, station } = await spoken(w)
  await make(station, id, 'accept')
  await make(station, id, 'answer-directly', { words: '换好了。', outcome: 'solved' })
  w.at('2026-03-26T03:00:00Z')
  await w.settle()
  const lapsed = await look()
  expect(headlineOn(lapsed)).toBe(zh.receipt.state.stillToJudge)
  expect(lapsed.text).toContain(zh.receipt.noteOf.unjudged)
  // Sending back is over: it is taken up again instead.
  expect(lapsed.text).not.toContain(zh.judge.sendBack)
  const judged = await lapsed.form('/receipt/judge').send({ process: 'basically', result: 'not', solved: 'false' })
  expect(judged.status, judged.text).toBe(200)
  expect(headlineOn(judged)).toBe(zh.receipt.state.unsolved)
  expect(await w.look('select closed_as from cases')).toEqual([{ closed_as: 'judged' }])
  w.at('2026-09-01T03:00:00Z')
  expect(() => judged.form('/receipt/judge')).toThrow()
  expect((await look()).html).not.toContain('/receipt/reopen')
  expect(w.problems).toEqual([])
})

test('what is about the station itself goes past it, and the receipt says so', async () => {
  await using w = await world()
  const page = await open(w, point)
  expect(page.form(point).fields).not.toHaveProperty('aboutAddressee')
  // What was ticked stays ticked when something else is wrong.
  const refused = await page.form(point).send({ text: '', aboutAddressee: 'true' })
  expect(refused.form(point).fields.aboutAddressee).toBe('true')
  const sent = await refused.form(point).send({ text: '站里没人，门总是锁着。' })
  expect(sent.text).toContain(zh.ticket.freshNote('善桥镇人大'))
  expect(sent.text).toContain(zh.receipt.toAbove)
  const station = await w.signIn('dongjie')
  expect((await station.get('/api/v1/cases?view=all')).body.cases).toEqual([])
  const town = await w.signIn('shanqiao')
  expect((await town.get('/api/v1/cases')).body.cases).toHaveLength(1)
  // A deputy's page says it of the deputy; nobody is above on a town's.
  expect((await open(w, `/d/${codeOf('deputy limin')}`)).text).toContain(zh.point.aboutDeputy)
  expect((await open(w, `/s/${codeOf('town shanqiao')}`)).html).not.toContain('aboutAddressee')
})

test('the addresses of these forms, typed or reloaded, lead to the form that asks for a code', async () => {
  await using w = await world()
  for (const path of ['words', 'withdraw', 'reopen', 'appeal']) {
    const page = await open(w, `/receipt/${path}`)
    expect([page.status, page.form('/receipt').fields.receiptCode]).toEqual([200, ''])
  }
})
