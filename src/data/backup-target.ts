/** Looks at the database that a backup is to be restored onto, and changes nothing. */
import pg from 'pg'
import { quoted, tablesToKeep } from './backup-tables.ts'

/** What is known of a database before anything of ours is made there. */
export type Target = {
  /** Any table that is neither ours nor the queue's. */
  readonly foreignTable: string | undefined
  /** Whether our tables are there, perhaps without a row. */
  readonly hasTables: boolean
  /** What a finished load left as the database's comment. */
  readonly mark: string | undefined
}

/** Asks as whoever may connect to the database. */
export async function lookAtTarget(url: string): Promise<Target> {
  return asked(url, async (client) => {
    const { rows } = await client.query<{ ours: boolean; foreign: string | null; mark: string | null }>(`
      select to_regclass('public.schema_migrations') is not null as ours,
        (select min(format('%I.%I', n.nspname, c.relname)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'f', 'm') and n.nspname !~ '^(pg_|information_schema$)'
           and not (n.nspname in ('public', 'graphile_worker') and to_regclass('public.schema_migrations') is not null)
           -- What an extension brought along is nobody's data.
           and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as foreign,
        (select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()) as mark`)
    const [found] = rows
    return {
      hasTables: found?.ours === true,
      foreignTable: found?.foreign ?? undefined,
      mark: found?.mark ?? undefined,
    }
  })
}

/** The first of our tables that has a row, asked as the role that passes row security. */
export const firstTableWithRows = (backupUrl: string): Promise<string | undefined> =>
  asked(backupUrl, async (client) => {
    for (const { name } of await tablesToKeep(client)) {
      const { rows } = await client.query(`select exists (select from public.${quoted(name)}) as some`)
      if (rows[0]?.some === true) return name
    }
    return undefined
  })

/** Whether a role of this address is known to the server with another password: it belongs to another installation. */
export async function isOfOtherPassword(url: string): Promise<boolean> {
  return asked(url, async () => false).catch((error: { code?: string }) => {
    if (error.code === '28P01') return true
    // 28000: may not sign in; 42501 and 3D000: may not come here. None of these speaks of the password.
    if (error.code === '28000' || error.code === '42501' || error.code === '3D000') return false
    throw error
  })
}

async function asked<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
