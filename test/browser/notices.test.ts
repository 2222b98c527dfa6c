/** The bell in a real browser: it rings by itself, leads to the case, and how one is told is set without leaving the desk. */
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDingtalk, openWecom } from '../../src/outside/notices/robots.ts'
import { openSms } from '../../src/outside/notices/sms.ts'
import { live as liveEn } from '../../src/words/en/live.ts'
import { notices as en } from '../../src/words/en/notices.ts'
import { refusals as refusalsEn } from '../../src/words/en/refusals.ts'
import { live as liveZh } from '../../src/words/zh/live.ts'
import { notices as zh } from '../../src/words/zh/notices.ts'
import { refusals as refusalsZh } from '../../src/words/zh/refusals.ts'
import { codeOf } from '../cast.ts'
import { openSmallCarrier } from '../small-carrier.ts'
import { deskIsFine, deskScreen, openSite, phone, startBrowser, visit } from './browser.ts'
import { seen, staffAt } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const bothLanguages = {
  zh: { words: zh as unknown as typeof en, live: liveZh as unknown as typeof liveEn, refusals: refusalsZh },
  en: { words: en, live: liveEn, refusals: refusalsEn },
}
const lamp = '楼道的灯坏了，晚上看不见台阶'

test.each([
  ['zh', deskScreen],
  ['en', phone],
] as const)('the bell rings by itself, and whoever opens the case has read it (%s)', async (language, size) => {
  const { words, live } = bothLanguages[language]
  await using site = await openSite()
  await using mine = await visit(browser, site, { size, language, mayHaveCookies: true })
  const { page } = mine
  const station = staffAt(page, language)
  await station.opens()
  await station.signsIn('dongjie')
  await page.getByRole('link', { name: live.bell('0') }).click()
  await seen(page.getByText(words.none))
  await deskIsFine(page, 'no notices')
  await site.w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: lamp,
  })
  await site.w.settle()
  await seen(page.getByRole('link', { name: live.bell('1') }))
  const list = page.getByRole('list', { name: words.label })
  await seen(list.getByRole('link', { name: lamp }))
  await deskIsFine(page, 'a list of notices')
  await list.getByRole('link', { name: lamp }).click()
  await seen(page.getByRole('heading', { name: lamp, level: 1 }))
  await page.goto('/desk/notices?view=all')
  await seen(page.getByRole('link', { name: live.bell('0') }))
  await seen(list.getByRole('link', { name: lamp }))
  await page.getByRole('searchbox').fill('QH-2026-99')
  await seen(page.getByText(words.nothingFound))
  expect([mine.complaints, mine.refused]).toEqual([[], ['401 /api/v1/sessions/current']])
})

test.each([
  ['zh', phone],
  ['en', deskScreen],
] as const)('somebody says where and when they want to be told, and adds a robot (%s)', async (language, size) => {
  const { words, refusals } = bothLanguages[language]
  const { set } = words
  await using carrier = await openSmallCarrier(() => ({}))
  const notices = {
    senders: { sms: openSms({ url: carrier.url, token: 'a token' }) },
    link: '',
    desk: 'https://jieyou.example/desk',
    robots: {
      dingtalk: openDingtalk({ api: carrier.url, now: () => new Date() }),
      wecom: openWecom({ api: carrier.url }),
    },
  }
  await using site = await openSite({ notices })
  await using mine = await visit(browser, site, { size, language, mayHaveCookies: true })
  const { page } = mine
  const station = staffAt(page, language)
  await station.opens()
  await station.signsIn('dongjie')
  await page.goto('/desk/notices?view=settings')
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  const address = page.getByLabel(set.addressOf.sms, { exact: true })
  await address.fill('12345')
  await button(set.keep).first().click()
  await seen(page.getByText(refusals['notice-address-misread']))
  expect(await address.inputValue()).toBe('12345')
  await address.fill('13812345678')
  await button(set.keep).first().click()
  await seen(page.getByText('13812345678'))

  await page.getByLabel(set.digest).selectOption('17')
  await page.getByRole('table').getByRole('radio').nth(1).check()
  await button(set.keep).nth(1).click()
  await station.isTold(set.kept)

  await button(`${set.addRobot} 东街代表联络站`).click()
  await page.getByLabel(set.webhook).fill('https://example.com/robot')
  await deskIsFine(page, 'the settings of notices')
  await button(set.keep).last().click()
  await seen(page.getByText(refusals['robot-address-misread']))
  await page.getByLabel(set.webhook).fill(`https://oapi.dingtalk.com/robot/send?access_token=${'a1'.repeat(16)}`)
  await page.getByLabel(set.secret).fill('SEC0123456789abcdef')
  await button(set.keep).last().click()
  await seen(page.getByText(set.robotOf(set.robotKind.dingtalk)))
  const wishes = await site.w.look(`select digest_hour, pace->>'new-case' as pace, language from notice_wishes`)
  expect(wishes).toEqual([{ digest_hour: 17, pace: 'daily', language }])

  page.once('dialog', (dialog) => dialog.accept())
  await button(`${set.stop} ${set.robotOf(set.robotKind.dingtalk)}`).click()
  await seen(page.getByText(set.noRobot))
  expect(mine.complaints).toEqual([])
})
