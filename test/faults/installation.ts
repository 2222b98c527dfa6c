/** One data folder with its own database and one or two programs on it, to be killed and started again. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import sharp from 'sharp'
import { freePort } from '../started/free-port.ts'
import { processesOf, sendTo } from '../started/postgres.ts'
import { type RunningProgram, startProgram } from '../started/program.ts'
import type { Look } from './checker.ts'

export type Installation = {
  readonly dataDir: string
  readonly cluster: string
  readonly urls: readonly string[]
  /** Starts a program on its port, without waiting for it. */
  start(number?: number): RunningProgram
  program(number?: number): RunningProgram
  /** Kills a program as a crash would. */
  kill(number?: number): Promise<void>
  /** Kills of the database: the server's head, one connection's process, or everything at once. */
  killDatabase(what: 'postmaster' | 'backend' | 'all'): void
  /** A statement as the superuser, as soon as the database answers. */
  readonly look: Look
} & AsyncDisposable

/** Makes one in a folder of its own, or in the one given; with `databaseUrl` the programs use that database. */
export async function installation(
  given: { programs?: number; folder?: string; databaseUrl?: string; settings?: Record<string, string> } = {},
): Promise<Installation> {
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'jieyou-faults-'))
  const dataDir = join(folder, 'data')
  const cluster = join(dataDir, 'postgres')
  const ports = await Promise.all(Array.from({ length: given.programs ?? 1 }, freePort))
  const programs: (RunningProgram | undefined)[] = []
  const settings = {
    DATA_DIR: dataDir,
    ...(given.databaseUrl && { DATABASE_URL: given.databaseUrl }),
    ...given.settings,
  }
  const program = (number = 0): RunningProgram => {
    const running = programs[number]
    if (!running) throw new Error('that program was never started')
    return running
  }
  const urlToLookAt = () => {
    if (given.databaseUrl) return given.databaseUrl
    const port = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]
    const password = readFileSync(join(dataDir, 'keys', 'postgres'), 'utf8').trim()
    return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/jieyou`
  }
  return {
    dataDir,
    cluster,
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    start: (number = 0) => {
      programs[number] = startProgram({ port: ports[number] as number, settings })
      return program(number)
    },
    program,
    kill: async (number = 0) => {
      if (program(number).runs()) await program(number).end('SIGKILL')
    },
    killDatabase: (what) => {
      const [postmaster, ...others] = processesOf(cluster)
      if (postmaster === undefined) return
      if (what !== 'backend') sendTo(postmaster, 'SIGKILL')
      const backends = what === 'all' ? others : what === 'backend' ? others.slice(-1) : []
      for (const pid of backends) sendTo(pid, 'SIGKILL')
    },
    look: async (statement, values) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await lookOnce(urlToLookAt(), statement, values)
        } catch (error) {
          if (attempt === 100) throw error
          await wait(200)
        }
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const running of programs) if (running?.runs()) await running.end('SIGTERM')
      // Only what a killed program left.
      for (const pid of existsSync(cluster) ? processesOf(cluster) : []) sendTo(pid, 'SIGKILL')
      if (!given.folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function lookOnce<Row extends pg.QueryResultRow>(url: string, statement: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<Row>(statement, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** A few small photos, each with other pixels. */
export const smallPhotos = (count = 4): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      sharp({
        create: {
          width: 64,
          height: 48,
          channels: 3,
          background: { r: 40 * i, g: 90, b: 120 },
          noise: { type: 'gaussian', mean: 100, sigma: 20 + i },
        },
      })
        .jpeg()
        .toBuffer(),
    ),
  )
