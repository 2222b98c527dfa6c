/** The page behind a code on a phone: voice, pictures, drafts, a network that goes away, and what a phone may refuse. */
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { speaking as en } from '../../src/words/en/speaking.ts'
import { speaking as zh } from '../../src/words/zh/speaking.ts'
import { codeOf } from '../cast.ts'
import { photoWithTraces, wav } from '../forms.ts'
import { openSite, phone, residentPageIsFine, type Site, startBrowser, type Visit, visit } from './browser.ts'
import { residentAt, seen, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 300_000 })

/** A microphone that beeps, and a person who always allows it. */
const beeping = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
let browser: Browser
beforeAll(async () => {
  browser = await startBrowser(beeping)
})
afterAll(() => browser.close())

const point = `/p/${codeOf('point xingfuli')}`
const lamp = '楼道的灯坏了，晚上看不见台阶。'
const { resident: said } = wordsIn('zh')

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 })

/** Speaks for a moment: until the clock of the recording shows so many seconds. */
async function speaks(page: Page, seconds: number, words: typeof en | typeof zh = zh): Promise<void> {
  await press(page, words.page.mic)
  await seen(heading(page, words.record.live))
  await seen(page.getByRole('timer').getByText(`0:0${seconds}`))
}

/** What the report has, by its receipt. */
async function kept(site: Site, receiptCode: string) {
  const { body } = await site.w.resident.post('/api/v1/receipts/lookup', { receiptCode })
  return body.steps[0].files as { kind: string; type: string; seconds: number | null; width: number | null }[]
}
/** Waits until the phone keeps a draft, or no longer does. */
const keeps = (page: Page, there: boolean): Promise<void> =>
  expect
    .poll(() => page.evaluate<boolean>(`localStorage.getItem('jieyou-kept') !== null`), { timeout: 30_000 })
    .toBe(there)
const reports = async (site: Site) => (await site.w.look<{ text: string }>('select text from report_contents')).length

/** Nothing of it is left on the phone. */
async function leavesNothing({ context, page }: Visit): Promise<void> {
  expect(await context.cookies()).toEqual([])
  for (const origin of (await context.storageState({ indexedDB: true })).origins) {
    expect(origin.localStorage).toEqual([])
    // The types of the tool know the list of databases only where a state is given back to it.
    for (const { stores } of (origin as { indexedDB?: { stores: { name: string; records: unknown[] }[] }[] })
      .indexedDB ?? [])
      for (const store of stores) expect(store.records, store.name).toEqual([])
  }
  expect(page.url()).not.toContain('?')
}
const offline = (complaint: string) =>
  complaint.includes('ERR_INTERNET_DISCONNECTED') || complaint.includes('ERR_FAILED')

test('somebody speaks, listens, adds two photos and a page of a letter, and it is delivered as it was said', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  const resident = residentAt(page, 'zh')
  await resident.opens(point)
  await residentPageIsFine(page, 'before the first press')
  await speaks(page, 1)
  await residentPageIsFine(page, 'recording')
  await press(page, zh.record.pause)
  await seen(heading(page, zh.record.paused))
  await residentPageIsFine(page, 'recording, paused')
  await press(page, zh.record.resume)
  await press(page, zh.record.done)
  await seen(heading(page, zh.listen.title))
  await residentPageIsFine(page, 'listening')
  await press(page, zh.listen.play)
  await press(page, zh.listen.use)
  const photo = { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: await photoWithTraces(3000, 2000) }
  await page.getByLabel(said.files.photos.label, { exact: true }).setInputFiles([photo, photo])
  await page.getByLabel(zh.page.letters.label, { exact: true }).setInputFiles([photo])
  for (const name of [zh.files.recording('1'), zh.files.photo('2'), zh.files.letter('1')])
    await seen(page.getByRole('button', { name: said.files.remove(name), exact: true }))
  await seen(page.getByText(zh.files.clean))
  await page.getByRole('button', { name: said.files.remove(zh.files.photo('2')), exact: true }).click()
  await residentPageIsFine(page, 'with a recording and pictures')
  await resident.sends()
  const code = await resident.readsTicket()
  expect(await kept(site, code)).toMatchObject([
    { kind: 'recording', type: 'audio/webm' },
    { kind: 'photo', width: 2560 },
    { kind: 'photo', width: 2560 },
  ])
  await leavesNothing(someone)
  expect(someone.refused).toEqual([])
  expect(someone.complaints).toEqual([])
  expect(site.w.problems).toEqual([])
})

test('what leaves the phone is drawn anew: the pieces that were sent hold neither place nor camera, nor anything readable', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  const sent: Buffer[] = []
  page.on('request', (request) => {
    const body = request.postDataBuffer()
    if (request.url().endsWith('/api/v1/uploads') && body) sent.push(body)
  })
  await residentAt(page, 'zh').opens(point)
  const photo = { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: await photoWithTraces(800, 600) }
  await page.getByLabel(said.files.photos.label, { exact: true }).setInputFiles([photo])
  await seen(page.getByText(zh.files.clean))
  await residentAt(page, 'zh').writes(lamp)
  await residentAt(page, 'zh').sends()
  const code = await residentAt(page, 'zh').readsTicket()
  expect(sent.length).toBeGreaterThan(0)
  const all = Buffer.concat(sent)
  expect(all.includes('CANARY') || all.includes('JFIF') || all.includes('Exif')).toBe(false)
  expect(await kept(site, code)).toMatchObject([{ kind: 'photo', width: 800 }])
})

test('the page is closed while somebody speaks: what was said is there again, and nowhere else', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const first = someone.page
  await residentAt(first, 'zh').opens(point)
  await residentAt(first, 'zh').writes(lamp, '三号门')
  await speaks(first, 5)
  await first.close()
  const page = await someone.context.newPage()
  await residentAt(page, 'zh').opens(point)
  await seen(page.getByText(zh.draft.restored))
  await residentPageIsFine(page, 'a draft of before')
  expect(await page.getByLabel(said.point.text, { exact: true }).inputValue()).toBe(lamp)
  expect(await reports(site)).toBe(0)
  await seen(page.getByRole('button', { name: zh.listen.playOne(zh.files.recording('1')) }))
  await residentAt(page, 'zh').sends()
  const code = await residentAt(page, 'zh').readsTicket()
  const [recording] = await kept(site, code)
  expect(recording?.seconds).toBeGreaterThanOrEqual(2)
  await leavesNothing({ ...someone, page })
  expect(site.w.problems).toEqual([])
})

test('a draft is cleared at the press of its button', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await residentAt(page, 'zh').opens(point)
  await residentAt(page, 'zh').writes(lamp)
  await keeps(page, true)
  await page.reload()
  await seen(page.getByText(zh.draft.restored))
  await press(page, zh.draft.clear)
  await keeps(page, false)
  await page.reload()
  expect(await page.getByLabel(said.point.text, { exact: true }).inputValue()).toBe('')
  await leavesNothing(someone)
})

test('no network: it is said to be on this phone, under the code it will have; with the network it goes by itself', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page, context } = someone
  const resident = residentAt(page, 'zh')
  await resident.opens(point)
  await speaks(page, 2)
  await context.setOffline(true)
  await press(page, zh.record.done)
  await press(page, zh.listen.use)
  await resident.writes(lamp)
  await resident.sends()
  await seen(heading(page, zh.send.waitingTitle))
  await residentPageIsFine(page, 'waiting for a network')
  const promised = ((await page.locator('.code').textContent()) ?? '').trim()
  expect(await page.getByText(zh.send.deliveredTitle, { exact: true }).count()).toBe(0)
  expect(await reports(site)).toBe(0)
  await context.setOffline(false)
  const code = await resident.readsTicket()
  expect(code).toBe(promised)
  expect(await reports(site)).toBe(1)
  expect((await kept(site, code)).map(({ kind }) => kind)).toEqual(['recording'])
  await leavesNothing(someone)
  expect(someone.complaints.filter((complaint) => !offline(complaint))).toEqual([])
})

test('the answer is lost on the way back: the same report is sent again, and there is one', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  let lost = 0
  await page.route('**/api/v1/reports', async (route) => {
    if (lost++ > 0) return route.continue()
    await route.fetch()
    return route.abort()
  })
  await residentAt(page, 'zh').opens(point)
  await residentAt(page, 'zh').writes(lamp)
  await residentAt(page, 'zh').sends()
  await residentAt(page, 'zh').readsTicket()
  expect(lost).toBeGreaterThan(1)
  expect(await reports(site)).toBe(1)
})

test('it waits, the page is closed, and it goes when the code is scanned again; or it is taken back and changed', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const first = someone.page
  await residentAt(first, 'zh').opens(point)
  await residentAt(first, 'zh').writes(lamp)
  await first.route('**/api/v1/reports', (route) => route.abort())
  await residentAt(first, 'zh').sends()
  await seen(heading(first, zh.send.waitingTitle))
  await press(first, zh.send.edit)
  await residentAt(first, 'zh').writes(`${lamp}还有门。`)
  await residentAt(first, 'zh').sends()
  await seen(heading(first, zh.send.waitingTitle))
  await first.close()
  const page = await someone.context.newPage()
  await residentAt(page, 'zh').opens(point)
  await residentAt(page, 'zh').readsTicket()
  expect(await site.w.look('select text from report_contents')).toEqual([{ text: `${lamp}还有门。` }])
  await leavesNothing({ ...someone, page })
})

test('two open tabs send the same draft: one report, and both have its receipt', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const first = someone.page
  await residentAt(first, 'zh').opens(point)
  await residentAt(first, 'zh').writes(lamp)
  await keeps(first, true)
  const second = await someone.context.newPage()
  await residentAt(second, 'zh').opens(point)
  await seen(second.getByText(zh.draft.restored))
  await Promise.all([residentAt(first, 'zh').sends(), residentAt(second, 'zh').sends()])
  const codes = await Promise.all([residentAt(first, 'zh').readsTicket(), residentAt(second, 'zh').readsTicket()])
  expect(new Set(codes).size).toBe(1)
  expect(await reports(site)).toBe(1)
})

test('urgent words bring the number to call first, on the phone alone, and never keep anybody from sending', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone, language: 'en' })
  const { page } = someone
  const resident = residentAt(page, 'en')
  await resident.opens(point)
  await resident.writes('There is a house fire next door, and I go to court about the wall.')
  await resident.sends()
  await seen(page.getByRole('heading', { name: en.signpost.fire.title }))
  await seen(page.getByRole('heading', { name: en.signpost.litigation.title }))
  expect(await page.getByRole('heading', { name: en.signpost.crime.title }).count()).toBe(0)
  expect(await page.getByRole('link', { name: '119' }).getAttribute('href')).toBe('tel:119')
  await residentPageIsFine(page, 'signposts')
  expect(someone.asked.filter((asked) => asked.startsWith('POST'))).toEqual([])
  await press(page, en.signpost.back)
  await resident.sends()
  await press(page, en.signpost.send)
  await resident.readsTicket()
  expect(someone.complaints).toEqual([])
})

test('a video, a file that is nothing, and too many photos are told on the phone and not sent', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await residentAt(page, 'zh').opens(point)
  const photos = page.getByLabel(said.files.photos.label, { exact: true })
  const offer = async (name: string, mimeType: string, buffer: Buffer) =>
    photos.setInputFiles({ name, mimeType, buffer })
  await page.getByLabel(said.point.text, { exact: true }).focus()
  await page.waitForSelector('link[href*="tell"]', { state: 'attached' })
  // As large as a phone's video: it is made in the page, no test hands over 200 MB.
  await page.evaluate(`{
    const carrier = new DataTransfer()
    carrier.items.add(new File([new Blob(Array(200).fill(new Uint8Array(1048576)))], 'VID_1.mp4', { type: 'video/mp4' }))
    const field = document.querySelector('#photos')
    field.files = carrier.files
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }`)
  await seen(page.getByText(zh.files.video))
  await residentPageIsFine(page, 'a video refused')
  await offer('a.pdf', 'application/pdf', Buffer.from('%PDF'))
  await seen(page.getByText(zh.files.notTaken))
  const small = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  await photos.setInputFiles(
    Array.from({ length: 10 }, (_, n) => ({ name: `${n}.jpg`, mimeType: 'image/jpeg', buffer: small })),
  )
  await seen(page.getByText(zh.files.tooManyPhotos))
  expect(await page.locator('.chosen li').count()).toBe(9)
  await page.locator('#recordings').setInputFiles({ name: 'a.wav', mimeType: 'audio/wav', buffer: wav(2) })
  await residentAt(page, 'zh').sends()
  const code = await residentAt(page, 'zh').readsTicket()
  expect((await kept(site, code)).map(({ kind }) => kind)).toEqual([...Array(9).fill('photo'), 'recording'])
  expect(someone.complaints).toEqual([])
})

test('a form that is refused comes back with its files, and they go with it once it is right', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  const resident = residentAt(page, 'zh')
  await resident.opens(point)
  await speaks(page, 2)
  await press(page, zh.record.done)
  await press(page, zh.listen.use)
  await page.getByRole('radio', { name: wordsIn('zh').terms.identity.station }).check({ force: true })
  await resident.sends()
  await seen(page.getByRole('alert'))
  await seen(page.getByRole('button', { name: zh.listen.playOne(zh.files.recording('1')) }))
  await page.getByLabel(said.point.name, { exact: true }).fill('林先生')
  await resident.sends()
  const code = await resident.readsTicket()
  expect((await kept(site, code)).map(({ kind }) => kind)).toEqual(['recording'])
  expect(await site.w.look('select identity_kind from report_contents')).toEqual([{ identity_kind: 'station' }])
  await leavesNothing(someone)
})

test('a recording in which nothing is heard is said to be silent, and can be used all the same', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  // A microphone that is switched off at its side.
  await page.addInitScript(`{
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      for (const track of stream.getTracks()) track.enabled = false
      return stream
    }
  }`)
  await residentAt(page, 'zh').opens(point)
  await speaks(page, 2)
  await press(page, zh.record.done)
  await seen(page.getByText(zh.listen.silent))
  await residentPageIsFine(page, 'a silent recording')
  await press(page, zh.listen.use)
  await residentAt(page, 'zh').sends()
  await residentAt(page, 'zh').readsTicket()
})

test('the phone is full, or keeps nothing: it is said, and what is on the page is still sent', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await page.addInitScript(`IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }`)
  await residentAt(page, 'zh').opens(point)
  await speaks(page, 2)
  await press(page, zh.record.done)
  await press(page, zh.listen.use)
  await seen(page.getByText(zh.trouble.full))
  await residentAt(page, 'zh').sends()
  const code = await residentAt(page, 'zh').readsTicket()
  expect((await kept(site, code)).map(({ kind }) => kind)).toEqual(['recording'])
  expect(someone.complaints).toEqual([])
})

test.each([
  ['refuses the microphone', ['--use-fake-device-for-media-stream', '--deny-permission-prompts'], zh.trouble.refused],
  ['has no microphone', ['--use-fake-ui-for-media-stream'], zh.trouble.none],
] as const)('the phone %s: it is said, and typing goes on', async (_what, args, sentence) => {
  await using site = await openSite()
  const other = await startBrowser(args)
  try {
    await using someone = await visit(other, site, { size: phone })
    const { page } = someone
    await residentAt(page, 'zh').opens(point)
    await press(page, zh.page.mic)
    await seen(page.getByText(sentence))
    await residentPageIsFine(page, sentence)
    await residentAt(page, 'zh').writes(lamp)
    await residentAt(page, 'zh').sends()
    await residentAt(page, 'zh').readsTicket()
    expect(someone.complaints).toEqual([])
  } finally {
    await other.close()
  }
})

test('the phone clock is years off, forwards and back: drafts stay, and it is delivered', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  await page.clock.setFixedTime(new Date('2041-01-01T00:00:00Z'))
  await residentAt(page, 'zh').opens(point)
  await residentAt(page, 'zh').writes(lamp)
  await keeps(page, true)
  await page.clock.setFixedTime(new Date('1999-01-01T00:00:00Z'))
  await page.reload()
  await seen(page.getByText(zh.draft.restored))
  await residentAt(page, 'zh').sends()
  await residentAt(page, 'zh').readsTicket()
})

test('large is remembered on that phone only', async () => {
  await using site = await openSite()
  await using someone = await visit(browser, site, { size: phone })
  const { page } = someone
  const isLarge = () => page.evaluate<boolean>(`document.documentElement.classList.contains('large')`)
  await residentAt(page, 'zh').opens(point)
  await page.getByRole('link', { name: said.frame.large, exact: true }).click()
  expect(await isLarge()).toBe(true)
  await page.goto('about:blank')
  await residentAt(page, 'zh').opens(point)
  await expect.poll(isLarge).toBe(true)
  await page.getByRole('link', { name: said.frame.normal, exact: true }).click()
  await page.goto('about:blank')
  await residentAt(page, 'zh').opens(point)
  expect(await isLarge()).toBe(false)
  await leavesNothing(someone)
})
