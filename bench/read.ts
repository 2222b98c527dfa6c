/** How long lists, a case page, a receipt and Chinese search take, one request at a time, for every role and filter. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Login } from '../src/start/demonstration/cast.ts'
import { type Figure, printTable, short } from './figures.ts'
import { fillCases } from './fill.ts'
import { percentile } from './load.ts'
import { pointCode, type Stage, signIn } from './stage.ts'
import { rareWord, texts } from './texts.ts'

const people: readonly Login[] = ['limin', 'dongjie', 'shanqiao', 'qinhu', 'shizheng', 'shenji']
const words = {
  common: '路灯',
  'common-long': '坏了半个多月',
  rare: rareWord,
  'rare-pair': '鹦鹉',
  'not-there': '犀牛',
  two: '菜场 电梯',
}
const most = 60
const patience = 4000
const goal = { atMost: 100 } as const

type Asked = { readonly name: string; readonly ask: () => Promise<Response> }

/** Fills up to `cases` cases and measures. */
export async function measureReading(stage: Stage, cases: number, prefix = ''): Promise<Figure[]> {
  const first = await stage.program()
  await first.end('SIGTERM')
  const [row] = await stage.ask<{ count: number }>('select count(*)::int as count from cases')
  if (cases > (row?.count ?? 0)) {
    const seconds = await fillCases(await stage.postgres.url('jieyou'), { from: 0, to: cases, say: console.log })
    console.log(`  filled with ${cases} cases in ${seconds.toFixed(0)} s`)
  }
  return readAt(stage, prefix)
}

/** Measures at the size that is there. */
export async function readAt(stage: Stage, prefix = ''): Promise<Figure[]> {
  const program = await stage.program()
  const [count] = await stage.ask<{ count: number }>('select count(*)::int as count from cases')
  try {
    const rows: string[][] = [['', 'p50 ms', 'p95 ms', 'requests']]
    const slowest = new Map<string, { name: string; p95: number }>()
    for (const { name, ask } of await everyQuestion(program.url)) {
      const latencies = await timesOf(ask, name)
      const p95 = percentile(latencies, 0.95)
      rows.push([name, short(percentile(latencies, 0.5)), short(p95), String(latencies.length)])
      const kind = name.split(' ')[0] ?? name
      if (p95 > (slowest.get(kind)?.p95 ?? -1)) slowest.set(kind, { name, p95 })
    }
    console.log(`  ${count?.count} cases, one request at a time`)
    printTable(rows)
    for (const [kind, { name }] of slowest) console.log(`  slowest ${kind}: ${name}`)
    return [...slowest].map(([kind, { p95 }]) => ({
      name: `${prefix}${kind}_p95_slowest`,
      value: p95,
      unit: 'ms',
      goal,
    }))
  } finally {
    await program.end('SIGTERM')
  }
}

async function everyQuestion(url: string): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const login of people) {
    const headers = await signIn(url, login)
    const get = (name: string, path: string) => asked.push({ name, ask: () => fetch(url + path, { headers }) })
    const list = (query: Record<string, string>) => `/api/v1/cases?${new URLSearchParams(query)}`
    for (const view of ['to-do', 'waiting', 'all']) {
      get(`list ${login} ${view}`, list({ view }))
      const answer = await fetch(url + list({ view }), { headers })
      const { next, cases } = (await answer.json()) as { next: string | null; cases: { id: string }[] }
      if (next) get(`list ${login} ${view} next page`, list({ view, after: next }))
      if (view === 'all' && cases[0]) get(`case ${login}`, `/api/v1/cases/${cases[0].id}`)
    }
    for (const status of ['received', 'with-agency', 'closed', 'withdrawn'])
      get(`list ${login} ${status}`, list({ view: 'all', status }))
    for (const [kind, search] of Object.entries(words)) get(`search ${login} ${kind}`, list({ view: 'all', search }))
    get(`search ${login} number`, list({ view: 'all', search: '4321' }))
  }
  asked.push({ name: 'home', ask: () => fetch(url) }, { name: 'receipt', ask: await lookup(url) })
  return asked
}

async function lookup(url: string): Promise<() => Promise<Response>> {
  const post = (path: string, body: unknown) =>
    fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const sent = await post('reports', {
    submissionId: crypto.randomUUID(),
    to: { point: pointCode },
    text: texts(1)[0]?.text,
  })
  const { receiptCode } = (await sent.json()) as { receiptCode: string }
  return () => post('receipts/lookup', { receiptCode })
}

/** Microseconds of up to sixty requests, fewer when they are slow, never fewer than three. */
async function timesOf(ask: Asked['ask'], name: string): Promise<number[]> {
  const latencies: number[] = []
  await (await ask()).text()
  const until = performance.now() + patience
  while (latencies.length < 3 || (latencies.length < most && performance.now() < until)) {
    const from = performance.now()
    const answer = await ask()
    await answer.text()
    latencies.push((performance.now() - from) * 1000)
    if (answer.status !== 200) throw new Error(`${name} was answered ${answer.status}`)
    await wait(1)
  }
  return latencies
}
