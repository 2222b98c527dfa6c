/** Brings the schema up to date: numbered SQL files, forward only, each in a transaction, never edited afterwards. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** The files in order: `0001-what-it-does.sql`. */
export const migrationFiles = (): string[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()

/**
 * Applies what is missing as the owner; safe to start on two machines at once, and again after a stop half-way.
 * Returns the names of what was applied. Throws when an applied file was edited, or when the database is newer.
 * With `files`, only those: a backup is loaded into the schema of its own release.
 */
export async function migrate(ownerUrl: string, files: readonly string[] = migrationFiles()): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`set lock_timeout = '5s'`)
    await ensureTable(client)
    const applied: string[] = []
    for (const file of files) if (await applyAgain(client, file)) applied.push(file)
    await refuseNewer(client)
    return applied
  } finally {
    await client.end()
  }
}

/** How far a database has come, by file. */
export type MigrationState = {
  readonly applied: readonly string[]
  /** Not yet applied. */
  readonly pending: readonly string[]
  /** Applied in another wording than the one this release has. */
  readonly changed: readonly string[]
  /** Applied by a newer release. */
  readonly newer: readonly string[]
}

/** Looks how far a database has come, and changes nothing. */
export async function migrationState(ownerUrl: string): Promise<MigrationState> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const files = migrationFiles()
    const known = await client.query(`select to_regclass('public.schema_migrations') as name`)
    if (!known.rows[0]?.name) return { applied: [], pending: files, changed: [], newer: [] }
    const { rows } = await client.query<{ file: string; sha256: string }>(
      'select file, sha256 from schema_migrations order by file',
    )
    const hashes = new Map(rows.map(({ file, sha256 }) => [file, sha256]))
    return {
      applied: files.filter((file) => hashes.has(file)),
      pending: files.filter((file) => !hashes.has(file)),
      changed: files.filter((file) => hashes.has(file) && hashes.get(file) !== hashOf(readFileSync(folder + file))),
      newer: [...hashes.keys()].filter((file) => file > (files.at(-1) ?? '')),
    }
  } finally {
    await client.end()
  }
}

/** SHA-256 of a migration of this release (hex); undefined where it has none of this name. */
export const hashOfMigration = (file: string): string | undefined =>
  migrationFiles().includes(file) ? hashOf(readFileSync(folder + file)) : undefined

const hashOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

async function ensureTable(client: pg.Client): Promise<void> {
  const known = await client.query(`select to_regclass('public.schema_migrations') as name`)
  if (known.rows[0]?.name) return
  await client
    .query('create table schema_migrations (file text primary key, sha256 text not null)')
    .catch((error: { code?: string }) => {
      // Another program made it a moment ago.
      if (error.code !== '42P07' && error.code !== '23505') throw error
    })
}

/**
 * A migration and a program that works meanwhile may each hold a table that the other wants. The database then takes one
 * of them back as a whole, and when that was the migration, it is made again.
 */
async function applyAgain(client: pg.Client, file: string): Promise<boolean> {
  for (let attempt = 1; ; attempt++)
    try {
      return await apply(client, file)
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01' || attempt === 5) throw error
    }
}

async function apply(client: pg.Client, file: string): Promise<boolean> {
  const text = readFileSync(folder + file, 'utf8')
  const sha256 = hashOf(text)
  await client.query('begin')
  try {
    // Two programs at once: the second waits here until the first has committed, and then sees its row.
    await client.query(`set local lock_timeout = '5min'`)
    await client.query('lock table schema_migrations in exclusive mode')
    const known = await client.query('select sha256 from schema_migrations where file = $1', [file])
    if (known.rowCount === 0) {
      await client.query(`set local lock_timeout = '5s'`)
      await lockFirst(client, text)
      await client.query(text)
      await client.query('insert into schema_migrations (file, sha256) values ($1, $2)', [file, sha256])
    } else if (known.rows[0].sha256 !== sha256) {
      throw new Error(`${file} was changed after it had been applied to this database`)
    }
    await client.query('commit')
    return known.rowCount === 0
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/**
 * Takes the tables that a migration names in its first line (`--! locks a, b` for what it changes, `--! holds a, b` for
 * what it only refers to or makes an index on), all of them or none: whoever works meanwhile is never waited for while
 * something of theirs is held, so neither side has to be taken back.
 */
async function lockFirst(client: pg.Client, text: string): Promise<void> {
  const [, verb, names] = /^--! (locks|holds) ([a-z_., ]+)\n/.exec(text) ?? []
  if (!names) return
  const mode = verb === 'locks' ? 'access exclusive' : 'share row exclusive'
  const [first, ...others] = names.split(', ').map((name) => `lock table ${name} in ${mode} mode`)
  const locks = [first, ...others.map((lock) => `${lock} nowait`)].map((lock) => `${lock};`).join(' ')
  await client.query(`do $$ begin
    for attempt in 1..3000 loop
      begin ${locks} return;
      exception when lock_not_available then perform pg_sleep(0.01);
      end;
    end loop;
    raise lock_not_available;
  end $$`)
}

async function refuseNewer(client: pg.Client): Promise<void> {
  const last = migrationFiles().at(-1) ?? ''
  const newer = await client.query('select file from schema_migrations where file > $1 order by file', [last])
  const [first] = newer.rows
  if (first) throw new Error(`this database was migrated by a newer release (${first.file}); install that release`)
}
