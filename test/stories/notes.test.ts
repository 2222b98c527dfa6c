/** Colleagues write notes on a case: who reads them, how long they can be corrected, whom they name, what the resident sees. */
import { expect, test } from 'vitest'
import { idOf, type Login } from '../cast.ts'
import { kinds, type Said, type Story, story, toDeputy, toStation } from './moves/story.ts'

const notes = async (s: Story, login: Login, said: Said) =>
  (await (await s.as(login)).get(`/api/v1/cases/${said.id}/notes`)).body
const wordsFor = async (s: Story, login: Login, said: Said): Promise<string[]> =>
  (await notes(s, login, said)).notes.map(({ words }: { words: string }) => words)
const write = async (s: Story, login: Login, said: Said, words: string, mentions: string[] = []) =>
  (await s.as(login)).post(`/api/v1/cases/${said.id}/notes`, { words, mentions })

/** A case of the deputy's that went by the station to the agency. */
async function handedOver(s: Story): Promise<Said> {
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  return said
}

test('the station and the offices read each other’s notes, an agency its own, and the offices that too', async () => {
  await using s = await story()
  const said = await handedOver(s)
  for (const [login, words] of [
    ['dongjie', '家属希望下班以后再联系。'],
    ['shanqiao', '和城管一起看过现场。'],
    ['shizheng', '材料周三到货。'],
  ] as const)
    expect((await write(s, login, said, words)).status).toBe(201)
  const [station, town, agency] = ['家属希望下班以后再联系。', '和城管一起看过现场。', '材料周三到货。']
  expect(await wordsFor(s, 'dongjie', said)).toEqual([station, town])
  expect(await wordsFor(s, 'limin', said)).toEqual([station, town])
  expect(await wordsFor(s, 'shizheng', said)).toEqual([agency])
  for (const login of ['shanqiao', 'qinhu', 'shenji'] as const)
    expect(await wordsFor(s, login, said)).toEqual([station, town, agency])
  // The history tells of each note whoever may read it, and nobody else.
  const inTrail = async (login: Login) =>
    (await s.see(login, said)).steps.flatMap(({ kind, words }: { kind: string; words: string }) =>
      kind === 'note' ? [words] : [],
    )
  expect(await inTrail('dongjie')).toEqual([station, town])
  expect(await inTrail('shizheng')).toEqual([agency])
  expect(await inTrail('shenji')).toEqual([station, town, agency])
  // The auditor reads and does not write.
  expect((await notes(s, 'shenji', said)).readers).toBe('nobody')
  expect((await write(s, 'shenji', said, '看过。')).body.refusal).toBe('not-your-role')
})

test('the resident sees none of it, by receipt or by search; nor does another unit', async () => {
  await using s = await story()
  const said = await handedOver(s)
  const before = kinds(await s.resident(said))
  await write(s, 'dongjie', said, '蓝鲸灯塔')
  await s.settle()
  const seen = await s.resident(said)
  expect([kinds(seen), JSON.stringify(seen).includes('蓝鲸')]).toEqual([before, false])
  expect(await s.list('dongjie', `view=all&search=${encodeURIComponent('蓝鲸')}`)).toEqual([])
  const elsewhere = await (await s.as('liuan')).get(`/api/v1/cases/${said.id}/notes`)
  expect([elsewhere.status, elsewhere.body.refusal]).toEqual([404, 'no-such-case'])
  expect((await write(s, 'liuan', said, '看得到吗')).body.refusal).toBe('no-such-case')
})

test('its writer corrects a note for a quarter of an hour; what it said before stays in the history', async () => {
  await using s = await story()
  const said = await handedOver(s)
  s.clock('03-09 10:00')
  const { id } = (await write(s, 'dongjie', said, '周二上门')).body
  const correct = async (login: Login, words: string) =>
    (await s.as(login)).post(`/api/v1/cases/${said.id}/notes/${id}/correct`, { words })
  expect((await correct('shanqiao', '周四上门')).body.refusal).toBe('another-persons-note')
  s.clock('03-09 10:14')
  expect((await correct('dongjie', '周三上门')).status).toBe(200)
  const [note] = (await notes(s, 'dongjie', said)).notes
  expect(note).toMatchObject({ words: '周三上门', correctedAt: '2026-03-09T02:14:00.000Z', unit: '东街代表联络站' })
  expect(note.correctableUntil).toBe('2026-03-09T02:15:00.000Z')
  s.clock('03-09 10:15')
  expect((await correct('dongjie', '周五上门')).body.refusal).toBe('note-stands')
  expect((await notes(s, 'dongjie', said)).notes[0].correctableUntil).toBe(null)
  const told = (await s.see('dongjie', said)).steps.slice(-2)
  expect(told.map(({ kind, words }: { kind: string; words: string }) => [kind, words])).toEqual([
    ['note', '周二上门'],
    ['correct-note', '周三上门'],
  ])
})

test('a note names colleagues who read it, and nobody else', async () => {
  await using s = await story()
  const said = await handedOver(s)
  const { colleagues, readers } = await notes(s, 'dongjie', said)
  expect(readers).toBe('desk')
  const units = colleagues.map(({ unitName }: { unitName: string }) => unitName)
  expect(units).toContain('善桥镇')
  expect(units).not.toContain('善桥镇市政所')
  expect(units).not.toContain('荻溪街道')
  const [first] = colleagues
  const { id } = (await write(s, 'dongjie', said, `@${first.name} 请看一下`, [first.id])).body
  expect(await s.w.look('select user_id from note_mentions')).toEqual([{ user_id: first.id }])
  const [agency] = (await notes(s, 'shizheng', said)).colleagues
  expect(agency).toBeDefined()
  const [stranger] = await s.w.look<{ id: string }>("select id from users where login = 'liuan' and district_id = 1")
  const refused = await write(s, 'dongjie', said, '@外人', [stranger?.id as string])
  expect([refused.status, refused.body.refusal]).toEqual([400, 'no-such-colleague'])
  // A correction names anew.
  await (await s.as('dongjie')).post(`/api/v1/cases/${said.id}/notes/${id}/correct`, { words: '不用看了' })
  expect(await s.w.look('select user_id from note_mentions')).toEqual([])
})

test('whoever a report is about neither reads its notes nor is named in one', async () => {
  await using s = await story()
  const said = await s.say(toDeputy, { aboutAddressee: true })
  await s.move('dongjie', said, 'accept')
  expect((await write(s, 'limin', said, '说的是我')).body.refusal).toBe('no-such-case')
  const { colleagues } = await notes(s, 'dongjie', said)
  expect(colleagues.map(({ name }: { name: string }) => name)).not.toContain('李敏')
})

test('what is erased has no notes any more', async () => {
  await using s = await story()
  await s.join('zhujian', 'district', null)
  const said = await handedOver(s)
  await write(s, 'dongjie', said, '紫竹弄十二号')
  await s.move('qinhu', said, 'ask-erase', { wish: 'resident', words: '本人来电要求。' })
  await s.move('zhujian', said, 'erase')
  expect(await wordsFor(s, 'dongjie', said)).toEqual([])
  expect((await write(s, 'dongjie', said, '再写一条')).body.refusal).toBe('report-erased')
  await s.settle()
  expect(await s.w.look('select id from case_notes')).toEqual([])
  expect(JSON.stringify(await s.w.look('select detail from event_contents'))).not.toContain('紫竹弄')
})
