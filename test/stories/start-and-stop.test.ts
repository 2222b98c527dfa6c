/** The real program: started, stopped, killed and started again, alone and beside another, as whoever keeps it would. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { openEmbeddedPostgres } from '../../src/start/embedded-postgres.ts'
import { codeOf, demonstrationPassword } from '../cast.ts'
import { reportWith } from '../refusing.ts'

// Whole programs start here, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 300_000 })

const main = resolve(import.meta.dirname, '../../src/start/main.ts')
const folders: string[] = []
const running = new Set<Program>()

afterEach(async () => {
  for (const program of running) await program.end('SIGKILL')
})
afterAll(async () => {
  for (const folder of folders) {
    // Whatever a failed test left running is taken over and stopped.
    const dataDir = join(folder, 'data')
    if (existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) await (await database(dataDir)).close()
    rmSync(folder, { recursive: true, force: true })
  }
})

const emptyDataDir = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-start-'))
  folders.push(folder)
  return join(folder, 'data')
}

const database = (dataDir: string) => openEmbeddedPostgres({ dataDir, durable: true, say: () => {} })

type Program = {
  readonly url: string
  said(): string
  complained(): string
  /** Resolves once /readyz says so; fails when the program ends before. */
  ready(): Promise<void>
  /** Ends it by a signal, or waits for it to end by itself, and tells its exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

function start(dataDir: string, port: number, settings: Record<string, string> = {}): Program {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, TZ: 'America/New_York', DATA_DIR: dataDir, PORT: String(port), ...settings }
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [said, complained] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    complained += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const url = `http://127.0.0.1:${port}`
  const program: Program = {
    url,
    said: () => said,
    complained: () => complained,
    ready: async () => {
      while (child.exitCode === null && child.signalCode === null) {
        const status = await fetch(`${url}/readyz`).then(
          (answer) => answer.status,
          () => 0,
        )
        if (status === 200) return
        await wait(50)
      }
      throw new Error(`it ended before it was ready: ${said}${complained}`)
    },
    end: async (signal) => {
      if (signal) child.kill(signal)
      const code = await ended
      running.delete(program)
      return code
    },
  }
  running.add(program)
  return program
}

/** A port that nobody uses now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return port
}

/** Every process of this machine that has the folder on its command line: its PostgreSQL. */
const processesOf = (dataDir: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')]
      } catch {
        return []
      }
    })
    .filter((command) => command.includes(dataDir))

const post = async (url: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  // biome-ignore lint/suspicious/noExplicitAny: the tests read the fields they speak of
  return { status: answer.status, body: (await answer.json()) as any }
}

async function look<Row extends pg.QueryResultRow>(ownerUrl: string, sql: string): Promise<Row[]> {
  const url = new URL(ownerUrl)
  url.pathname = '/jieyou'
  const client = new pg.Client({ connectionString: url.toString() })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** What the demonstration consists of, table by table, once the worker has done all that follows from it. */
async function demonstrationIn(dataDir: string): Promise<Record<string, unknown>> {
  await using server = await database(dataDir)
  while ((await look(server.ownerUrl, 'select from outbox')).length > 0) await wait(50)
  while ((await look(server.ownerUrl, 'select from cases where id not in (select case_id from case_words)')).length > 0)
    await wait(50)
  while ((await look(server.ownerUrl, 'select from case_words where not in_blocks')).length > 0) await wait(50)
  const tables = await look<{ name: string }>(
    server.ownerUrl,
    `select tablename as name from pg_tables where schemaname = 'public'
     and tablename not in ('sessions', 'relay_leases', 'outbox') and tablename not like 'ledger%' order by 1`,
  )
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as count from ${name}`)
  const counted = await look<{ name: string; count: number }>(server.ownerUrl, counts.join(' union all '))
  const [same] = await look(
    server.ownerUrl,
    `select (select md5(string_agg(id::text || status || version, ' ' order by id)) from cases) as cases,
            (select md5(string_agg(id::text || kind, ' ' order by id)) from events) as events`,
  )
  return { ...Object.fromEntries(counted.map(({ name, count }) => [name, count])), same }
}

/** The demonstration of a first start that nothing disturbed. */
let undisturbed: Promise<Record<string, unknown>> | undefined
const calm = emptyDataDir()

test('the first start tells its addresses and logins in plain text; Ctrl-C stops it whole, and the next serves the same', async () => {
  const first = start(calm, await freePort())
  await first.ready()
  undisturbed = demonstrationIn(calm)
  await undisturbed
  const site = first.url.replace('127.0.0.1', 'localhost')
  const lines = first.said().split('\n')
  expect(lines).toContain(`Public site   ${site}/`)
  expect(lines).toContain(`Desk          ${site}/desk`)
  expect(lines).toContain(`A point       ${site}/p/${codeOf('point xingfuli')}`)
  expect(first.said()).toContain(`Password of everyone: ${demonstrationPassword}`)
  for (const login of ['limin', 'dongjie', 'shanqiao', 'qinhu', 'shizheng', 'shenji'])
    expect(lines.filter((line) => line.startsWith(`  ${login} `))).toHaveLength(1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what must not be there
  expect(first.said()).not.toMatch(/\u001b/)
  expect(first.complained()).toBe('')
  for (const path of ['/', '/desk', `/p/${codeOf('point xingfuli')}`, '/healthz'])
    expect((await fetch(first.url + path)).status).toBe(200)
  const signedIn = await post(`${first.url}/api/v1/sessions`, { login: 'limin', password: demonstrationPassword })
  expect(signedIn.status).toBe(201)
  const sent = await post(`${first.url}/api/v1/reports`, reportWith())
  const { receiptCode } = sent.body
  expect(await first.end('SIGINT')).toBe(0)
  expect(processesOf(calm)).toEqual([])

  const second = start(calm, await freePort())
  await second.ready()
  const seen = await post(`${second.url}/api/v1/receipts/lookup`, { receiptCode })
  expect(seen).toMatchObject({ status: 200, body: { receiptCode, status: 'received' } })
  expect(second.said()).not.toContain('Filling')
  expect(await second.end('SIGTERM')).toBe(0)
  expect(processesOf(calm)).toEqual([])
})

test('killed twice in the middle of the first filling, the demonstration is complete in the end and nothing is doubled', async () => {
  const dataDir = emptyDataDir()
  // The test keeps the database running through both kills, to see how far the filling has come.
  await using server = await database(dataDir)
  const steps = () =>
    look<{ done: number }>(server.ownerUrl, 'select count(*)::int as done from demonstration_steps').then(
      ([row]) => row?.done ?? 0,
      () => 0,
    )
  const reached: number[] = []
  for (const until of [120, 360]) {
    const killed = start(dataDir, await freePort())
    while ((await steps()) < until) await wait(5)
    await killed.end('SIGKILL')
    reached.push(await steps())
  }
  // Had it been killed after each step and before its note of it, it would stand like this.
  await look(server.ownerUrl, `delete from demonstration_steps where step like 'day %'`)
  const third = start(dataDir, await freePort())
  await third.ready()
  const complete = await demonstrationIn(dataDir)
  expect(await third.end('SIGINT')).toBe(0)
  expect(complete).toEqual(await undisturbed)
  for (const done of reached) expect(done).toBeLessThan(complete.demonstration_steps as number)
})

test('web and worker as two programs share one empty data folder from the first moment', async () => {
  const dataDir = emptyDataDir()
  const web = start(dataDir, await freePort(), { JIEYOU_ROLE: 'web' })
  const worker = start(dataDir, await freePort(), { JIEYOU_ROLE: 'worker' })
  await web.ready()
  while (!worker.said().includes('The worker is running')) await wait(50)
  expect(await demonstrationIn(dataDir)).toEqual(await undisturbed)

  // What is said to the one becomes findable through the other.
  await post(`${web.url}/api/v1/reports`, reportWith({ text: '鹦鹉螺号停在桥洞下面。' }))
  const signedIn = await post(`${web.url}/api/v1/sessions`, { login: 'qinhu', password: demonstrationPassword })
  const headers = { authorization: `Bearer ${signedIn.body.token}` }
  const search = `${web.url}/api/v1/cases?view=all&search=${encodeURIComponent('鹦鹉螺')}`
  let found: unknown[] = []
  while (found.length === 0) {
    const answer = await fetch(search, { headers })
    found = ((await answer.json()) as { cases: unknown[] }).cases
  }
  expect(found).toHaveLength(1)
  // The first to leave leaves the database to the other.
  expect(await worker.end('SIGTERM')).toBe(0)
  expect((await fetch(`${web.url}/readyz`)).status).toBe(200)
  expect(await web.end('SIGINT')).toBe(0)
  expect(processesOf(dataDir)).toEqual([])
  expect(web.complained() + worker.complained()).toBe('')
})

test('every fault of the settings is told at once, and nothing is started or made', async () => {
  const dataDir = emptyDataDir()
  const faulty = start(dataDir, 0, {
    PORT: '70000',
    DATABASE_URL: 'mysql://somewhere/jieyou',
    JIEYOU_ROLE: 'kiosk',
    PUBLIC_URL: 'jieyou.example',
    TLS_CERT: 'cert.pem',
    TRUST_PROXY: 'perhaps',
  })
  expect(await faulty.end()).toBe(2)
  for (const name of ['PORT', 'DATABASE_URL', 'JIEYOU_ROLE', 'PUBLIC_URL', 'TRUST_PROXY'])
    expect(faulty.complained()).toMatch(new RegExp(`^  ${name}: `, 'm'))
  expect(faulty.said()).toBe('')
  expect(existsSync(dataDir)).toBe(false)

  const halfTls = start(dataDir, 0, { TLS_CERT: 'cert.pem' })
  expect(await halfTls.end()).toBe(2)
  expect(halfTls.complained()).toContain('  TLS_KEY: ')
})

test('a port that is taken is told in a sentence, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => other.once('listening', listening))
  const { port } = other.address() as { port: number }
  const late = start(calm, port)
  expect(await late.end()).toBe(1)
  expect(late.complained()).toBe(
    `Jieyou could not start: port ${port} is already in use. Stop what uses it, or choose another one with PORT.\n`,
  )
  expect(processesOf(calm)).toEqual([])
  await new Promise((closed) => other.close(closed))
})
