/** The main job in a real browser: a resident says something, someone at the desk answers, the resident judges. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Language } from '../../src/words/language.ts'
import { codeOf } from '../cast.ts'
import {
  deskIsFine,
  deskScreen,
  openSite,
  phone,
  residentPageIsFine,
  startBrowser,
  type Visit,
  visit,
} from './browser.ts'
import { residentAt, seen, staffAt, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const lamp = '楼道的灯坏了，晚上看不见台阶。'
const deputyPage = `/p/${codeOf('point studio')}`

/** The secret letters of a receipt code stand in no address, however it is written; nothing is kept in the browser. */
async function leavesNoTrace(someone: Visit, code: string): Promise<void> {
  const secret = code.replaceAll(' ', '').slice(2, 18)
  for (const address of someone.asked)
    expect(
      decodeURIComponent(address)
        .toUpperCase()
        .replace(/[\s+-]/g, ''),
    ).not.toContain(secret)
  expect(await someone.context.cookies()).toEqual([])
  expect((await someone.context.storageState()).origins).toEqual([])
}

test.each([
  { language: 'zh', size: deskScreen },
  { language: 'en', size: phone },
] as const)(
  'a resident on a phone writes to a deputy, who answers at the desk ($language, $size.width wide), and the resident judges',
  async ({ language, size }) => {
    await using site = await openSite()
    const { resident: said, desk, terms } = wordsIn(language)

    await using someone = await visit(browser, site, { size: phone, language })
    const resident = residentAt(someone.page, language)
    await resident.opens(deputyPage)
    await residentPageIsFine(someone.page, 'the page of a point')
    await resident.sends()
    await seen(someone.page.getByRole('alert'))
    await residentPageIsFine(someone.page, 'the page of a point, refused')
    await resident.writes(lamp, '三号门')
    await resident.sends()
    const code = await resident.readsTicket()
    await residentPageIsFine(someone.page, 'a fresh receipt')
    await someone.page.getByLabel(said.ticket.backTitle).fill(code.split(' ')[4]?.toLowerCase() ?? '')
    await resident.sees(said.ticket.right)

    await using other = await visit(browser, site, { size, language, mayHaveCookies: true })
    const deputy = staffAt(other.page, language)
    await deputy.opens()
    await seen(other.page.getByLabel(desk.signIn.login, { exact: true }))
    await deskIsFine(other.page, 'signing in')
    await deputy.signsIn('limin')
    await seen(deputy.row(lamp))
    await deskIsFine(other.page, 'the to-do list')
    await deputy.presses(lamp, 'accept')
    await deputy.isTold(desk.move.done.accept)
    await deputy.presses(lamp, 'answer-directly')
    await seen(deputy.form('answer-directly'))
    await deskIsFine(other.page, 'the form of an answer')
    await deputy.sendsForm('answer-directly')
    await seen(deputy.form('answer-directly').getByText(desk.move.wordsMissing))
    await deskIsFine(other.page, 'the form of an answer, incomplete')
    await deputy.fillsAnswer('answer-directly', '灯已经换好了。', 'solved')
    await deputy.sendsForm('answer-directly')
    await deputy.isTold(desk.move.done['answer-directly'])
    await deskIsFine(other.page, 'after the answer')

    await resident.looksUp(code, 'toJudge')
    await resident.sees('灯已经换好了。')
    await residentPageIsFine(someone.page, 'a receipt with an answer')
    await resident.judges({ process: 'satisfied' })
    await resident.sendsJudgement()
    await seen(someone.page.getByRole('alert'))
    await residentPageIsFine(someone.page, 'a judgement that is not complete')
    await resident.judges({ result: 'basically', solved: true })
    await resident.sendsJudgement()
    await resident.findsIt('solved')
    await residentPageIsFine(someone.page, 'a closed receipt')

    // The deputy sees what the resident thought of it.
    await deputy.opens('/desk/cases')
    await deputy.opensCase(lamp)
    await seen(other.page.getByText(terms.grade.basically, { exact: true }).first())
    await deskIsFine(other.page, 'a closed case')

    await leavesNoTrace(someone, code)
    expect(someone.refused).toEqual([`400 ${deputyPage}`, '400 /receipt/judge'])
    expect(other.refused).toEqual(['401 /api/v1/sessions/current'])
    expect([...someone.complaints, ...other.complaints]).toEqual([])
    expect(site.w.problems).toEqual([])
  },
)

test.each<Language>(['zh', 'en'])('the same without scripts (%s)', async (language) => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone, language, scripts: false })
  const resident = residentAt(someone.page, language)
  await resident.opens(deputyPage)
  await resident.sends()
  await seen(someone.page.getByRole('alert'))
  await resident.writes(lamp, '三号门')
  await resident.sends()
  const code = await resident.readsTicket()

  const deputy = await site.w.signIn('limin')
  const [found] = (await deputy.get('/api/v1/cases')).body.cases
  await deputy.post(`/api/v1/cases/${found.id}/accept`)
  await deputy.post(`/api/v1/cases/${found.id}/answer-directly`, { words: '灯已经换好了。', outcome: 'solved' })

  await resident.looksUp(code, 'toJudge')
  await resident.sees('灯已经换好了。')
  await resident.judges({ process: 'satisfied' })
  await resident.sendsJudgement()
  await seen(someone.page.getByRole('alert'))
  await resident.judges({ result: 'basically', solved: true })
  await resident.sendsJudgement()
  await resident.findsIt('solved')
  await leavesNoTrace(someone, code)
  expect(someone.refused).toEqual([`400 ${deputyPage}`, '400 /receipt/judge'])
  expect(someone.complaints).toEqual([])
  expect(site.w.problems).toEqual([])
})

test('the station hands a case over, the agency answers, the resident sends it back, and the agency has it again', async () => {
  await using site = await openSite()
  const { desk } = wordsIn('zh')
  await using someone = await visit(browser, site, { size: phone })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/p/${codeOf('point market')}`)
  await resident.writes(lamp)
  await resident.sends()
  const code = await resident.readsTicket()

  await using first = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const station = staffAt(first.page, 'zh')
  await station.opens()
  await station.signsIn('dongjie')
  await station.presses(lamp, 'accept')
  await station.isTold(desk.move.done.accept)
  await station.opensCase(lamp)
  await deskIsFine(first.page, 'the page of a case')
  await station.pressesOnPage('hand-over')
  const agency = station.form('hand-over').getByLabel(desk.move.agency, { exact: true })
  await agency.fill('城管')
  await deskIsFine(first.page, 'the form of handing over, with the list of agencies')
  await agency.press('Enter')
  await station.sendsForm('hand-over')
  await station.isTold(desk.move.done['hand-over'])

  await using second = await visit(browser, site, { size: phone, mayHaveCookies: true })
  const officer = staffAt(second.page, 'zh')
  await officer.opens()
  await officer.signsIn('chengguan')
  await officer.presses(lamp, 'answer')
  await officer.fillsAnswer('answer', '已经劝导。', 'explained')
  await deskIsFine(second.page, 'an answer on a phone')
  await officer.sendsForm('answer')
  await officer.isTold(desk.move.done.answer)

  await resident.looksUp(code, 'toJudge')
  await resident.judges({ process: 'satisfied', result: 'satisfied', solved: true })
  await resident.judges({ result: 'not', solved: false, words: '还是老样子。' })
  await residentPageIsFine(someone.page, 'a negative judgement')
  await resident.sendsBack()
  await resident.findsIt('disputed')
  await residentPageIsFine(someone.page, 'a receipt sent back')

  await site.w.settle()
  await officer.opens()
  await seen(officer.row(lamp).getByText(desk.situation.disputes(1)))
  await deskIsFine(second.page, 'a case that came back')
  await resident.looksUp(code, 'redone')
  await residentPageIsFine(someone.page, 'a receipt being redone')
  await leavesNoTrace(someone, code)
  expect([...someone.complaints, ...first.complaints, ...second.complaints]).toEqual([])
  expect(site.w.problems).toEqual([])
})
