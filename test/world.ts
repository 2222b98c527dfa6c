/**
 * The product on a database of its own, made from a template: two districts with the cast and nothing said yet. People
 * act over HTTP; time stands still until the story moves it.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Context } from '../src/actions/context.ts'
import { openDatabase } from '../src/data/db.ts'
import { openQueue } from '../src/data/queue.ts'
import { type LoginRole, loginRoles, owner, type RolePasswords, urlAs } from '../src/data/roles.ts'
import { buildApp } from '../src/http/app.ts'
import type { Server } from '../src/http/server.ts'
import { settle } from '../src/jobs/worker.ts'
import { cosigner } from '../src/ledger/cosignature.ts'
import { openFolderStore } from '../src/outside/files.ts'
import { openIncomingFolder } from '../src/outside/incoming.ts'
import { openLogMemory } from '../src/outside/log-memory.ts'
import { openMapBackground } from '../src/outside/map-background.ts'
import { type Notices, noNotices } from '../src/outside/notices/notices.ts'
import { openCast } from '../src/start/demonstration/open-cast.ts'
import { prepareDatabase } from '../src/start/open-database.ts'
import { demonstrationPassword, elsewhere, here, type Login } from './cast.ts'

const template = 'jieyou_template'

/** A witness everyone here trusts: it signs as of the moment the worlds begin at. */
export const witness = cosigner('witness.example/one', new Uint8Array(32).fill(13), new Date('2026-03-09T01:00:00Z'))
/** The seed that signs the ledgers of every world. */
export const ledgerSeed = new Uint8Array(32).fill(11)

const keys = {
  identity: new Uint8Array(32).fill(7),
  imports: new Uint8Array(32).fill(9),
  ledger: [ledgerSeed],
  rolePasswords: Object.fromEntries(
    [owner, ...loginRoles].map((role) => [role, `only-for-tests-${role}`]),
  ) as RolePasswords,
}
export const built = resolve(import.meta.dirname, '../dist')

/** A Monday morning in Beijing, with no holiday near. */
export const monday = new Date('2026-03-09T01:20:30.456Z')

const onDatabase = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.toString()
}

async function withSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const contextOn = (
  database: Context['database'],
  now: () => Date,
  dataDir: string,
  notices: Notices = noNotices,
): Context => ({
  database,
  now,
  newId: randomUUID,
  randomBytes: (count) => randomBytes(count),
  identityKey: keys.identity,
  ledgerKeys: keys.ledger,
  logMemory: openLogMemory(join(dataDir, 'ledger')),
  notices,
  files: {
    store: openFolderStore(join(dataDir, 'files')),
    incoming: openIncomingFolder(join(dataDir, 'incoming')),
  },
})

/** Makes the database that every world is a copy of: schema, roles, queue, two districts. Called once for a run. */
export async function prepareTemplate(ownerUrl: string): Promise<void> {
  await withSuperuser(ownerUrl, (client) => client.query(`create database ${template}`))
  const url = onDatabase(ownerUrl, template)
  await prepareDatabase(url, template, keys)
  const queue = await openQueue({ url: urlAs(url, template, 'jieyou_worker', keys.rolePasswords), onError: fail })
  await queue.close()
  const app = openDatabase({ url: urlAs(url, template, 'jieyou_app', keys.rolePasswords), size: 2, onError: fail })
  const context = contextOn(app, () => monday, tmpdir())
  await openCast(context, here)
  await openCast(context, elsewhere)
  await app.close()
}

const fail = (code: string): void => {
  console.error(`database: ${code}`)
}

export type Answer = {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: stories read the fields they speak of
  readonly body: any
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

type Asking = { readonly headers?: Record<string, string>; readonly form?: Record<string, string> }

/** Someone who asks over HTTP. */
export type Person = {
  get(path: string, asking?: Asking): Promise<Answer>
  post(path: string, body?: unknown, asking?: Asking): Promise<Answer>
  delete(path: string, asking?: Asking): Promise<Answer>
}

function person(app: Server, headers: Record<string, string>): Person {
  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown, asking: Asking = {}) => {
    const form = asking.form && new URLSearchParams(asking.form).toString()
    const payload = form ?? (typeof body === 'string' || body === undefined ? body : JSON.stringify(body))
    const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded'
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': type }), ...asking.headers },
      ...(payload === undefined ? {} : { payload: payload as string }),
    })
    const isJson = String(answer.headers['content-type']).startsWith('application/json')
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : undefined,
      text: answer.body,
      headers: answer.headers,
    }
  }
  return {
    get: (path, asking) => ask('GET', path, undefined, asking),
    post: (path, body = {}, asking) => ask('POST', path, asking?.form ? undefined : body, asking),
    delete: (path, asking) => ask('DELETE', path, undefined, asking),
  }
}

export type World = {
  readonly app: Server
  readonly context: Context
  /** The worker's context: its own role, the same clock and files. */
  readonly workerContext: Context
  /** The eraser's context, likewise. */
  readonly eraserContext: Context
  /** The folder with the files. */
  readonly dataDir: string
  /** Someone without an account. */
  readonly resident: Person
  /** One of the cast, signed in with login and password (in the other district when asked). */
  signIn(login: Login, district?: typeof here | typeof elsewhere): Promise<Person>
  /** Moves the clock. */
  at(instant: string): void
  /** Lets the worker do everything that waits. */
  settle(): Promise<void>
  /** A statement as the database's superuser, to look behind the scenes. */
  look<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  /** A connection string for one of the product's roles. */
  urlFor(role: LoginRole | typeof owner): string
  readonly problems: string[]
} & AsyncDisposable

/** A new world. Dispose of it at the end: `await using w = await world()`. Nothing is sent from it but through `notices`. */
export async function world({ notices = noNotices }: { notices?: Notices } = {}): Promise<World> {
  const serverUrl = inject('ownerUrl')
  const name = `world_${randomBytes(6).toString('hex')}`
  await withSuperuser(serverUrl, (client) => client.query(`create database ${name} template ${template}`))
  const url = onDatabase(serverUrl, name)
  const urlFor = (role: LoginRole | typeof owner) => urlAs(url, name, role, keys.rolePasswords)
  const problems: string[] = []
  const pool = (role: LoginRole, size: number) =>
    openDatabase({ url: urlFor(role), size, onError: (code) => problems.push(`${role} ${code}`) })
  const [app, site, worker, eraser] = [
    pool('jieyou_app', 6),
    pool('jieyou_site', 2),
    pool('jieyou_worker', 2),
    pool('jieyou_eraser', 1),
  ]
  let clock = monday
  const dataDir = mkdtempSync(join(tmpdir(), 'jieyou-world-'))
  const context = contextOn(app, () => clock, dataDir, notices)
  const doors = {
    context,
    site,
    mapBackground: openMapBackground(dataDir, (code) => problems.push(`map ${code}`)),
    publicUrl: 'http://localhost',
    builtFolder: built,
    trustProxy: false,
    witnesses: [witness.verifierKey],
    ledgerTick: 30,
    https: null,
    isReady: () => true,
    onError: (where: string, code: string) => problems.push(`${where} ${code}`),
    demonstrationHint: demonstrationPassword,
  }
  const server = await buildApp(doors)
  const districtHost = { [here.id]: 'localhost', [elsewhere.id]: 'elsewhere.test' }
  await withSuperuser(url, async (client) => {
    for (const [id, host] of Object.entries(districtHost))
      await client.query('update districts set host = $2 where id = $1', [id, host])
  })

  return {
    app: server,
    context,
    workerContext: contextOn(worker, () => clock, dataDir, notices),
    eraserContext: contextOn(eraser, () => clock, dataDir),
    dataDir,
    resident: person(server, { host: 'localhost' }),
    signIn: async (login, district = here) => {
      const host = districtHost[district.id] as string
      const answer = await person(server, { host }).post('/api/v1/sessions', { login, password: demonstrationPassword })
      if (answer.status !== 201) throw new Error(`${login} could not sign in: ${answer.text}`)
      return person(server, { host, authorization: `Bearer ${answer.body.token}` })
    },
    at: (instant) => {
      clock = new Date(instant)
    },
    settle: async () => {
      const queue = await openQueue({ url: urlFor('jieyou_worker'), onError: (code) => problems.push(`queue ${code}`) })
      await settle(
        contextOn(worker, () => clock, dataDir, notices),
        contextOn(eraser, () => clock, dataDir),
        queue,
      )
      await queue.close()
    },
    look: (sql, values = []) => withSuperuser(url, async (client) => (await client.query(sql, values)).rows),
    urlFor,
    problems,
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await Promise.all([app.close(), site.close(), worker.close(), eraser.close()])
      rmSync(dataDir, { recursive: true, force: true })
      await withSuperuser(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}
