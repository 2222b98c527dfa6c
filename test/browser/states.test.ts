/** axe on every state of the residents' pages: light and dark, usual and large. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { assetAddresses } from '../../src/http/assets.ts'
import { renderStates } from '../../web/site/page-states.ts'
import { built } from '../world.ts'
import { openSite, phone, residentStateIsFine, type Site, startBrowser, type Visit, visit } from './browser.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const states = Object.entries(
  renderStates({
    language: 'zh',
    large: false,
    districtName: '沁湖区人大',
    isDemonstration: false,
    asset: assetAddresses(built),
    path: '/p/QH2K7M4A',
  }),
)

let browser: Browser
let site: Site
let someone: Visit
let page: Page
let shown = ''
beforeAll(async () => {
  browser = await startBrowser()
  site = await openSite()
  someone = await visit(browser, site, { size: phone })
  page = someone.page
  await page.route('**/state', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown }))
})
afterAll(async () => {
  await someone?.[Symbol.asyncDispose]()
  await site?.[Symbol.asyncDispose]()
  await browser?.close()
})

describe('axe finds nothing', () => {
  test.each(states)('%s', async (name, text) => {
    shown = text
    await page.goto('/state')
    await residentStateIsFine(page, name)
  })
})
