/**
 * The desk in Chromium on a district with many cases: how much script the first screen takes, how soon a case is open,
 * and whether a list of a hundred thousand rows keeps up with the wheel.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { demonstrationPassword } from '../src/start/demonstration/cast.ts'
import { desk } from '../src/words/zh/desk.ts'
import { requireBrowser } from '../tools/browser.ts'
import { type Figure, printTable } from './figures.ts'
import { fillCases } from './fill.ts'
import { percentile } from './load.ts'
import { openStage, signIn } from './stage.ts'

const rows = 100_000
const atOnce = 200
const opened = 30
const scrolledFor = 6000
const kilobyte = 1024
const login = 'dongjie'

export async function measureDesk(cases: number): Promise<Figure[]> {
  const executablePath = await requireBrowser()
  await using stage = await openStage()
  // Started once before, so that the tables are there.
  await (await stage.program()).end('SIGTERM')
  await fillCases(await stage.postgres.url('jieyou'), { from: 0, to: cases, say: console.log })
  const { url } = await stage.program()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const script = await atDesk(browser, url, (page) => measureFirstScreen(page, url))
    const openings = await atDesk(browser, url, (page) => measureOpening(page, url))
    const list = await wholeList(url, Math.min(rows, cases))
    const frames = await atDesk(browser, url, (page) => measureScrolling(page, url, list))
    printTable([
      ['', 'value'],
      ['script of the first screen', `${script.toFixed(1)} kB compressed`],
      [`opening a case of ${cases}`, openings.map((each) => each.toFixed(0)).join(' ')],
      [
        `frames while ${list.count} rows are scrolled`,
        `${frames.rate.toFixed(1)}/s, slowest ${frames.slowest.toFixed(0)} ms`,
      ],
    ])
    return [
      { name: 'desk_first_screen_script', value: script, unit: 'kB', goal: { atMost: 250 } },
      { name: 'desk_open_case_p95', value: percentile(openings, 0.95), unit: 'ms', goal: { atMost: 300 } },
      { name: 'desk_list_rows', value: list.count, unit: 'rows' },
      { name: 'desk_list_frames', value: frames.rate, unit: '/s', goal: { atLeast: 50 } },
      { name: 'desk_list_slowest_frame', value: frames.slowest, unit: 'ms' },
    ]
  } finally {
    await browser.close()
  }
}

/** A browser of its own, signed in as the district's office, at the usual size of a desk. */
async function atDesk<T>(browser: Browser, url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(`${url}/desk`)
    await page.getByLabel(desk.signIn.login, { exact: true }).fill(login)
    await page.getByLabel(desk.signIn.password, { exact: true }).fill(demonstrationPassword)
    await page.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
    await page.getByRole('article').first().waitFor()
    return await work(page)
  } finally {
    await context.close()
  }
}

/** Kilobytes of script over the line until the list stands there, for somebody who has never been here. */
async function measureFirstScreen(page: Page, url: string): Promise<number> {
  const tools = await page.context().newCDPSession(page)
  await tools.send('Network.enable')
  await tools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  let bytes = 0
  tools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  // The desk keeps a line open for what happens, so the network is never idle.
  await page.goto(`${url}/desk`)
  await page.getByRole('article').first().waitFor()
  await wait(2000)
  return bytes / kilobyte
}

/** Milliseconds from Enter on a row to the page of its case, for rows all over the list. */
async function measureOpening(page: Page, url: string): Promise<number[]> {
  const taken: number[] = []
  await page.goto(`${url}/desk/cases`)
  for (let turn = 0; turn < opened; turn++) {
    const link = page
      .getByRole('article')
      .nth(turn % 8)
      .getByRole('link')
    await link.waitFor()
    await link.focus()
    // In the page's own clock: from the key to the frame in which the steps of the case are drawn.
    const arrived = page.evaluate<number>(`new Promise((done) => {
      window.addEventListener('keydown', (event) => {
        const from = event.timeStamp
        const look = () => document.querySelector('.case .cols .steps li') ? done(performance.now() - from) : requestAnimationFrame(look)
        look()
      }, { once: true, capture: true })
    })`)
    await page.keyboard.press('Enter')
    taken.push(await arrived)
    await page.keyboard.press('Escape')
    await page.getByRole('article').first().waitFor()
  }
  return taken
}

/** The list's own pages put together, as one answer: nobody scrolls through five hundred pages to begin a benchmark. */
async function wholeList(url: string, wanted: number): Promise<{ count: number; body: string }> {
  const headers = await signIn(url, login)
  const all: unknown[] = []
  let first: object | undefined
  for (let after = ''; all.length < wanted; ) {
    const query = new URLSearchParams({ view: 'all', limit: String(atOnce), ...(after && { after }) })
    const answer = await fetch(`${url}/api/v1/cases?${query}`, { headers })
    const page = (await answer.json()) as { cases: unknown[]; next: string | null }
    first ??= page
    all.push(...page.cases)
    if (page.next === null) break
    after = page.next
  }
  return { count: all.length, body: JSON.stringify({ ...first, cases: all, next: null }) }
}

/** Frames a second while the wheel turns, from the top and in the middle, and the slowest of them in milliseconds. */
async function measureScrolling(
  page: Page,
  url: string,
  { body }: { body: string },
): Promise<{ rate: number; slowest: number }> {
  await page.route(/\/api\/v1\/cases\?view=all/, (route) => route.fulfill({ body, contentType: 'application/json' }))
  await page.goto(`${url}/desk/cases`)
  await page.getByRole('article').first().waitFor()
  const list = page.locator('.rows')
  const box = await list.boundingBox()
  if (!box) throw new Error('there is no list')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const gaps: number[] = []
  for (const share of [0, 0.5]) {
    await list.evaluate((element, at) => {
      element.scrollTop = element.scrollHeight * at
    }, share)
    await wait(1000)
    await page.evaluate(`window.frames_ = []; window.going = true
      const note = (at) => { window.frames_.push(at); if (window.going) requestAnimationFrame(note) }
      requestAnimationFrame(note)`)
    for (const until = performance.now() + scrolledFor / 2; performance.now() < until; ) {
      await page.mouse.wheel(0, 240)
      await wait(16)
    }
    const frames = await page.evaluate<number[]>('window.going = false, window.frames_')
    gaps.push(...frames.slice(1).map((at, index) => at - (frames[index] ?? at)))
  }
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000
  return { rate: gaps.length / seconds, slowest: Math.max(...gaps) }
}
