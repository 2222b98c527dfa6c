/**
 * One consistent look at the whole database while others go on writing: every table by the role that passes row
 * security, and the queue of jobs by the worker's role, which shares the same snapshot. An event that the relay passes
 * on meanwhile is therefore found in the outbox, or its job in the queue, and never in neither.
 */
import type { Readable } from 'node:stream'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { type BackupTable, copyOut, quoted, sameEverywhere, tablesToKeep } from './backup-tables.ts'

/** A job that waits, with all that adding it again needs. */
export type WaitingJob = {
  /** Its key in the queue; a name of its own where it has none, so that adding it twice adds it once. */
  readonly key: string
  readonly task: string
  readonly payload: unknown
  readonly queue: string | null
  readonly runAt: string
  readonly maxAttempts: number
  readonly priority: number
  readonly flags: readonly string[] | null
}

/** The last checkpoint of a district's ledger. */
export type LastCheckpoint = { readonly district: number; readonly size: number; readonly note: string }

export type Snapshot = {
  readonly migrations: readonly { readonly file: string; readonly sha256: string }[]
  readonly tables: readonly BackupTable[]
  /** The rows of one table, as COPY writes them. One table at a time, each read to its end. */
  copy(table: BackupTable): Readable
  /** About how many rows a table has, for showing how far one has come. */
  rowsExpected(table: BackupTable): Promise<number>
  /** The jobs that wait or are being done. */
  jobs(): AsyncGenerator<WaitingJob>
  /** The hashes of all files and previews that rows refer to. */
  fileHashes(): AsyncGenerator<Buffer>
  /** The last checkpoint of each district; none where the database keeps no ledger. */
  checkpoints(): Promise<LastCheckpoint[]>
  close(): Promise<void>
}

/**
 * Opens a snapshot. Every table is locked against changes of its shape first, as no snapshot protects from those; rows
 * are written as before. Throws when a table may not be read, or was changed between two looks.
 */
export async function openSnapshot(urls: { backup: string; worker: string }): Promise<Snapshot> {
  const client = await connected(urls.backup)
  let worker: pg.Client | undefined
  const close = async () => {
    await Promise.allSettled([client.end(), worker?.end()])
  }
  try {
    await client.query(sameEverywhere)
    const tables = await tablesToKeep(client)
    const unreadable = await firstUnreadable(client, tables)
    if (unreadable !== undefined) throw new Error(`the role jieyou_backup may not read the table ${unreadable}`)
    await client.query('begin isolation level repeatable read read only')
    // LOCK takes no snapshot: the first look after it does, when nobody can change a table any more.
    const names = ['schema_migrations', ...tables.map(({ name }) => name)].map((name) => `public.${quoted(name)}`)
    await client.query(`lock table ${names.join(', ')} in access share mode`)
    if (JSON.stringify(await tablesToKeep(client)) !== JSON.stringify(tables))
      throw new Error('the database was migrated at this very moment; begin again')
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id')
    worker = await sharing(urls.worker, rows[0]?.id ?? '')
    const queue = worker
    const migrations = await client.query<{ file: string; sha256: string }>(
      'select file, sha256 from schema_migrations order by file',
    )
    return {
      migrations: migrations.rows,
      tables,
      copy: (table) => client.query(to(copyOut(table))),
      rowsExpected: async ({ name }) => {
        const asked = `select greatest(reltuples, 0)::float8 as rows from pg_class where oid = $1::regclass`
        return (await client.query<{ rows: number }>(asked, [`public.${quoted(name)}`])).rows[0]?.rows ?? 0
      },
      jobs: () => waitingJobs(queue),
      fileHashes: () => neededFiles(client),
      checkpoints: () => lastCheckpoints(client),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'jieyou-backup',
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function firstUnreadable(client: pg.Client, tables: readonly BackupTable[]): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) name where not has_table_privilege(format('public.%I', name), 'select') limit 1`,
    [tables.map(({ name }) => name)],
  )
  return rows[0]?.name
}

/** A connection that sees exactly what another one's transaction sees. */
async function sharing(url: string, snapshot: string): Promise<pg.Client> {
  const client = await connected(url)
  try {
    await client.query(sameEverywhere)
    await client.query('begin isolation level repeatable read read only')
    await client.query(`set transaction snapshot ${client.escapeLiteral(snapshot)}`)
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}

/** Rows by the thousand, so that memory stays small however many there are. */
async function* cursor<Row extends pg.QueryResultRow>(client: pg.Client, select: string): AsyncGenerator<Row> {
  await client.query(`declare reading no scroll cursor for ${select}`)
  for (;;) {
    const { rows } = await client.query<Row>('fetch 1000 from reading')
    if (rows.length === 0) break
    yield* rows
  }
  await client.query('close reading')
}

const isThere = async (client: pg.Client, relation: string): Promise<boolean> =>
  (await client.query(`select to_regclass($1) is not null as there`, [relation])).rows[0]?.there === true

/** What they are to do stands in a table the queue calls private, and nowhere else; they are added through its door. */
async function* waitingJobs(client: pg.Client): AsyncGenerator<WaitingJob> {
  if (!(await isThere(client, 'graphile_worker._private_jobs'))) return
  yield* cursor<WaitingJob>(
    client,
    `select coalesce(j.key, 'restored:' || j.id) as key, t.identifier as task, j.payload, q.queue_name as queue,
       to_json(j.run_at) #>> '{}' as "runAt", j.max_attempts as "maxAttempts", j.priority,
       case when j.flags is not null then array(select jsonb_object_keys(j.flags)) end as flags
     from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
     order by j.id`,
  )
}

async function* neededFiles(client: pg.Client): AsyncGenerator<Buffer> {
  if (!(await isThere(client, 'public.files'))) return
  const all = `select hash from files union select thumbnail_hash from files where thumbnail_hash is not null`
  for await (const { hash } of cursor<{ hash: Buffer }>(client, all)) yield hash
}

async function lastCheckpoints(client: pg.Client): Promise<LastCheckpoint[]> {
  if (!(await isThere(client, 'public.ledger_checkpoints'))) return []
  const { rows } = await client.query<LastCheckpoint>(`
    select distinct on (district_id) district_id as district, size::float8 as size, note
    from ledger_checkpoints order by district_id, size desc`)
  return rows
}
