/** The product as an operator starts it: a process of its own with its own data folder, whose every word is kept. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const project = resolve(import.meta.dirname, '../..')

export type StartedProgram = {
  readonly port: number
  readonly dataDir: string
  /** Everything it has written to stdout and stderr. */
  output(): string
  /** A statement as the superuser of its database. */
  look<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>
  stop(): Promise<void>
} & AsyncDisposable

/** Starts it and waits until it says that it is ready. Its data folder goes with it, after `stop` and a last look. */
export async function startedProgram(): Promise<StartedProgram> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jieyou-canary-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['src/start/main.ts'], {
    cwd: project,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, TRUST_PROXY: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const program: StartedProgram = {
    port,
    dataDir,
    output: () => said,
    look: (statement, values) => lookInto(dataDir, statement, values),
    stop: () => stopped(child),
    [Symbol.asyncDispose]: async () => {
      await stopped(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  try {
    await ready(child, port, () => said)
  } catch (error) {
    await program[Symbol.asyncDispose]()
    throw error
  }
  return program
}

async function ready(child: ChildProcess, port: number, said: () => string) {
  for (let waited = 0; waited < 120_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${said()}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return
    await wait(100)
  }
  throw new Error(`the program is not ready: ${said()}`)
}

async function stopped(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  await ended
}

async function lookInto<Row extends pg.QueryResultRow>(dataDir: string, statement: string, values: unknown[] = []) {
  const [, , , databasePort] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(databasePort),
    user: 'postgres',
    password: readFileSync(join(dataDir, 'keys', 'postgres'), 'utf8').trim(),
    database: 'jieyou',
  })
  await client.connect()
  try {
    return (await client.query<Row>(statement, values)).rows
  } finally {
    await client.end()
  }
}

function freePort() {
  return new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
