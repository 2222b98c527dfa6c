/** Entering for somebody in a real browser: by keyboard, through a closed page, and with the code on no screen. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { entering as en } from '../../src/words/en/entering.ts'
import type { Language } from '../../src/words/language.ts'
import { entering as zh } from '../../src/words/zh/entering.ts'
import { deskIsFine, deskScreen, openSite, phone, startBrowser, visit } from './browser.ts'
import { seen, staffAt } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const wordsIn = { zh: zh as typeof en, en }
const said = '菜场后门的台阶塌了一块，老人上下都要扶墙。'
const code = /[0-9A-Z]{2} ?([0-9A-Z]{4} ?){4}[0-9A-Z]\b/

/** The browser's voice, which a test machine has none of: it notes what it was given to speak. Nothing is printed. */
const voice = `
  const spoken = []
  const voices = [
    { lang: 'zh-CN', localService: false, name: 'a voice of a company' },
    { lang: 'zh-CN', localService: true, name: 'here' },
    { lang: 'en-GB', localService: true, name: 'here, too' },
  ]
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    cancel: () => undefined,
    speak: (one) => {
      if (one.voice.localService) spoken.push(one.text)
      queueMicrotask(() => one.onend())
    },
  })
  class Utterance {
    constructor(text) {
      this.text = text
    }
  }
  Object.defineProperty(window, 'speechSynthesis', { value: speech })
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance })
  Object.defineProperty(window, 'spoken', { value: spoken })
  Object.defineProperty(window, 'print', { value: () => dispatchEvent(new Event('afterprint')) })`

const spokenOn = (page: Page): Promise<string[]> => page.evaluate('spoken')
const keptIn = (page: Page): Promise<string> => page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')

async function atTheForm(page: Page, language: Language) {
  const staff = staffAt(page, language)
  await staff.opens()
  await staff.signsIn('dongjie')
  await page.getByRole('link', { name: wordsIn[language].nav, exact: true }).click()
  await seen(page.getByRole('form', { name: wordsIn[language].title }))
}

/** Types whom it was said to, and takes what is found. */
async function choosesPlace(page: Page, name: string, words: typeof en) {
  await page.getByLabel(words.toLabel).click()
  await page.keyboard.type(name)
  await seen(
    page
      .getByRole('option', { name })
      .first()
      .or(page.locator('.place-option', { hasText: name }).first()),
  )
  await page.locator('.place-option', { hasText: name }).first().click()
}

test.each([
  { language: 'zh', size: deskScreen },
  { language: 'en', size: phone },
] as const)(
  'a clerk enters a short walk-in and hands the receipt out ($language, $size.width wide)',
  async ({ language, size }) => {
    await using site = await openSite()
    await using someone = await visit(browser, site, { size, language, mayHaveCookies: true })
    const { page } = someone
    const words = wordsIn[language]
    await page.addInitScript(voice)
    await atTheForm(page, language)
    // The words come first: the cursor stands there.
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
    await page.keyboard.press('Control+Enter')
    await seen(page.getByText(words.textMissing))
    await deskIsFine(page, 'entering, with what is missing said')
    await page.getByLabel(words.textLabel).fill(said)
    await choosesPlace(page, '菜场', words)
    await page.getByLabel(words.textLabel).press('Control+Enter')
    await seen(page.getByRole('heading', { name: words.entered('QH-2026-1') }))
    await deskIsFine(page, 'handing out a receipt')

    await page.getByRole('button', { name: words.print }).click()
    await seen(page.getByText(words.printed))
    await page.getByRole('button', { name: words.aloud }).click()
    await seen(page.getByText(words.aloudDone))
    const spoken = (await spokenOn(page)).join('')
    const letters = [...spoken.matchAll(/，((?:[0-9A-Z]，?)+)。/g)].map(([, group]) => group?.replaceAll('，', ''))
    expect([letters.length, letters.slice(0, 6).join('').length]).toEqual([12, 19])

    // What was spoken opens the receipt; nothing on the desk says it: no text, no storage, no address.
    const receipt = letters.slice(0, 6).join('')
    expect((await site.w.resident.post('/api/v1/receipts/lookup', { receiptCode: receipt })).body.text).toBe(said)
    const everything = `${await page.content()} ${await keptIn(page)} ${page.url()}`
    expect([everything.includes(receipt), code.test((await page.textContent('body')) ?? '')]).toEqual([false, false])
    expect(someone.asked.filter((asked) => asked.includes(receipt))).toEqual([])
    expect([someone.complaints, someone.refused]).toEqual([[], ['401 /api/v1/sessions/current']])
  },
)

test('a page that is closed in the middle of it comes back with the words, without the name', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const { page } = someone
  await atTheForm(page, 'zh')
  await page.getByLabel(zh.textLabel).fill(said)
  await page.getByRole('radio', { name: '来电' }).check({ force: true })
  await page.getByRole('radio', { name: '只有代表和联络站' }).check()
  await page.getByLabel(zh.nameLabel, { exact: true }).fill('林先生')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto('/desk')
  const kept = await keptIn(page)
  expect([kept.includes(said), kept.includes('林先生')]).toEqual([true, false])

  await page.goto('/desk/enter')
  await seen(page.getByText(zh.draftFound))
  expect(await page.getByLabel(zh.textLabel).inputValue()).toBe(said)
  expect(await page.getByRole('radio', { name: '来电' }).isChecked()).toBe(true)
  expect(await page.getByLabel(zh.nameLabel, { exact: true }).inputValue()).toBe('')
  await page.getByRole('button', { name: zh.draftDrop }).click()
  expect(await page.getByLabel(zh.textLabel).inputValue()).toBe('')
  expect(await keptIn(page)).not.toContain(said)
})

test('a line that fails keeps everything, and the second try is the same case', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const { page } = someone
  await atTheForm(page, 'zh')
  await page.getByLabel(zh.textLabel).fill(said)
  await choosesPlace(page, '东街代表联络站', wordsIn.zh)
  // The server receives it, and the answer is lost on the way.
  await page.route('**/api/v1/entries', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.keyboard.press('Control+Enter')
  await seen(page.getByRole('alert').getByText(/.+/).first())
  expect(await page.getByLabel(zh.textLabel).inputValue()).toBe(said)
  await page.unroute('**/api/v1/entries')
  await page.getByRole('button', { name: zh.send, exact: true }).click()
  await seen(page.getByRole('heading', { name: zh.entered('QH-2026-1') }))
  expect(await site.w.look('select id from cases')).toHaveLength(1)
})
