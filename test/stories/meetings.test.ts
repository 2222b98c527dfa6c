/** 现场协调: a deputy calls agencies to the spot; who does what by when is agreed there, and each item is followed up. */
import { expect, test } from 'vitest'
import { idOf } from '../cast.ts'
import { beijing, kinds, type Said, type Story, story, toDeputy, toStation } from './moves/story.ts'

const works = idOf('agency works')
const urban = idOf('agency urban')
const call = (more: object = {}) => ({
  at: beijing('03-12 09:30'),
  place: '幸福里北门台阶',
  agencyIds: [works, urban],
  withStation: true,
  words: '请带上图纸。',
  ...more,
})

async function called(s: Story): Promise<Said> {
  s.clock('03-09 10:00')
  const said = await s.say(toDeputy, { identity: { kind: 'agency', name: '林先生', phone: '' } })
  await s.move('limin', said, 'accept')
  await s.move('limin', said, 'call-meeting', call())
  return said
}

test('two agencies are called, see the case, and answer; the deputy sees who comes', async () => {
  await using s = await story()
  const said = await called(s)
  for (const login of ['shizheng', 'chengguan'] as const) {
    expect(await s.list(login, 'view=to-do')).toEqual([said.id])
    const seen = await s.see(login, said)
    expect(seen).toMatchObject({
      mine: true,
      meetingAt: beijing('03-12 09:30'),
      canLookAtIdentity: false,
      meetings: [
        { state: 'called', place: '幸福里北门台阶', withStation: true, calledBy: { kind: 'deputy', name: '李敏' } },
      ],
    })
    expect(seen.moves).toContain('answer-meeting')
    expect(seen.moves).not.toContain('answer')
  }
  await s.move('shizheng', said, 'answer-meeting', { answer: 'coming', words: '王工来，带图纸。' })
  expect((await s.try('chengguan', said, 'answer-meeting', { answer: 'another-time' })).body.refusal).toBe(
    'nothing-said',
  )
  await s.move('chengguan', said, 'answer-meeting', { answer: 'another-time', words: '周五上午可以。' })
  expect(await s.list('shizheng', 'view=to-do')).toEqual([])
  expect(await s.list('shizheng')).toEqual([said.id])
  const { meetings } = await s.see('limin', said)
  expect(meetings[0].calls).toMatchObject([
    { agencyId: works, answer: 'coming', words: '王工来，带图纸。' },
    { agencyId: urban, answer: 'another-time', words: '周五上午可以。' },
  ])
  // Called to another time, everybody answers anew.
  await s.move('limin', said, 'call-meeting', call({ at: beijing('03-13 09:30'), words: '' }))
  expect((await s.see('limin', said)).meetings.map(({ state }: { state: string }) => state)).toEqual([
    'moved',
    'called',
  ])
  expect(await s.list('shizheng', 'view=to-do')).toEqual([said.id])
})

test('what was agreed has a name and a day; the agency finishes it with words; the resident reads it without names', async () => {
  await using s = await story()
  const said = await called(s)
  const items = [
    { agencyId: works, who: '王建国', what: '换两颗螺栓', dueOn: '2026-03-16' },
    { agencyId: urban, what: '清走占道的三轮车', dueOn: '2026-03-13' },
  ]
  const conclusion = { words: '大家看了现场，先换螺栓再清场地。', items }
  expect((await s.try('limin', said, 'conclude-meeting', conclusion)).body.refusal).toBe('meeting-has-not-begun')
  s.clock('03-12 09:10')
  await s.move('limin', said, 'conclude-meeting', conclusion)
  const seen = await s.see('shizheng', said)
  expect(seen).toMatchObject({ mine: true, meetingAt: null })
  const [mine, theirs] = seen.meetings[0].items
  expect(mine).toMatchObject({ who: '王建国', what: '换两颗螺栓', dueOn: '2026-03-16', mine: true, doneAt: null })
  expect(theirs).toMatchObject({ mine: false })
  expect((await s.try('shizheng', said, 'finish-item', { item: theirs.id, words: '好了。' })).body.refusal).toBe(
    'no-such-item',
  )
  s.clock('03-16 16:00')
  await s.move('shizheng', said, 'finish-item', { item: mine.id, words: '螺栓换好了，试过不晃。' })
  expect((await s.try('shizheng', said, 'finish-item', { item: mine.id, words: '再说一遍。' })).body.refusal).toBe(
    'nothing-agreed',
  )
  expect(await s.list('shizheng', 'view=to-do')).toEqual([])
  expect(await s.list('chengguan', 'view=to-do')).toEqual([said.id])
  expect((await s.see('limin', said)).meetings[0].items).toMatchObject([
    { doneAt: beijing('03-16 16:00'), doneWords: '螺栓换好了，试过不晃。' },
    { doneAt: null },
  ])

  const receipt = await s.resident(said)
  expect(kinds(receipt)).toEqual(['receive', 'accept', 'conclude-meeting', 'finish-item'])
  const [, , met, finished] = receipt.steps
  expect(met).toMatchObject({
    words: '大家看了现场，先换螺栓再清场地。',
    agreed: [
      { who: '', what: '换两颗螺栓', dueOn: '2026-03-16' },
      { who: '', what: '清走占道的三轮车' },
    ],
  })
  expect(finished).toMatchObject({ words: '螺栓换好了，试过不晃。', agreed: [{ what: '换两颗螺栓' }] })
  expect(JSON.stringify(receipt)).not.toContain('王建国')
  const page = await s.w.resident.post('/receipt', undefined, { form: { receiptCode: said.receipt } })
  expect(page.text).toContain('换两颗螺栓')
  expect(page.text).not.toContain('王建国')
})

test('the names stand on the receipt when whoever wrote them down says so', async () => {
  await using s = await story()
  const said = await called(s)
  s.clock('03-12 11:00')
  const items = [{ agencyId: works, who: '王建国', what: '换两颗螺栓', dueOn: '2026-03-16' }]
  await s.move('limin', said, 'conclude-meeting', { words: '说定了。', items, namesShown: true })
  expect((await s.resident(said)).steps.at(-1).agreed).toMatchObject([{ who: '王建国' }])
})

test('what cannot be is refused by name, and nothing is written', async () => {
  await using s = await story()
  const said = await called(s)
  const refused = async (login: 'limin' | 'shizheng', verb: string, body: object) =>
    (await s.try(login, said, verb, { ...body })).body.refusal
  expect(await refused('limin', 'call-meeting', call({ at: beijing('03-09 09:00') }))).toBe('meeting-in-the-past')
  expect(await refused('limin', 'call-meeting', call({ agencyIds: [], withStation: false }))).toBe(
    'meeting-calls-nobody',
  )
  expect(await refused('limin', 'call-meeting', call({ place: ' ' }))).toBe('meeting-place-missing')
  expect(await refused('limin', 'call-meeting', call({ agencyIds: [works, works] }))).toBe('agency-named-twice')
  s.clock('03-12 11:00')
  const item = { agencyId: works, what: '换螺栓', dueOn: '2026-03-16' }
  const conclude = (more: object) =>
    refused('limin', 'conclude-meeting', { words: '说定了。', items: [{ ...item, ...more }] })
  expect(await conclude({ agencyId: idOf('agency water') })).toBe('item-of-nobody-there')
  expect(await conclude({ dueOn: '2026-03-11' })).toBe('item-due-in-the-past')
  expect(await conclude({ what: '' })).toBe('item-words-missing')
  expect(await conclude({ what: '长'.repeat(201) })).toBe('item-words-too-long')
  expect(await refused('limin', 'call-off-meeting', { words: '' })).toBe('nothing-said')
  await s.move('limin', said, 'call-off-meeting', { words: '下雨，改日再约。' })
  expect((await s.see('limin', said)).meetings).toMatchObject([{ state: 'called-off', outcome: '下雨，改日再约。' }])
  // Who was only called is not concerned any more.
  expect((await (await s.as('shizheng')).get(`/api/v1/cases/${said.id}`)).status).toBe(404)
  expect(await refused('limin', 'conclude-meeting', { words: '说定了。', items: [] })).toBe('no-meeting-called')
})

test('a station calls the lead agency; a case that ends takes its meeting along, and days off are told', async () => {
  await using s = await story()
  s.clock('03-09 10:00')
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: works })
  const { daysOff } = await s.see('dongjie', said)
  expect(daysOff.slice(0, 2)).toEqual([
    { date: '2026-03-14', name: null },
    { date: '2026-03-15', name: null },
  ])
  await s.move('dongjie', said, 'call-meeting', call({ agencyIds: [works] }))
  await s.resident(said, 'withdraw', { wasAsked: false })
  expect(await s.see('dongjie', said)).toMatchObject({ status: 'withdrawn', meetingAt: null })
  const [left] = await s.w.look<{ count: number }>('select count(*)::int as count from meeting_calls')
  expect(left?.count).toBe(0)
})
