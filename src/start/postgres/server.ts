/** The running server of one data folder: found, started, asked whether it answers, stopped. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../free-port.ts'
import { type Place, passwordOf, plainEnvironment, superuser } from './cluster.ts'

export type RunningServer = { readonly pid: number; readonly port: number }

const logLimit = 16 * 1024 * 1024
/** A process id above what any system gives out. */
const nobody = 2_147_483_646

/** How every server of ours runs; later options of the command line win over these. */
export const settingsOf = (place: Place) => [
  'listen_addresses=127.0.0.1',
  // The path of a socket may be no longer than 107 bytes, a data folder's may.
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=128MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'jit=off',
  // What residents wrote and who connected must not reach a log.
  'log_line_prefix=%m [%p] ',
  'log_statement=none',
  'log_connections=',
  // The message of a failed statement repeats values, so none is logged: the program logs code and constraint itself.
  'log_min_messages=log',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  ...(place.durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
]

/** The server that runs on this folder now, whoever started it. */
export function runningServer(place: Place): RunningServer | undefined {
  const [pid = 0, port = 0] = [0, 3].map((line) => Number(pidFileOf(place)[line]))
  return pid > 0 && port > 0 && isServerOf(place, pid) ? { pid, port } : undefined
}

/**
 * Starts the server and waits until it answers. The caller must hold the folder alone.
 * Without a port it takes a free one. Fails with the log's last lines.
 */
export async function startServer(place: Place, wantedPort: number | undefined): Promise<RunningServer> {
  putStrangerOutOfPidFile(place)
  keepLogSmall(place.log)
  for (let attempt = 1; ; attempt++) {
    const port = wantedPort ?? (await freePort())
    const logStart = sizeOf(place.log)
    const child = launch(place, port)
    try {
      await answering(place, port, () => child.exitCode === null && child.signalCode === null)
      const server = runningServer(place)
      if (server) return server
    } catch (error) {
      child.kill('SIGQUIT')
      throw error
    }
    const said = readFileSync(place.log, 'utf8')
      .slice(-20_000)
      .slice(-(sizeOf(place.log) - logStart))
    // The port can be taken between our look and the start; memory of a killed server is freed a moment later.
    const passing = /could not bind|shared memory block|could not create any TCP/.test(said)
    if (!passing || attempt === 20) throw new Error(place.words.notStarted(place.log, lastLines(said)))
    await wait(250)
  }
}

/** Stops the server at once but in order: open transactions are rolled back, everything committed is written. */
export async function stopServer(place: Place, server: RunningServer): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 60],
    ['SIGQUIT', 10],
  ] as const) {
    try {
      process.kill(server.pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < seconds * 1000; waited += 20) {
      if (!isServerOf(place, server.pid)) return
      await wait(20)
    }
  }
}

/** Whether a server answers, with the settings of this release: 'yes', 'other-settings', 'not-yet' or 'no'. */
export async function answers(place: Place, port: number): Promise<'yes' | 'other-settings' | 'not-yet' | 'no'> {
  const client = new pg.Client({ ...(await connectionTo(place, port)), connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('jieyou.started_with', true) as mark")
    return rows[0]?.mark === markOf(place) ? 'yes' : 'other-settings'
  } catch (error) {
    // 57P03: it is there and still starting up or recovering, or already shutting down.
    if ((error as { code?: string }).code === '57P03') return 'not-yet'
    if ((error as { code?: string }).code === '28P01') throw error
    return 'no'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Where to connect as the superuser. */
export async function connectionTo(place: Place, port: number) {
  return { host: '127.0.0.1', port, user: superuser, password: await passwordOf(place), database: 'postgres' }
}

function launch(place: Place, port: number) {
  const options = [...settingsOf(place), `port=${port}`, `jieyou.started_with=${markOf(place)}`]
  const [command, args] = place.user.command(place.binaries.postgres, [
    '-D',
    place.cluster,
    ...options.flatMap((option) => ['-c', option]),
  ])
  const log = openSync(place.log, 'a', 0o600)
  // In a session of its own, so that a terminal's Ctrl-C reaches it through our orderly stop only.
  const child = spawn(command, args, {
    ...place.user.account,
    env: plainEnvironment(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => {})
  child.unref()
  closeSync(log)
  return child
}

/** Waits until the server answers or its process ends; recovery after a crash may take long, so it has no limit. */
async function answering(place: Place, port: number, runs: () => boolean) {
  let told = false
  for (let waited = 0; runs(); waited += 30) {
    const answer = await answers(place, port)
    if (answer === 'yes' || answer === 'other-settings') return
    if (answer === 'no' && waited > 60_000) return
    if (answer === 'not-yet' && waited > 3000 && !told) {
      place.say(place.words.recovering)
      told = true
    }
    await wait(30)
  }
}

const markOf = (place: Place) =>
  createHash('sha256')
    .update([place.binaries.postgres, ...settingsOf(place)].join('\n'))
    .digest('hex')
    .slice(0, 16)

const pidFileOf = (place: Place) => {
  try {
    return readFileSync(`${place.cluster}/postmaster.pid`, 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Whether that process is alive and a server of this very folder (a server's working folder is its cluster). */
function isServerOf(place: Place, pid: number) {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  if (process.platform !== 'linux') return Number(pidFileOf(place)[0]) === pid
  try {
    const here = statSync(place.cluster)
    const there = statSync(`/proc/${pid}/cwd`)
    return here.dev === there.dev && here.ino === there.ino
  } catch {
    return false
  }
}

/**
 * After a power cut the process id in the pid file may belong to somebody else by now, and PostgreSQL would refuse to
 * start. The id is replaced, not the file removed: PostgreSQL still finds leftovers of its own by the memory noted there.
 */
function putStrangerOutOfPidFile(place: Place) {
  const [pid, ...rest] = pidFileOf(place)
  if (pid === undefined || isServerOf(place, Number(pid))) return
  writeFileSync(`${place.cluster}/postmaster.pid`, [Number(pid) > 0 ? nobody : pid, ...rest].join('\n'))
}

function keepLogSmall(log: string) {
  if (sizeOf(log) > logLimit) renameSync(log, `${log}.1`)
}

function sizeOf(file: string) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

const lastLines = (text: string) => text.trim().split('\n').slice(-12).join('\n')
