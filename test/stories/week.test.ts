/** A deputy opens the week between two meetings, and it holds what is theirs and nothing else. */
import { expect, test } from 'vitest'
import { idOf } from '../cast.ts'
import { bad, beijing, solved, story, toDeputy, toStation } from './moves/story.ts'

const weekOf = async (s: Awaited<ReturnType<typeof story>>, login: 'limin' | 'zhoujianping' = 'limin') =>
  (await (await s.as(login)).get('/api/v1/week')).body
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

test('a deputy sees what is to decide, by due time and with the moves at hand, and what others have to do', async () => {
  await using s = await story()
  s.clock('03-09 10:00')
  const first = await s.say(toDeputy, { text: '单杠松了。' })
  s.clock('03-10 09:00')
  const second = await s.say(toDeputy, { text: '想办四点半课堂。' })
  await s.move('limin', first, 'accept')
  const week = await weekOf(s)
  expect(week.today).toBe('2026-03-10')
  expect(week.days.map(({ date, weekday }: { date: string; weekday: number }) => [date.slice(5), weekday])).toEqual([
    ['03-10', 2],
    ['03-11', 3],
    ['03-12', 4],
    ['03-13', 5],
    ['03-14', 6],
    ['03-15', 0],
    ['03-16', 1],
  ])
  expect(new Set(ids(week.toDo))).toEqual(new Set([first.id, second.id]))
  const due = week.toDo.map(({ dueAt }: { dueAt: string }) => dueAt)
  expect(due).toEqual(due.toSorted())
  const accepted = week.toDo.find(({ id }: { id: string }) => id === first.id)
  expect(accepted.moves).toEqual(expect.arrayContaining(['answer-directly', 'ask', 'pass']))
  expect(accepted.since).toBe('2026-03-10T01:00:00.000Z')
  expect(week.counts).toMatchObject({ toDo: 2, late: 0 })

  await s.move('limin', first, 'ask', { words: '哪一个单杠？' })
  const after = await weekOf(s)
  expect(ids(after.toDo)).toEqual([second.id])
  expect(ids(after.waiting)).toEqual([first.id])
})

test('what residents answered, judged and sent back stands there for seven days, to the hour', async () => {
  await using s = await story()
  s.clock('03-09 10:20')
  const said = await s.say(toDeputy, { text: '单杠松了。' })
  await s.move('limin', said, 'accept')
  await s.move('limin', said, 'ask', { words: '哪一个单杠？' })
  await s.resident(said, 'words', { words: '靠河边那个。' })
  await s.move('limin', said, 'answer-directly', solved)
  s.clock('03-11 15:45')
  await s.resident(said, 'judge', { ...bad, sendBack: true })
  const { heard } = await weekOf(s)
  expect(heard).toMatchObject([
    {
      caseId: said.id,
      kind: 'send-back',
      at: '2026-03-11T07:00:00.000Z',
      judgement: { solved: false },
      words: bad.words,
    },
    { caseId: said.id, kind: 'reply', words: '靠河边那个。', judgement: null },
  ])
  s.clock('03-17 09:00')
  expect((await weekOf(s)).heard.map(({ kind }: { kind: string }) => kind)).toEqual(['send-back'])
  s.clock('03-19 09:00')
  expect((await weekOf(s)).heard).toEqual([])
})

test('nothing of another deputy, and nothing about the deputy, stands in a week', async () => {
  await using s = await story()
  s.clock('03-09 10:00')
  const mine = await s.say(toDeputy)
  await s.resident(mine, 'words', { words: '还有一盏。' })
  const about = await s.say(toDeputy, { aboutAddressee: true })
  await s.resident(about, 'words', { words: '请站里看看。' })
  await s.say(toStation)
  expect((await weekOf(s, 'zhoujianping')).heard).toEqual([])
  const week = await weekOf(s)
  expect(ids(week.toDo)).toEqual([mine.id])
  expect(week.heard.map(({ caseId }: { caseId: string }) => caseId)).toEqual([mine.id])
  const station = await s.as('dongjie')
  expect((await station.get('/api/v1/week')).status).toBe(403)
})

test('a meeting that was called stands in the week with who comes, and later what is owed from it', async () => {
  await using s = await story()
  s.clock('03-09 10:00')
  const said = await s.say(toDeputy, { text: '单杠松了。' })
  await s.move('limin', said, 'accept')
  const works = idOf('agency works')
  const call = { at: beijing('03-12 09:30'), place: '河边健身角', agencyIds: [works] }
  await s.move('limin', said, 'call-meeting', call)
  await s.move('shizheng', said, 'answer-meeting', { answer: 'coming', words: '王工来。' })
  expect((await weekOf(s)).meetings).toEqual([
    expect.objectContaining({ caseId: said.id, at: call.at, place: '河边健身角', called: 1, coming: 1, otherTime: 0 }),
  ])
  expect((await weekOf(s, 'zhoujianping')).meetings).toEqual([])
  s.clock('03-12 11:00')
  const items = [{ agencyId: works, who: '王建国', what: '换两颗螺栓', dueOn: '2026-03-16' }]
  await s.move('limin', said, 'conclude-meeting', { words: '说定了。', items })
  const week = await weekOf(s)
  expect(week.meetings).toEqual([])
  expect(week.owed).toMatchObject([{ caseId: said.id, what: '换两颗螺栓', who: '王建国', dueOn: '2026-03-16' }])
  expect((await weekOf(s, 'zhoujianping')).owed).toEqual([])
  await s.move('shizheng', said, 'finish-item', { item: week.owed[0].id, words: '换好了。' })
  expect((await weekOf(s)).owed).toEqual([])
})
