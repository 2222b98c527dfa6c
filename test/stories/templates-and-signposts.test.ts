/** Offices write down what they say often, and where else to turn. */
import { expect, test } from 'vitest'
import { codeOf, elsewhere, idOf } from '../cast.ts'
import { type Person, world } from '../world.ts'

const names = async (who: Person): Promise<string[]> =>
  (await who.get('/api/v1/templates')).body.templates.map(({ name }: { name: string }) => name)

test('a template is seen by those it is for: the station’s by its deputies, the town’s by its stations, the district’s by all', async () => {
  await using w = await world()
  const sign = (login: Parameters<typeof w.signIn>[0]) => w.signIn(login)
  const [station, town, office] = [await sign('dongjie'), await sign('shanqiao'), await sign('qinhu')]
  const write = (who: Person, kind: string, id: string | null, name: string, more: object = {}) =>
    who.post('/api/v1/templates', {
      keeper: { kind, id },
      role: null,
      categoryId: null,
      name,
      words: `{案号}：${name}`,
      ...more,
    })
  const made = await write(station, 'station', idOf('station dongjie'), '本站的')
  expect(made.status).toBe(200)
  expect((await write(town, 'town', idOf('town shanqiao'), '本镇的')).status).toBe(200)
  expect((await write(office, 'district', null, '全区的')).status).toBe(200)
  expect((await write(office, 'district', null, '只给办理单位的', { role: 'agency' })).status).toBe(200)

  expect(await names(await sign('limin'))).toEqual(expect.arrayContaining(['本站的', '本镇的', '全区的']))
  expect((await names(await sign('beidang'))).toSorted()).toEqual(['全区的', '本镇的'].toSorted())
  expect(await names(await sign('dixi'))).toEqual(['全区的'])
  expect((await names(await sign('shizheng'))).toSorted()).toEqual(['全区的', '只给办理单位的'].toSorted())
  expect(await names(await w.signIn('qinhu', elsewhere))).toEqual([])

  // Nobody writes for another unit, or over what another unit wrote.
  expect((await write(station, 'station', idOf('station beidang'), '别站的')).body.refusal).toBe('not-yours')
  const beidang = await sign('beidang')
  const over = { id: made.body.id }
  expect((await write(beidang, 'station', idOf('station beidang'), '改别站的', over)).body.refusal).toBe('not-yours')
  expect((await beidang.delete(`/api/v1/templates/${made.body.id}`)).body.refusal).toBe('not-yours')
  expect((await write(station, 'station', idOf('station dongjie'), '改过的', over)).status).toBe(200)
  expect((await station.delete(`/api/v1/templates/${made.body.id}`)).status).toBe(200)
  expect(await names(station)).not.toContain('改过的')
  const { history } = (await office.get('/api/v1/templates')).body
  expect(history[0]).toMatchObject({ kind: 'drop-template', what: '改过的', by: '东街代表联络站', who: '陈晓岚' })
})

test('a district puts a signpost into its own words, and the page behind a code brings them', async () => {
  await using w = await world()
  const office = await w.signIn('qinhu')
  const page = async () => (await w.resident.get(`/p/${codeOf('point market')}`)).text
  expect(await page()).not.toContain('data-signposts')
  const own = {
    kind: null,
    title: '物业收费的事，先找社区',
    note: '社区调解室：东街 8 号，0572-2222333',
    words: ['物业费'],
  }
  const added = await office.post('/api/v1/signposts', own)
  expect(added.body.kind).toMatch(/^own-/)
  const fire = { kind: 'fire', title: '着火请打电话', note: '', words: [] }
  expect((await office.post('/api/v1/signposts', fire)).body.refusal).toBe('emergency-number-missing')
  expect(await page()).toContain('社区调解室：东街 8 号，0572-2222333')
  // Another district's page has nothing of it.
  expect((await w.resident.get(`/p/${codeOf('point market', elsewhere)}`)).text).not.toContain('社区调解室')

  const heavy = { ...own, note: '长'.repeat(120), words: Array.from({ length: 40 }, (_, at) => `这个词很长很长${at}`) }
  expect((await office.post('/api/v1/signposts', heavy)).status).toBe(200)
  expect((await office.post('/api/v1/signposts', heavy)).status).toBe(200)
  expect((await office.post('/api/v1/signposts', heavy)).body.refusal).toBe('signposts-too-much')

  const clerk = await w.signIn('dongjie')
  const listed = (await clerk.get('/api/v1/signposts')).body
  expect(listed.mayChange).toBe(false)
  expect(listed.signposts.filter(({ state }: { state: string }) => state === 'product')).toHaveLength(6)
  expect((await office.delete(`/api/v1/signposts/${added.body.kind}`)).status).toBe(200)
  expect(await page()).not.toContain('社区调解室')
})
