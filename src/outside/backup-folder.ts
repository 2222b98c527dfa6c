/**
 * Where backups lie: a folder with one dated folder for each, and beside them the kept files of all, found by hash, so
 * that a photo is copied once however often a backup is made. A backup is written under another name, synced, and
 * renamed when it is whole: what has a date for a name is complete.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { type FileStore, openFolderStore } from './files.ts'

/** The name of a backup: the UTC second it was begun in, with no sign that a file system might refuse. */
export const backupName = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
const named = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/
const unfinished = '.unfinished-'

/** Bytes that went by: how many, how many of them ended a line, and their SHA-256 (hex). */
export type Measure = { readonly bytes: number; readonly lines: number; readonly sha256: string }

/** A file of a backup, as it lies there, and what is in it before packing. */
export type WrittenFile = { readonly file: string; readonly bytes: number; readonly sha256: string }

export type BackupDraft = {
  readonly name: string
  /** Packs a stream into a file. `onProgress` hears what has gone by. */
  pack(
    file: string,
    source: Readable | AsyncIterable<string | Buffer>,
    onProgress?: (soFar: { bytes: number; lines: number }) => void,
  ): Promise<{ written: WrittenFile; content: Measure }>
  /** Writes a small file as it is. */
  write(file: string, bytes: Uint8Array): Promise<WrittenFile>
  /** Gives it its name; from now on it is a backup. */
  finish(): Promise<void>
  /** Removes what there is of it. */
  abandon(): Promise<void>
}

/** The kept files of all backups of a folder. */
export const filesOfBackups = (folder: string): FileStore => openFolderStore(join(folder, 'files'))

/** Begins a backup. What an earlier one left behind that was killed is cleared away. Fails where the name is taken. */
export async function beginBackup(folder: string, at: Date): Promise<BackupDraft> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await clearLeftovers(folder)
  const name = backupName(at)
  const draft = join(folder, `${unfinished}${name}-${process.pid}-${randomBytes(3).toString('hex')}`)
  await mkdir(draft, { mode: 0o700 })
  const place = (file: string) => join(draft, file)
  return {
    name,
    pack: async (file, source, onProgress) => {
      const content = measuring(onProgress)
      const packed = measuring()
      // Level 2 packs rows nearly as small as level 6 in half the time.
      const out = createWriteStream(place(file), { flags: 'wx', mode: 0o600, flush: true })
      await pipeline(source, content.stream, createGzip({ level: 2 }), packed.stream, out)
      const { bytes, sha256 } = packed.told()
      return { written: { file, bytes, sha256 }, content: content.told() }
    },
    write: async (file, bytes) => {
      const handle = await open(place(file), 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    finish: async () => {
      await syncFolder(draft)
      await rename(draft, join(folder, name))
      await syncFolder(folder)
    },
    abandon: () => rm(draft, { recursive: true, force: true }),
  }
}

/** The process that writes a draft stands in its name; a draft whose process is gone is nobody's. */
async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(new RegExp(`^\\${unfinished}.+Z-(\\d+)-[0-9a-f]+$`).exec(name)?.[1])
    if (pid > 0 && (pid === process.pid || !runs(pid))) await rm(join(folder, name), { recursive: true, force: true })
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

export type KeptBackup = {
  readonly name: string
  /** The folder of backups it lies in, and its own. */
  readonly folder: string
  readonly path: string
  readonly files: FileStore
}

/** The backup meant by a path: itself, or the newest of a folder of backups. Undefined where there is none. */
export async function findBackup(path: string): Promise<KeptBackup | undefined> {
  const given = resolve(path)
  const at = (folder: string, name: string): KeptBackup => ({
    name,
    folder,
    path: join(folder, name),
    files: filesOfBackups(folder),
  })
  const within = await readdir(given)
  if (named.test(basename(given))) return at(dirname(given), basename(given))
  const newest = within
    .filter((name) => named.test(name))
    .sort()
    .at(-1)
  return newest === undefined ? undefined : at(given, newest)
}

/** A small file of a backup; undefined where it is missing. */
export const readSmall = (backup: KeptBackup, file: string): Promise<Buffer | undefined> =>
  readFile(join(backup.path, file)).catch(ifMissing)

/** What a packed file holds, unpacked. */
export function unpacked(backup: KeptBackup, file: string): Readable {
  const source = createReadStream(join(backup.path, file), { highWaterMark: 256 * 1024 })
  const out = createGunzip()
  source.on('error', (error) => out.destroy(error))
  return source.pipe(out)
}

/** The text of a packed file, line by line. */
export async function* linesOf(backup: KeptBackup, file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const text of unpacked(backup, file).setEncoding('utf8')) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Whether a file lies there exactly as it was written. */
export async function isAsWritten(backup: KeptBackup, { file, bytes, sha256 }: WrittenFile): Promise<boolean> {
  try {
    const found = await measure(createReadStream(join(backup.path, file), { highWaterMark: 256 * 1024 }))
    return found.bytes === bytes && found.sha256 === sha256
  } catch (error) {
    ifMissing(error as { code?: string })
    return false
  }
}

/** Reads a stream to its end. */
export async function measure(source: Readable): Promise<Measure> {
  const { stream, told } = measuring()
  await pipeline(source, stream.resume())
  return told()
}

/** A stage through which bytes pass unchanged. */
function measuring(onProgress?: (soFar: { bytes: number; lines: number }) => void) {
  const hash = createHash('sha256')
  let [bytes, lines] = [0, 0]
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1
      onProgress?.({ bytes, lines })
      done(null, chunk)
    },
  })
  return { stream, told: (): Measure => ({ bytes, lines, sha256: hash.digest('hex') }) }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function ifMissing(error: { code?: string }): undefined {
  if (error.code !== 'ENOENT') throw error
}
