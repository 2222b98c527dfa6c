/** 回避: what is said about a deputy or a station goes one level up, and they neither see it nor act on it. */
import { expect, test } from 'vitest'
import { codeOf, idOf, type Login } from '../../cast.ts'
import { beijing, good, type Said, type Story, solved, story, toDeputy, toStation } from './story.ts'

const about = { aboutAddressee: true, text: '代表三个月没有接待过群众。' }

/** Every way in which a person could come upon a case. */
async function expectHidden(s: Story, login: Login, { id }: Said) {
  const person = await s.as(login)
  expect([login, (await person.get(`/api/v1/cases/${id}`)).status]).toEqual([login, 404])
  for (const query of ['view=all', 'view=to-do', 'view=waiting', 'view=all&search=三个月', 'view=all&search=1']) {
    const { body } = await person.get(`/api/v1/cases?${query}`)
    expect([login, query, body.cases.map((row: { id: string }) => row.id)]).toEqual([login, query, []])
    expect(body.counts).toEqual({
      toDo: 0,
      dueSoon: 0,
      late: 0,
      waiting: 0,
      all: 0,
      quarantined: 0,
      handedOut: 0,
      soon: 0,
    })
  }
  for (const verb of ['accept', 'claim', 'pass', 'propose-decline', 'mark-urgent', 'message', 'answer-directly']) {
    const body = { words: '我来。', outcome: 'solved', reason: 'no-content' }
    const keys = {
      accept: [],
      claim: [],
      'propose-decline': ['reason', 'words'],
      'answer-directly': ['words', 'outcome'],
    }
    const wanted = (keys as Record<string, string[]>)[verb] ?? ['words']
    const picked = Object.fromEntries(Object.entries(body).filter(([key]) => wanted.includes(key)))
    const { status } = await person.post(`/api/v1/cases/${id}/${verb}`, picked)
    expect([403, 404], `${login} ${verb}: ${status}`).toContain(status)
  }
  expect([403, 404]).toContain((await person.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '看看' })).status)
}

test('about a deputy: it goes to the station, hidden from that deputy alone, whatever becomes of it', async () => {
  await using s = await story()
  const said = await s.say(toDeputy, { ...about, identity: { kind: 'station', name: '林先生', phone: '' } })
  await s.settle()
  expect(await s.resident(said)).toMatchObject({
    heldBy: { kind: 'station', name: '东街代表联络站' },
    due: { dueAt: beijing('03-11 00:00') },
  })
  await expectHidden(s, 'limin', said)
  expect(await s.list('dongjie', 'view=to-do')).toEqual([said.id])
  expect(await s.list('dongjie', 'view=all&search=三个月')).toEqual([said.id])
  await s.move('zhoujianping', said, 'claim')
  await expectHidden(s, 'limin', said)
  await s.move('zhoujianping', said, 'pass', { words: '请站里答复。' })
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'answer-directly', solved)
  await expectHidden(s, 'limin', said)
  await s.resident(said, 'judge', good)
  await expectHidden(s, 'limin', said)
})

test('about a station: it goes to the town, hidden from its staff and its deputies', async () => {
  await using s = await story()
  const said = await s.say(toStation, about)
  await s.settle()
  expect(await s.resident(said)).toMatchObject({ heldBy: { kind: 'town', name: '善桥镇' } })
  for (const login of ['dongjie', 'limin', 'zhoujianping'] as const) await expectHidden(s, login, said)
  // Whoever also belongs to an office does not come to see it that way.
  await s.join('dongjie', 'town', idOf('town shanqiao'))
  await s.join('limin', 'district', null)
  for (const login of ['dongjie', 'limin'] as const) await expectHidden(s, login, said)
  await s.move('shanqiao', said, 'accept')
  await s.move('shanqiao', said, 'hand-over', { agencyId: idOf('agency works') })
  await s.join('zhoujianping', 'agency', idOf('agency works'))
  await expectHidden(s, 'zhoujianping', said)
  await s.move('shizheng', said, 'answer', solved)
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed' })
})

test('it is not merged under a case that those it is about could answer, nor named there', async () => {
  await using s = await story()
  const [said, lead] = [await s.say(toStation, about), await s.say(toStation)]
  await s.move('dongjie', lead, 'accept')
  await s.move('shanqiao', said, 'accept')
  expect((await s.try('shanqiao', said, 'merge', { into: lead.id })).body.refusal).toBe('report-is-about-them')
  const other = await s.say(toStation, about)
  await s.move('shanqiao', other, 'merge', { into: said.id })
  expect(await s.see('shanqiao', said)).toMatchObject({ merged: [expect.any(String)] })
})

test('said at a point it is about the point’s station or deputy', async () => {
  await using s = await story()
  const [market, studio] = [
    await s.say({ point: codeOf('point market') }, about),
    await s.say({ point: codeOf('point studio') }, about),
  ]
  expect(await s.resident(market)).toMatchObject({ heldBy: { kind: 'town' } })
  expect(await s.list('dongjie')).toEqual([studio.id])
  expect(await s.list('limin')).toEqual([])
})
