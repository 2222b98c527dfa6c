/** Lists by more than their status, views that are kept, and a case found by what somebody reads out. */
import { expect, test } from 'vitest'
import { codeOf, idOf, type Login } from '../cast.ts'
import { type Story, solved, story, toDeputy, toStation } from './moves/story.ts'

const works = idOf('agency works')

const asked = async (s: Story, login: Login, query: string) =>
  (await (await s.as(login)).get(`/api/v1/cases?${query}`)).body
const found = async (s: Story, login: Login, query: string) => {
  const { cases, found: count } = await asked(s, login, `limit=200&${query}`)
  expect(count).toEqual({ count: cases.length, more: false })
  return cases.map(({ id }: { id: string }) => id).sort()
}

test('a station narrows its list by agency, mark, day and channel, and each says how many', async () => {
  await using s = await story()
  const lamp = await s.say(toStation)
  const road = await s.say(toStation, { text: '路面塌了一块。' })
  await s.at('03-10 09:00')
  const tree = await s.say({ point: codeOf('point xingfuli') }, { text: '树枝断了。' })
  await s.move('dongjie', lamp, 'accept')
  await s.move('dongjie', lamp, 'hand-over', { agencyId: works })
  await s.move('dongjie', road, 'mark-urgent')
  await s.move('shanqiao', road, 'supervise')

  expect(await found(s, 'dongjie', `view=all&agency=${works}`)).toEqual([lamp.id])
  expect(await found(s, 'dongjie', 'view=all&urgent=true')).toEqual([road.id])
  expect(await found(s, 'shanqiao', 'view=all&supervised=true')).toEqual([road.id])
  expect(await found(s, 'dongjie', 'view=all&receivedFrom=2026-03-10')).toEqual([tree.id])
  expect(await found(s, 'dongjie', 'view=all&receivedUntil=2026-03-09')).toEqual([lamp.id, road.id].sort())
  expect(await found(s, 'dongjie', 'view=all&channel=kiosk')).toEqual([])
  expect(await found(s, 'shanqiao', `view=all&station=${idOf('station dongjie')}&status=with-agency`)).toEqual([
    lamp.id,
  ])
  expect(await found(s, 'qinhu', `view=all&town=${idOf('town dixi')}`)).toEqual([])
  // Another station sees nothing by whatever filter.
  expect(await found(s, 'liuan', `view=all&agency=${works}`)).toEqual([])
  // Read out over the phone: the code at the door, and the agency's name.
  expect(await found(s, 'dongjie', `view=all&search=${codeOf('point xingfuli')}`)).toEqual([tree.id])
  await s.settle()
  const [point] = await s.w.look<{ name: string }>('select name from points where id = $1', [idOf('point xingfuli')])
  const atPoint = await asked(s, 'dongjie', `view=all&search=${encodeURIComponent(point?.name ?? '')}`)
  expect(atPoint.cases.map(({ id }: { id: string }) => id)).toEqual([tree.id])
  const [{ name }] = await s.w
    .look<{ name: string }>('select name from agencies where id = $1', [works])
    .then((rows) => rows as [{ name: string }])
  expect(await found(s, 'dongjie', `view=all&search=${encodeURIComponent(name)}`)).toEqual([lamp.id])
})

test('what was handed out, and what is about to be late', async () => {
  await using s = await story()
  const lamp = await s.say(toStation)
  const road = await s.say(toStation)
  await s.move('dongjie', lamp, 'accept')
  await s.move('dongjie', lamp, 'hand-over', { agencyId: works })
  expect(await s.list('dongjie', 'view=handed-out')).toEqual([lamp.id])
  // The town did not hand it out, and an agency hands nothing out.
  expect(await s.list('shanqiao', 'view=handed-out')).toEqual([])
  expect(await s.list('shizheng', 'view=handed-out')).toEqual([])
  // Due at the end of the next working day: to be reminded of when that day begins.
  expect((await asked(s, 'dongjie', 'view=soon')).found).toEqual({ count: 0, more: false })
  s.clock('03-10 09:00')
  expect(await s.list('dongjie', 'view=soon')).toEqual([road.id])
  expect((await asked(s, 'dongjie', 'view=to-do')).counts).toMatchObject({ handedOut: 1, soon: 1 })
  expect(await s.list('dongjie', 'view=all&late=true')).toEqual([])
  s.clock('03-11 09:00')
  expect(await s.list('dongjie', 'view=all&late=true')).toEqual([road.id])
  await s.move('shizheng', lamp, 'answer', solved)
  expect(await s.list('dongjie', 'view=handed-out')).toEqual([])
})

test('later pages count nothing again, and a narrowed list is read on to its end', async () => {
  await using s = await story()
  const ids: string[] = []
  for (let i = 0; i < 7; i++) ids.push((await s.say(toStation)).id)
  const first = await asked(s, 'dongjie', 'view=all&channel=web&limit=3')
  expect(first.counts.all).toBe(7)
  expect(first.found).toEqual({ count: 7, more: false })
  const read = [...first.cases]
  for (let next = first.next; next; ) {
    const page = await asked(s, 'dongjie', `view=all&channel=web&limit=3&after=${encodeURIComponent(next)}`)
    expect([page.counts, page.found]).toEqual([null, null])
    read.push(...page.cases)
    next = page.next
  }
  expect(read.map(({ id }: { id: string }) => id).sort()).toEqual(ids.sort())
})

test('a clerk keeps views of their own, one of which the desk opens on', async () => {
  await using s = await story()
  const keep = async (login: Login, body: object) => (await s.as(login)).post('/api/v1/list-views', body)
  const views = async (login: Login) => (await (await s.as(login)).get('/api/v1/list-views')).body.views
  const late = { view: 'all', late: 'true' }
  await keep('dongjie', { name: ' 过期的 ', filters: late, isDefault: true })
  await keep('dongjie', { name: '市政的', filters: { view: 'handed-out', agency: works }, isDefault: true })
  expect(await views('dongjie')).toMatchObject([
    { name: '过期的', isDefault: false, filters: late },
    { name: '市政的', isDefault: true, filters: { view: 'handed-out', agency: works } },
  ])
  // The same name again is the same view; nobody else sees any of it.
  await keep('dongjie', { name: '过期的', filters: { view: 'soon' } })
  const [first] = await views('dongjie')
  expect(first.filters).toEqual({ view: 'soon' })
  expect(await views('liuan')).toEqual([])
  expect((await (await s.as('liuan')).delete(`/api/v1/list-views/${first.id}`)).status).toBe(404)
  expect((await (await s.as('dongjie')).delete(`/api/v1/list-views/${first.id}`)).status).toBe(204)
  expect(await views('dongjie')).toHaveLength(1)
  expect((await keep('dongjie', { name: ' ', filters: {} })).body.refusal).toBe('view-name-missing')
  expect((await keep('dongjie', { name: '长'.repeat(31), filters: {} })).body.refusal).toBe('view-name-too-long')
  // Words that were searched for are not kept.
  expect((await keep('dongjie', { name: '灯', filters: { search: '灯' } })).status).toBe(400)
})

test('a resident reads out their receipt, and only who may see the case finds it', async () => {
  await using s = await story()
  const mine = await s.say(toDeputy)
  const find = async (login: Login, receiptCode: string) =>
    (await s.as(login)).post('/api/v1/cases/by-receipt', { receiptCode })
  expect((await find('limin', mine.receipt)).body).toEqual({ id: mine.id })
  expect((await find('limin', mine.receipt.toLowerCase().replaceAll(' ', '-'))).body).toEqual({ id: mine.id })
  const other = await find('liuan', mine.receipt)
  expect([other.status, other.body.refusal]).toEqual([404, 'no-such-receipt'])
  expect((await find('limin', mine.receipt.slice(0, -3))).body.refusal).toBe('receipt-code-misread')
})
