/** A place for backups and restores: folders of its own, databases of the tests' server, and commands on them. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { fixtureKeys } from '../../tools/fixture/keys.ts'
import { jieyou } from '../started.ts'
import { ledgerSeed } from '../world.ts'

export const passphrase = '善桥的路灯都亮了 2026'

/** Where a program finds its data: the settings an operator gives it. */
export type Settings = Readonly<Record<string, string>> & { readonly DATA_DIR: string }

export type BackupPlace = {
  readonly folder: string
  /** Where backups are put. */
  readonly backups: string
  /** Whole backups, oldest first. */
  names(): string[]
  /** A data folder with the keys of the tests, for a database that is there. */
  keyed(databaseUrl: string, dataDir?: string): Settings
  /** An empty data folder, and an empty database of the tests' server. */
  empty(): Promise<Settings & { readonly DATABASE_URL: string }>
  backup(settings: Settings, ...more: string[]): ReturnType<typeof jieyou>
  restore(settings: Settings, ...more: string[]): ReturnType<typeof jieyou>
} & AsyncDisposable

export async function backupPlace(): Promise<BackupPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-backup-'))
  const backups = join(folder, 'backups')
  const made: string[] = []
  let count = 0
  return {
    folder,
    backups,
    names: () => {
      try {
        return readdirSync(backups).filter((name) => /^\d{4}-.*Z$/.test(name))
      } catch {
        return []
      }
    },
    keyed: (databaseUrl, dataDir = join(folder, `data-${count++}`)) => {
      mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
      const { identity, imports, rolePasswords } = fixtureKeys
      const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
      const keys = { identity: hex(identity), imports: hex(imports), rolePasswords }
      writeFileSync(join(dataDir, 'keys', 'jieyou.json'), JSON.stringify(keys), { mode: 0o600 })
      writeFileSync(join(dataDir, 'keys', 'ledger-1.key'), `${hex(ledgerSeed)}\n`, { mode: 0o600 })
      return { DATA_DIR: dataDir, DATABASE_URL: databaseUrl }
    },
    empty: async () => {
      const name = `restored_${randomBytes(6).toString('hex')}`
      await asked(inject('ownerUrl'), `create database ${name}`)
      made.push(name)
      const url = new URL(inject('ownerUrl'))
      url.pathname = `/${name}`
      return { DATA_DIR: join(folder, `empty-${count++}`), DATABASE_URL: url.toString() }
    },
    backup: (settings, ...more) =>
      jieyou({ BACKUP_PASSPHRASE: passphrase, ...settings }, ['backup', '--to', backups, ...more]),
    restore: (settings, ...more) =>
      jieyou({ BACKUP_PASSPHRASE: passphrase, ...settings }, [
        'restore',
        ...(more.includes('--from') ? [] : ['--from', backups]),
        ...more,
      ]),
    [Symbol.asyncDispose]: async () => {
      for (const name of made) await asked(inject('ownerUrl'), `drop database ${name} with (force)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function asked<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Every row of every table, and what the sequences would give next. */
export async function contentsOf(url: string): Promise<Record<string, unknown[]>> {
  const tables = await asked<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const contents: Record<string, unknown[]> = {}
  for (const { name } of tables)
    contents[name] = (await asked<{ row: string }>(url, `select t::text as row from ${name} t order by 1`)).map(
      ({ row }) => row,
    )
  return contents
}

/** The jobs that wait, as the queue would do them. */
export const jobsOf = async (url: string): Promise<unknown[]> =>
  asked(
    url,
    `select t.identifier, j.payload, j.key, j.run_at, j.max_attempts, j.priority
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.key`,
  )

/** Every file below a folder by its path there, with what is in it. */
export const filesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path), readFileSync(path).toString('base64')]),
  )
