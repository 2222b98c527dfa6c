/** A code that was misread, a camera that gave nothing: what the page says, and that nobody loses anything. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { refusals } from '../../src/words/zh/refusals.ts'
import { resident as zh } from '../../src/words/zh/resident.ts'
import { codeOf } from '../cast.ts'
import { openSite, phone, residentPageIsFine, startBrowser, visit } from './browser.ts'
import { residentAt, seen } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** The same code with one letter read wrong. */
const misread = (code: string): string => code.slice(0, -1) + (code.endsWith('7') ? '9' : '7')

test('a sticker misread, by hand or by a scanner: the page says to look again, and the right code opens', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  const code = codeOf('point xingfuli')
  await page.goto(`/p/${misread(code)}`)
  await seen(page.getByText(refusals['code-misread']))
  await residentPageIsFine(page, 'a code misread')
  // Typed as people type, with the letters that look like others, it is the same code.
  await page.goto(`/p/${code.slice(0, 4).toLowerCase()}%20${code.slice(4).toLowerCase()}`)
  await seen(page.getByLabel(zh.point.text, { exact: true }))
  expect(someone.refused).toEqual([`400 /p/${misread(code)}`])
})

test('a receipt code with a letter wrong stays in its field, beside what is wrong', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/p/${codeOf('point xingfuli')}`)
  await resident.writes('路灯不亮。')
  await resident.sends()
  const code = await resident.readsTicket()
  const wrong = code.slice(0, -1) + (code.endsWith('7') ? '9' : '7')
  await resident.openReceipt(wrong)
  await resident.sees(refusals['receipt-code-misread'])
  expect(await someone.page.getByLabel(zh.form.label, { exact: true }).inputValue()).toBe(wrong)
  await residentPageIsFine(someone.page, 'a receipt code misread')
  await resident.looksUp(code, 'received')
})

test('the camera is refused or left without a picture: nothing changes, and it can be sent', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  const resident = residentAt(page, 'zh')
  await resident.opens(`/p/${codeOf('point xingfuli')}`)
  await resident.writes('路灯不亮。')
  await page.waitForSelector('link[href*="tell"]', { state: 'attached' })
  // What a phone gives back when its camera may not be used, or is closed again: no file.
  await page.evaluate(`document.querySelector('#photos').dispatchEvent(new Event('change', { bubbles: true }))`)
  expect(await page.locator('.chosen li').count()).toBe(0)
  expect(await page.getByLabel(zh.point.text, { exact: true }).inputValue()).toBe('路灯不亮。')
  await resident.sends()
  await resident.readsTicket()
  expect(someone.complaints).toEqual([])
})
