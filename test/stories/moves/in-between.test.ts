/** What happens in between: a corrected calendar, two people at once, and a role that was taken away. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { correctCalendar } from '../../../src/actions/correct-calendar.ts'
import { here, idOf } from '../../cast.ts'
import { beijing, kinds, type Said, type Story, solved, story, toStation } from './story.ts'

async function withWorks(s: Story): Promise<Said> {
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  return said
}

test('a corrected calendar counts open due dates anew, keeps both, and says so once', async () => {
  await using s = await story()
  const said = await withWorks(s)
  const answered = await withWorks(s)
  await s.move('shizheng', answered, 'answer', solved)
  const holiday = [{ date: '2026-03-13', day: { kind: 'holiday' as const, name: '临时放假' } }]
  expect(await correctCalendar(s.w.context, here.id, holiday)).toBe(1)
  expect(await correctCalendar(s.w.context, here.id, holiday)).toBe(0)
  const seen = await s.resident(said)
  expect(seen.due).toMatchObject({ dueAt: beijing('03-20 00:00') })
  expect(seen.due.days.find(({ date }: { date: string }) => date === '2026-03-13')).toMatchObject({
    counts: null,
    why: 'holiday',
    name: '临时放假',
  })
  expect(seen.steps.at(-1)).toMatchObject({ kind: 'recount', dueBefore: beijing('03-19 00:00') })
  expect(kinds(await s.resident(answered))).not.toContain('recount')
  // And back again.
  expect(await correctCalendar(s.w.context, here.id, [{ date: '2026-03-13', day: null }])).toBe(1)
  expect((await s.resident(said)).due.dueAt).toBe(beijing('03-19 00:00'))
  expect(kinds(await s.resident(said)).filter((kind) => kind === 'recount')).toHaveLength(2)
})

test('while the resident is asked, a corrected calendar moves the end of the waiting too', async () => {
  await using s = await story()
  const said = await withWorks(s)
  await s.move('shizheng', said, 'ask', { words: '几单元？' })
  expect(await s.resident(said)).toMatchObject({ waitsUntil: beijing('03-24 00:00') })
  await correctCalendar(s.w.context, here.id, [{ date: '2026-03-21', day: { kind: 'make-up', name: '补班' } }])
  expect(await s.resident(said)).toMatchObject({ waitsUntil: beijing('03-22 00:00') })
  await s.at('03-22 00:00')
  expect(await s.resident(said)).toMatchObject({ status: 'with-agency' })
})

test('of two people who press two moves at once, one is told, and one move is made', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  const { version } = await s.move('dongjie', said, 'accept')
  const both = await Promise.all([
    s.try('dongjie', said, 'answer-directly', { ...solved, version }),
    s.try('shanqiao', said, 'hand-over', { agencyId: idOf('agency works'), version }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    refusal: 'changed-meanwhile',
    message: expect.stringContaining('。'),
  })
  const seen = await s.resident(said)
  expect(kinds(seen)).toHaveLength(3)
  expect((await s.see('shanqiao', said)).version).toBe(version + 1)
})

test('twenty presses of the same move make it once', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  const all = await Promise.all(Array.from({ length: 20 }, () => s.try('dongjie', said, 'accept')))
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
  for (const { status, body } of all) if (status !== 200) expect(body.refusal).toBe('not-from-this-status')
})

test('resident and agency at the same moment: a withdrawal and an answer are both whole, one after the other', async () => {
  await using s = await story()
  const said = await withWorks(s)
  await s.as('shizheng')
  const [, answered] = await Promise.all([
    s.resident(said, 'withdraw', { wasAsked: false }),
    s.try('shizheng', said, 'answer', solved),
  ])
  const seen = await s.resident(said)
  expect(seen.status).toBe('withdrawn')
  expect(kinds(seen).slice(3)).toEqual(answered.status === 200 ? ['answer', 'withdraw'] : ['withdraw'])
})

test('whose role was taken away a second ago moves nothing more, and sees nothing more', async () => {
  await using s = await story()
  const [said, other] = [await s.say(toStation), await s.say(toStation)]
  const station = await s.as('dongjie')
  await s.move('dongjie', said, 'accept')
  await s.leave('dongjie')
  const answer = await station.post(`/api/v1/cases/${said.id}/answer-directly`, solved)
  expect([answer.status, answer.body.refusal]).toEqual([403, 'not-your-role'])
  expect((await station.get(`/api/v1/cases/${said.id}`)).status).toBe(404)
  expect((await station.get('/api/v1/cases?view=all')).body).toMatchObject({ cases: [], counts: { all: 0 } })
  // Another role in another unit opens the door of the move, not the case.
  await s.join('dongjie', 'station', idOf('station liuan'))
  expect((await station.post(`/api/v1/cases/${other.id}/accept`)).status).toBe(404)
  expect(kinds(await s.resident(said))).toEqual(['receive', 'accept'])
})

test('a move on a case that is not there is refused like one on a case that is not theirs', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  const [nowhere, notTheirs] = [
    await s.try('liuan', { id: randomUUID() }, 'accept'),
    await s.try('liuan', said, 'accept'),
  ]
  expect([nowhere.status, nowhere.text]).toEqual([404, notTheirs.text])
})
