/**
 * The page behind a code on a slow phone: Chromium with a processor four times slower, 400 kbit/s and 400 ms. How much
 * is loaded, how soon somebody can write, and how long the whole story takes at the pace of a person.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { resident } from '../src/words/zh/resident.ts'
import { speaking } from '../src/words/zh/speaking.ts'
import { requireBrowser } from '../tools/browser.ts'
import { type Figure, printTable } from './figures.ts'
import { measureLighthouse } from './lighthouse.ts'
import { openStage, pointCode } from './stage.ts'

const times = 9
const warmUps = 50
const kilobit = 1000 / 8
const slowLine = { offline: false, latency: 400, downloadThroughput: 400 * kilobit, uploadThroughput: 400 * kilobit }
const slowness = 4
const kilobyte = 1024

type Loaded = { readonly name: string; readonly bytes: number }

export async function measurePage(): Promise<Figure[]> {
  const executablePath = await requireBrowser()
  await using stage = await openStage()
  const program = await stage.program({ role: 'both' })
  const address = `${program.url}/p/${pointCode}`
  const args = ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
  const browser = await chromium.launch({ executablePath, args })
  try {
    // A phone is slow here, not a server that has only just started.
    for (let turn = 0; turn < warmUps; turn += 1) await (await fetch(address)).text()
    const first = await measureLoading(browser, address)
    const opened: { writable: number; sent: number }[] = []
    for (let turn = 0; turn < times; turn += 1) opened.push(await measureOpening(browser, address))
    const story = await measureStory(browser, address)
    const lighthouse = await measureLighthouse({
      chromium: executablePath,
      program: program.url,
      point: `/p/${pointCode}`,
      receiptCode: await saySomething(program.url),
    })
    console.log(`  writable after ${opened.map(({ writable }) => writable.toFixed(2)).join(' ')} s`)
    printTable([
      ['loaded', 'kB compressed'],
      ...[...first.before, ...first.after].map(({ name, bytes }) => [name, (bytes / kilobyte).toFixed(1)]),
    ])
    const inAll = (loaded: readonly Loaded[], kind = '') =>
      loaded.filter(({ name }) => name.endsWith(kind)).reduce((sum, { bytes }) => sum + bytes, 0) / kilobyte
    return [
      { name: 'page_first_load', value: inAll(first.before), unit: 'kB', goal: { atMost: 30 } },
      { name: 'page_first_load_script', value: inAll(first.before, '.js'), unit: 'kB', goal: { atMost: 10 } },
      { name: 'page_with_first_press', value: inAll([...first.before, ...first.after]), unit: 'kB' },
      { name: 'page_writable', value: median(opened.map(({ writable }) => writable)), unit: 's', goal: { atMost: 1 } },
      { name: 'page_text_delivered', value: median(opened.map(({ sent }) => sent)), unit: 's' },
      { name: 'page_whole_story', value: story, unit: 's', goal: { atMost: 60 } },
      ...lighthouse,
    ]
  } finally {
    await browser.close()
  }
}

/** A report of a few words, for its receipt. */
async function saySomething(program: string): Promise<string> {
  const answer = await fetch(`${program}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ submissionId: randomUUID(), to: { point: pointCode }, text: '路灯坏了，晚上一片黑。' }),
  })
  return ((await answer.json()) as { receiptCode: string }).receiptCode
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Somebody's phone, new to this page. */
async function onPhone<T>(
  browser: Browser,
  slow: boolean,
  work: (page: Page, tools: CDPSession, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' })
  try {
    const page = await context.newPage()
    const tools = await context.newCDPSession(page)
    await tools.send('Network.enable')
    if (slow) {
      await tools.send('Network.emulateNetworkConditions', slowLine)
      await tools.send('Emulation.setCPUThrottlingRate', { rate: slowness })
    }
    return await work(page, tools, context)
  } finally {
    await context.close()
  }
}

/** What comes over the line, heads of the answers included: before anything is pressed, and with the first press. */
const measureLoading = (browser: Browser, address: string) =>
  onPhone(browser, false, async (page, tools) => {
    const names = new Map<string, string>()
    const loaded: Loaded[] = []
    tools.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, request.url))
    tools.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) => {
      const name = (names.get(requestId) ?? '').replace(/^https?:\/\/[^/]*/, '')
      if (name.startsWith('/')) loaded.push({ name, bytes })
    })
    await page.goto(address, { waitUntil: 'networkidle' })
    const before = [...loaded]
    await page.getByLabel(resident.point.text, { exact: true }).click()
    await page.waitForLoadState('networkidle')
    await wait(500)
    return { before, after: loaded.slice(before.length) }
  })

/** In the page: when the field is on the screen and takes the cursor, by the page's own clock. */
const noteWhenWritable = `new PerformanceObserver((seen) => {
  const field = document.querySelector('#text')
  if (!seen.getEntriesByName('first-contentful-paint').length || !field) return
  field.focus()
  if (document.activeElement === field) window.writable = performance.now() / 1000
}).observe({ type: 'paint', buffered: true })`

/** Seconds from the press of the code's link: to the field that can be written in, and to the receipt of what was. */
const measureOpening = (browser: Browser, address: string) =>
  onPhone(browser, true, async (page) => {
    await page.addInitScript(noteWhenWritable)
    const from = performance.now()
    await page.goto(address, { waitUntil: 'commit' })
    let writable: number | undefined
    while (writable === undefined) {
      await wait(50)
      writable = await page.evaluate<number | undefined>('window.writable')
    }
    // The cursor stands in the field already.
    await page.keyboard.insertText('路灯坏了。')
    const written = await page.getByLabel(resident.point.text, { exact: true }).inputValue()
    if (written !== '路灯坏了。') throw new Error(`the field took «${written}»`)
    await page.getByRole('button', { name: resident.point.send, exact: true }).click()
    await page.getByRole('heading', { name: resident.ticket.freshTitle }).waitFor()
    return { writable, sent: (performance.now() - from) / 1000 }
  })

/**
 * Somebody scans, reads whose station it is, speaks for a quarter of a minute, looks at it, sends it, reads the code and
 * types its last group back. The pauses are a person's; everything else is the phone's and the line's.
 */
const measureStory = (browser: Browser, address: string) =>
  onPhone(browser, true, async (page) => {
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    const from = performance.now()
    await page.goto(address, { waitUntil: 'commit' })
    await page.getByRole('button', { name: speaking.page.mic, exact: true }).waitFor()
    await wait(4000)
    await press(speaking.page.mic)
    await page.getByRole('timer').getByText('0:15').waitFor()
    await press(speaking.record.done)
    await page.getByRole('heading', { name: speaking.listen.title }).waitFor()
    await wait(3000)
    await press(speaking.listen.use)
    await wait(4000)
    await press(resident.point.send)
    const ticket = page.getByRole('img', { name: new RegExp(`^${resident.ticket.read('')}`) })
    await ticket.waitFor()
    await wait(5000)
    const code = ((await ticket.getAttribute('aria-label')) ?? '').slice(resident.ticket.read('').length)
    await page
      .getByLabel(resident.ticket.backTitle)
      .pressSequentially((code.split(' ')[4] ?? '').toLowerCase(), { delay: 900 })
    await page.getByText(resident.ticket.right).waitFor()
    return (performance.now() - from) / 1000
  })
