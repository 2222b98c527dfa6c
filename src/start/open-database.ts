/** From settings to a database that is there, migrated, and open for each role that needs it. */
import pg from 'pg'
import { type Database, openDatabase } from '../data/db.ts'
import { migrate } from '../data/migrate.ts'
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

/**
 * Opens the database: the embedded one of the data folder, or the server DATABASE_URL names (its database is used as it
 * is). Makes roles and schema as far as they are missing.
 */
export async function openMigratedDatabase(
  settings: Settings,
  keys: Keys,
  given: { say: (line: string) => void; onError: (where: string, code: string) => void },
): Promise<OpenedDatabase> {
  const embedded = settings.databaseUrl
    ? undefined
    : await openEmbeddedPostgres({ dataDir: settings.dataDir, durable: true, say: given.say })
  try {
    const serverUrl = settings.databaseUrl ?? (await withOwnDatabase(embedded?.ownerUrl ?? ''))
    const database = decodeURIComponent(new URL(serverUrl).pathname.slice(1))
    await prepareDatabase(serverUrl, database, keys)
    const pools: Database[] = []
    const urlFor = (role: LoginRole) => urlAs(serverUrl, database, role, keys.rolePasswords)
    return {
      urlFor,
      pool: (role, size) => {
        const pool = openDatabase({ url: urlFor(role), size, onError: (code) => given.onError(role, code) })
        pools.push(pool)
        return pool
      },
      close: async () => {
        await Promise.all(pools.map((pool) => pool.close()))
        await embedded?.close()
      },
    }
  } catch (error) {
    await embedded?.close()
    throw error
  }
}

/** Makes roles and schema of one database as far as they are missing; refuses one whose encoding cannot hold Chinese. */
export async function prepareDatabase(serverUrl: string, database: string, keys: Keys): Promise<void> {
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
  await migrate(urlAs(serverUrl, database, 'jieyou_owner', keys.rolePasswords))
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
