/** An office keeps its people at the desk; an invited person sets a password, and later makes signing in safer. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOfStep, stepAt } from '../../src/outside/totp.ts'
import { me as meEn } from '../../src/words/en/me.ts'
import { people as en } from '../../src/words/en/people.ts'
import { me as meZh } from '../../src/words/zh/me.ts'
import { people as zh } from '../../src/words/zh/people.ts'
import { demonstrationPassword, idOf } from '../cast.ts'
import { deskIsFine, deskScreen, openSite, phone, startBrowser, visit } from './browser.ts'
import { seen, staffAt, wordsIn } from './people.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const password = '柳湾桥头的第三盏灯亮了'
const wordsOf = (language: 'zh' | 'en') => ({
  people: language === 'zh' ? (zh as unknown as typeof en) : en,
  me: language === 'zh' ? (meZh as unknown as typeof meEn) : meEn,
})

test.each([
  { language: 'zh', size: deskScreen },
  { language: 'en', size: phone },
] as const)(
  'a clerk is invited, sets a password, and leaves again ($language, $size.width wide)',
  async ({ language, size }) => {
    await using site = await openSite()
    await using office = await visit(browser, site, { size, language, mayHaveCookies: true })
    const { page } = office
    const { people: words } = wordsOf(language)
    const { desk } = wordsIn(language)
    const button = (name: string) => page.getByRole('button', { name, exact: true })

    const staff = staffAt(page, language)
    await staff.opens()
    await staff.signsIn('qinhu')
    await page.getByRole('link', { name: desk.nav.people, exact: true }).click()
    await seen(page.getByRole('table', { name: words.list.label }))
    await deskIsFine(page, 'the list of people')

    await button(words.list.add).click()
    const dialog = page.getByRole('dialog')
    await button(words.form.addAndInvite).click()
    await deskIsFine(page, 'adding a person, incomplete')
    await dialog.getByLabel(words.form.name, { exact: true }).fill('王芳')
    await dialog.getByLabel(words.form.login, { exact: true }).fill('limin')
    await dialog.getByLabel(words.form.role, { exact: true }).selectOption('deputy')
    await dialog.getByLabel(words.form.unit, { exact: true }).selectOption(idOf('deputy limin'))
    await button(words.form.addAndInvite).click()
    // What was typed stays when the login is somebody else's.
    await seen(dialog.getByRole('alert').locator('.wrong'))
    expect(await dialog.getByLabel(words.form.name, { exact: true }).inputValue()).toBe('王芳')
    await dialog.getByLabel(words.form.login, { exact: true }).fill('wang.fang')
    await button(words.form.addAndInvite).click()
    const link = await dialog.getByLabel(words.invitation.link, { exact: true }).inputValue()
    await deskIsFine(page, 'the link of an invitation')
    await button(words.invitation.done).click()

    const address = new URL(link)
    await using invited = await visit(browser, site, { size, language, mayHaveCookies: true })
    await invited.page.goto(address.pathname + address.hash)
    await invited.page.getByLabel(words.accept.password, { exact: true }).fill(password)
    await invited.page.getByLabel(words.accept.again, { exact: true }).fill('something else')
    await invited.page.getByRole('button', { name: words.accept.submit, exact: true }).click()
    await seen(invited.page.getByText(words.accept.differ))
    await deskIsFine(invited.page, 'setting a password')
    // The secret is nowhere any more where the next one at this computer would find it.
    expect(invited.page.url()).not.toContain('#')
    await invited.page.getByLabel(words.accept.again, { exact: true }).fill(password)
    await invited.page.getByRole('button', { name: words.accept.submit, exact: true }).click()
    await invited.page.getByRole('link', { name: words.accept.toSignIn }).click()
    await invited.page.getByLabel(desk.signIn.login, { exact: true }).fill('wang.fang')
    await invited.page.getByLabel(desk.signIn.password, { exact: true }).fill(password)
    await invited.page.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
    // A deputy begins with the week.
    await seen(invited.page.getByRole('heading', { name: wordsIn(language).deputy.week.title, level: 1 }))

    await using late = await visit(browser, site, { size, language, mayHaveCookies: true })
    await late.page.goto(address.pathname + address.hash)
    await seen(late.page.getByRole('heading', { name: words.accept.failed, level: 1 }))
    await deskIsFine(late.page, 'a link that was used')
    expect(late.refused).toEqual(['410 /api/v1/invitations/open'])

    await page.goto('/desk/people?search=wang.fang')
    await page.getByRole('link', { name: '王芳', exact: true }).click()
    await seen(page.getByText(words.did['accept-invitation'], { exact: true }))
    await deskIsFine(page, 'a person')
    await button(words.act.leave).click()
    await seen(page.getByText(words.leave.holds, { exact: true }))
    await deskIsFine(page, 'what somebody holds who leaves')
    await dialog.getByRole('button', { name: words.leave.confirm, exact: true }).click()
    await seen(dialog.getByRole('paragraph').filter({ hasText: words.leave.report }).first())
    await deskIsFine(page, 'the report of leaving')
    await button(words.leave.close).click()
    await seen(page.getByText(words.did['finish-leaving'], { exact: true }))

    expect([...office.complaints, ...invited.complaints, ...late.complaints]).toEqual([])
  },
)

test('a session ended elsewhere keeps what is being written, and goes on after signing in again', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const { page } = someone
  const { people: words } = wordsOf('zh')
  const { desk } = wordsIn('zh')
  const staff = staffAt(page, 'zh')
  await staff.opens()
  await staff.signsIn('qinhu')
  await page.goto('/desk/people')
  await page.getByRole('button', { name: words.list.add, exact: true }).click()
  const form = page.getByRole('dialog', { name: words.list.add })
  await form.getByLabel(words.form.name, { exact: true }).fill('写到一半')
  await form.getByLabel(words.form.login, { exact: true }).fill('halfway')

  const elsewhere = await site.w.signIn('qinhu')
  expect((await elsewhere.post('/api/v1/me/sessions/end-others')).body).toEqual({ ended: 1 })
  await form.getByRole('button', { name: words.form.addAndInvite, exact: true }).click()
  const again = page.getByRole('dialog', { name: desk.signIn.again })
  await again.getByLabel(desk.signIn.password, { exact: true }).fill(demonstrationPassword)
  await again.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
  await seen(page.getByRole('dialog', { name: words.invitation.title('写到一半') }))
  expect(someone.complaints).toEqual([])
})

test('somebody sets up an app and a passkey, and signs in with each', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: deskScreen, mayHaveCookies: true })
  const { page } = someone
  const { me: words } = wordsOf('zh')
  const { desk } = wordsIn('zh')
  const staff = staffAt(page, 'zh')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = page.getByRole('dialog')
  const devices = await someone.context.newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  await staff.opens()
  await staff.signsIn('dongjie')
  await page.goto('/desk/me')
  await seen(page.getByRole('heading', { name: words.title, level: 1 }))
  await deskIsFine(page, 'my account')

  await button(words.second.setUp).click()
  await dialog.getByLabel(words.password.current, { exact: true }).fill('not my password')
  await dialog.getByRole('button', { name: words.second.next, exact: true }).click()
  await seen(dialog.getByRole('alert').locator('.wrong'))
  await dialog.getByLabel(words.password.current, { exact: true }).fill(demonstrationPassword)
  await dialog.getByRole('button', { name: words.second.next, exact: true }).click()
  await seen(dialog.getByRole('img', { name: words.second.picture }))
  await deskIsFine(page, 'setting up an app')
  const typed = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '')
  const code = () => codeOfStep(fromBase32(typed), stepAt(site.w.context.now()))
  await dialog.getByLabel(words.second.code, { exact: true }).fill(code())
  await dialog.getByRole('button', { name: words.second.confirm, exact: true }).click()
  await seen(page.getByRole('heading', { name: words.second.codesTitle }))
  await deskIsFine(page, 'recovery codes')
  await button(words.second.kept).click()
  await seen(page.getByText(words.second.left(10)))

  await button(words.passkey.add).click()
  await dialog.getByLabel(words.password.current, { exact: true }).fill(demonstrationPassword)
  await dialog.getByRole('button', { name: words.passkey.add, exact: true }).click()
  await seen(page.getByText(words.passkey.added))
  await deskIsFine(page, 'my account with everything')

  await someone.context.clearCookies()
  site.w.at('2026-03-09T01:30:00Z')
  await page.goto('/desk')
  await page.getByLabel(desk.signIn.login, { exact: true }).fill('dongjie')
  await page.getByLabel(desk.signIn.password, { exact: true }).fill(demonstrationPassword)
  await button(desk.signIn.submit).click()
  await page.getByLabel(words.signIn.code, { exact: true }).fill(code())
  await deskIsFine(page, 'signing in, asked for a code')
  await button(desk.signIn.submit).click()
  await seen(page.getByRole('heading', { name: desk.nav.toDo, level: 1 }))

  await someone.context.clearCookies()
  await page.goto('/desk')
  await button(words.signIn.passkey).click()
  await seen(page.getByRole('heading', { name: desk.nav.toDo, level: 1 }))
  expect(someone.complaints).toEqual([])
})

test('whose role needs a second step sets it up before anything else opens', async () => {
  await using site = await openSite()
  const office = await site.w.signIn('qinhu')
  expect((await office.post('/api/v1/people/sign-in-rules', { roles: ['station'] })).status).toBe(200)
  await using someone = await visit(browser, site, { size: phone, mayHaveCookies: true })
  const { page } = someone
  const { me: words } = wordsOf('zh')
  const { desk } = wordsIn('zh')
  await page.goto('/desk')
  await page.getByLabel(desk.signIn.login, { exact: true }).fill('dongjie')
  await page.getByLabel(desk.signIn.password, { exact: true }).fill(demonstrationPassword)
  await page.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
  await seen(page.getByRole('heading', { name: words.securing.title, level: 1 }))
  await deskIsFine(page, 'having to set up a second step')
  expect(someone.complaints).toEqual([])
})

/** The secret as an app reads it from what is typed (RFC 4648). */
function fromBase32(letters: string): Buffer {
  const bits = [...letters].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
