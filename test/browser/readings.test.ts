/** «Words only»: a resident speaks and chooses it, the station writes down and checks, and the voice is gone. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readings as zh } from '../../src/words/zh/readings.ts'
import { speaking } from '../../src/words/zh/speaking.ts'
import { terms } from '../../src/words/zh/terms.ts'
import { codeOf } from '../cast.ts'
import { deskIsFine, deskScreen, openSite, phone, residentPageIsFine, startBrowser, visit } from './browser.ts'
import { residentAt, seen, staffAt } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
})
afterAll(() => browser.close())

test('somebody speaks and wants only the words kept; the clerk writes them down, is asked first, and the voice is gone', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/p/${codeOf('point xingfuli')}`)
  const wordsOnly = someone.page.getByRole('checkbox', { name: zh.choice.label })
  expect(await wordsOnly.isVisible(), 'nothing to choose without a recording').toBe(false)
  await someone.page.getByRole('button', { name: speaking.page.mic, exact: true }).click()
  await seen(someone.page.getByRole('timer').getByText('0:01'))
  for (const name of [speaking.record.done, speaking.listen.use])
    await someone.page.getByRole('button', { name, exact: true }).click()
  await wordsOnly.check()
  await residentPageIsFine(someone.page, 'words only chosen')
  await resident.sends()
  const code = await resident.readsTicket()
  await resident.sees(zh.receipt.only)

  await using clerk = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const { page } = clerk
  const desk = staffAt(page, 'zh')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const voice = zh.desk.recording(1)
  await desk.opens()
  await desk.signsIn('dongjie')
  await desk.opensCase(terms.onlyFiles)
  await seen(page.getByText(zh.desk.leadOnly))
  await button(zh.desk.of(zh.desk.write, voice)).click()
  await button(zh.desk.save).click()
  await seen(page.getByText(zh.desk.missing))
  await page.getByLabel(zh.desk.label(voice), { exact: true }).last().fill('三号门的路灯不亮。')
  await deskIsFine(page, 'writing down a recording')
  await button(zh.desk.save).click()
  await seen(page.getByText(zh.desk.unconfirmed))
  expect(await page.locator('audio').count()).toBe(1)
  await button(zh.desk.of(zh.desk.correct, voice)).click()
  await button(zh.desk.confirm).click()
  // Nothing is gone before it is said that it will be.
  await seen(page.getByText(zh.desk.sure))
  await button(zh.desk.back).click()
  await button(zh.desk.confirm).click()
  await deskIsFine(page, 'asked before a recording is removed')
  await button(zh.desk.sureConfirm).click()
  await desk.isTold(zh.desk.savedRemoved)
  await seen(page.getByText(zh.desk.removed))
  await expect.poll(() => page.locator('audio').count()).toBe(0)
  await deskIsFine(page, 'a recording that was removed')
  await site.w.settle()
  expect(await site.w.look('select kind from files')).toEqual([])

  await resident.openReceipt(code)
  await resident.sees(zh.receipt.allGone)
  await resident.sees('三号门的路灯不亮。')
  await residentPageIsFine(someone.page, 'the words without the voice')
  expect([...someone.complaints, ...clerk.complaints, ...site.w.problems]).toEqual([])
  expect([...someone.refused, ...clerk.refused].filter((refused) => !refused.includes('/sessions/'))).toEqual([])
})
