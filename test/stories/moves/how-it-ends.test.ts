/** How a case ends and may begin again: lapsed, withdrawn, reopened; and how whoever is late is urged. */
import { expect, test } from 'vitest'
import { codeOf, idOf } from '../../cast.ts'
import { bad, beijing, good, kinds, type Said, type Story, solved, story, toStation } from './story.ts'

async function answered(s: Story): Promise<Said> {
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'answer-directly', solved)
  return said
}

test('an answer nobody judges lapses after fifteen days, is never counted as satisfied, and can still be judged', async () => {
  await using s = await story()
  const [said, other] = [await answered(s), await answered(s)]
  await s.at('03-24 23:59')
  expect(await s.resident(said)).toMatchObject({ status: 'answered' })
  await s.at('03-25 00:00')
  const lapsed = await s.resident(said)
  expect(lapsed).toMatchObject({ status: 'closed', due: null, judgement: null, canJudge: true })
  expect(lapsed.moves).toEqual(['judge', 'reopen'])
  expect(kinds(lapsed)).toEqual(['receive', 'accept', 'answer-directly', 'lapse'])
  const count = () => s.w.look<{ as: string | null }>('select closed_as as "as" from cases order by number')
  expect(await s.w.look('select 1 from judgements')).toEqual([])
  expect(await count()).toEqual([{ as: 'unjudged' }, { as: 'unjudged' }])
  // Ninety calendar days after the lapse, until 24:00 of the last.
  s.clock('06-23 23:30')
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed', canJudge: false })
  expect(await count()).toEqual([{ as: 'judged' }, { as: 'unjudged' }])
  expect(await s.resident(said, 'judge', good)).toMatchObject({ refusal: 'judged-already' })
  s.clock('06-24 01:30')
  expect(await s.resident(other, 'judge', good)).toMatchObject({ refusal: 'too-late-to-judge' })
  expect(await s.resident(other, 'judge', { ...bad, sendBack: true })).toMatchObject({
    refusal: 'not-from-this-status',
  })
  expect(await s.w.look('select result from judgements')).toEqual([{ result: 'satisfied' }])
})

test('a resident takes the report back, and is asked whether someone asked them to; that is kept apart', async () => {
  await using s = await story()
  const [free, asked] = [await s.say(toStation), await s.say(toStation)]
  await s.move('dongjie', asked, 'accept')
  await s.move('dongjie', asked, 'ask', { words: '还要办吗？' })
  expect(await s.resident(free, 'withdraw', {})).toMatchObject({ refusal: 'not-understood' })
  expect(await s.resident(free, 'withdraw', { wasAsked: false })).toMatchObject({ status: 'withdrawn', moves: [] })
  const taken = await s.resident(asked, 'withdraw', { wasAsked: true, words: '有人打电话让我撤。' })
  expect(taken).toMatchObject({ status: 'withdrawn', due: null, waitsUntil: null })
  expect(
    await s.w.look(`select c.detail->'wasAsked' as "wasAsked" from events e join event_contents c on c.event_id = e.id
      where e.kind = 'withdraw' order by e.seq`),
  ).toEqual([{ wasAsked: false }, { wasAsked: true }])
  expect(await s.list('dongjie', 'view=to-do')).toEqual([])
  for (const verb of ['accept', 'claim', 'supervise', 'mark-urgent'])
    expect((await s.try(verb === 'claim' ? 'limin' : 'shanqiao', free, verb)).status).toBeGreaterThanOrEqual(403)
})

test('a closed case is reopened with words within ninety days, by the resident or an office', async () => {
  await using s = await story()
  const said = await answered(s)
  await s.resident(said, 'judge', good)
  expect(await s.resident(said, 'reopen', { words: '' })).toMatchObject({ refusal: 'nothing-said' })
  s.clock('04-20 10:00')
  const again = await s.resident(said, 'reopen', { words: '灯又坏了。' })
  // Two working days after Monday the 20th.
  expect(again).toMatchObject({
    status: 'accepted',
    heldBy: { kind: 'station' },
    due: { dueAt: beijing('04-23 00:00') },
  })
  expect(again.steps.at(-1)).toMatchObject({ kind: 'reopen', words: '灯又坏了。' })
  await s.move('dongjie', said, 'answer-directly', solved)
  await s.resident(said, 'judge', good)
  expect((await s.try('dongjie', said, 'reopen', { words: '再看看。' })).status).toBe(403)
  await s.move('shanqiao', said, 'reopen', { words: '抽查发现又坏了。' })
  expect(await s.see('shanqiao', said)).toMatchObject({ status: 'accepted', heldBy: { kind: 'town' } })
  await s.move('shanqiao', said, 'answer-directly', solved)
  await s.resident(said, 'judge', good)
  s.clock('07-20 09:00')
  expect(await s.resident(said, 'reopen', { words: '灯又坏了。' })).toMatchObject({ refusal: 'too-late-to-reopen' })
  expect((await s.resident(said)).moves).toEqual([])
})

test('what was with an agency and is reopened no longer lies with it', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  const coHandlers = [{ agencyId: idOf('agency urban') }]
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works'), coHandlers })
  await s.move('shizheng', said, 'answer', solved)
  await s.resident(said, 'judge', good)
  await s.resident(said, 'reopen', { words: '灯又坏了。' })
  for (const login of ['shizheng', 'chengguan'] as const)
    expect((await (await s.as(login)).get(`/api/v1/cases/${said.id}`)).status).toBe(404)
})

test('in danger hours count from now on, and it stays marked', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  s.clock('03-11 10:00')
  expect((await s.try('chengguan', said, 'mark-urgent')).status).toBe(404)
  expect(await s.move('shizheng', said, 'mark-urgent', { words: '电线裸露。' })).toMatchObject({
    dueAt: beijing('03-12 10:00'),
  })
  expect((await s.try('dongjie', said, 'mark-urgent')).body.refusal).toBe('urgent-already')
  expect(await s.resident(said)).toMatchObject({ urgent: true, due: { limit: { count: 24, unit: 'hours' } } })
  const more = await s.try('shizheng', said, 'ask-extension', { until: '2026-03-13', words: '等等。' })
  expect(more.body.refusal).toBe('urgent-already')
  await s.move('shizheng', said, 'return', { words: '属供电。' })
  expect(await s.see('dongjie', said)).toMatchObject({ urgent: true, dueAt: beijing('03-12 10:00') })
})

test('whoever is late is reminded on the last day, urged the day after, supervised after five working days; each once', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  const steps = async () => kinds(await s.see('shanqiao', said)).slice(3)
  const found: Record<string, string[]> = {}
  for (const day of ['17', '18', '19', '20', '23', '24', '25', '26', '27'])
    for (const hour of ['09:00', '15:00']) {
      await s.at(`03-${day} ${hour}`)
      found[`${day} ${hour}`] = await steps()
    }
  expect(found).toMatchObject({
    '17 15:00': [],
    '18 09:00': ['remind'],
    '18 15:00': ['remind'],
    '19 09:00': ['remind', 'urge'],
    '25 15:00': ['remind', 'urge'],
    '26 09:00': ['remind', 'urge', 'supervise'],
    '27 15:00': ['remind', 'urge', 'supervise'],
  })
  const seen = await s.resident(said)
  expect(seen).toMatchObject({ supervised: true })
  // Reminders are between offices; that it was urged and is watched, the resident sees.
  expect(kinds(seen).slice(3)).toEqual(['urge', 'supervise'])
  await s.move('shizheng', said, 'answer', solved)
  expect(await s.resident(said, 'judge', good)).toMatchObject({ supervised: false })
})

test('an office urges and supervises by itself; the ladder goes on all the same', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  await s.move('shanqiao', said, 'urge')
  await s.move('shanqiao', said, 'supervise')
  expect((await s.try('dongjie', said, 'urge')).status).toBe(403)
  await s.at('03-18 09:00')
  await s.at('03-19 09:00')
  await s.at('03-27 09:00')
  expect(kinds(await s.see('shanqiao', said)).slice(3)).toEqual(['urge', 'supervise', 'remind', 'urge'])
})

test('a report said to the town as well goes through: accepted, answered, judged', async () => {
  await using s = await story()
  const said = await s.say({ town: codeOf('town shanqiao') })
  await s.move('shanqiao', said, 'accept')
  await s.move('shanqiao', said, 'answer-directly', solved)
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed' })
})
