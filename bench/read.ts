/**
 * How long lists, counts, a case page, a receipt and Chinese search take, one request at a time, for every role, view and
 * filter; and what becomes of it from ten thousand cases to a million.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { caseStatuses } from '../src/domain/cases/moves.ts'
import { demonstration, type Login } from '../src/start/demonstration/cast.ts'
import { castId } from '../src/start/demonstration/open-cast.ts'
import { type Figure, printTable, short } from './figures.ts'
import { fillCases } from './fill.ts'
import { percentile } from './load.ts'
import { pointCode, type Stage, signIn } from './stage.ts'
import { rareWord, texts } from './texts.ts'

const people: readonly Login[] = ['limin', 'dongjie', 'shanqiao', 'qinhu', 'shizheng', 'shenji']
/** From every case (a word of the place) to none: two characters, and longer. */
const words = {
  everywhere: '单元',
  common: '希望',
  usual: '路灯',
  rare: '鹦鹉',
  'not-there': '犀牛',
  long: '坏了半个多月',
  'rare-long': rareWord,
  two: '菜场 电梯',
}
/** What lists are narrowed to: units, marks, days, ways to come, and much of it at once. */
const filters: Record<string, Record<string, string>> = {
  agency: { agency: castId(demonstration, 'agency works') },
  station: { station: castId(demonstration, 'station dongjie') },
  town: { town: castId(demonstration, 'town shanqiao') },
  urgent: { urgent: 'true' },
  supervised: { supervised: 'true' },
  late: { late: 'true' },
  disputed: { disputed: 'true' },
  day: { receivedFrom: '2026-02-02', receivedUntil: '2026-02-02' },
  kiosk: { channel: 'kiosk' },
  much: {
    agency: castId(demonstration, 'agency works'),
    urgent: 'true',
    channel: 'walk-in',
    receivedFrom: '2026-02-02',
  },
}
/** A page far down. */
const laterPage = 8
const most = 20
const patience = 2000
const smallest = 10_000
const goal = { atMost: 100 } as const
const growthGoal = { atMost: 2 } as const

type Asked = { readonly name: string; readonly ask: () => Promise<Response> }
/** One question with the microseconds of its answers. The first word of its name is its kind. */
export type Answered = { readonly name: string; readonly latencies: readonly number[] }

/** Measures at ten thousand cases, fills up to `cases`, and measures again; `only` questions whose name begins so. */
export async function measureReading(stage: Stage, cases: number, only = ''): Promise<Figure[]> {
  const first = await stage.program()
  await first.end('SIGTERM')
  const url = await stage.postgres.url('jieyou')
  const small = Math.min(smallest, cases)
  await fillCases(url, { from: 0, to: small })
  const before = await readAt(stage, only)
  if (cases <= small) return readFigures(before)
  const seconds = await fillCases(url, { from: small, to: cases, say: console.log })
  console.log(`  filled with ${cases} cases in ${seconds.toFixed(0)} s`)
  const after = await readAt(stage, only)
  printGrowth(before, after)
  return [{ name: `fill_to_${cases}`, value: seconds, unit: 's' }, ...readFigures(after, '', before)]
}

/** Measures the questions at the size that is there. */
export async function readAt(stage: Stage, only = ''): Promise<Answered[]> {
  const program = await stage.program()
  const [count] = await stage.ask<{ count: number }>('select count(*)::int as count from cases')
  try {
    const answered: Answered[] = []
    const asked = await everyQuestion(program.url)
    for (const { name, ask } of asked.filter((each) => !only || each.name.startsWith(only)))
      answered.push({ name, latencies: await timesOf(ask, name) })
    console.log(`  ${count?.count} cases, one request at a time`)
    printTable([
      ['', 'p50 ms', 'p95 ms', 'requests'],
      ...answered.map(({ name, latencies }) => [
        name,
        short(percentile(latencies, 0.5)),
        short(percentile(latencies, 0.95)),
        String(latencies.length),
      ]),
    ])
    return answered
  } finally {
    await program.end('SIGTERM')
  }
}

const kindOf = ({ name }: Answered): string => name.split(' ')[0] ?? name
const p95Of = (answered: readonly Answered[]): number =>
  percentile(
    answered.flatMap(({ latencies }) => latencies),
    0.95,
  )

/** The slowest question of each kind; and, beside a smaller size, what became of the p95 of the kind's requests together. */
export function readFigures(answered: readonly Answered[], prefix = '', before: readonly Answered[] = []): Figure[] {
  const kinds = [...new Set(answered.map(kindOf))]
  return kinds.flatMap((kind): Figure[] => {
    const of = (all: readonly Answered[]) => all.filter((each) => kindOf(each) === kind)
    const slowest = Math.max(...of(answered).map(({ latencies }) => percentile(latencies, 0.95)))
    const value = p95Of(of(answered))
    const figures: Figure[] = [{ name: `${prefix}${kind}_p95_slowest`, value: slowest, unit: 'ms', goal }]
    if (of(before).length > 0)
      figures.push({
        name: `${prefix}${kind}_p95_growth`,
        value,
        unit: 'ms',
        ratio: value / p95Of(of(before)),
        goal: growthGoal,
      })
    return figures
  })
}

/** The questions that grew most, by their medians. */
function printGrowth(before: readonly Answered[], after: readonly Answered[]): void {
  const grown = after.flatMap(({ name, latencies }) => {
    const small = before.find((each) => each.name === name)
    if (!small) return []
    const [then, now] = [percentile(small.latencies, 0.5), percentile(latencies, 0.5)]
    return [{ name, then, now, ratio: now / then }]
  })
  grown.sort((one, other) => other.ratio - one.ratio)
  console.log('  what grew most')
  printTable([
    ['', 'p50 ms before', 'after', 'ratio'],
    ...grown.slice(0, 12).map(({ name, then, now, ratio }) => [name, short(then), short(now), ratio.toFixed(2)]),
  ])
}

async function everyQuestion(url: string): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const login of people) {
    const headers = await signIn(url, login)
    const get = (name: string, path: string) => asked.push({ name, ask: () => fetch(url + path, { headers }) })
    const list = (query: Record<string, string>) => `/api/v1/cases?${new URLSearchParams(query)}`
    type Page = { next: string | null; cases: { id: string }[] }
    const read = async (query: Record<string, string>) =>
      (await (await fetch(url + list(query), { headers })).json()) as Page
    const pages = async (name: string, query: Record<string, string>) => {
      get(name, list(query))
      let { next } = await read(query)
      if (next) get(`${name} next page`, list({ ...query, after: next }))
      for (let page = 2; next && page < laterPage; page++) next = (await read({ ...query, after: next })).next
      if (next) get(`${name} page ${laterPage}`, list({ ...query, after: next }))
    }
    for (const view of ['to-do', 'waiting', 'all']) await pages(`list ${login} ${view}`, { view })
    for (const status of caseStatuses) get(`list ${login} ${status}`, list({ view: 'all', status }))
    for (const view of ['handed-out', 'soon']) get(`list ${login} ${view}`, list({ view }))
    for (const [name, filter] of Object.entries(filters))
      await pages(`narrowed ${login} ${name}`, { view: 'all', ...filter })
    get(`list ${login} to-do received`, list({ view: 'to-do', status: 'received' }))
    await pages(`list ${login} closed`, { view: 'all', status: 'closed' })
    get(`counts ${login}`, list({ view: 'to-do', limit: '1' }))
    const { cases } = await read({ view: 'all' })
    if (cases[0]) get(`case ${login}`, `/api/v1/cases/${cases[0].id}`)
    for (const [kind, search] of Object.entries(words)) get(`search ${login} ${kind}`, list({ view: 'all', search }))
    await pages(`search ${login} on`, { view: 'all', search: words.everywhere })
    for (const search of [words.everywhere, words.rare])
      for (const view of ['to-do', 'waiting']) get(`search ${login} ${view} ${search}`, list({ view, search }))
    get(
      `search ${login} withdrawn ${words.everywhere}`,
      list({ view: 'all', status: 'withdrawn', search: words.everywhere }),
    )
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

/** Microseconds of up to twenty requests, fewer when they are slow, never fewer than three. */
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
