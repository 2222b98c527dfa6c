/**
 * A PostgreSQL server that a test or benchmark holds in its own hand: the product's binaries, user and settings, with
 * others on top, and no program that starts or stops it.
 */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { postgresBinaries } from '../../src/start/postgres/binaries.ts'
import { createClusterIfMissing, type Place, passwordOf, plainEnvironment } from '../../src/start/postgres/cluster.ts'
import { runAs } from '../../src/start/postgres/run-as.ts'
import { settingsOf } from '../../src/start/postgres/server.ts'
import { databaseServerWords } from '../../src/start/postgres/words.ts'
import { freePort } from './free-port.ts'

export type OwnPostgres = {
  readonly port: number
  readonly cluster: string
  /** The superuser's connection string, to a database that is made when it is missing. */
  url(database: string): Promise<string>
  /** Starts it, with crash recovery where one is due. */
  start(settings?: Record<string, string>): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
  /** Every process of it, at once. */
  signalAll(signal: NodeJS.Signals): void
  version(): Promise<string>
} & AsyncDisposable

/** Makes a cluster in the folder where there is none; nothing runs yet. */
export async function ownPostgres(folder: string, settings: Record<string, string> = {}): Promise<OwnPostgres> {
  const words = databaseServerWords.en
  mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 })
  const binaries = await postgresBinaries(words)
  const place: Place = {
    dataDir: folder,
    cluster: join(folder, 'postgres'),
    log: join(folder, 'logs', 'postgres.log'),
    passwordFile: join(folder, 'keys', 'postgres'),
    durable: true,
    binaries,
    user: runAs({ dataDir: folder, binaries, words }),
    words,
    say: () => {},
  }
  await createClusterIfMissing(place)
  await place.user.own(place.cluster)
  const port = await freePort()
  const password = await passwordOf(place)
  let ended: Promise<unknown> = Promise.resolve()

  const urlTo = (database: string) =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  const withClient = async <Result>(work: (client: pg.Client) => Promise<Result>) => {
    const client = new pg.Client({ connectionString: urlTo('postgres'), connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const server: OwnPostgres = {
    port,
    cluster: place.cluster,
    url: async (database) => {
      await withClient(async (client) => {
        const known = await client.query('select from pg_database where datname = $1', [database])
        if (known.rowCount === 0) await client.query(`create database ${database}`)
      })
      return urlTo(database)
    },
    start: async (more = {}) => {
      const options = [
        ...settingsOf(place),
        ...Object.entries({ ...settings, ...more }).map(([name, value]) => `${name}=${value}`),
        `port=${port}`,
      ]
      const args = ['-D', place.cluster, ...options.flatMap((option) => ['-c', option])]
      const [command, all] = place.user.command(binaries.postgres, args)
      const log = openSync(place.log, 'a', 0o600)
      const child = spawn(command, all, {
        ...place.user.account,
        env: plainEnvironment(),
        cwd: '/',
        detached: true,
        stdio: ['ignore', log, log],
      })
      closeSync(log)
      ended = new Promise((resolve) => child.on('close', resolve))
      while (child.exitCode === null && child.signalCode === null) {
        const isThere = await withClient((client) => client.query('select 1')).then(
          () => true,
          () => false,
        )
        if (isThere) return
        await wait(50)
      }
      throw new Error(`PostgreSQL ended: ${readFileSync(place.log, 'utf8').slice(-2000)}`)
    },
    stop: async () => {
      const [postmaster] = processesOf(place.cluster)
      if (postmaster) process.kill(postmaster, 'SIGINT')
      await ended
    },
    signalAll: (signal) => {
      for (const pid of processesOf(place.cluster)) sendTo(pid, signal)
    },
    version: () =>
      withClient(async (client) => (await client.query<{ v: string }>(`select version() as v`)).rows[0]?.v ?? ''),
    [Symbol.asyncDispose]: async () => {
      if (processesOf(place.cluster).length > 0) await server.stop()
    },
  }
  return server
}

/** Sends a signal to a process that may be gone already. */
export function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The processes of the server of this very cluster, the postmaster first: each works in the cluster's folder. */
export function processesOf(cluster: string): number[] {
  const file = join(cluster, 'postmaster.pid')
  const postmaster = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  const here = placeOf(cluster)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && here !== undefined && placeOf(`/proc/${name}/cwd`) === here)
    .map(Number)
    .sort((a, b) => Number(b === postmaster) - Number(a === postmaster) || a - b)
}

function placeOf(folder: string): string | undefined {
  try {
    const { dev, ino } = statSync(folder)
    return `${dev} ${ino}`
  } catch {
    return undefined
  }
}
