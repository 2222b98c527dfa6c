/** Work that is interrupted: a case that somebody else moves, a session that ends, a code that comes with a link. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { live as liveEn } from '../../src/words/en/live.ts'
import { live as liveZh } from '../../src/words/zh/live.ts'
import { codeOf } from '../cast.ts'
import { reportWith } from '../refusing.ts'
import type { World } from '../world.ts'
import { deskIsFine, deskScreen, openSite, phone, residentPageIsFine, startBrowser, visit } from './browser.ts'
import { residentAt, seen, staffAt, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const lamp = '楼道的灯坏了。'
const { desk } = wordsIn('zh')
const live: typeof liveEn = liveZh

/** Said to a deputy; the receipt comes back. */
async function say(w: World): Promise<string> {
  const sent = await w.resident.post(
    '/api/v1/reports',
    reportWith({ to: { deputy: codeOf('deputy limin') }, text: lamp }),
  )
  return sent.body.receiptCode
}

test.each([
  ['and the desk hears of it', true],
  ['and the line is silent', false],
])(
  'somebody else moves the case while its form is open %s: both are shown, and the words can be sent',
  async (_, hears) => {
    await using site = await openSite()
    await say(site.w)
    await using mine = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
    // A request that nobody answers.
    if (!hears) await mine.page.route('**/api/v1/live', () => {})
    const deputy = staffAt(mine.page, 'zh')
    await deputy.opens()
    await deputy.signsIn('limin')
    await deputy.opensCase(lamp)
    await deputy.pressesOnPage('pass')
    await deputy.form('pass').getByLabel(desk.move.label.pass).fill('请站里看一下，我在外地。')

    // On another device the same deputy accepts it.
    const elsewhere = await site.w.signIn('limin')
    const [found] = (await elsewhere.get('/api/v1/cases')).body.cases
    await elsewhere.post(`/api/v1/cases/${found.id}/accept`)

    if (!hears) await deputy.sendsForm('pass')
    const changed = deputy.form('pass').getByRole('alert')
    await seen(changed.getByText(live.changed.title))
    await seen(changed.getByText(desk.trail.did.accept))
    expect(await changed.locator('.mine').textContent()).toBe('请站里看一下，我在外地。')
    expect(await deputy.form('pass').getByLabel(desk.move.label.pass).inputValue()).toBe('请站里看一下，我在外地。')
    await deskIsFine(mine.page, 'a form about a case that was moved meanwhile')
    // Having seen the change, the deputy sends it all the same.
    // It has been in sight for as long as axe looked at it: a press in the moment in which it appears does not count.
    await deputy.form('pass').getByRole('button', { name: live.changed.again }).click()
    await deputy.isTold(desk.move.done.pass)
    const [event] = await site.w.look<{ detail: { words: string } }>(
      "select detail from event_contents c join events e on e.id = c.event_id where e.kind = 'pass'",
    )
    expect(event?.detail.words).toBe('请站里看一下，我在外地。')
    expect(mine.refused).toEqual([
      '401 /api/v1/sessions/current',
      ...(hears ? [] : [`409 /api/v1/cases/${found.id}/pass`]),
    ])
    expect(mine.complaints).toEqual([])
  },
)

test('a step that can no longer be made says so and lets nobody lose what they wrote', async () => {
  await using site = await openSite()
  await say(site.w)
  await using mine = await visit(browser, site, { size: phone, mayHaveCookies: true })
  const deputy = staffAt(mine.page, 'zh')
  await deputy.opens()
  await deputy.signsIn('limin')
  await deputy.presses(lamp, 'accept')
  await deputy.isTold(desk.move.done.accept)
  await deputy.presses(lamp, 'answer-directly')
  await deputy.fillsAnswer('answer-directly', '灯已经换好了。', 'solved')

  const elsewhere = await site.w.signIn('limin')
  const [found] = (await elsewhere.get('/api/v1/cases')).body.cases
  await elsewhere.post(`/api/v1/cases/${found.id}/pass`, { words: '转给站里。' })

  await deputy.sendsForm('answer-directly')
  await seen(deputy.form('answer-directly').getByRole('alert').getByText(desk.case.noLongerOffered))
  expect(await deputy.form('answer-directly').getByLabel(desk.move.label['answer-directly']).inputValue()).toBe(
    '灯已经换好了。',
  )
  await deskIsFine(mine.page, 'a form whose step can no longer be made')
  expect(mine.complaints).toEqual([])
})

test('a session that ends in the middle of writing asks for the password again, and what was written is sent', async () => {
  await using site = await openSite()
  const code = await say(site.w)
  await using mine = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const deputy = staffAt(mine.page, 'zh')
  await deputy.opens()
  await deputy.signsIn('limin')
  await deputy.presses(lamp, 'accept')
  await deputy.isTold(desk.move.done.accept)
  await deputy.presses(lamp, 'answer-directly')
  await deputy.fillsAnswer('answer-directly', '灯已经换好了。', 'solved')
  await site.w.look('delete from sessions')
  await deputy.sendsForm('answer-directly')
  const again = mine.page.getByRole('dialog', { name: desk.signIn.again })
  await seen(again)
  await deskIsFine(mine.page, 'signing in again')
  expect(await again.getByLabel(desk.signIn.login, { exact: true }).inputValue()).toBe('limin')
  await again.getByLabel(desk.signIn.password, { exact: true }).fill('falsch')
  await again.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
  await seen(again.getByRole('alert').getByText('用户名或密码不对'))
  await again.getByLabel(desk.signIn.password, { exact: true }).fill('jieyou-demo')
  await again.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
  await deputy.isTold(desk.move.done['answer-directly'])
  const seenBy = await site.w.resident.post('/api/v1/receipts/lookup', { receiptCode: code })
  expect(seenBy.body).toMatchObject({ status: 'answered', answer: { words: '灯已经换好了。' } })
  expect(mine.complaints).toEqual([])
  expect(site.w.problems).toEqual([])
})

test('the network goes away while an answer is sent: it is said, and the answer is sent when it is back', async () => {
  await using site = await openSite()
  await say(site.w)
  await using mine = await visit(browser, site, { size: phone, mayHaveCookies: true })
  const deputy = staffAt(mine.page, 'zh')
  await deputy.opens()
  await deputy.signsIn('limin')
  await deputy.presses(lamp, 'accept')
  await deputy.isTold(desk.move.done.accept)
  await deputy.presses(lamp, 'answer-directly')
  await deputy.fillsAnswer('answer-directly', '灯已经换好了。', 'solved')
  await mine.context.setOffline(true)
  await deputy.sendsForm('answer-directly')
  await seen(deputy.form('answer-directly').getByRole('alert').getByText(desk.failing.unreachable))
  await mine.context.setOffline(false)
  await deputy.sendsForm('answer-directly')
  await deputy.isTold(desk.move.done['answer-directly'])
  expect(mine.complaints.filter((complaint) => !complaint.startsWith('net::ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

test("a receipt's link carries the code behind #; the receipt opens, and the code is out of the address at once", async () => {
  await using site = await openSite()
  const code = await say(site.w)
  await using someone = await visit(browser, site, { size: phone })
  await someone.page.goto(`/receipt#${code.replaceAll(' ', '')}`)
  await residentAt(someone.page, 'zh').findsIt('received')
  await residentPageIsFine(someone.page, 'a receipt opened by its link')
  expect(someone.page.url()).toBe(`${site.url}/receipt`)
  // Nor is it in the address one comes back to.
  await someone.page.goBack()
  expect(someone.page.url()).not.toContain('#')
  expect(someone.asked.filter((asked) => asked.includes('receipt'))).not.toContainEqual(
    expect.stringContaining(code.slice(3, 7)),
  )
  expect(await someone.context.cookies()).toEqual([])

  // What is behind # and no code stays where it is, and a code that is wrong is told as one that was typed.
  await someone.page.goto('about:blank')
  await someone.page.goto(`/receipt#${code.replaceAll(' ', '').slice(0, -1)}${code.endsWith('0') ? '2' : '0'}`)
  await seen(someone.page.getByRole('alert'))
  expect(someone.page.url()).toBe(`${site.url}/receipt`)
  expect(someone.refused).toEqual(['400 /receipt'])
  expect(someone.complaints).toEqual([])
})

test('large and the other language are pressed in the middle of writing, and nothing written is lost', async () => {
  await using site = await openSite()
  const { resident: zh } = wordsIn('zh')
  await using someone = await visit(browser, site, { size: phone })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/p/${codeOf('point market')}`)
  await resident.writes(lamp)
  await someone.page.getByRole('link', { name: zh.frame.large, exact: true }).click()
  expect(await someone.page.getByLabel(zh.point.text, { exact: true }).inputValue()).toBe(lamp)
  expect(someone.page.url()).toContain('large=1')
  await resident.sends()
  await resident.readsTicket()
  expect(await someone.page.evaluate<boolean>(`document.documentElement.classList.contains('large')`)).toBe(true)
  // The receipt changes its language by its own form, and keeps its letters large.
  await someone.page.getByRole('button', { name: zh.frame.otherLanguage, exact: true }).click()
  await residentAt(someone.page, 'en').findsIt('received')
  expect(await someone.page.evaluate<string>('document.documentElement.className')).toBe('large')
  expect(someone.complaints).toEqual([])
})

test('leaving a page with words that were not sent loses nothing: they stay on the phone; a page that is gone says so', async () => {
  await using site = await openSite()
  const { resident: zh } = wordsIn('zh')
  await using someone = await visit(browser, site, { size: phone })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/p/${codeOf('point market')}`)
  await someone.page.getByLabel(zh.point.text, { exact: true }).pressSequentially('灯')
  await expect.poll(() => someone.page.evaluate<string | null>(`localStorage.getItem('jieyou-kept')`)).toBe('1')
  await someone.page.goto('/no/such/page')
  await seen(someone.page.getByRole('heading', { name: zh.error.titleOf[404] }))
  await residentPageIsFine(someone.page, 'a page that is not there')
  await someone.page.goto('/')
  await seen(someone.page.getByRole('heading', { name: zh.home.find }))
  await residentPageIsFine(someone.page, 'the front page')
  await someone.page.goto('/receipt')
  await residentPageIsFine(someone.page, 'the page on which a code is typed')
  await someone.page.goto('/?lang=en')
  await residentPageIsFine(someone.page, 'the front page in English')
  await resident.opens(`/p/${codeOf('point market')}`)
  await expect.poll(() => someone.page.getByLabel(zh.point.text, { exact: true }).inputValue()).toBe('灯')
  expect(someone.refused).toEqual(['404 /no/such/page'])
  expect(someone.complaints).toEqual([])
})
