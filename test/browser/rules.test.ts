/** An office keeps its rules, calendar, categories, routing, templates and signposts at the desk, and a clerk uses them. */

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { categories as categoriesEn } from '../../src/words/en/categories.ts'
import { rules as rulesEn } from '../../src/words/en/rules.ts'
import { signposts as signpostsEn } from '../../src/words/en/signposts.ts'
import { templates as templatesEn } from '../../src/words/en/templates.ts'
import { categories as categoriesZh } from '../../src/words/zh/categories.ts'
import { rules as rulesZh } from '../../src/words/zh/rules.ts'
import { signposts as signpostsZh } from '../../src/words/zh/signposts.ts'
import { speaking } from '../../src/words/zh/speaking.ts'
import { templates as templatesZh } from '../../src/words/zh/templates.ts'
import { codeOf, idOf } from '../cast.ts'
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

const words = {
  zh: {
    rules: rulesZh as unknown as typeof rulesEn,
    categories: categoriesZh as unknown as typeof categoriesEn,
    templates: templatesZh as unknown as typeof templatesEn,
    signposts: signpostsZh as unknown as typeof signpostsEn,
  },
  en: { rules: rulesEn, categories: categoriesEn, templates: templatesEn, signposts: signpostsEn },
}

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** A street lamp is reported to the station, which takes it on. */
async function acceptedCase({ w }: Site): Promise<string> {
  const text = '村口的路灯坏了，灯不亮。'
  await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text,
  })
  const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
  await (await w.signIn('dongjie')).post(`/api/v1/cases/${row?.id}/accept`)
  return row?.id as string
}

const looks = [
  { language: 'zh', size: deskScreen },
  { language: 'en', size: phone },
] as const

test.each(looks)(
  'an office sets new rules and corrects the calendar ($language, $size.width wide)',
  async ({ language, size }) => {
    await using site = await openSite()
    const id = await acceptedCase(site)
    await using someone = await visit(browser, site, { size, language, mayHaveCookies: true })
    const { page } = someone
    const { rules } = words[language]
    const { desk } = wordsIn(language)
    const staff = staffAt(page, language)
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
    await staff.opens()
    await staff.signsIn('qinhu')
    await page.getByRole('link', { name: desk.nav.rules, exact: true }).click()
    await seen(page.getByRole('heading', { name: rules.title, level: 1 }))
    await seen(page.getByText(rules.history.none))
    await deskIsFine(page, 'the rules')

    await button(rules.sets.change).click()
    await page.getByLabel(rules.sets.validFrom, { exact: true }).fill('2026-03-10')
    const decide = page.getByLabel(rules.name.decideWorkingDays)
    await decide.fill('0')
    await seen(page.getByText(rules.sets.outOfRange('1', '30')))
    await deskIsFine(page, 'a number out of its range')
    await decide.fill('1')
    await button(rules.sets.preview).click()
    await seen(page.getByText(rules.sets.stays('1')))
    await seen(page.getByRole('link', { name: /^QH-2026-/ }))
    await deskIsFine(page, 'what new rules would do')
    // Whatever is changed afterwards is counted anew before it can be set.
    await decide.fill('3')
    await button(rules.sets.preview).click()
    await button(/(3月10日|10 Mar)/).click()
    await seen(page.getByRole('paragraph').filter({ hasText: rules.history.did['add-rule-set'] }))
    await button(rules.sets.withdraw).click()
    await deskIsFine(page, 'taking back coming rules')
    await button(rules.sets.withdrawDo).click()
    await seen(page.getByText(rules.history.did['withdraw-rule-set']))
    const before = await site.w.look<{ due_at: Date }>('select due_at from cases where id = $1', [id])

    await page.getByRole('link', { name: rules.tabs.calendar, exact: true }).click()
    await seen(page.getByRole('heading', { name: rules.calendar.year(2026), exact: true }))
    await deskIsFine(page, 'the calendar')
    await button(language === 'zh' ? /^3月11日/ : /^Wed.*11 Mar|^11 Mar|11 March/).click()
    await page.getByLabel(rules.calendar.what).selectOption('holiday')
    await page.getByLabel(rules.calendar.name).fill('停工')
    await button(rules.calendar.preview).click()
    await seen(page.getByText(rules.calendar.moved('1', '1')))
    await deskIsFine(page, 'what a holiday would move')
    await button(rules.calendar.submit).click()
    await seen(page.getByRole('status').getByText(rules.calendar.done(1, 1)))
    const after = await site.w.look<{ due_at: Date }>('select due_at from cases where id = $1', [id])
    expect(after[0]?.due_at.getTime()).toBe((before[0]?.due_at.getTime() ?? 0) + 86_400_000)

    const folder = mkdtempSync(join(tmpdir(), 'jieyou-calendar-'))
    const file = join(folder, 'year.csv')
    await page.goto('/desk/rules/calendar?year=2027')
    writeFileSync(file, '日期,类型\n2027-01-01,放假\n')
    await page.locator('input[type=file]').setInputFiles(file)
    await seen(page.getByRole('alert').getByText(/“?(日期|date)/))
    writeFileSync(file, '日期,类型,名称\n2027-01-01,放假,元旦\n')
    await page.locator('input[type=file]').setInputFiles(file)
    await button(rules.calendar.submit).click()
    await seen(page.getByText(rules.calendar.count(1, 0)))
    rmSync(folder, { recursive: true })
    expect(someone.complaints).toEqual([])
  },
)

test.each(looks)(
  'categories and routing suggest, a template begins, a field left open is not sent ($language, $size.width wide)',
  async ({ language, size }) => {
    await using site = await openSite()
    const id = await acceptedCase(site)
    await using someone = await visit(browser, site, { size, language, mayHaveCookies: true })
    const { page } = someone
    const { rules, categories, templates, signposts } = words[language]
    const { desk } = wordsIn(language)
    const staff = staffAt(page, language)
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
    const dialog = page.getByRole('dialog')
    await staff.opens()
    await staff.signsIn('qinhu')

    await page.goto('/desk/rules/categories')
    await seen(page.getByText(categories.none))
    await deskIsFine(page, 'no categories')
    await button(categories.add).click()
    await button(rules.save).or(dialog.locator('.send')).first().click()
    await deskIsFine(page, 'a category without a name')
    await dialog.getByLabel(categories.name, { exact: true }).fill('路灯照明')
    await dialog.getByLabel(categories.keywords, { exact: true }).fill('路灯、灯不亮')
    await dialog.locator('.send').click()
    await seen(page.getByRole('status').getByText(categories.done.add))
    await deskIsFine(page, 'a category')

    await page.goto('/desk/rules/routing')
    await button(categories.routing.add).click()
    await dialog.getByLabel(categories.routing.category, { exact: true }).selectOption({ label: '路灯照明' })
    await dialog.getByLabel(categories.routing.area, { exact: true }).selectOption({ label: '善桥镇' })
    await dialog.getByLabel(categories.routing.agency, { exact: true }).selectOption(idOf('agency urban'))
    await deskIsFine(page, 'a rule of routing')
    await dialog.locator('.send').click()
    await seen(page.getByRole('status').getByText(categories.routing.done.put))

    await page.goto('/desk/rules/templates')
    await button(templates.add).click()
    await dialog.getByLabel(templates.name, { exact: true }).fill('修好了')
    await dialog.getByLabel(templates.words, { exact: true }).fill('{案号}：已到{地点}修好。')
    await deskIsFine(page, 'a template')
    await dialog.locator('.send').click()
    await seen(page.getByRole('status').getByText(templates.done.put))

    await page.goto(`/desk/cases/${id}`)
    await seen(page.getByText(categories.case.suggestedBy(`路灯${categories.case.between}灯不亮`)))
    await button(categories.case.take('路灯照明')).click()
    await seen(page.getByText(categories.case.because('路灯照明', '善桥镇', '沁湖区城管局')))
    await deskIsFine(page, 'a case with a suggestion')
    await button(categories.case.use).click()
    await seen(staff.form('hand-over').getByText('沁湖区城管局').filter({ visible: true }).first())
    await page.goto(`/desk/cases/${id}?move=answer-directly`)
    await page.getByLabel(templates.choose, { exact: true }).selectOption({ label: '修好了' })
    await staff.form('answer-directly').getByRole('radio').first().check()
    await staff.sendsForm('answer-directly')
    await seen(page.getByText(desk.move.fieldsMissing('{地点}')))
    await deskIsFine(page, 'an answer with an open field')
    await page.getByLabel(desk.move.label['answer-directly'], { exact: true }).fill('QH-2026-1：已到村口修好。')
    await staff.sendsForm('answer-directly')
    await staff.isTold(desk.move.done['answer-directly'])

    await page.goto('/desk/rules/signposts')
    await seen(page.getByText(signposts.state.product).first())
    await deskIsFine(page, 'signposts')
    expect(someone.complaints).toEqual([])
  },
)

test('a resident whose words call for it reads the district’s own signpost, and can send all the same', async () => {
  await using site = await openSite()
  const office = await site.w.signIn('qinhu')
  await office.post('/api/v1/signposts', {
    kind: null,
    title: '物业收费的事，先找社区',
    note: '东街 8 号，9:00-17:00，0572-2222333',
    words: ['物业费'],
  })
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await page.goto(`/p/${codeOf('point market')}`)
  await page.locator('#text').fill('物业费涨了一倍，还着火了。')
  await page.getByRole('button', { name: '送出', exact: true }).last().click()
  await seen(page.getByRole('heading', { name: '物业收费的事，先找社区' }))
  await seen(page.getByRole('heading', { name: speaking.signpost.fire.title }))
  // Of hours, houses and numbers only the number can be called.
  const called = await page.getByRole('link', { name: /☎/ }).allTextContents()
  expect(called).toEqual(['☎ 119', '☎ 0572-2222333'])
  await residentPageIsFine(page, 'a district’s own signpost')
  expect(someone.asked.filter((one) => one.includes('signpost'))).toEqual([])
  await page.getByRole('button', { name: speaking.signpost.send }).click()
  await residentAt(page, 'zh').readsTicket()
  expect(someone.complaints).toEqual([])
})
