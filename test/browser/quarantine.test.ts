/** A flood in a real browser: the page does the work that is asked for, and the desk looks at what was held back. */
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { quarantine as en } from '../../src/words/en/quarantine.ts'
import { quarantine as zh } from '../../src/words/zh/quarantine.ts'
import { codeOf, here } from '../cast.ts'
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

const market = codeOf('point market')
const lamp = '楼道的灯坏了，晚上看不见台阶，老人摔了一跤'

async function flood({ w }: Site, count: number): Promise<void> {
  await w.look('update rule_sets set rules = rules || $1::jsonb where district_id = $2', [
    JSON.stringify({ codeReportsAtOnce: 10, codeReportsPerHour: 0 }),
    here.id,
  ])
  for (let i = 0; i < count; i++)
    await w.resident.post('/api/v1/reports', {
      submissionId: randomUUID(),
      to: { point: market },
      text: i % 9 === 8 ? `菜场后门的垃圾三天没有清运了，第 ${i} 次说` : `${lamp}${i}`,
    })
}

test('the page does its work while the person writes, and the report goes straight on', async () => {
  await using site = await openSite()
  await flood(site, 20)
  await using someone = await visit(browser, site, { size: phone })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/p/${market}`)
  await resident.writes(lamp)
  await expect.poll(() => someone.page.locator('[name="proof"]').inputValue(), { timeout: 20_000 }).not.toBe('')
  await residentPageIsFine(someone.page, 'the page of a point that is flooded')
  await resident.sends()
  await resident.readsTicket()
  await resident.sees(wordsIn('zh').resident.receipt.state.received)
  expect([someone.complaints, someone.refused]).toEqual([[], []])
})

test('who has no scripts reads that a person looks at it first', async () => {
  await using site = await openSite()
  await flood(site, 20)
  await using someone = await visit(browser, site, { size: phone, scripts: false })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/p/${market}`)
  await resident.writes(lamp)
  await resident.sends()
  await resident.readsTicket()
  await resident.sees(wordsIn('zh').resident.receipt.noteOf.quarantined)
})

test.each([
  { language: 'zh', size: deskScreen, words: zh as typeof en },
  { language: 'en', size: phone, words: en },
] as const)(
  'the station looks, declines one line and releases another ($language, $size.width wide)',
  async ({ language, size, words }) => {
    await using site = await openSite()
    await flood(site, 30)
    await using someone = await visit(browser, site, { size, language, mayHaveCookies: true })
    const { page } = someone
    const station = staffAt(page, language)
    const { desk, terms } = wordsIn(language)
    await station.opens()
    await station.signsIn('dongjie')
    await page.getByRole('link', { name: words.title }).click()
    await seen(page.getByRole('heading', { name: words.title, level: 1 }))
    await seen(page.getByText(words.about))
    const line = page.getByRole('article').filter({ hasText: '楼道的灯坏了' })
    const other = page.getByRole('article').filter({ hasText: '菜场后门' })
    await deskIsFine(page, 'the quarantine')
    // Thirty, of which six came while it was calm.
    const [many, few] = ['21', '3']

    await other.getByRole('button', { name: words.propose(few) }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: words.propose(few) }).click()
    await seen(dialog.getByText(desk.move.wordsMissing))
    await deskIsFine(page, 'declining many')
    await dialog.getByRole('radio', { name: terms.declineReason['no-content'] }).check()
    await dialog.getByLabel(desk.move.label['propose-decline'], { exact: true }).fill('请写清楚。')
    await dialog.getByRole('button', { name: words.propose(few) }).click()
    await station.isTold(words.done['propose-decline'](few))
    await seen(other.getByText(words.proposed(terms.declineReason['no-content'])))

    if (size === deskScreen) {
      // The first line by its key; focus lies with nothing that takes letters.
      await page.keyboard.press('k')
      await page.keyboard.press('1')
    } else await line.getByRole('button', { name: words.release(many) }).click()
    await seen(dialog.getByText(words.ask.release(many)))
    await dialog.getByRole('button', { name: words.release(many) }).click()
    await station.isTold(words.done.release(many))
    await line.waitFor({ state: 'detached' })
    await other.getByText(words.unfold).click()
    await deskIsFine(page, 'the quarantine, unfolded')
    for (let left = 3; left > 0; left--) {
      await other.getByRole('button', { name: words.releaseOne, exact: true }).first().click()
      if (left > 1) await seen(other.getByRole('button', { name: words.release(String(left - 1)), exact: true }))
    }
    await seen(page.getByText(words.none))
    await deskIsFine(page, 'an empty quarantine')
    expect([someone.complaints, someone.refused]).toEqual([[], ['401 /api/v1/sessions/current']])
  },
)
