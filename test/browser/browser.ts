/** The product in a real browser: a world that listens, Debian's Chromium, and an eye on all that must never happen. */
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../../tools/browser.ts'
import { type World, world } from '../world.ts'

export const phone = { width: 360, height: 740 }
export const deskScreen = { width: 1440, height: 900 }

/** Starts Chromium, with further switches where a test needs them; it asks nobody for anything by itself. */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('the browser tests need Chromium; «npm test» says how to get it')
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet, ...more] })
}

export type Site = { readonly w: World; readonly url: string } & AsyncDisposable

/** A world on a port of its own. What its server says of the time is the world's time. */
export async function openSite(given: Parameters<typeof world>[0] = {}): Promise<Site> {
  const w = await world(given)
  w.app.server.prependListener('request', (_request, response) => {
    response.setHeader('date', w.context.now().toUTCString())
  })
  await w.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = w.app.server.address() as { port: number }
  return { w, url: `http://localhost:${port}`, [Symbol.asyncDispose]: () => w[Symbol.asyncDispose]() }
}

export type Visit = {
  readonly page: Page
  readonly context: BrowserContext
  /** Every address the browser asked for, as «POST /receipt». */
  readonly asked: readonly string[]
  /** Every refusal the browser was given, as «409 /p/:code»; a refusal is no mistake, but it is expected or it is one. */
  readonly refused: string[]
  /** Errors of scripts and of the page's own policy, requests to strangers, cookies nobody should set. */
  readonly complaints: readonly string[]
} & AsyncDisposable

/** Someone with a browser of their own: nothing in it is left from anyone before. */
export async function visit(
  browser: Browser,
  { url }: Site,
  given: { size: typeof phone; language?: 'zh' | 'en'; scripts?: boolean; mayHaveCookies?: boolean; touch?: boolean },
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: given.size,
    locale: given.language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: given.scripts ?? true,
    reducedMotion: 'reduce',
    hasTouch: given.touch ?? false,
  })
  context.setDefaultTimeout(45_000)
  const [asked, refused, complaints]: string[][] = [[], [], []]
  context.on('request', (request) => {
    const address = new URL(request.url())
    asked?.push(`${request.method()} ${request.url().slice(url.length)}`)
    if (address.origin !== url && !['data:', 'blob:'].includes(address.protocol))
      complaints?.push(`asked a stranger: ${request.url()}`)
  })
  context.on('response', async (response) => {
    if (response.status() >= 400) refused?.push(`${response.status()} ${new URL(response.url()).pathname}`)
    const cookie = await response.headerValue('set-cookie').catch(() => null)
    if (cookie && !given.mayHaveCookies) complaints?.push(`set a cookie: ${response.url()}`)
  })
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText
    if (why !== 'net::ERR_ABORTED') complaints?.push(`${why}: ${request.url()}`)
  })
  context.on('console', (message) => {
    // That a request was refused stands in `refused`.
    if (message.text().startsWith('Failed to load resource')) return
    if (message.type() === 'error' || message.type() === 'warning') complaints?.push(message.text())
  })
  context.on('weberror', (error) => complaints?.push(String(error.error())))
  const page = await context.newPage()
  return {
    page,
    context,
    asked: asked as string[],
    refused: refused as string[],
    complaints: complaints as string[],
    [Symbol.asyncDispose]: () => context.close(),
  }
}

type Look = { readonly colorScheme: 'light' | 'dark'; readonly size?: typeof phone; readonly large?: boolean }

/** Every size, every light and both letter sizes, each with each other at least once. */
const residentLooks: readonly Look[] = [
  { colorScheme: 'light', size: phone, large: false },
  { colorScheme: 'dark', size: phone, large: true },
  { colorScheme: 'light', size: deskScreen, large: true },
  { colorScheme: 'dark', size: deskScreen, large: false },
]
/** For the many states of the pages: each light once, with each letter size once. */
const stateLooks: readonly Look[] = [
  { colorScheme: 'light', size: phone, large: false },
  { colorScheme: 'dark', size: phone, large: true },
]
/** The desk is another page on a phone, so its size stays as it is. */
const deskLooks: readonly Look[] = [{ colorScheme: 'light' }, { colorScheme: 'dark' }]

/** axe finds nothing on this page as it stands now, in light and dark, and for residents in every size. */
async function findsNothing(page: Page, state: string, looks: readonly Look[]): Promise<void> {
  const size = page.viewportSize() ?? phone
  const wasLarge = await page.evaluate<boolean>(`document.documentElement.classList.contains('large')`)
  for (const { colorScheme, size: shown, large } of looks) {
    await page.emulateMedia({ colorScheme })
    if (shown) await page.setViewportSize(shown)
    if (large !== undefined) await makeLarge(page, large)
    // Two frames, so that what follows the change is drawn.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(passes.length, 'axe looked at the page').toBeGreaterThan(10)
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    )
    expect(found, `${state}, ${colorScheme}${large ? ', large' : ''}, ${(shown ?? size).width} wide`).toEqual([])
    expect(await sideways(page), `${state} scrolls sideways, ${(shown ?? size).width} wide`).toBe(0)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(size)
  if (looks !== deskLooks) await makeLarge(page, wasLarge)
}

const makeLarge = (page: Page, large: boolean) =>
  page.evaluate(`document.documentElement.className = '${large ? 'large' : 'usual'}'`)

/** By how many pixels the page is wider than the screen. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)')

export const residentPageIsFine = (page: Page, state: string) => findsNothing(page, state, residentLooks)
export const residentStateIsFine = (page: Page, state: string) => findsNothing(page, state, stateLooks)
export const deskIsFine = (page: Page, state: string) => findsNothing(page, state, deskLooks)
