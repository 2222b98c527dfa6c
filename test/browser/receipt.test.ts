/** The receipt page on a phone, with scripts and without: the picture to keep, and what its holder decides there. */

import type { Browser, Page } from 'playwright-core'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { receiptMore as zh } from '../../src/words/zh/receipt-more.ts'
import { resident } from '../../src/words/zh/resident.ts'
import { terms } from '../../src/words/zh/terms.ts'
import { make, spoken } from '../receipt.ts'
import { openSite, phone, residentPageIsFine, startBrowser, visit } from './browser.ts'
import { residentAt, seen } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Whether these squares (true for dark) stand in the picture's middle, at any height, each read at its middle. */
async function isInPicture(png: Buffer, squares: readonly boolean[], size: number): Promise<boolean> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
  // The code is drawn 520 wide with a white edge of two squares.
  const side = 520 / (size + 4)
  const left = (info.width - size * side) / 2
  const isDark = (x: number, y: number) => (data[Math.round(y) * info.width + Math.round(x)] as number) < 128
  return Array.from({ length: info.height - 520 }, (_, top) => top).some((top) =>
    squares.every(
      (dark, at) => isDark(left + ((at % size) + 0.5) * side, top + (Math.floor(at / size) + 0.5) * side) === dark,
    ),
  )
}

test('the receipt is kept as a picture, with its code, and the QR code carries it behind # alone', async () => {
  await using site = await openSite()
  const { receiptCode } = await spoken(site.w)
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await residentAt(page, 'zh').openReceipt(receiptCode)
  await page.locator('summary', { hasText: resident.ticket.fold }).click()
  const asked = someone.asked.length
  await button(page, zh.picture.save).click()
  const picture = page.getByRole('img', { name: zh.picture.alt })
  await seen(picture)
  const address = (await picture.getAttribute('src')) ?? ''
  expect(address).toMatch(/^data:image\/png;base64,/)
  const png = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
  const { modules } = QRCode.create(`http://localhost/receipt#${receiptCode.replaceAll(' ', '')}`, {
    errorCorrectionLevel: 'M',
  })
  const squares = Array.from(modules.data, Boolean)
  expect(await isInPicture(png, squares, modules.size)).toBe(true)
  expect(await isInPicture(png, squares.with(40, !squares[40]), modules.size)).toBe(false)
  await residentPageIsFine(page, 'a receipt with its picture')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: zh.picture.download }).click(),
  ])
  expect(download.suggestedFilename()).toBe('回执-2026-03-09.png')
  // Nothing was asked of anyone for it but the picture's own address.
  expect(someone.asked.slice(asked).filter((one) => one.includes('/receipt'))).toEqual([])
  expect(someone.complaints).toEqual([])
})

test.each([{ scripts: true }, { scripts: false }])(
  'a resident gives a name, judges, agrees to publishing, takes both back (scripts: $scripts)',
  async ({ scripts }) => {
    await using site = await openSite()
    const { receiptCode, id, station } = await spoken(site.w, '我叫王建国，3 幢的灯坏了。')
    await using someone = await visit(browser, site, { size: phone, scripts })
    const { page } = someone
    const fine = async (state: string) => scripts && residentPageIsFine(page, state)
    await residentAt(page, 'zh').openReceipt(receiptCode)

    const change = page.locator('summary', { hasText: zh.identity.change })
    await change.click()
    await fine('changing who may know who spoke')
    await page.getByRole('radio', { name: zh.identity.optionOf.station }).check()
    await button(page, zh.identity.send).click()
    await seen(page.getByRole('alert'))
    await fine('changing who may know who spoke, refused')
    await page.getByLabel(zh.identity.name, { exact: true }).fill('王先生')
    await button(page, zh.identity.send).click()
    await seen(page.getByText(zh.identity.nobodyLooked))

    await make(station, id, 'accept')
    expect((await station.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '约时间' })).body.name).toBe('王先生')
    await make(station, id, 'answer-directly', { words: '换好了。', outcome: 'solved' })
    await residentAt(page, 'zh').openReceipt(receiptCode)
    await seen(page.getByText(zh.identity.why('约时间')))
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    await fine('an answer to judge, with the words to be published')
    for (const [group, choice] of [
      [resident.judge.process, terms.grade.satisfied],
      [resident.judge.result, terms.grade.satisfied],
      [resident.judge.solved, terms.solved.yes],
      [zh.consent.title, zh.consent.yes],
    ] as const)
      await page.getByRole('group', { name: group }).getByRole('radio', { name: choice, exact: true }).check()
    await button(page, resident.judge.send).click()
    await seen(page.getByRole('heading', { name: zh.consent.given }))
    expect(await page.locator('.shown .words').first().textContent()).toBe('我叫■■，■幢的灯坏了。')
    await fine('a receipt with its consent')

    await button(page, zh.consent.takeBack).click()
    await seen(page.getByText(zh.stepMore['take-back-consent']))
    await change.click()
    await page.getByRole('radio', { name: zh.identity.optionOf.anonymous }).check()
    await button(page, zh.identity.send).click()
    await seen(page.locator('.standing', { hasText: zh.identity.optionOf.anonymous }))
    expect(await site.w.look('select count(*)::int as identities from identities')).toEqual([{ identities: 0 }])

    await page.locator('summary', { hasText: zh.pageWord.title }).click()
    await fine('a word about the page')
    await button(page, zh.pageWord.easy).click()
    const own = await residentAt(page, 'zh').readsTicket()
    expect(own).not.toBe(receiptCode)
    expect(someone.complaints).toEqual([])
  },
)
