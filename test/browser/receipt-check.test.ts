/** A resident checks a receipt in the own browser: with scripts it is held against the proof, without them it is saved. */
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checking } from '../../src/words/zh/checking.ts'
import { codeOf } from '../cast.ts'
import { file, formOf, photoWithTraces } from '../forms.ts'
import { openSite, phone, residentPageIsFine, type Site, startBrowser, type Visit, visit } from './browser.ts'

vi.setConfig({ testTimeout: 120_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const words = '楼道的灯坏了半个月，\n晚上老人看不见台阶。'

async function said({ w }: Site): Promise<string> {
  const to = JSON.stringify({ point: codeOf('point market') })
  const { payload, headers } = formOf({ submissionId: randomUUID(), to, text: words, place: '北门' }, [
    file(await photoWithTraces(320, 240)),
  ])
  const sent = await w.app.inject({ method: 'POST', url: '/api/v1/reports', payload, headers })
  expect(sent.statusCode, sent.body).toBe(201)
  return sent.json().receiptCode
}

async function opensCheck({ page }: Visit, code: string): Promise<void> {
  await page.goto('/receipt')
  await page.locator('#code').fill(code)
  await page.locator('main button').click()
  await page.getByRole('button', { name: checking.open }).click()
  await page.getByRole('heading', { level: 1, name: checking.title }).waitFor()
}

test('the page waits for the log, then every step holds; a changed word, and an altered proof, are seen', async () => {
  await using site = await openSite()
  const code = await said(site)
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await opensCheck(someone, code)
  await page.getByRole('heading', { name: checking.notReady }).waitFor()
  await residentPageIsFine(page, 'the proof is not ready')

  await site.w.settle()
  await page.getByRole('button', { name: checking.again }).click()
  const result = page.locator('.verdict')
  await page.getByText(checking.verdict.right).waitFor()
  expect(await result.locator('li.right').count()).toBe(Object.keys(checking.stepOf).length)
  expect(await result.locator('li.wrong').count()).toBe(0)
  await residentPageIsFine(page, 'a receipt checked')

  const before = someone.asked.length
  await page.getByLabel(checking.try).fill(words.replace('半', '一'))
  await page.getByText(checking.tried.wrong).waitFor()
  await page.getByText(checking.verdict.wrong).waitFor()
  expect(await result.locator('li.wrong').allTextContents()).toEqual([expect.stringContaining(checking.stepOf.text)])
  await residentPageIsFine(page, 'a receipt that does not agree')
  await page.getByLabel(checking.try).fill(words)
  await page.getByText(checking.verdict.right).waitFor()

  const proof = (await page.locator('[data-file]').textContent()) ?? ''
  const altered = Buffer.from(proof.replace(/^index \d+$/m, 'index 1'))
  const earlier = page.getByLabel(checking.earlier)
  await earlier.setInputFiles({ name: 'old.txt', mimeType: 'text/plain', buffer: altered })
  await page.getByText(checking.verdict.wrong).waitFor()
  await earlier.setInputFiles({ name: 'old.txt', mimeType: 'text/plain', buffer: Buffer.from('买菜：葱、姜') })
  await result.locator('li.wrong', { hasText: checking.stepOf.form }).waitFor()
  await earlier.setInputFiles({ name: 'old.txt', mimeType: 'text/plain', buffer: Buffer.from(proof) })
  await page.getByText(checking.verdict.right).waitFor()
  // From the first result on nobody was asked anything.
  expect(someone.asked.slice(before)).toEqual([])
  expect(someone.complaints).toEqual([])
})

test('without scripts the page says so, shows the proof, and lets it be saved', async () => {
  await using site = await openSite()
  const code = await said(site)
  await site.w.settle()
  await using someone = await visit(browser, site, { size: phone, scripts: false })
  const { page } = someone
  await opensCheck(someone, code)
  await page.getByText(checking.noScript).waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: checking.save }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('jieyou-receipt.txt')
  expect(someone.complaints).toEqual([])
})
