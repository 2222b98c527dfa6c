/**
 * Puts the rows of a backup into an empty database: one transaction, which is committed only when every table says again
 * what the backup said. Cut short anywhere, it leaves the database as empty as it was.
 */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import type { WaitingJob } from './backup-snapshot.ts'
import { type BackupTable, copyIn, copyOut, quoted, sameEverywhere, tablesToKeep } from './backup-tables.ts'

/** How many rows, and the SHA-256 of what COPY wrote of them (hex). */
export type Content = { readonly rows: number; readonly sha256: string }

export type TableToLoad = Content & { readonly name: string; readonly columns: readonly string[] }

export type Loaded =
  | { readonly ok: true }
  /** The backup's tables or columns are not those of its own migrations, or the rows read again are not the same. */
  | { readonly ok: false; readonly refusal: 'other-shape' | 'differs'; readonly table: string }

/**
 * Loads all tables as the owner of an empty database of the backup's migrations. Foreign keys and secondary indexes are
 * taken away first and made again when all rows are there: then every constraint is checked over whole tables, the order
 * of the tables does not matter, not even in a circle, and it takes a fraction of the time. `mark` is kept as the
 * database's comment, so that it can be told that, and what, was loaded.
 */
export async function loadTables(given: {
  readonly ownerUrl: string
  readonly tables: readonly TableToLoad[]
  readonly mark: string
  /** What COPY wrote of a table. */
  readonly rowsOf: (table: string) => Readable
  /** Reads to its end what COPY writes now. */
  readonly measure: (rows: Readable) => Promise<Content>
  readonly onTable: (table: string, step: 'load' | 'check') => void
}): Promise<Loaded> {
  const client = new pg.Client({ connectionString: given.ownerUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(sameEverywhere)
    const there = await tablesToKeep(client)
    const other = otherShape(given.tables, there)
    if (other !== undefined) return { ok: false, refusal: 'other-shape', table: other }
    await client.query('begin')
    const restore = await takeAway(client)
    for (const table of given.tables) {
      given.onTable(table.name, 'load')
      await pipeline(given.rowsOf(table.name), client.query(from(copyIn(table))))
    }
    for (const statement of restore) await client.query(statement)
    await setSequences(client)
    for (const table of there) {
      given.onTable(table.name, 'check')
      const said = await given.measure(client.query(to(copyOut(table))))
      const expected = given.tables.find(({ name }) => name === table.name)
      if (said.rows !== expected?.rows || said.sha256 !== expected.sha256) {
        await client.query('rollback')
        return { ok: false, refusal: 'differs', table: table.name }
      }
    }
    for (const statement of forceRowSecurity(await securedTables(client), 'force')) await client.query(statement)
    await client.query(`do $$ begin execute format('comment on database %I is %L', current_database(),
      ${client.escapeLiteral(given.mark)}); end $$`)
    await client.query('commit')
    // Its own statistics would come with time; the first pages should not be slow.
    await client.query('analyze')
    return { ok: true }
  } finally {
    await client.end()
  }
}

/** The first table that only one of the two knows, or of which they know other columns. */
function otherShape(kept: readonly TableToLoad[], there: readonly BackupTable[]): string | undefined {
  const told = (columns: readonly string[] | undefined) => JSON.stringify(columns?.toSorted())
  const names = new Set([...kept, ...there].map(({ name }) => name))
  return [...names].find((name) => {
    const columnsIn = (tables: readonly Pick<BackupTable, 'name' | 'columns'>[]) =>
      tables.find((table) => table.name === name)?.columns
    return told(columnsIn(kept)) !== told(columnsIn(there))
  })
}

/**
 * Takes away what stands in the way of loading, and gives the statements that bring it back: foreign keys, indexes that
 * are no constraint, and the forcing of row security, under which the owner could not copy.
 */
async function takeAway(client: pg.Client): Promise<string[]> {
  const keys = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' and conparentid = 0
    order by 1, 2`)
  const indexes = await client.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not i.indisprimary
      and not exists (select from pg_constraint o where o.conindid = i.indexrelid)
    order by 1`)
  for (const statement of forceRowSecurity(await securedTables(client), 'no force')) await client.query(statement)
  for (const { table, name } of keys.rows) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
  return [
    ...indexes.rows.map(({ definition }) => definition),
    ...keys.rows.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
  ]
}

const forceRowSecurity = (tables: readonly string[], how: 'force' | 'no force'): string[] =>
  tables.map((table) => `alter table public.${quoted(table)} ${how} row level security`)

/** Every table under row security; by rule it is forced on all of them (test/schema.test.ts). */
async function securedTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity order by 1`)
  return rows.map(({ name }) => name)
}

/** Numbers go on after the highest that was given; those of rows that were rolled back nobody has seen. */
async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.oid::regclass::text as "table", quote_ident(a.attname) as "column",
      pg_get_serial_sequence(c.oid::regclass::text, a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null`)
  for (const { table, column, sequence } of rows)
    await client.query(`select setval($1::regclass, max(${column})) from ${table} having max(${column}) is not null`, [
      sequence,
    ])
}

/** Adds jobs that waited, as the worker, to a queue whose schema is there. One that is there already is left alone. */
export async function addWaitingJobs(workerUrl: string, jobs: AsyncIterable<WaitingJob>): Promise<void> {
  const client = new pg.Client({ connectionString: workerUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    for await (const { key, task, payload, queue, runAt, maxAttempts, priority, flags } of jobs)
      await client.query(
        `select graphile_worker.add_job(identifier => $1, payload => $2::json, queue_name => $3, run_at => $4::timestamptz,
           max_attempts => $5, job_key => $6, priority => $7, flags => $8::text[], job_key_mode => 'unsafe_dedupe')`,
        [task, JSON.stringify(payload), queue, runAt, maxAttempts, key, priority, flags],
      )
  } finally {
    await client.end()
  }
}
