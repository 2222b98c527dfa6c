/**
 * Where photos and recordings lie: a store that finds a file by the SHA-256 of its bytes and knows nothing else about
 * it. Now a folder; an object store can be put behind the same interface.
 */
import { statSync, unlinkSync } from 'node:fs'
import { access, type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Bytes from `start` to `end`, both counted. */
export type ByteRange = { readonly start: number; readonly end: number }

/** A file that is there: read it once, or close it. */
export type OpenedFile = {
  readonly size: number
  stream(range?: ByteRange): Readable
  close(): Promise<void>
}

export type FileStore = {
  /**
   * Keeps bytes under their hash; they are on the disk when this returns. `hour` is all a file may tell of when it came.
   * A full disk throws an error with code ENOSPC and leaves nothing behind.
   */
  put(bytes: Uint8Array, hash: Uint8Array, hour: Date): Promise<void>
  /** The bytes again; undefined when they are not there. */
  open(hash: Uint8Array): Promise<OpenedFile | undefined>
  has(hash: Uint8Array): Promise<boolean>
  /** Removes a file unless it was put again since `before`. */
  remove(hash: Uint8Array, before: Date): Promise<void>
  /** The hashes of the files last put before an instant. */
  olderThan(before: Date): AsyncIterable<Buffer>
}

/** A store in a folder: the first byte of the hash, then the second, then the whole. */
export function openFolderStore(folder: string): FileStore {
  const folderOf = (hex: string) => join(folder, hex.slice(0, 2), hex.slice(2, 4))
  const pathOf = (hash: Uint8Array) => {
    const hex = Buffer.from(hash).toString('hex')
    return join(folderOf(hex), hex)
  }
  let drafts = 0

  return {
    async put(bytes, hash, hour) {
      const path = pathOf(hash)
      if (await touch(path, hour)) return
      const home = folderOf(Buffer.from(hash).toString('hex'))
      const made = await mkdir(home, { recursive: true, mode: 0o700 })
      const draft = `${path}.draft-${process.pid}-${drafts++}`
      try {
        await writeSynced(draft, bytes, hour)
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      await syncFolder(home)
      if (made) for (const above of [join(home, '..'), folder]) await syncFolder(above)
    },

    async open(hash) {
      const handle = await open(pathOf(hash)).catch(ifMissing)
      if (!handle) return undefined
      const { size } = await handle.stat()
      return {
        size,
        stream: (range) => handle.createReadStream({ ...range, highWaterMark: 256 * 1024 }),
        close: () => handle.close(),
      }
    },

    has: (hash) =>
      access(pathOf(hash)).then(
        () => true,
        () => false,
      ),

    async remove(hash, before) {
      const path = pathOf(hash)
      try {
        // In one go, so that no upload of the same bytes comes between looking and removing.
        if (statSync(path).mtime < before) unlinkSync(path)
      } catch (error) {
        ifMissing(error as { code?: string })
      }
    },

    async *olderThan(before) {
      for (const first of await namesIn(folder, /^[0-9a-f]{2}$/))
        for (const second of await namesIn(join(folder, first), /^[0-9a-f]{2}$/))
          for (const name of await namesIn(join(folder, first, second), /^[0-9a-f]{64}(\.draft-[\d-]+)?$/)) {
            const path = join(folder, first, second, name)
            const known = await stat(path).catch(ifMissing)
            if (!known || known.mtime >= before) continue
            // A draft this old was left by a program that was stopped.
            if (name.length > 64) await rm(path, { force: true })
            else yield Buffer.from(name, 'hex')
          }
    },
  }
}

/** True when the file is there; it then counts as put at `hour`. */
const touch = (path: string, hour: Date): Promise<boolean> =>
  utimes(path, hour, hour).then(
    () => true,
    (error: { code?: string }) => {
      ifMissing(error)
      return false
    },
  )

async function writeSynced(path: string, bytes: Uint8Array, hour: Date): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.utimes(hour, hour)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The new name itself must be on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle: FileHandle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const namesIn = async (folder: string, form: RegExp): Promise<string[]> =>
  ((await readdir(folder).catch(ifMissing)) ?? []).filter((name) => form.test(name))

/** A file that is not there is an answer; anything else is a fault. */
function ifMissing(error: { code?: string }): undefined {
  if (error.code !== 'ENOENT') throw error
}
