/**
 * How long until an open desk shows by itself what was done elsewhere: a real browser on one program, a report and a step
 * made at another program on the same database.
 */
import { randomUUID } from 'node:crypto'
import { chromium } from 'playwright-core'
import { demonstration, demonstrationPassword } from '../src/start/demonstration/cast.ts'
import { castCode } from '../src/start/demonstration/open-cast.ts'
import { desk } from '../src/words/zh/desk.ts'
import { requireBrowser } from '../tools/browser.ts'
import type { Figure } from './figures.ts'
import { openStage, signIn } from './stage.ts'

const times = 20

/** Milliseconds from the answer to whoever acted until the other desk shows it. */
export async function measureLive(): Promise<Figure[]> {
  const executablePath = await requireBrowser()
  await using stage = await openStage()
  const mine = await stage.program({ role: 'both' })
  const other = await stage.program()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${mine.url}/desk`)
    await page.getByLabel(desk.signIn.login, { exact: true }).fill('dongjie')
    await page.getByLabel(desk.signIn.password, { exact: true }).fill(demonstrationPassword)
    await page.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
    await page.getByRole('heading', { name: desk.nav.toDo, level: 1 }).waitFor()
    const asStation = { ...(await signIn(other.url, 'dongjie')), 'content-type': 'application/json' }
    const post = async (path: string, body: object, headers: Record<string, string>) => {
      const answer = await fetch(`${other.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    }
    const count = page.locator('.tabs b').first()
    const opened = await context.newPage()
    const [received, moved]: number[][] = [[], []]
    for (let turn = 0; turn < times; turn += 1) {
      const before = await count.textContent()
      const to = { station: castCode(demonstration, 'station dongjie') }
      const report = { submissionId: randomUUID(), to, text: `楼道的灯坏了，第 ${turn} 次` }
      await post('/api/v1/reports', report, { 'content-type': 'application/json' })
      let start = performance.now()
      await count.filter({ hasText: new RegExp(`^${Number(before) + 1}$`) }).waitFor()
      received?.push(performance.now() - start)
      const [found] = await stage.ask<{ id: string }>('select id from cases order by number desc limit 1')
      await opened.goto(`${mine.url}/desk/cases/${found?.id}`)
      const situation = opened.locator('.facts-line')
      await situation.getByText(desk.situation.mine.received).waitFor()
      await post(`/api/v1/cases/${found?.id}/accept`, {}, asStation)
      start = performance.now()
      await situation.getByText(desk.situation.mine.accepted).waitFor()
      moved?.push(performance.now() - start)
    }
    return [
      { name: 'live_new_case_seen', value: middle(received ?? []), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'live_step_seen', value: middle(moved ?? []), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'live_step_seen_longest', value: Math.max(...(moved ?? [])), unit: 'ms' },
    ]
  } finally {
    await browser.close()
  }
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
