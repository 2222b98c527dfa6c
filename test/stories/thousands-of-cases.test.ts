/** A district with thousands of cases: a list and a search are read to their end, page by page, in their order. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { fillCases } from '../../bench/fill.ts'
import { isOpen } from '../../src/domain/cases/moves.ts'
import { codeOf, here, type Login } from '../cast.ts'
import { type Person, type World, world } from '../world.ts'

type Row = { id: string; number: string; status: Parameters<typeof isOpen>[0]; dueAt: string | null }
const cases = 6000
let w: World

beforeAll(async () => {
  w = await world()
  const [row] = await w.look<{ name: string }>('select current_database() as name')
  const url = new URL(inject('ownerUrl'))
  url.pathname = `/${row?.name}`
  await fillCases(url.toString(), { from: 0, to: cases, district: here })
})
afterAll(() => w?.[Symbol.asyncDispose]())

/** Every row of a list, a page after the other. */
async function readOn(person: Person, query: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await person.get(`/api/v1/cases?${query}&limit=150${next && `&after=${encodeURIComponent(next)}`}`)
    rows.push(...body.cases)
    next = body.next
  }
  return rows
}

const numberOf = ({ number }: Row) => Number(number.split('-').at(-1))
const expectEachOnce = (rows: readonly Row[]) => expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
const expectFalling = (numbers: readonly number[]) => expect(numbers).toEqual([...numbers].sort((a, b) => b - a))

test('the whole district, page by page: what is open by due time, then what has ended, the latest closed first', async () => {
  const rows = await readOn(await w.signIn('qinhu'), 'view=all')
  expectEachOnce(rows)
  const [all] = await w.look<{ count: number }>(
    `select count(*)::int as count from cases where district_id = ${here.id}`,
  )
  expect(rows).toHaveLength(all?.count ?? -1)
  expect(rows.length).toBeGreaterThanOrEqual(cases)
  const open = rows.filter(({ status }) => isOpen(status))
  expect(rows.slice(0, open.length)).toEqual(open)
  const dues = open.map(({ dueAt }) => (dueAt ? Date.parse(dueAt) : Number.POSITIVE_INFINITY))
  expect(dues).toEqual([...dues].sort((a, b) => a - b))
  const closedAt = new Map(
    (await w.look<{ id: string; at: Date | null }>('select id, closed_at as at from cases')).map(({ id, at }) => [
      id,
      at?.getTime() ?? Number.NEGATIVE_INFINITY,
    ]),
  )
  expectFalling(rows.slice(open.length).map(({ id }) => closedAt.get(id) ?? Number.NaN))
})

test('more than 999 are counted no further', async () => {
  const { body } = await (await w.signIn('qinhu')).get('/api/v1/cases?view=all&limit=1')
  expect(body.counts).toMatchObject({ all: 1000, waiting: 1000 })
  expect(body.counts.toDo).toBeGreaterThan(0)
  expect(body.counts.toDo).toBeLessThan(1000)
})

test.each<[Login, string]>([
  ['qinhu', 'all'],
  ['qinhu', 'to-do'],
  ['dongjie', 'all'],
  ['dongjie', 'waiting'],
  ['limin', 'to-do'],
  ['shizheng', 'all'],
])(
  'a word that stands in every report: %s reads on through «%s», the newest first, and has it whole',
  async (login, view) => {
    const person = await w.signIn(login)
    const listed = await readOn(person, `view=${view}`)
    const found = await readOn(person, `view=${view}&search=${encodeURIComponent('单元')}`)
    expect(listed.length).toBeGreaterThan(0)
    expectEachOnce(found)
    expectFalling(found.map(numberOf))
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(listed.map(({ id }) => id)))
  },
)

test('several words are found where all of them stand, and what was said a moment ago comes first', async () => {
  const district = await w.signIn('qinhu')
  const before = await readOn(district, `view=all&search=${encodeURIComponent('路灯 电梯')}`)
  const [there] = await w.look<{ count: number }>(
    `select count(*)::int as count from report_contents where text like '%路灯%' and text like '%电梯%'`,
  )
  expect(before).toHaveLength(there?.count ?? -1)
  expect(before.length).toBeGreaterThan(5)
  const { resident } = w
  const said = await resident.post('/api/v1/reports', {
    submissionId: crypto.randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: '电梯口的路灯又不亮了。',
  })
  expect(said.status).toBe(201)
  await w.settle()
  const after = await readOn(district, `view=all&search=${encodeURIComponent('路灯 电梯')}`)
  expect(after.slice(1)).toEqual(before)
})

test('a place in a list is none in a search, nor the other way round', async () => {
  const person = await w.signIn('qinhu')
  for (const query of ['view=all&after=n5', 'view=all&search=路灯&after=5e5'])
    expect((await person.get(`/api/v1/cases?${encodeURI(query)}`)).body).toMatchObject({ refusal: 'not-understood' })
})
