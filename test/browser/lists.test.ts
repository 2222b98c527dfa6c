/** The lists in a real browser: many at once, filters in the address, and how few presses the commonest tasks take. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { lists as en } from '../../src/words/en/lists.ts'
import type { Language, SameAs } from '../../src/words/language.ts'
import { lists as zh } from '../../src/words/zh/lists.ts'
import { codeOf, idOf } from '../cast.ts'
import { deskIsFine, deskScreen, openSite, phone, type Site, startBrowser, visit } from './browser.ts'
import { seen, staffAt, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })
const listWords: Record<Language, SameAs<typeof zh>> = { zh, en }

const patient = { timeout: 30_000 }

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** Reports at the station, each with a title of its own; some are accepted already. */
async function say({ w }: Site, titles: readonly string[], accepted = false): Promise<string[]> {
  const station = await w.signIn('dongjie')
  const codes: string[] = []
  for (const text of titles) {
    const to = { station: codeOf('station dongjie') }
    const { body } = await w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text })
    codes.push(body.receiptCode)
    const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
    if (accepted) await station.post(`/api/v1/cases/${row?.id}/accept`)
  }
  await w.settle()
  return codes
}

test.each([
  { language: 'zh', size: deskScreen },
  { language: 'en', size: phone },
] as const)(
  '$language: a clerk hands over several at once, looks before, and sees what became of each',
  async ({ language, size }) => {
    await using site = await openSite()
    const titles = ['路灯一', '路灯二', '路灯三', '路灯四']
    await say(site, titles.slice(0, 3), true)
    await say(site, titles.slice(3))
    await using someone = await visit(browser, site, { size, language, mayHaveCookies: true })
    const { page } = someone
    const { bulk, ...words } = listWords[language]
    const { desk } = wordsIn(language)
    const station = staffAt(page, language)
    await station.opens()
    await station.signsIn('dongjie')
    await seen(station.row('路灯四'))
    if (size === phone) await page.getByRole('button', { name: bulk.many }).click()
    const bar = page.getByRole('region', { name: bulk.bar })
    if (size === deskScreen) {
      // The first by its key, the others down to the last in one press.
      await page.locator('.rows').focus()
      await page.keyboard.press('x')
      for (let i = 0; i < 3; i++) await page.keyboard.press('j')
      await page.keyboard.press('Shift+X')
    } else for (const title of titles) await station.row(title).getByRole('checkbox').check()
    await seen(bar.getByText(bulk.picked('4')))
    await deskIsFine(page, 'with cases chosen')

    await bar.getByRole('button', { name: bulk.moves['hand-over'], exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: bulk.look }).click()
    await seen(dialog.getByText(desk.move.agencyMissing))
    await dialog.getByRole('combobox').fill('善桥镇市政所')
    await page.keyboard.press('Enter')
    await deskIsFine(page, 'what a move on many brings')
    await dialog.getByRole('button', { name: bulk.look }).click()
    await seen(dialog.getByText(bulk.would('3')))
    await seen(dialog.getByText(bulk.wouldNot('1')))
    await deskIsFine(page, 'a look before')
    await dialog.getByRole('button', { name: bulk.go(bulk.moves['hand-over'], '3') }).click()
    await station.isTold(bulk.started)

    await site.w.settle()
    await page.reload()
    const strip = page.getByRole('region', { name: bulk.strip })
    await seen(strip.getByText(bulk.result('3', '0')))
    await strip.getByRole('button', { name: bulk.see }).click()
    await expect.poll(() => dialog.getByText(bulk.caseState.done, { exact: true }).count(), patient).toBe(3)
    await deskIsFine(page, 'what became of each')
    await page.keyboard.press('Escape')
    await strip.getByRole('button', { name: bulk.hide }).click()
    await strip.waitFor({ state: 'detached' })

    // Filters stand in the address, and come back with it.
    await page.getByRole('button', { name: words.filters, exact: true }).click()
    const panel = page.getByRole('region', { name: words.filters, exact: true })
    // The units come a moment after the panel.
    const agency = panel.locator('label').filter({ hasText: words.anyAgency }).locator('select')
    await agency.selectOption(idOf('agency works'))
    await expect.poll(() => page.url(), patient).toContain(`agency=${idOf('agency works')}`)
    await seen(page.getByText(desk.list.nothingFound))
    await deskIsFine(page, 'filters that find nothing')
    await page.goto(page.url().replace(/\/desk\/?\?/, '/desk/cases?'))
    await seen(page.getByText(words.found('3'), { exact: true }))
    expect([someone.complaints, someone.refused]).toEqual([[], ['401 /api/v1/sessions/current']])
  },
)

test('a view that is kept opens first, and a receipt that is read out never stands in the address', async () => {
  await using site = await openSite()
  const [code] = await say(site, ['路灯一', '路灯二'])
  await using someone = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const { page, asked } = someone
  const station = staffAt(page, 'zh')
  await station.opens('/desk/cases?urgent=true')
  await page.getByLabel(wordsIn('zh').desk.signIn.login, { exact: true }).fill('dongjie')
  await page.getByLabel(wordsIn('zh').desk.signIn.password, { exact: true }).fill('jieyou-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: zh.view, exact: true }).click()
  await page.getByRole('menuitem', { name: zh.viewKeep }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(zh.viewName).fill('急的')
  await dialog.getByLabel(zh.viewDefault).check()
  await deskIsFine(page, 'keeping a view')
  await dialog.getByRole('button', { name: zh.viewKeep }).click()
  await station.isTold(zh.viewKept('急的'))
  await page.goto('/desk')
  await expect.poll(() => page.url(), patient).toContain('/desk/cases?urgent=true')

  const search = page.getByRole('searchbox')
  await search.pressSequentially(code as string, { delay: 60 })
  await page.keyboard.press('Enter')
  await seen(page.getByRole('heading', { name: '路灯一', level: 1 }))
  const bare = (code as string).replaceAll(' ', '')
  const pieces = [
    bare,
    bare.slice(0, 10),
    (code as string).slice(0, 10),
    encodeURIComponent((code as string).slice(0, 10)),
  ]
  for (const address of asked) for (const piece of pieces) expect(address).not.toContain(piece)
  expect(await page.evaluate<string>('JSON.stringify(history.state) + location.href')).not.toContain(bare.slice(0, 8))
  expect([someone.complaints, someone.refused]).toEqual([[], ['401 /api/v1/sessions/current']])
})

/** Counts every press of the mouse from here on. */
async function counter(page: Page) {
  await page.evaluate(`
    if (window.presses === undefined) window.addEventListener('pointerdown', () => { window.presses += 1 }, true)
    window.presses = 0`)
  return () => page.evaluate<number>('window.presses')
}

/** What docs/desk-clicks.md promises, by the first cell of its rows. */
const promised = new Map(
  readFileSync(resolve(import.meta.dirname, '../../docs/desk-clicks.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /^\d$/.test(cells[2] ?? ''))
    .map((cells) => [cells[1], Number(cells[2])] as const),
)

test('the five commonest tasks take as few presses as is written down, none more than four', async () => {
  await using site = await openSite()
  await say(site, ['要交办的', '要并件的'])
  await say(site, ['要答复的', '主件', '要留言的'], true)
  await using someone = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const { page } = someone
  const { desk, terms } = wordsIn('zh')
  const station = staffAt(page, 'zh')
  await station.opens()
  await station.signsIn('dongjie')
  const pane = page.getByRole('complementary', { name: desk.list.preview })
  const inPane = (name: string) => pane.getByRole('button', { name: new RegExp(`^${name}( \\d)?$`) })
  const choose = async (title: string) => {
    const heading = pane.getByRole('heading', { name: title, level: 2 })
    await seen(pane.getByRole('heading', { level: 2 }).first())
    // The first press on a row shows it beside the list; on the row that is shown, it would open the page.
    if (!(await heading.isVisible())) await station.row(title).getByRole('link').click()
    await seen(heading)
  }
  const counted = new Map<string, number>()
  const task = async (name: string, work: () => Promise<void>) => {
    const presses = await counter(page)
    await work()
    counted.set(name, await presses())
  }

  await choose('要交办的')
  await task('Accept and hand over', async () => {
    await inPane(terms.move.accept).click()
    await inPane(terms.move['hand-over']).click()
    const form = station.form('hand-over')
    await form.getByRole('combobox').pressSequentially('市政所')
    await page.locator('.ant-select-item-option').first().click()
    await form.getByRole('button', { name: desk.move.submit['hand-over'] }).click()
    await station.isTold(desk.move.done['hand-over'])
  })
  await choose('要答复的')
  await task('Answer directly', async () => {
    await station.presses('要答复的', 'answer-directly')
    await station.fillsAnswer('answer-directly', '已经修好。', 'solved')
    await station.sendsForm('answer-directly')
    await station.isTold(desk.move.done['answer-directly'])
  })
  await choose('要留言的')
  await task('Write to the resident', async () => {
    await inPane(terms.move.ask).click()
    const form = page.getByRole('form', { name: desk.case.write })
    await form.getByRole('radio', { name: new RegExp(`^${desk.move.composing.message.title}`) }).check()
    await form.getByRole('textbox').fill('今天下午来看。')
    await form.getByRole('button', { name: desk.move.submit.message, exact: true }).click()
    await station.isTold(desk.move.done.message)
  })
  await choose('要并件的')
  await task('Merge', async () => {
    await pane.getByRole('button', { name: desk.move.more, exact: true }).click()
    await pane.getByRole('region', { name: /./ }).getByRole('button', { name: terms.move.merge, exact: true }).click()
    const form = station.form('merge')
    await form.getByRole('searchbox').fill('主件')
    await form.getByRole('radio', { name: /主件/ }).click()
    await form.getByRole('button', { name: desk.move.submit.merge }).click()
    await station.isTold(desk.move.done.merge)
  })
  await task('Find by number', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('4')
    await seen(page.getByText(desk.list.end(1)))
    await station.row('主件').getByRole('link').click()
    await seen(page.getByRole('heading', { name: '主件', level: 1 }))
  })
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(promised))
  for (const [name, presses] of counted) expect(presses, name).toBeLessThanOrEqual(4)
})
