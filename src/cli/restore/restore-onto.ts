/**
 * Puts a checked backup in its place. What comes before the rows may be done twice: keys, files, roles, tables, waiting
 * jobs. The rows come in one transaction, so that a restore cut short is either not loaded or loaded whole.
 */
import { buffer } from 'node:stream/consumers'
import { addWaitingJobs, loadTables } from '../../data/backup-load.ts'
import type { WaitingJob } from '../../data/backup-snapshot.ts'
import { openQueue } from '../../data/queue.ts'
import { urlAs } from '../../data/roles.ts'
import { hourOf } from '../../domain/calendar/calendar.ts'
import { linesOf, measure, unpacked } from '../../outside/backup-folder.ts'
import type { FileStore } from '../../outside/files.ts'
import type { Keys } from '../../start/keys.ts'
import { type DatabaseServer, prepareDatabase } from '../../start/open-database.ts'
import type { Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { type CheckedBackup, hashesOf } from './check-backup.ts'
import { markOf } from './empty-place.ts'

const words = sentences.restore

/** Puts the kept files into the store, those that are damaged left out. Gives how many there are now. */
export async function restoreFiles(
  { backup, manifest, damaged }: CheckedBackup,
  store: FileStore,
  terminal: Terminal,
): Promise<number> {
  let done = 0
  for await (const hex of hashesOf(backup, manifest.files.file)) {
    if (damaged.has(hex)) continue
    const hash = Buffer.from(hex, 'hex')
    const opened = await backup.files.open(hash)
    if (!opened) throw new Error(`the kept file ${hex} has gone while the backup was restored`)
    await store.put(await buffer(opened.stream()), hash, hourOf(new Date()))
    done += 1
    if (done % 20 === 0) terminal.progress(words.restoringFiles(done, manifest.files.count))
  }
  return done
}

/**
 * Makes roles and tables as they were in the backup, adds the jobs that waited and loads the rows. Gives undefined when
 * all is there, else the sentence why nothing is.
 */
export async function restoreDatabase(
  { backup, manifest }: CheckedBackup,
  server: DatabaseServer,
  keys: Keys,
  terminal: Terminal,
): Promise<string | undefined> {
  const files = manifest.migrations.map(({ file }) => file)
  await prepareDatabase(server.url, server.database, keys, files)
  const as = (role: 'jieyou_owner' | 'jieyou_worker') => urlAs(server.url, server.database, role, keys.rolePasswords)

  terminal.progress(words.loading(words.jobs))
  const queue = await openQueue({ url: as('jieyou_worker'), onError: () => {} })
  await queue.close()
  await addWaitingJobs(as('jieyou_worker'), jobsIn(linesOf(backup, manifest.queue.file)))

  const packed = new Map(manifest.tables.map(({ name, file }) => [name, file]))
  const loaded = await loadTables({
    ownerUrl: as('jieyou_owner'),
    tables: manifest.tables.map(({ name, columns, rows, content }) => ({ name, columns, rows, sha256: content })),
    mark: markOf(manifest.id),
    rowsOf: (table) => unpacked(backup, packed.get(table) as string),
    measure: async (rows) => {
      const { lines, sha256 } = await measure(rows)
      return { rows: lines, sha256 }
    },
    onTable: (table, step) => terminal.progress(step === 'load' ? words.loading(table) : words.comparing(table)),
  })
  if (loaded.ok) return undefined
  return loaded.refusal === 'other-shape' ? words.otherShape(loaded.table) : words.differs(loaded.table)
}

async function* jobsIn(lines: AsyncIterable<string>): AsyncGenerator<WaitingJob> {
  // The lines were written by waitingJobs, and their checksum has been compared.
  for await (const line of lines) if (line !== '') yield JSON.parse(line) as WaitingJob
}
