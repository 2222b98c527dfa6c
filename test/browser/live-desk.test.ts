/** Two desks in real browsers: what one does the other sees by itself, within a second, and who else is at a case. */
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { live as en } from '../../src/words/en/live.ts'
import { live as zh } from '../../src/words/zh/live.ts'
import { codeOf } from '../cast.ts'
import { deskIsFine, deskScreen, openSite, phone, startBrowser, visit } from './browser.ts'
import { seen, staffAt, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const words: typeof en = zh
const lamp = '楼道的灯坏了，晚上看不见台阶'

const says = (w: Awaited<ReturnType<typeof openSite>>['w'], text: string) =>
  w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to: { station: codeOf('station dongjie') }, text })

test('a new case and what a colleague does come up on an open list by themselves', async () => {
  await using site = await openSite()
  await using mine = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  await using other = await visit(browser, site, { size: phone, mayHaveCookies: true })
  const [station, town] = [staffAt(mine.page, 'zh'), staffAt(other.page, 'zh')]
  for (const [one, login] of [
    [station, 'dongjie'],
    [town, 'shanqiao'],
  ] as const) {
    await one.opens()
    await one.signsIn(login)
    await one.opens('/desk/cases')
    await seen((one === station ? mine : other).page.getByText(wordsIn('zh').desk.list.nothingAtAll))
  }
  await says(site.w, lamp)
  await Promise.all([seen(station.row(lamp)), seen(town.row(lamp))])
  // Nobody reads a list again by the clock in the time this takes.
  await station.presses(lamp, 'accept')
  await seen(town.row(lamp).getByText(wordsIn('zh').desk.situation.waitDecision('东街代表联络站')))
  expect([mine.complaints, other.complaints]).toEqual([[], []])
  expect(mine.refused).toEqual(['401 /api/v1/sessions/current'])
})

test('two people at one case see each other, until one leaves', async () => {
  await using site = await openSite()
  await says(site.w, lamp)
  await using mine = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  await using other = await visit(browser, site, { size: phone, mayHaveCookies: true })
  const [station, town] = [staffAt(mine.page, 'zh'), staffAt(other.page, 'zh')]
  await station.opens()
  await station.signsIn('dongjie')
  await station.opensCase(lamp)
  await town.opens()
  await town.signsIn('shanqiao')
  const [row] = await site.w.look<{ id: string }>('select id from cases')
  await town.opens(`/desk/cases/${row?.id}`)
  await seen(other.page.getByText(words.present.one('陈晓岚', '东街代表联络站')))
  await seen(mine.page.getByText(words.present.one('吴国强', '善桥镇')))
  await deskIsFine(mine.page, 'a case that somebody else has open')
  await deskIsFine(other.page, 'a case that somebody else has open, on a phone')
  await town.opens('/desk')
  await mine.page.getByText(words.present.one('吴国强', '善桥镇')).waitFor({ state: 'detached' })
  expect([mine.complaints, other.complaints]).toEqual([[], []])
})

test('a line that is down is said quietly, and what was missed is there when it is back', async () => {
  await using site = await openSite()
  await using mine = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  let isDown = true
  await mine.page.route('**/api/v1/live', (route) => (isDown ? route.abort() : route.continue()))
  const station = staffAt(mine.page, 'zh')
  await station.opens()
  await station.signsIn('dongjie')
  await seen(mine.page.getByText(words.lineDown))
  await deskIsFine(mine.page, 'a desk that does not update by itself')
  await mine.page.setViewportSize(phone)
  await seen(mine.page.getByText(words.lineDown))
  await mine.page.setViewportSize(deskScreen)
  await says(site.w, lamp)
  isDown = false
  await seen(station.row(lamp))
  await mine.page.getByText(words.lineDown).waitFor({ state: 'detached' })
})
