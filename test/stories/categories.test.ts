/** An office keeps categories and says who handles them; a clerk sorts a case and takes the suggested agency. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeOf, idOf } from '../cast.ts'
import { type Person, world } from '../world.ts'

const content = (text: string) => Buffer.from(text).toString('base64')

/** Three categories under one another, with keywords, and their ids by name. */
async function withCategories(office: Person) {
  const list =
    '一级分类\t二级分类\t三级分类\t关键词\n城乡建设\t市政\t路灯照明\t路灯、灯不亮\n城乡建设\t市政\t窨井盖\t井盖\n生态环境\t\t\t臭\n'
  const made = await office.post('/api/v1/categories/import', { content: content(list), make: true })
  expect(made.status).toBe(200)
  const { categories } = (await office.get('/api/v1/categories')).body
  return new Map<string, string>(categories.map(({ name, id }: { name: string; id: string }) => [name, id]))
}

async function said(w: Awaited<ReturnType<typeof world>>, text: string): Promise<string> {
  const sent = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text,
  })
  expect(sent.status).toBe(201)
  const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
  return row?.id as string
}

test('a table is previewed line by line, read in once, and exported again as it can be read in', async () => {
  await using w = await world()
  const office = await w.signIn('qinhu')
  const read = (text: string, make: boolean) =>
    office.post('/api/v1/categories/import', { content: content(text), make })
  const bad = '一级分类,二级分类,三级分类\n城乡建设,市政,路灯照明\n,市政,井盖\n城乡建设,市／政,\n'
  const preview = (await read(bad, false)).body.lines
  expect(
    preview.map(({ outcome, refusal }: { outcome: string; refusal: string | null }) => refusal ?? outcome),
  ).toEqual(['new', 'level-missing', 'category-name-misread'])
  expect((await read(bad, true)).body.refusal).toBe('lines-refused')
  expect((await office.get('/api/v1/categories')).body.categories).toEqual([])
  expect((await read('名称\n路灯\n', false)).body.refusal).toBe('category-columns-missing')
  await withCategories(office)
  // The levels above are made with the line that needs them.
  const paths = (await office.get('/api/v1/categories')).body.categories.map(({ path }: { path: string }) => path)
  expect(paths.toSorted()).toEqual(
    ['城乡建设', '城乡建设／市政', '城乡建设／市政／路灯照明', '城乡建设／市政／窨井盖', '生态环境'].toSorted(),
  )
  const { text } = await office.get('/api/v1/categories/export?format=csv')
  const again = (await read(text, true)).body.lines
  expect(again.every(({ outcome }: { outcome: string }) => outcome === 'there')).toBe(true)
  expect((await office.get('/api/v1/categories')).body.categories).toHaveLength(5)
})

test('a clerk is told which words speak for a category, sorts the case, and changes it', async () => {
  await using w = await world()
  const [office, clerk] = [await w.signIn('qinhu'), await w.signIn('dongjie')]
  const ids = await withCategories(office)
  const id = await said(w, '幸福里的路灯都灭了，灯不亮一个月了。')
  const before = (await clerk.get(`/api/v1/cases/${id}/suggestion`)).body
  expect(before).toMatchObject({ category: null, maySort: true, route: null })
  expect(before.suggested).toEqual([
    { id: ids.get('路灯照明'), path: '城乡建设／市政／路灯照明', words: ['路灯', '灯不亮'] },
  ])
  const { version } = (await clerk.get(`/api/v1/cases/${id}`)).body
  const sort = (name: string, seen?: number) =>
    clerk.post(`/api/v1/cases/${id}/sort`, { categoryId: ids.get(name), ...(seen && { version: seen }) })
  expect((await sort('路灯照明', version)).body).toMatchObject({ status: 'received', version: version + 1 })
  expect((await sort('窨井盖', version)).body.refusal).toBe('changed-meanwhile')
  expect((await sort('路灯照明')).body.refusal).toBe('sorted-already')
  expect((await sort('市政')).status).toBe(200)
  const { steps, dueAt } = (await clerk.get(`/api/v1/cases/${id}`)).body
  expect(
    steps.filter(({ kind }: { kind: string }) => kind === 'sort').map(({ words }: { words: string }) => words),
  ).toEqual(['城乡建设／市政／路灯照明', '城乡建设／市政'])
  expect(dueAt).not.toBeNull()
  const counted = (await office.get('/api/v1/categories')).body.categories
  expect(counted.find(({ name }: { name: string }) => name === '市政').cases).toBe(1)
})

test('the resident hears nothing of sorting, and a retired category takes nothing new', async () => {
  await using w = await world()
  const [office, clerk] = [await w.signIn('qinhu'), await w.signIn('dongjie')]
  const ids = await withCategories(office)
  const sent = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: '路灯坏了。',
  })
  const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
  const id = row?.id as string
  expect((await clerk.post(`/api/v1/cases/${id}/sort`, { categoryId: ids.get('路灯照明') })).status).toBe(200)
  const receipt = await w.resident.post('/api/v1/receipts/lookup', { receiptCode: sent.body.receiptCode })
  expect(receipt.body.steps.map(({ kind }: { kind: string }) => kind)).toEqual(['receive'])
  expect(receipt.text).not.toContain('路灯照明')

  // What is above is retired: what is below takes nothing new either, and what is sorted stays.
  const retire = (from: string | null) => office.post(`/api/v1/categories/${ids.get('市政')}/retire`, { from })
  expect((await retire('2026-03-01')).body.refusal).toBe('retired-before-begun')
  expect((await retire('2026-03-09')).status).toBe(200)
  const other = await said(w, '路灯又坏了。')
  expect((await clerk.post(`/api/v1/cases/${other}/sort`, { categoryId: ids.get('路灯照明') })).body.refusal).toBe(
    'no-such-category',
  )
  expect((await clerk.get(`/api/v1/cases/${other}/suggestion`)).body.suggested).toEqual([])
  expect((await clerk.get(`/api/v1/cases/${id}/suggestion`)).body.category.path).toBe('城乡建设／市政／路灯照明')
  expect((await retire(null)).status).toBe(200)
  expect((await clerk.post(`/api/v1/cases/${other}/sort`, { categoryId: ids.get('路灯照明') })).status).toBe(200)
})

test('the closest rule names the agency with its reason, and the hand-over goes there', async () => {
  await using w = await world()
  const [office, clerk] = [await w.signIn('qinhu'), await w.signIn('dongjie')]
  const ids = await withCategories(office)
  const put = (name: string, where: object, agency: string, co: string[] = []) =>
    office.post('/api/v1/routing', {
      categoryId: ids.get(name),
      townId: null,
      stationId: null,
      agencyId: idOf(`agency ${agency}`),
      coAgencyIds: co.map((each) => idOf(`agency ${each}`)),
      ...where,
    })
  const id = await said(w, '路灯坏了。')
  await clerk.post(`/api/v1/cases/${id}/sort`, { categoryId: ids.get('路灯照明') })
  const route = async () => (await clerk.get(`/api/v1/cases/${id}/suggestion`)).body.route
  expect(await route()).toBeNull()
  expect((await put('城乡建设', {}, 'housing')).status).toBe(200)
  expect((await route()).because).toEqual({ category: '城乡建设', area: null })
  expect((await put('路灯照明', { townId: idOf('town dixi') }, 'transport')).status).toBe(200)
  expect((await route()).agency.name).toBe('沁湖区住建局')
  const town = await put('路灯照明', { townId: idOf('town shanqiao') }, 'urban', ['works'])
  expect(await route()).toMatchObject({
    agency: { name: '沁湖区城管局' },
    coAgencies: [{ name: '善桥镇市政所' }],
    because: { category: '城乡建设／市政／路灯照明', area: '善桥镇' },
    dueAt: '2026-03-18T16:00:00.000Z',
  })
  expect((await put('路灯照明', { townId: idOf('town shanqiao') }, 'works')).body.refusal).toBe('routing-taken')
  expect((await put('路灯照明', {}, 'works', ['works'])).body.refusal).toBe('agency-named-twice')
  await clerk.post(`/api/v1/cases/${id}/accept`)
  const { text } = await office.get('/api/v1/routing/export?format=csv')
  expect(text).toContain('城乡建设／市政／路灯照明,善桥镇,沁湖区城管局,善桥镇市政所')
  const handed = await clerk.post(`/api/v1/cases/${id}/hand-over`, { agencyId: idOf('agency urban') })
  expect(handed.body.dueAt).toBe('2026-03-18T16:00:00.000Z')

  expect((await office.delete(`/api/v1/routing/${town.body.id}`)).status).toBe(200)
  expect((await route()).agency.name).toBe('沁湖区住建局')
  const { history } = (await office.get('/api/v1/routing')).body
  expect(history[0]).toMatchObject({
    kind: 'drop-routing',
    what: '城乡建设／市政／路灯照明 · 善桥镇',
    changes: [{ from: '沁湖区城管局、善桥镇市政所', to: null }],
  })
})
