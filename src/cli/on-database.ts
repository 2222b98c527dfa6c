/** How a verb comes to the database: it joins the running one or starts it, works, and leaves it as it was. */
import pg from 'pg'
import type { Context } from '../actions/context.ts'
import { opens, rolesOf } from '../data/condition.ts'
import { allDistricts, type District } from '../data/districts/read.ts'
import { type MigrationState, migrationFiles, migrationState } from '../data/migrate.ts'
import { owner, urlAs } from '../data/roles.ts'
import { codeOf } from '../domain/shared/error-code.ts'
import { type Keys, readKeys, readOrMakeKeys } from '../start/keys.ts'
import { liveContext } from '../start/live-context.ts'
import { type DatabaseServer, hasDatabase, openPools, openServer, prepareDatabase } from '../start/open-database.ts'
import { ownSettings, type Settings } from '../start/settings.ts'
import { refuseUnfinishedRestore } from '../start/unfinished-restore.ts'
import { exitCode, type Terminal } from './verb.ts'
import { sentences } from './words.ts'

const words = sentences.database

export type OnServer = { readonly settings: Settings; readonly keys: Keys; readonly server: DatabaseServer }

/**
 * What a verb may make where it is missing: nothing; the roles and keys of a database that is there; or the database
 * itself, too.
 */
export type Making = 'nothing' | 'roles' | 'everything'

/**
 * Lets `work` have the server and its keys, and gives the exit code. The server is left in order however the work ends,
 * also by Ctrl-C. Keys that do not belong to the database are refused, and nothing here fills a demonstration.
 */
export async function onServer(
  terminal: Terminal,
  making: Making,
  work: (on: OnServer) => Promise<number>,
): Promise<number> {
  const read = ownSettings()
  if (!read.ok) {
    terminal.warn(words.faultySettings)
    for (const fault of read.faults) terminal.warn(`  ${fault}`)
    return exitCode.misused
  }
  const settings = read.value
  const refused = (sentence: string) => {
    terminal.warn(sentence)
    return exitCode.failed
  }
  if (making !== 'everything' && !hasDatabase(settings)) return refused(words.nothingThere(settings.dataDir))
  let server: DatabaseServer | undefined
  const leaving = leaveOnSignal(terminal, async () => server?.close())
  try {
    await refuseUnfinishedRestore(settings.dataDir)
    const known = await readKeys(settings.dataDir)
    if (!known && making === 'nothing') return refused(words.noKeys(settings.dataDir))
    server = await openServer(settings, terminal.warn)
    if (await isOfOtherKeys(server, known))
      return refused(known ? words.wrongKeys(settings.dataDir) : words.noKeys(settings.dataDir))
    const keys = known ?? (await readOrMakeKeys(settings.dataDir))
    return await work({ settings, keys, server })
  } catch (error) {
    return refused(problemOf(error, settings))
  } finally {
    leaving.done()
    await server?.close()
  }
}

/**
 * Lets `work` act on a database that is of this release. With `everything`, it is brought to this release; else one that
 * is not is refused.
 */
export function onDatabase(
  terminal: Terminal,
  making: Making,
  work: (context: Context, settings: Settings) => Promise<number>,
): Promise<number> {
  return onServer(terminal, making, async ({ settings, keys, server }) => {
    if (making === 'everything') await prepareDatabase(server.url, server.database, keys)
    else {
      const refused = whyNotOfThisRelease(await stateOf({ server, keys }))
      if (refused !== undefined) {
        terminal.warn(refused)
        return exitCode.failed
      }
    }
    // The server is closed by onServer, after the pools.
    const pools = openPools({ ...server, close: async () => {} }, keys, (where, code) =>
      terminal.warn(words.unreachable(`${where} ${code}`)),
    )
    try {
      return await work(liveContext(pools.pool('jieyou_app', 4), keys, settings.dataDir), settings)
    } finally {
      await pools.close()
    }
  })
}

/** How far the database has come. Where our roles are missing, nothing can have been applied. */
export async function stateOf({ server, keys }: Pick<OnServer, 'server' | 'keys'>): Promise<MigrationState> {
  const hasOwner = await asked(server, async (client) => (await rolesOf(client)).some(({ name }) => name === owner))
  if (!hasOwner) return { applied: [], pending: migrationFiles(), changed: [], newer: [] }
  return migrationState(urlAs(server.url, server.database, owner, keys.rolePasswords))
}

/**
 * Whether the database is in use with other keys than these. New passwords would lock the running program out, and a
 * new key could not read the names residents gave.
 */
async function isOfOtherKeys(server: DatabaseServer, keys: Keys | undefined): Promise<boolean> {
  if (!(await asked(server, hasTables))) return false
  return !keys || !(await opens(urlAs(server.url, server.database, owner, keys.rolePasswords)))
}

/** Whether the product's tables are there. */
export const hasTables = async (client: Pick<pg.Client, 'query'>): Promise<boolean> =>
  (await client.query(`select to_regclass('public.schema_migrations') is not null as there`)).rows[0]?.there === true

async function asked<Result>({ url }: DatabaseServer, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function whyNotOfThisRelease({ pending, newer }: MigrationState): string | undefined {
  if (newer[0] !== undefined) return words.newer(newer[0])
  return pending.length > 0 ? words.pending(pending.length) : undefined
}

/** The district meant: the one named, or the only one there is. */
export async function districtFor(
  context: Context,
  typed: string | undefined,
): Promise<{ ok: true; value: District } | { ok: false; sentence: string }> {
  const districts = await allDistricts(context.database)
  const [first] = districts
  if (!first) return { ok: false, sentence: words.noDistrict }
  if (typed === undefined)
    return districts.length === 1
      ? { ok: true, value: first }
      : { ok: false, sentence: words.whichDistrict(districts.map(({ prefix }) => prefix)) }
  const found = districts.find(({ prefix }) => prefix === typed.toUpperCase())
  return found ? { ok: true, value: found } : { ok: false, sentence: words.noSuchDistrict(typed) }
}

/** What may be told of an error: our own sentences, and of a database's only the code. Anything else is a bug. */
export function problemOf(error: unknown, { dataDir }: Pick<Settings, 'dataDir'>): string {
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string }
  if (code === '28P01') return words.wrongKeys(dataDir)
  if (typeof code === 'string') return words.unreachable(codeOf(error))
  if (name === 'Error' && message !== undefined) return words.unreachable(message)
  throw error
}

/** Ctrl-C and its like end a command in order: the database that it started is stopped, not left running. */
export function leaveOnSignal(terminal: Terminal, close: () => Promise<unknown>) {
  const leave = (signal: NodeJS.Signals) => {
    terminal.warn(words.stopped)
    close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.once(signal, leave)
  return {
    done: () => {
      for (const signal of signals) process.off(signal, leave)
    },
  }
}
