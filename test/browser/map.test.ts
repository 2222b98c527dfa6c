/** Showing on the map where something is: on a phone, by keys, without a network, and what the desk sees of it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { map as zh } from '../../src/words/zh/map.ts'
import { codeOf, idOf } from '../cast.ts'
import {
  deskIsFine,
  deskScreen,
  openSite,
  phone,
  residentPageIsFine,
  type Site,
  startBrowser,
  visit,
} from './browser.ts'
import { residentAt, seen, staffAt, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const point = `/p/${codeOf('point xingfuli')}`
const { resident: said } = wordsIn('zh')
const stairwell = { latitude: 30.86, longitude: 120.09 }
const lamp = '楼道的灯坏了，晚上看不见台阶。'

/** The district's points stand on the map, and a road runs through it. */
async function located(site: Site): Promise<void> {
  const clerk = await site.w.signIn('shanqiao')
  const spots = {
    xingfuli: stairwell,
    market: { latitude: 30.8612, longitude: 120.0921 },
    busStop: { latitude: 30.857, longitude: 120.088 },
  }
  for (const [name, { latitude, longitude }] of Object.entries(spots)) {
    const body = { latitude: String(latitude), longitude: String(longitude) }
    expect((await clerk.post(`/api/v1/places/${idOf(`point ${name}`)}/locate`, body)).status).toBe(200)
  }
  await mkdir(join(site.w.dataDir, 'maps'), { recursive: true })
  const road = {
    type: 'LineString',
    coordinates: [
      [120.08, 30.86],
      [120.1, 30.862],
    ],
  }
  await writeFile(
    join(site.w.dataDir, 'maps', 'QH.geojson'),
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { name: '东街' }, geometry: road }],
    }),
  )
}

const openMap = (page: Page) => page.getByRole('button', { name: zh.openLabel, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const place = (page: Page) => page.getByLabel(said.point.place, { exact: true })
const told = (page: Page) => page.locator('.map-place')

test('somebody points at the place on the map; words, distance and direction go with the report, and the desk sees a picture', async () => {
  await using site = await openSite()
  await located(site)
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  const resident = residentAt(page, 'zh')
  await resident.opens(point)
  expect(
    someone.asked.filter((address) => /map/.test(address)),
    'the map is not part of the first load',
  ).toEqual([])
  await resident.writes(lamp, '三楼')
  await openMap(page).click()
  await seen(page.getByRole('heading', { name: zh.title, level: 1 }))
  await expect.poll(() => told(page).textContent()).toBe('幸福里 3 幢楼道旁边')
  expect(await page.locator('.map-picture .road').count()).toBe(1)
  await residentPageIsFine(page, 'on the map')
  // The map goes down under the pin, so the pin stands further north.
  const box = await page.locator('.map-box').boundingBox()
  if (!box) throw new Error('there is no map')
  await page.mouse.move(box.x + 100, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 100, box.y + 135, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => told(page).textContent()).toBe('幸福里 3 幢楼道北面约 90 米')
  await press(page, zh.use)
  await expect
    .poll(() => place(page).inputValue())
    .toMatch(/^三楼，幸福里 3 幢楼道北面约 90 米（30\.8608, 120\.0900）$/)
  // A second pin takes the place of the first, beside what was typed.
  await openMap(page).click()
  await seen(page.getByRole('heading', { name: zh.title, level: 1 }))
  await page.locator('.map-box').focus()
  for (const key of ['ArrowRight', '+', '-', 'ArrowDown']) await page.keyboard.press(key)
  await press(page, zh.use)
  await expect.poll(() => place(page).inputValue()).toMatch(/^三楼，[^，]*米（30\.\d{4}, 120\.\d{4}）$/)
  const pointed = await place(page).inputValue()
  await resident.sends()
  await resident.readsTicket()
  await resident.sees(pointed)
  expect(someone.complaints).toEqual([])
  expect(someone.refused).toEqual([])

  await using clerk = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const desk = staffAt(clerk.page, 'zh')
  await desk.opens()
  await desk.signsIn('dongjie')
  await desk.opensCase(lamp)
  await seen(clerk.page.getByRole('img', { name: zh.picture(pointed) }))
  await deskIsFine(clerk.page, 'a case with a spot on the map')
  expect(clerk.asked.filter((address) => address.includes('30.86'))).toEqual([])
  expect(clerk.complaints).toEqual([])
})

test('with the page open and the network gone the map opens again from the phone, and by keys alone', async () => {
  await using site = await openSite()
  await located(site)
  await using someone = await visit(browser, site, { size: phone })
  const { page, context } = someone
  await residentAt(page, 'zh').opens(point)
  await openMap(page).click()
  await seen(page.getByRole('heading', { name: zh.title, level: 1 }))
  await press(page, zh.cancel)
  expect(await place(page).inputValue()).toBe('')
  await context.setOffline(true)
  await openMap(page).press('Enter')
  await seen(page.getByRole('heading', { name: zh.title, level: 1 }))
  await seen(page.getByText(zh.stored))
  await page.getByRole('button', { name: zh.up, exact: true }).press('Enter')
  await page.getByRole('button', { name: zh.use, exact: true }).press('Enter')
  await expect.poll(() => place(page).inputValue()).toContain('幸福里 3 幢楼道北面约')
})

test('the network is gone before the map was ever opened: it is said, and the place can be written', async () => {
  await using site = await openSite()
  await located(site)
  await using someone = await visit(browser, site, { size: phone })
  const { page, context } = someone
  await residentAt(page, 'zh').opens(point)
  await page.getByLabel(said.point.text, { exact: true }).click()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await openMap(page).click()
  await seen(page.getByText(zh.notLoaded))
  await place(page).fill('三号门')
  expect(await place(page).inputValue()).toBe('三号门')
})

test('the phone is asked where it is only when that is pressed; far away, or not saying, it moves nothing', async () => {
  await using site = await openSite()
  await located(site)
  await using someone = await visit(browser, site, { size: phone })
  const { page, context } = someone
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 30.857, longitude: 120.0881, accuracy: 20 })
  await residentAt(page, 'zh').opens(point)
  await openMap(page).click()
  await expect.poll(() => told(page).textContent()).toBe('幸福里 3 幢楼道旁边')
  await press(page, zh.whereIAm)
  await expect.poll(() => told(page).textContent()).toBe('东街桥北公交站旁边')
  await context.setGeolocation({ latitude: 39.9, longitude: 116.4, accuracy: 20 })
  await press(page, zh.whereIAm)
  await seen(page.getByText(zh.outside))
  expect(await told(page).textContent()).toBe('东街桥北公交站旁边')
  await context.clearPermissions()
  await press(page, zh.whereIAm)
  await seen(page.getByText(zh.refused))
  expect(someone.asked.filter((address) => /116|39\.9|30\.857/.test(address))).toEqual([])
})

test('without scripts, and where no point has coordinates, nothing is offered that does not work', async () => {
  await using site = await openSite()
  {
    await using someone = await visit(browser, site, { size: phone })
    await residentAt(someone.page, 'zh').opens(point)
    expect(await openMap(someone.page).count()).toBe(0)
  }
  await located(site)
  await using plain = await visit(browser, site, { size: phone, scripts: false })
  await residentAt(plain.page, 'zh').opens(point)
  expect(await openMap(plain.page).count()).toBe(0)
  await residentAt(plain.page, 'zh').writes(lamp, '三号门')
  await residentAt(plain.page, 'zh').sends()
  await residentAt(plain.page, 'zh').readsTicket()
})
