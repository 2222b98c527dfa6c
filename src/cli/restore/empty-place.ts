/** A backup is restored onto nothing: the data folder and the database are looked at, and left as they are. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { firstTableWithRows, isOfOtherPassword, lookAtTarget } from '../../data/backup-target.ts'
import { rolesOf } from '../../data/condition.ts'
import { owner, type RolePasswords, urlAs } from '../../data/roles.ts'
import type { DatabaseServer } from '../../start/open-database.ts'
import type { Secret } from '../../start/secrets.ts'
import { unfinishedRestore } from '../../start/unfinished-restore.ts'
import { sentences } from '../words.ts'

const words = sentences.restore

/** What a restored database is marked with, from the moment its rows are there. */
export const markOf = (id: string): string => `Jieyou: restored from the backup ${id}`

/** Why the folder cannot take this backup; undefined when it is empty, or was begun to be filled with it. */
export async function whyNotThisFolder(dataDir: string, id: string): Promise<string | undefined> {
  const begun = await unfinishedRestore(dataDir)
  if (begun !== undefined) return begun === id ? undefined : words.otherRestore(dataDir)
  for (const name of ['postgres', 'keys', 'files']) {
    const found = await readdir(join(dataDir, name)).catch((error: { code?: string }) => {
      if (error.code !== 'ENOENT') throw error
      return []
    })
    if (found.length > 0) return words.folderNotEmpty(dataDir, name)
  }
  return undefined
}

/**
 * Whether the database has nothing in it (our empty tables are nothing), or already all rows of this very backup, from a
 * restore that was cut short after that; or the sentence why it cannot be used.
 */
export async function lookAtDatabase(
  { url, database }: DatabaseServer,
  given: { id: string; begun: boolean; secrets: readonly Secret[] },
): Promise<{ ok: true; isLoaded: boolean } | { ok: false; sentence: string }> {
  const refused = (sentence: string) => ({ ok: false, sentence }) as const
  const passwords = rolePasswordsIn(given.secrets)
  const as = (role: keyof RolePasswords) => urlAs(url, database, role, passwords)
  const { foreignTable, hasTables, mark } = await lookAtTarget(url)
  if (foreignTable !== undefined) return refused(words.databaseNotEmpty(foreignTable))
  if (await hasOwner(url)) {
    if (await isOfOtherPassword(as(owner)))
      return refused(hasTables ? words.databaseNotEmpty('districts') : words.otherRoles)
  } else if (hasTables) return refused(words.databaseNotEmpty('districts'))
  if (!hasTables) return { ok: true, isLoaded: false }
  const table = await firstTableWithRows(as('jieyou_backup'))
  if (table === undefined) return { ok: true, isLoaded: false }
  return given.begun && mark === markOf(given.id)
    ? { ok: true, isLoaded: true }
    : refused(words.databaseNotEmpty(table))
}

async function hasOwner(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await rolesOf(client)).some(({ name }) => name === owner)
  } finally {
    await client.end()
  }
}

function rolePasswordsIn(secrets: readonly Secret[]): RolePasswords {
  const file = secrets.find(({ name }) => name === 'jieyou.json')
  if (!file) throw new Error('there is no jieyou.json among the keys of this backup')
  const form = z.object({ rolePasswords: z.record(z.string(), z.string()) })
  return form.parse(JSON.parse(file.bytes.toString('utf8'))).rolePasswords as RolePasswords
}
