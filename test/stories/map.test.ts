/** What a map is drawn from: what is public anyway, the same for everyone, and a file of the operator's that may be broken. */
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, mostBytes } from '../../src/outside/map-background.ts'
import { codeOf, elsewhere, here, idOf } from '../cast.ts'
import { type World, world } from '../world.ts'

const mapOf = (w: World, code: string) => w.resident.get(`/api/v1/map/${code}`)
const locate = async (w: World, name: string, latitude: string, longitude: string) => {
  const clerk = await w.signIn('shanqiao')
  const located = await clerk.post(`/api/v1/places/${idOf(`point ${name}`)}/locate`, { latitude, longitude })
  expect(located.status, located.text).toBe(200)
}

test('points stand on the map of their own district, nearest to the scanned one first; what is out of use does not', async () => {
  await using w = await world()
  expect((await mapOf(w, here.prefix)).body).toEqual({ name: here.name, here: null, places: [], lines: [] })
  await locate(w, 'market', '30.8612', '120.0921')
  await locate(w, 'xingfuli', '30.86', '120.09')
  const map = await mapOf(w, codeOf('point xingfuli'))
  expect(map.headers['cache-control']).toBe('public, max-age=3600')
  expect(map.body).toMatchObject({
    here: { latitude: 30.86, longitude: 120.09 },
    places: [{ name: '幸福里 3 幢楼道' }, { name: '东街菜场' }],
  })
  // A point nobody has located, a deputy, a station and the town lead to the middle of what is known.
  for (const unit of ['point busStop', 'deputy limin', 'station dongjie', 'town shanqiao'])
    expect((await mapOf(w, codeOf(unit))).body.here.latitude, unit).toBeCloseTo(30.8606)
  expect((await mapOf(w, elsewhere.prefix)).body.places).toEqual([])
  const clerk = await w.signIn('dongjie')
  await clerk.post(`/api/v1/places/${idOf('point market')}/revoke-code`, { words: '拆了。' })
  expect((await mapOf(w, here.prefix)).body.places.map(({ name }: { name: string }) => name)).toEqual([
    '幸福里 3 幢楼道',
  ])
  expect((await mapOf(w, 'QH000000')).status).toBe(400)
  expect(w.problems).toEqual([])
})

test('an operator’s background is drawn as soon as it lies there; a broken or far too large one is left aside and logged', async () => {
  await using w = await world()
  const file = join(w.dataDir, 'maps', `${here.prefix}.geojson`)
  const lines = async () => (await mapOf(w, here.prefix)).body.lines
  await mkdir(join(w.dataDir, 'maps'))
  const line = {
    type: 'LineString',
    coordinates: [
      [120.08, 30.86],
      [120.1, 30.8612345678, 12],
    ],
  }
  await writeFile(file, JSON.stringify({ type: 'Feature', properties: { name: '东街' }, geometry: line }))
  expect(await lines()).toEqual([
    {
      name: '东街',
      area: false,
      corners: [
        [120.08, 30.86],
        [120.1, 30.86123],
      ],
    },
  ])
  await writeFile(file, '{ "type": ')
  expect(await lines()).toEqual([])
  await writeFile(file, '{}')
  await truncate(file, mostBytes + 1)
  expect(await lines()).toEqual([])
  expect(w.problems.splice(0)).toEqual(['map map-unusable', 'map map-unusable'])
  await rm(file)
  expect(await lines()).toEqual([])
  expect(w.problems).toEqual([])
})

describe('a file of the operator’s', () => {
  test('areas are filled, points are left out, and corners beyond the earth make it no map', () => {
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]
    const collection = (geometry: object) => JSON.stringify({ type: 'GeometryCollection', geometries: [geometry] })
    expect(linesOf(collection({ type: 'MultiPolygon', coordinates: [[ring]] }))?.[0]?.area).toBe(true)
    expect(linesOf(collection({ type: 'Point', coordinates: [0, 0] }))).toEqual([])
    expect(linesOf(collection({ type: 'LineString', coordinates: [[200, 0]] }))).toBeUndefined()
  })

  test('property: whatever stands in it, it is lines or no map, and never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const lines = linesOf(text)
        expect(lines === undefined || Array.isArray(lines)).toBe(true)
      }),
    )
  })
})
