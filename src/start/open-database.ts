/** From settings to a database that is there, migrated, and open for each role that needs it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '../data/db.ts'
import { migrate, migrationFiles } from '../data/migrate.ts'
import { createRoles, type LoginRole, urlAs } from '../data/roles.ts'
import { openEmbeddedPostgres } from './embedded-postgres.ts'
import type { Keys } from './keys.ts'
import type { Settings } from './settings.ts'

const name = 'jieyou'

export type OpenedDatabase = {
  /** A connection string for one of our roles. */
  urlFor(role: LoginRole): string
  /** A pool for one of our roles. */
  pool(role: LoginRole, size: number): Database
  close(): Promise<void>
}

/** A database server that answers, and the name of our database there. */
export type DatabaseServer = {
  /** As the one who may make roles, to our database. */
  readonly url: string
  readonly database: string
  /** The embedded server was already running when we came; undefined for a server of one's own. */
  readonly joined: boolean | undefined
  /** Leaves it; the embedded server stops when nobody else uses it. */
  close(): Promise<void>
}

/** Whether there is a database to open: a server of one's own is taken at its word. */
export const hasDatabase = ({ databaseUrl, dataDir }: Settings): boolean =>
  databaseUrl !== undefined || existsSync(join(dataDir, 'postgres', 'PG_VERSION'))

/**
 * Opens the server: the embedded one of the data folder, or the one DATABASE_URL names (its database is used as it is).
 * Roles and schema are left as they are.
 */
export async function openServer(settings: Settings, say: (line: string) => void): Promise<DatabaseServer> {
  if (settings.databaseUrl !== undefined) return serverAt(settings.databaseUrl, undefined, async () => {})
  const embedded = await openEmbeddedPostgres({ dataDir: settings.dataDir, durable: true, say })
  try {
    return serverAt(await withOwnDatabase(embedded.ownerUrl), embedded.joined, () => embedded.close())
  } catch (error) {
    await embedded.close()
    throw error
  }
}

const serverAt = (url: string, joined: boolean | undefined, close: () => Promise<void>): DatabaseServer => ({
  url,
  database: decodeURIComponent(new URL(url).pathname.slice(1)),
  joined,
  close,
})

/** Pools for our roles on a server that is open; closing them closes the server too. */
export function openPools(
  server: DatabaseServer,
  keys: Keys,
  onError: (where: string, code: string) => void,
): OpenedDatabase {
  const pools: Database[] = []
  const urlFor = (role: LoginRole) => urlAs(server.url, server.database, role, keys.rolePasswords)
  return {
    urlFor,
    pool: (role, size) => {
      const pool = openDatabase({ url: urlFor(role), size, onError: (code) => onError(role, code) })
      pools.push(pool)
      return pool
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.close()))
      await server.close()
    },
  }
}

/** Opens the database and makes roles and schema as far as they are missing. */
export async function openMigratedDatabase(
  settings: Settings,
  keys: Keys,
  given: { say: (line: string) => void; onError: (where: string, code: string) => void },
): Promise<OpenedDatabase> {
  const server = await openServer(settings, given.say)
  try {
    await prepareDatabase(server.url, server.database, keys)
    return openPools(server, keys, given.onError)
  } catch (error) {
    await server.close()
    throw error
  }
}

/**
 * Makes roles and schema of one database as far as they are missing (up to the migrations named), and gives those applied. Fails on a
 * database whose encoding cannot hold Chinese.
 */
export async function prepareDatabase(
  serverUrl: string,
  database: string,
  keys: Keys,
  files: readonly string[] = migrationFiles(),
): Promise<string[]> {
  const client = new pg.Client({ connectionString: serverUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ server_encoding: string }>('show server_encoding')
    if (rows[0]?.server_encoding !== 'UTF8') throw new Error('the database is not encoded in UTF8')
    await createRoles(client, database, keys.rolePasswords)
  } finally {
    await client.end()
  }
  return migrate(urlAs(serverUrl, database, 'jieyou_owner', keys.rolePasswords), files)
}

async function withOwnDatabase(superuserUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const known = await client.query('select 1 from pg_database where datname = $1', [name])
    if (known.rowCount === 0)
      await client.query(`create database ${name}`).catch((error: { code?: string }) => {
        // Another program made it a moment ago.
        if (error.code !== '42P04' && error.code !== '23505') throw error
      })
  } finally {
    await client.end()
  }
  const url = new URL(superuserUrl)
  url.pathname = `/${name}`
  return url.toString()
}
