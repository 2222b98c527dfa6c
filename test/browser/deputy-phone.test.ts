/** A deputy with five minutes between two meetings and one hand: the week, a spoken message, counted in touches. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { codeOf, demonstrationPassword } from '../cast.ts'
import { deskIsFine, openSite, phone, type Site, startBrowser, visit } from './browser.ts'
import { residentAt, seen, staffAt, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

/** A microphone that beeps, and a person who always allows it. */
const beeping = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
let browser: Browser
beforeAll(async () => {
  browser = await startBrowser(beeping)
})
afterAll(() => browser.close())

const bar = '小区健身角的单杠松了，一拉就晃，老人不敢用。'
const { deputy: words, desk, terms } = wordsIn('zh')

/** Counts every press of a finger from now on; typing is not pressing. */
const countTouches = (page: Page) =>
  page.addInitScript(`addEventListener('pointerdown', (event) => {
    if (event.isTrusted) sessionStorage.touches = Number(sessionStorage.touches ?? 0) + 1
  }, true)`)
const touches = (page: Page) => page.evaluate<number>(`Number(sessionStorage.touches ?? 0)`)
const noTouches = (page: Page) => page.evaluate('sessionStorage.touches = 0')

/** A resident has said something to a deputy; gives the receipt code. */
async function saidTo(site: Site, text = bar): Promise<string> {
  const { body } = await site.w.resident.post('/api/v1/reports', {
    submissionId: crypto.randomUUID(),
    to: { deputy: codeOf('deputy limin') },
    text,
  })
  return body.receiptCode
}

/** Signs in and stands on the week. */
async function deputyOn(page: Page) {
  await page.goto('/desk')
  await page.getByLabel(desk.signIn.login, { exact: true }).fill('limin')
  await page.getByLabel(desk.signIn.password, { exact: true }).fill(demonstrationPassword)
  await page.getByRole('button', { name: desk.signIn.submit, exact: true }).tap()
  await seen(page.getByRole('heading', { name: words.week.title, level: 1 }))
}

const onPhone = { size: phone, mayHaveCookies: true, touch: true } as const

test('from what was said by a scan to the answer: accepted with one touch, answered with three', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const resident = residentAt(someone.page, 'zh')
  await resident.opens(`/d/${codeOf('deputy limin')}`)
  await resident.writes(bar, '河边')
  await resident.sends()
  const code = await resident.readsTicket()

  await using other = await visit(browser, site, onPhone)
  const { page } = other
  await countTouches(page)
  await deputyOn(page)
  const card = page.getByRole('article', { name: bar })
  await seen(card)
  await deskIsFine(page, 'the week')
  await noTouches(page)

  await card.getByRole('button', { name: terms.move.accept, exact: true }).tap()
  await seen(card.getByRole('button', { name: terms.move['answer-directly'], exact: true }))
  expect(await touches(page)).toBe(1)

  await noTouches(page)
  await card.getByRole('button', { name: terms.move['answer-directly'], exact: true }).tap()
  const form = page.getByRole('form', { name: terms.move['answer-directly'], exact: true })
  await form.getByLabel(desk.move.label['answer-directly'], { exact: true }).fill('昨天已经拧紧，换了两颗螺栓。')
  await form.getByText(terms.outcome.solved, { exact: true }).tap()
  await form.getByRole('button', { name: desk.move.submit['answer-directly'], exact: true }).tap()
  await staffAt(page, 'zh').isTold(desk.move.done['answer-directly'])
  expect(await touches(page)).toBe(3)

  await resident.looksUp(code, 'toJudge')
  await resident.sees('昨天已经拧紧')
  expect(other.refused).toEqual(['401 /api/v1/sessions/current'])
  expect([...someone.complaints, ...other.complaints]).toEqual([])
})

test('to pass on and to ask take no more than four touches each', async () => {
  await using site = await openSite()
  const [first, second] = ['公交站的顶棚漏雨。', '路灯一闪一闪的。']
  await saidTo(site, first)
  await saidTo(site, second)
  await using someone = await visit(browser, site, onPhone)
  const { page } = someone
  await countTouches(page)
  await deputyOn(page)

  await noTouches(page)
  const passed = page.getByRole('article', { name: first })
  await passed.getByRole('button', { name: terms.move.pass, exact: true }).tap()
  const pass = page.getByRole('form', { name: terms.move.pass, exact: true })
  await pass.getByLabel(desk.move.label.pass, { exact: true }).fill('请站里牵头。')
  await pass.getByRole('button', { name: desk.move.submit.pass, exact: true }).tap()
  await staffAt(page, 'zh').isTold(desk.move.done.pass)
  expect(await touches(page)).toBeLessThanOrEqual(4)

  await page.getByRole('navigation').getByRole('link', { name: words.week.nav }).tap()
  const asked = page.getByRole('article', { name: second })
  await asked.getByRole('button', { name: terms.move.accept, exact: true }).tap()
  await seen(asked.getByRole('button', { name: terms.move['answer-directly'], exact: true }))
  await noTouches(page)
  await asked.getByRole('button', { name: /的其他步骤$/ }).tap()
  await page.getByRole('menuitem', { name: terms.move.ask, exact: true }).tap()
  const ask = page.getByRole('form', { name: desk.case.write, exact: true })
  await ask.getByLabel(desk.move.label.ask, { exact: true }).fill('是哪一盏？')
  await ask.getByRole('button', { name: desk.move.submit.ask, exact: true }).tap()
  await staffAt(page, 'zh').isTold(desk.move.done.ask)
  expect(await touches(page)).toBeLessThanOrEqual(4)
  expect(someone.complaints).toEqual([])
})

test('after a visit a deputy speaks a message without network; it waits on the phone, arrives by itself, and can be played with the receipt', async () => {
  await using site = await openSite()
  const code = await saidTo(site)
  await using someone = await visit(browser, site, onPhone)
  const { page, context } = someone
  await countTouches(page)
  await deputyOn(page)
  await noTouches(page)
  const card = page.getByRole('article', { name: bar })
  await card.getByRole('button', { name: /的群众说一段$/ }).tap()
  const dialog = page.getByRole('dialog', { name: words.voice.title })
  await deskIsFine(page, 'before speaking')
  await dialog.getByRole('button', { name: words.voice.start }).tap()
  await seen(dialog.getByText(words.voice.listening))
  await seen(dialog.getByRole('timer').getByText('0:02'))
  await deskIsFine(page, 'speaking')
  await dialog.getByRole('button', { name: words.voice.stop }).tap()
  await seen(dialog.getByRole('button', { name: words.voice.play, exact: true }))
  await deskIsFine(page, 'listening')
  await context.setOffline(true)
  await dialog.getByRole('button', { name: words.voice.send, exact: true }).tap()
  await seen(dialog.getByText(words.voice.waits))
  expect(await touches(page)).toBe(4)
  // The page is closed and opened again, and the message is still there.
  await context.setOffline(false)
  await page.route('**/message', (route) => route.abort('internetdisconnected'))
  await page.reload()
  await seen(page.getByText(words.voice.keptOne.waiting(bar)))
  await page.unroute('**/message')
  await page.evaluate(`dispatchEvent(new Event('online'))`)
  await page.getByText(words.voice.keptOne.waiting(bar)).waitFor({ state: 'detached' })

  const { steps } = (await site.w.resident.post('/api/v1/receipts/lookup', { receiptCode: code })).body
  const message = steps.at(-1)
  expect(message).toMatchObject({ kind: 'message', files: [{ kind: 'recording' }] })
  expect(message.files[0].seconds).toBeGreaterThan(0)
  // It came once.
  expect(steps.filter(({ kind }: { kind: string }) => kind === 'message')).toHaveLength(1)

  await using reader = await visit(browser, site, { size: phone })
  await residentAt(reader.page, 'zh').openReceipt(code)
  const player = reader.page.locator('audio').first()
  await player.waitFor({ state: 'attached' })
  await reader.page.evaluate(`document.querySelector('audio').play()`)
  const playedFor = () => reader.page.evaluate<number>(`document.querySelector('audio').currentTime`)
  await expect.poll(playedFor, { timeout: 20_000 }).toBeGreaterThan(0)
  expect(reader.complaints).toEqual([])
})

test('a held button ends with letting go, and what was said is said again', async () => {
  await using site = await openSite()
  await saidTo(site)
  await using someone = await visit(browser, site, onPhone)
  const { page } = someone
  await deputyOn(page)
  await page
    .getByRole('article', { name: bar })
    .getByRole('button', { name: /的群众说一段$/ })
    .tap()
  const dialog = page.getByRole('dialog', { name: words.voice.title })
  const hold = async () => {
    const box = await dialog.getByRole('button', { name: words.voice.start }).boundingBox()
    if (!box) throw new Error('the button is not there')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await seen(dialog.getByRole('timer').getByText('0:01'))
    await page.mouse.up()
  }
  await hold()
  await dialog.getByRole('button', { name: words.voice.again, exact: true }).tap()
  await hold()
  await dialog.getByLabel(words.voice.also).fill('周六上午修好了。')
  await dialog.getByRole('button', { name: words.voice.send, exact: true }).tap()
  await seen(page.getByRole('status').getByText(/语音留言已送出/))
  const [row] = await site.w.look<{ words: string }>(
    `select d.detail->>'words' as words from events e join event_contents d on d.event_id = e.id where e.kind = 'message'`,
  )
  expect(row?.words).toMatch(/秒。周六上午修好了。$/)
})

test('a microphone that is refused is told in words, and writing is offered', async () => {
  await using strict = await startBrowser(['--use-fake-device-for-media-stream', '--deny-permission-prompts'])
  await using site = await openSite()
  await saidTo(site)
  await using someone = await visit(strict, site, onPhone)
  const { page } = someone
  await deputyOn(page)
  await page
    .getByRole('article', { name: bar })
    .getByRole('button', { name: /的群众说一段$/ })
    .tap()
  const dialog = page.getByRole('dialog', { name: words.voice.title })
  await dialog.getByRole('button', { name: words.voice.start }).tap()
  await seen(dialog.getByText(words.voice.trouble.refused))
  await deskIsFine(page, 'a refused microphone')
})

test('a deputy calls an agency to the spot, it says who comes, and a minute after the meeting the item has a name and a day', async () => {
  await using site = await openSite()
  const code = await saidTo(site)
  const deputy = await site.w.signIn('limin')
  const [found] = (await deputy.get('/api/v1/cases')).body.cases
  await deputy.post(`/api/v1/cases/${found.id}/accept`)
  await using someone = await visit(browser, site, onPhone)
  const { page } = someone
  await deputyOn(page)
  await page.getByRole('link', { name: bar }).tap()
  await page.getByRole('button', { name: desk.move.more }).tap()
  await page.getByRole('button', { name: terms.move['call-meeting'], exact: true }).tap()
  const call = page.getByRole('form', { name: terms.move['call-meeting'], exact: true })
  await call.getByRole('button', { name: desk.move.submit['call-meeting'], exact: true }).tap()
  await seen(call.getByText(words.meeting.placeMissing))
  await call.getByLabel(words.meeting.place, { exact: true }).fill('河边健身角')
  // A Saturday: said to be no working day, and taken all the same.
  await call.getByLabel(words.meeting.day, { exact: true }).fill('2026-03-14')
  await seen(call.getByText(/休息日/))
  const agency = call.getByLabel(words.meeting.whom, { exact: true })
  await agency.fill('市政所')
  await agency.press('Enter')
  await agency.press('Escape')
  await deskIsFine(page, 'calling a meeting')
  await call.getByRole('button', { name: desk.move.submit['call-meeting'], exact: true }).tap()
  await staffAt(page, 'zh').isTold(desk.move.done['call-meeting'])

  await using other = await visit(browser, site, onPhone)
  const officer = staffAt(other.page, 'zh')
  await officer.opens()
  await officer.signsIn('shizheng')
  await officer.presses(bar, 'answer-meeting')
  const answer = officer.form('answer-meeting')
  await answer.getByText(words.meeting.answers.coming, { exact: true }).tap()
  await answer.getByLabel(words.meeting.who, { exact: true }).fill('王工来。')
  await deskIsFine(other.page, 'answering the call')
  await officer.sendsForm('answer-meeting')
  await officer.isTold(desk.move.done['answer-meeting'])

  site.w.at('2026-03-14T03:00:00Z')
  const again = await site.w.signIn('limin')
  const [called] = (await again.get('/api/v1/week')).body.meetings
  expect(called).toMatchObject({ place: '河边健身角', coming: 1 })
  await using later = await visit(browser, site, onPhone)
  await deputyOn(later.page)
  await seen(later.page.getByText(words.meeting.answered(1, 1)))
  await deskIsFine(later.page, 'a week with a meeting')
  await later.page.getByRole('link', { name: /河边健身角/ }).tap()
  await later.page.getByRole('button', { name: words.meeting.conclude, exact: true }).last().tap()
  const form = later.page.getByRole('form', { name: terms.move['conclude-meeting'], exact: true })
  await form.getByLabel(words.meeting.outcome, { exact: true }).fill('看了单杠，先换螺栓。')
  await form.getByLabel(words.meeting.what, { exact: true }).fill('换两颗螺栓')
  const who = form.getByLabel(words.meeting.agency, { exact: true })
  await who.fill('市政所')
  await who.press('Enter')
  await form.getByLabel(words.meeting.person, { exact: true }).fill('王建国')
  await form.getByLabel(words.meeting.by, { exact: true }).fill('2026-03-16')
  await deskIsFine(later.page, 'writing down a meeting')
  await form.getByRole('button', { name: desk.move.submit['conclude-meeting'], exact: true }).tap()
  await staffAt(later.page, 'zh').isTold(desk.move.done['conclude-meeting'])
  await deskIsFine(later.page, 'a case with a meeting')

  await using reader = await visit(browser, site, { size: phone })
  const resident = residentAt(reader.page, 'zh')
  await resident.openReceipt(code)
  await resident.sees('换两颗螺栓')
  expect(await reader.page.getByText('王建国').count()).toBe(0)
  expect([...someone.complaints, ...other.complaints, ...later.complaints, ...reader.complaints]).toEqual([])
})
