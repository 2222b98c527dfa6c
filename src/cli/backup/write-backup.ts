/** Writes one backup: tables, waiting jobs, kept files, keys, and last the manifest that vouches for them. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { openSnapshot, type Snapshot } from '../../data/backup-snapshot.ts'
import { hourOf } from '../../domain/calendar/calendar.ts'
import { type BackupDraft, beginBackup, filesOfBackups } from '../../outside/backup-folder.ts'
import type { FileStore } from '../../outside/files.ts'
import type { Secret } from '../../start/secrets.ts'
import { formatNow, type Manifest, writeKeys, writeManifest } from './manifest.ts'

export type Progress = {
  table(name: string, done: number, expected: number): void
  files(done: number): void
}

export type Written = {
  readonly name: string
  readonly manifest: Manifest
  /** Kept files that this backup copied, and their bytes; the others lay there from earlier ones. */
  readonly copied: { readonly count: number; readonly bytes: number }
}

/**
 * Writes a backup into a folder of backups. Nothing that looks like a backup is left when it fails. Files that are
 * missing from the store, or not what their hash says, are named in the manifest and do not keep the rest from being
 * saved.
 */
export async function writeBackup(given: {
  readonly urls: { readonly backup: string; readonly worker: string }
  readonly folder: string
  readonly store: FileStore
  readonly secrets: readonly Secret[]
  readonly passphrase: string
  readonly release: string
  readonly now: Date
  readonly progress: Progress
}): Promise<Written> {
  const draft = await beginBackup(given.folder, given.now)
  let snapshot: Snapshot | undefined
  try {
    snapshot = await openSnapshot(given.urls)
    const manifestKey = randomBytes(32)
    const keys = await writeKeys(draft, { ...given, manifestKey })
    const tables = await writeTables(draft, snapshot, given.progress)
    const queue = await writeQueue(draft, snapshot)
    const { files, copied } = await writeFiles(draft, snapshot, given)
    const manifest: Manifest = {
      format: formatNow,
      id: randomUUID(),
      release: given.release,
      takenAt: given.now.toISOString(),
      migrations: [...snapshot.migrations],
      tables,
      queue,
      files,
      keys,
      checkpoints: await snapshot.checkpoints(),
    }
    await writeManifest(draft, manifest, manifestKey)
    await draft.finish()
    return { name: draft.name, manifest, copied }
  } catch (error) {
    await draft.abandon().catch(() => {})
    throw error
  } finally {
    await snapshot?.close()
  }
}

async function writeTables(draft: BackupDraft, snapshot: Snapshot, progress: Progress): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = []
  for (const table of snapshot.tables) {
    const expected = await snapshot.rowsExpected(table)
    const { written, content } = await draft.pack(`table-${table.name}.copy.gz`, snapshot.copy(table), ({ lines }) =>
      progress.table(table.name, lines, expected),
    )
    // COPY ends each row, and nothing else, with a line's end.
    const { lines: rows, sha256 } = content
    tables.push({ name: table.name, columns: [...table.columns], rows, content: sha256, ...written })
  }
  return tables
}

async function writeQueue(draft: BackupDraft, snapshot: Snapshot): Promise<Manifest['queue']> {
  const lines = async function* () {
    for await (const job of snapshot.jobs()) yield `${JSON.stringify(job)}\n`
  }
  const { written, content } = await draft.pack('queue.jsonl.gz', lines())
  return { jobs: content.lines, ...written }
}

/** Copies the files that lie nowhere beside the earlier backups, a few at a time, each looked at by its hash. */
async function writeFiles(
  draft: BackupDraft,
  snapshot: Snapshot,
  { folder, store, now, progress }: { folder: string; store: FileStore; now: Date; progress: Progress },
): Promise<{ files: Manifest['files']; copied: Written['copied'] }> {
  const kept = filesOfBackups(folder)
  const missing: string[] = []
  const copied = { count: 0, bytes: 0 }
  let [count, total] = [0, 0]

  const copy = async (hash: Buffer): Promise<{ hex: string; bytes: number } | undefined> => {
    const hex = hash.toString('hex')
    const source = await store.open(hash)
    if (!source) return undefined
    const there = await kept.open(hash)
    await there?.close()
    if (there?.size === source.size) {
      await source.close()
      return { hex, bytes: source.size }
    }
    const bytes = await buffer(source.stream())
    if (!createHash('sha256').update(bytes).digest().equals(hash)) return undefined
    // Half a file under the name of a whole one would be left as it is.
    if (there) await kept.remove(hash, new Date(8.64e15))
    await kept.put(bytes, hash, hourOf(now))
    copied.count += 1
    copied.bytes += bytes.length
    return { hex, bytes: bytes.length }
  }
  const lines = async function* () {
    for await (const few of inGroups(snapshot.fileHashes(), 4)) {
      const done = await Promise.all(few.map(copy))
      for (const [index, one] of done.entries()) {
        if (!one) {
          missing.push((few[index] as Buffer).toString('hex'))
          continue
        }
        count += 1
        total += one.bytes
        yield `${one.hex} ${one.bytes}\n`
      }
      progress.files(count)
    }
  }
  const { written } = await draft.pack('files.txt.gz', lines())
  return { files: { count, total, missing, ...written }, copied }
}

async function* inGroups<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let group: Item[] = []
  for await (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
