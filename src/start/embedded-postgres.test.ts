/** The database that comes with the product, through kills, power cuts and company. Real programs, real servers. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbeddedPostgres } from './embedded-postgres.ts'

let dataDir: string
const programs: ChildProcess[] = []

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'jieyou-postgres-')), 'data')
})

afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  // Whatever a test left running is taken over and stopped.
  await (await openEmbeddedPostgres({ dataDir, durable: false, say: () => {} })).close()
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})

const open = (given: { durable?: boolean; said?: string[] } = {}) =>
  openEmbeddedPostgres({
    dataDir,
    durable: given.durable ?? false,
    say: (line) => given.said?.push(line),
    language: 'zh',
  })

/** Another program that opens the same folder. It prints whether it joined and the address, and closes when told. */
async function program(given: { durable: boolean } = { durable: false }) {
  const code = `
    import { openEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)}
    const database = await openEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: ${given.durable}, say: () => {} })
    console.log(JSON.stringify({ joined: database.joined, ownerUrl: database.ownerUrl }))
    setInterval(() => {}, 60_000)
    process.once('SIGTERM', async () => { await database.close(); process.exit(0) })`
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  programs.push(child)
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  for await (const line of createInterface({ input: child.stdout })) {
    const opened = JSON.parse(line) as { joined: boolean; ownerUrl: string }
    const end = (signal: 'SIGTERM' | 'SIGKILL') => {
      child.kill(signal)
      return ended
    }
    return { ...opened, end }
  }
  throw new Error('the program ended without opening the database')
}

async function ask(ownerUrl: string, query: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: query, rowMode: 'array' })
    return String(rows[0]?.[0])
  } finally {
    await client.end()
  }
}

const answersAt = (ownerUrl: string) =>
  ask(ownerUrl, 'select 1').then(
    () => true,
    () => false,
  )
const postmaster = () => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const notice = "create table notice as select 'still here' as words"

test('the server is a UTF-8 database with checksums, and logs nothing of what is said to it', async () => {
  await using database = await open()
  const settings = await ask(
    database.ownerUrl,
    `select string_agg(name || '=' || setting, ' ' order by name) from pg_settings
     where name in ('data_checksums', 'lc_ctype', 'server_encoding', 'listen_addresses', 'log_min_error_statement')`,
  )
  expect(settings).toBe(
    'data_checksums=on listen_addresses=127.0.0.1 log_min_error_statement=panic server_encoding=UTF8',
  )
  expect(await ask(database.ownerUrl, "select datctype from pg_database where datname = 'postgres'")).toBe('C.UTF-8')
  await ask(database.ownerUrl, "select 'a resident wrote this'::int").catch(() => {})
  expect(readFileSync(join(dataDir, 'logs', 'postgres.log'), 'utf8')).not.toContain('select')
  expect(statSync(join(dataDir, 'keys', 'postgres')).mode & 0o777).toBe(0o600)
})

test('a second program joins the first, and the last to leave stops the server', async () => {
  const first = await open()
  const second = await program()
  expect([first.joined, second.joined]).toEqual([false, true])
  expect(second.ownerUrl).toBe(first.ownerUrl)
  await first.close()
  expect(await answersAt(second.ownerUrl)).toBe(true)
  await second.end('SIGTERM')
  expect(await answersAt(second.ownerUrl)).toBe(false)
})

test('four programs start on an empty folder at the same instant, and one of them creates the database', async () => {
  const all = await Promise.all([program(), program(), program(), program()])
  expect(new Set(all.map((one) => one.ownerUrl)).size).toBe(1)
  await Promise.all(all.map((one) => one.end('SIGTERM')))
  expect(await answersAt(all[0]?.ownerUrl as string)).toBe(false)
  expect(readdirSync(dataDir).sort()).toEqual(['keys', 'logs', 'postgres', 'postgres.lock'])
})

test('the program is killed; the next one takes the running server over and stops it at its end', async () => {
  const killed = await program()
  await ask(killed.ownerUrl, notice)
  await killed.end('SIGKILL')
  expect(await answersAt(killed.ownerUrl)).toBe(true)
  const next = await open()
  expect([next.joined, next.ownerUrl]).toEqual([false, killed.ownerUrl])
  expect(await ask(next.ownerUrl, 'select words from notice')).toBe('still here')
  await next.close()
  expect(await answersAt(next.ownerUrl)).toBe(false)
})

test('the server is killed under a program; it is back on its port within seconds', async () => {
  const said: string[] = []
  await using database = await open({ said, durable: true })
  await ask(database.ownerUrl, notice)
  process.kill(postmaster(), 'SIGKILL')
  while (!said.includes('数据库已恢复运行。')) await wait(100)
  expect(await ask(database.ownerUrl, 'select words from notice')).toBe('still here')
})

test('program and server are killed together; the next start recovers', async () => {
  const killed = await program({ durable: true })
  await ask(killed.ownerUrl, notice)
  process.kill(postmaster(), 'SIGKILL')
  await killed.end('SIGKILL')
  await using next = await open({ durable: true })
  expect(next.joined).toBe(false)
  expect(await ask(next.ownerUrl, 'select words from notice')).toBe('still here')
})

test('after a power cut the old process id belongs to a stranger; the server starts all the same', async () => {
  await (await open()).close()
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'])
  programs.push(stranger)
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  const lines = [stranger.pid, join(dataDir, 'postgres'), 1700000000, 5432, '', '127.0.0.1', '  5432001   7', 'ready']
  writeFileSync(file, `${lines.join('\n')}\n`)
  await using next = await open()
  expect(await answersAt(next.ownerUrl)).toBe(true)
})

test('an initialisation that was cut short leaves nothing that the next start stumbles over', async () => {
  mkdirSync(join(dataDir, 'postgres-unfinished-0a0b0c0d', 'cluster', 'base'), { recursive: true, mode: 0o700 })
  await using database = await open()
  expect(await answersAt(database.ownerUrl)).toBe(true)
  expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres-unfinished'))).toEqual([])
})

test('a database whose password file is gone is not overwritten but told', async () => {
  await (await open()).close()
  const file = join(dataDir, 'keys', 'postgres')
  const kept = readFileSync(file)
  rmSync(file)
  await expect(open()).rejects.toThrow('密码文件不见了')
  writeFileSync(file, kept)
})
