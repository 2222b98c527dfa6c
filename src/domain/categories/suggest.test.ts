/** The closest rule of routing wins, whatever the order and whatever else is there. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byIdOf, type Category, pathOf } from './category.ts'
import { type RoutingRule, routeFor, suggestCategories } from './suggest.ts'

const category = (id: string, parentId: string | null, keywords: string[] = [], retiredOn: string | null = null) => ({
  id,
  parentId,
  name: id,
  keywords,
  activeFrom: '2026-01-01',
  retiredOn,
})
const tree: Category[] = [
  category('建设', null),
  category('市政', '建设', ['路']),
  category('路灯', '市政', ['路灯', '灯不亮']),
  category('井盖', '市政', ['井盖'], '2026-03-01'),
  category('环保', null, ['臭']),
]
const byId = byIdOf(tree)
const at = (id: string) => byId.get(id) as Category
const where = { townId: '善桥', stationId: '东街' }

const rules = fc.uniqueArray(
  fc.record({
    categoryId: fc.constantFrom('建设', '市政', '路灯', '环保'),
    area: fc.constantFrom('', '善桥', '荻溪', '东街', '北荡'),
  }),
  { selector: ({ categoryId, area }) => `${categoryId} ${area}`, maxLength: 20 },
)
const toRule = ({ categoryId, area }: { categoryId: string; area: string }): RoutingRule => ({
  id: `${categoryId} ${area}`,
  categoryId,
  townId: area === '善桥' || area === '荻溪' ? area : null,
  stationId: area === '东街' || area === '北荡' ? area : null,
  agencyId: 'a',
  coAgencyIds: [],
})
/** Every rule that could speak for a street lamp in the east street, the closest first, written down by hand. */
const closestFirst = ['路灯', '市政', '建设'].flatMap((id) => ['东街', '善桥', ''].map((area) => `${id} ${area}`))

test('it is the first of the list of nine, wherever it stands among the others', () => {
  fc.assert(
    fc.property(rules, (given) => {
      const found = routeFor(given.map(toRule), at('路灯'), where, byId)
      const wanted = closestFirst.find((id) => given.some(({ categoryId, area }) => `${categoryId} ${area}` === id))
      expect(found?.id).toBe(wanted)
    }),
  )
})

test('a case without town and station follows only what holds everywhere', () => {
  const nowhere = { townId: null, stationId: null }
  const given = closestFirst.map((id) => toRule({ categoryId: id.split(' ')[0] ?? '', area: id.split(' ')[1] ?? '' }))
  expect(routeFor(given, at('路灯'), nowhere, byId)?.id).toBe('路灯 ')
})

test('more words win, retired ones are not suggested, and nothing said suggests nothing', () => {
  const names = (text: string, day = '2026-03-09') =>
    suggestCategories(text, tree, day).map(({ category: { name } }) => name)
  expect(names('路灯灯不亮')).toEqual(['路灯', '市政'])
  expect(names('井盖没了')).toEqual([])
  expect(names('井盖没了', '2026-02-01')).toEqual(['井盖'])
  expect(names('没有这样的词')).toEqual([])
  expect(names('路灯', '2025-12-31')).toEqual([])
  expect(pathOf(at('路灯'), byId)).toBe('建设／市政／路灯')
})
