/**
 * The database that comes with the product, for when no DATABASE_URL is set: a real PostgreSQL server on a free local
 * port, its data below the data folder. Several programs may use one folder at once (the server, a command of the CLI):
 * the first starts the database, the last stops it, and what a killed program left running is taken over.
 */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Language } from '../words/language.ts'
import { postgresBinaries } from './postgres/binaries.ts'
import { createClusterIfMissing, type Place } from './postgres/cluster.ts'
import { type FolderLock, folderLock } from './postgres/folder-lock.ts'
import { runAs } from './postgres/run-as.ts'
import { answers, connectionTo, type RunningServer, runningServer, startServer, stopServer } from './postgres/server.ts'
import { databaseServerWords } from './postgres/words.ts'

export type EmbeddedPostgres = {
  /** A connection string of the server's superuser, to its database `postgres`. */
  readonly ownerUrl: string
  /** Another program used the database already when this one came. */
  readonly joined: boolean
  /** Leaves the database; the last one to leave stops it. */
  close(): Promise<void>
} & AsyncDisposable

type Use = { readonly server: RunningServer; readonly joined: boolean }

/**
 * Opens the database of a data folder, creating and starting it where needed, and keeps it running until closed: a
 * server process that dies is started again on the same port. `durable: false` is for tests, whose data may be lost.
 * Fails with a sentence for whoever keeps the machine, in the language asked for.
 */
export async function openEmbeddedPostgres(given: {
  dataDir: string
  durable: boolean
  say: (line: string) => void
  language?: Language
}): Promise<EmbeddedPostgres> {
  const place = await preparePlace(given)
  const lock = folderLock(join(place.dataDir, 'postgres.lock'))
  let use: Use
  try {
    use = await enter(place, lock, undefined)
  } catch (error) {
    lock.close()
    throw error
  }
  const watch = keepRunning(place, lock, use.server)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= watch.end().then(() => leave(place, lock))
    return closing
  }
  const { host, port, user, password, database } = await connectionTo(place, use.server.port)
  return {
    ownerUrl: `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
    joined: use.joined,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function preparePlace(given: {
  dataDir: string
  durable: boolean
  say: (line: string) => void
  language?: Language
}): Promise<Place> {
  const dataDir = resolve(given.dataDir)
  const words = databaseServerWords[given.language ?? 'en']
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await mkdir(join(dataDir, 'logs'), { recursive: true, mode: 0o700 })
  const binaries = await postgresBinaries(words)
  return {
    dataDir,
    cluster: join(dataDir, 'postgres'),
    log: join(dataDir, 'logs', 'postgres.log'),
    passwordFile: join(dataDir, 'keys', 'postgres'),
    durable: given.durable,
    binaries,
    user: runAs({ dataDir, binaries, words }),
    words,
    say: given.say,
  }
}

/** Comes in: alone, to create and start what is missing, or together with those who are in already. */
async function enter(place: Place, lock: FolderLock, port: number | undefined): Promise<Use> {
  let mine: RunningServer | undefined
  const until = Date.now() + 90_000
  while (Date.now() < until) {
    if (lock.tryAlone()) {
      try {
        mine = await bringUp(place, port)
      } finally {
        lock.release()
      }
    }
    // Between the two locks somebody else may have come, and even gone again with the server: look once more.
    if (lock.tryTogether()) {
      const server = runningServer(place)
      if (server && (await answers(place, server.port)) === 'yes')
        return { server, joined: server.pid !== mine?.pid || server.port !== mine.port }
      lock.release()
    }
    await wait(20 + Math.random() * 80)
  }
  throw new Error(place.words.notAnswering(place.dataDir))
}

async function bringUp(place: Place, port: number | undefined): Promise<RunningServer> {
  const left = runningServer(place)
  if (left) {
    // Left by a program that was killed, or about to end after its own kill.
    for (let waited = 0; waited < 5000 && runningServer(place); waited += 100) {
      const answer = await answers(place, left.port)
      if (answer === 'yes' && (port ?? left.port) === left.port) return left
      if (answer === 'yes' || answer === 'other-settings') break
      await wait(100)
    }
    await stopServer(place, left)
  }
  await createClusterIfMissing(place)
  await place.user.own(place.cluster)
  return startServer(place, port)
}

/** Goes out, and stops the server when nobody else is in. */
async function leave(place: Place, lock: FolderLock) {
  lock.release()
  // Two that leave at the same instant can be in each other's way once; chance parts them.
  for (let attempt = 0; attempt < 6; attempt++) {
    if (lock.tryAlone()) {
      const server = runningServer(place)
      if (server) await stopServer(place, server)
      lock.release()
      break
    }
    await wait(Math.random() * 60)
  }
  lock.close()
}

/** Looks every second whether the server process is there, and brings it back on its port when it is not. */
function keepRunning(place: Place, lock: FolderLock, server: RunningServer) {
  let busy: Promise<void> = Promise.resolve()
  let working = false
  let ended = false
  const look = async () => {
    const now = runningServer(place)
    if (ended || now?.port === server.port) return
    place.say(place.words.lost)
    lock.release()
    await enter(place, lock, server.port)
    place.say(place.words.isBack)
  }
  const timer = setInterval(() => {
    if (working) return
    working = true
    busy = look()
      .catch((error: Error) => place.say(error.message))
      .finally(() => {
        working = false
      })
  }, 1000)
  timer.unref()
  return {
    end: async () => {
      ended = true
      clearInterval(timer)
      await busy
    },
  }
}
