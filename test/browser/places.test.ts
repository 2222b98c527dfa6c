/** An office keeps its points and codes at the desk, and a resident finds the deputy behind a code. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { places as en } from '../../src/words/en/places.ts'
import { places as zh } from '../../src/words/zh/places.ts'
import { codeOf } from '../cast.ts'
import { deskIsFine, deskScreen, openSite, phone, residentPageIsFine, startBrowser, visit } from './browser.ts'
import { seen, staffAt, wordsIn } from './people.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

test.each([
  { language: 'zh', size: deskScreen },
  { language: 'en', size: phone },
] as const)(
  'an office adds, prints, replaces and reads in points ($language, $size.width wide)',
  async ({ language, size }) => {
    await using site = await openSite()
    await using someone = await visit(browser, site, { size, language, mayHaveCookies: true })
    const { page } = someone
    const words = language === 'zh' ? (zh as unknown as typeof en) : en
    const { desk } = wordsIn(language)
    const staff = staffAt(page, language)
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

    await staff.opens()
    await staff.signsIn('shanqiao')
    await page.getByRole('link', { name: desk.nav.places, exact: true }).click()
    await seen(page.getByRole('heading', { name: words.title, level: 1 }))
    await seen(page.getByRole('table', { name: words.list.label }))
    await deskIsFine(page, 'the list of places')

    await button(words.act.add).click()
    const dialog = page.getByRole('dialog')
    await button(words.form.save).click()
    await seen(dialog.getByText(words.form.missing).first())
    await deskIsFine(page, 'adding a point, incomplete')
    await dialog.getByLabel(words.form.name, { exact: true }).fill('东街新菜场')
    await dialog.getByLabel(words.form.type, { exact: true }).selectOption('market')
    await dialog.getByLabel(words.form.station, { exact: true }).selectOption({ index: 1 })
    await dialog.getByLabel(words.form.latitude, { exact: true }).fill('30.86712')
    await dialog.getByLabel(words.form.longitude, { exact: true }).fill('120.09431')
    await button(words.form.save).click()
    await seen(page.getByRole('heading', { name: '东街新菜场', level: 1 }))
    await seen(page.getByRole('heading', { name: words.one.history }))
    await deskIsFine(page, 'a new point')

    // A code is not replaced by a slip of the hand: it is asked first, and leaving changes nothing.
    await button(words.act['replace-code']).click()
    await seen(dialog.getByText(words.ask.replaceMore))
    await deskIsFine(page, 'asking before a code is replaced')
    await button(words.ask.keep).click()
    expect(await page.getByRole('listitem').getByText(words.did['replace-code'], { exact: true }).count()).toBe(0)
    await button(words.act['replace-code']).click()
    await button(words.ask.replaceDo).last().click()
    await seen(page.getByRole('listitem').getByText(words.did['replace-code'], { exact: true }))

    await button(words.one.print).click()
    await deskIsFine(page, 'choosing a sheet')
    const [pdf] = await Promise.all([page.waitForEvent('download'), button(words.print.make).click()])
    expect(pdf.suggestedFilename()).toBe('poster-a4.pdf')

    await page.goto('/desk/places?view=map')
    await seen(page.getByRole('link', { name: /东街新菜场/ }))
    await deskIsFine(page, 'the map')

    const folder = mkdtempSync(join(tmpdir(), 'jieyou-table-'))
    const table = (rows: string) => {
      writeFileSync(join(folder, 'points.csv'), `kind,name,station\n${rows}`)
      return join(folder, 'points.csv')
    }
    const choose = (rows: string) => page.locator('input[type=file]').setInputFiles(table(rows))
    await page.goto('/desk/places/import')
    await choose('point,一号门,没有的站\npoint,二号门,没有的站\n')
    await seen(page.getByText(words.import.fixFirst))
    await deskIsFine(page, 'a table with bad lines')
    const [{ name = '' } = {}] = await site.w.look<{ name: string }>(
      `select s.name from stations s join points p on p.station_id = s.id where p.name = '东街新菜场'`,
    )
    await choose(`point,一号门,${name}\npoint,二号门,${name}\n`)
    await button(words.import.make(2)).click()
    await seen(page.getByRole('status').getByText(words.done.import(2)).first())
    await deskIsFine(page, 'a table that was read in')
    rmSync(folder, { recursive: true })
    expect(someone.complaints).toEqual([])
  },
)

test('a resident scans a deputy’s code, reads who it is, and finds the station’s other deputies; without scripts', async () => {
  await using site = await openSite()
  await site.w.look(
    `update deputies set member_of = '第一代表小组', receives = '每月 15 日上午', introduction = '教师。'`,
  )
  await using someone = await visit(browser, site, { size: phone, scripts: false })
  const { page } = someone
  await page.goto(`/d/${codeOf('deputy limin')}`)
  await seen(page.getByRole('heading', { name: zh.page.aboutDeputy }))
  await seen(page.getByText('每月 15 日上午', { exact: true }))
  await page.getByRole('region', { name: zh.page.aboutDeputy }).getByRole('link').click()
  await seen(page.getByRole('heading', { name: zh.page.deputies }))
  expect(someone.complaints).toEqual([])
})

test('the pages of a deputy, of a station and of a replaced code are fine in every look', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await site.w.look(
    `update deputies set member_of = '第一代表小组', receives = '每月 15 日上午', introduction = '教师。'`,
  )
  await page.goto(`/d/${codeOf('deputy limin')}`)
  await residentPageIsFine(page, 'a deputy’s page')
  await page.goto(`/s/${codeOf('station dongjie')}`)
  await residentPageIsFine(page, 'a station’s page')
  await site.w.look(`update codes set revoked_at = now() where code = $1`, [codeOf('point xingfuli')])
  await page.goto(`/p/${codeOf('point xingfuli')}`)
  await seen(page.getByRole('heading', { name: zh.page.goneTitle }))
  await residentPageIsFine(page, 'the page of a revoked code')
})
