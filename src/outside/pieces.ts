/**
 * Files that come in pieces before the report they belong to: each piece sealed by the phone with a key that only comes
 * with the report, so that what is never sent can never be heard or seen here. They wait in a folder, a day at most.
 */
import { createDecipheriv, createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file that came in pieces, as its report names it. */
export type NamedUpload = {
  /** UUID v4 made by the phone. Whoever knows it and the key can have the file, so it is never kept. */
  readonly id: string
  readonly pieces: number
  /** 32 bytes: opens every piece. */
  readonly key: Uint8Array
  /** SHA-256 of the whole file as it was before it was sealed. */
  readonly hash: Uint8Array
}

export type Pieces = {
  /**
   * Keeps one sealed piece. The same piece again is the same; `differs` when other bytes came under its number before;
   * `full` when too much waits here already.
   */
  keep(id: string, number: number, sealed: Uint8Array): Promise<'kept' | 'differs' | 'full'>
  /** The opened bytes, piece by piece. Throws `PieceMissing` when one is not there or does not open. */
  open(upload: NamedUpload): AsyncIterable<Uint8Array>
  /** Removes all pieces of a file. */
  remove(id: string): Promise<void>
  /** Removes the files to which nothing came since before an instant. */
  clear(before: Date): Promise<void>
}

/** A piece that is not there, or that its key does not open. */
export class PieceMissing extends Error {}

/** What may wait here in all: about four thousand recordings of five minutes. */
const mostBytes = 4 * 1024 ** 3
const mostFiles = 10_000
/** What waits is counted again at most so often: another program may have cleared it. */
const recountAfter = 60_000
const tagLength = 16

/** Keeps pieces in a folder, each file's under the hash of its id. */
export function openPiecesFolder(folder: string): Pieces {
  const home = (id: string) => join(folder, createHash('sha256').update(id.toLowerCase()).digest('hex'))
  let counted = Number.NEGATIVE_INFINITY
  let waiting = { files: 0, bytes: 0 }

  const hasRoom = async () => {
    const isFull = () => waiting.bytes >= mostBytes || waiting.files >= mostFiles
    if ((counted < 0 || isFull()) && performance.now() - counted > recountAfter) {
      counted = performance.now()
      waiting = await countBelow(folder)
    }
    return !isFull()
  }

  return {
    async keep(id, number, sealed) {
      const place = home(id)
      const path = join(place, String(number))
      const known = await readFile(path).catch(ifMissing)
      if (known) return known.equals(sealed) ? 'kept' : 'differs'
      if (!(await hasRoom())) return 'full'
      if (await mkdir(place, { recursive: true, mode: 0o700 })) waiting.files += 1
      const draft = `${path}.${randomUUID()}`
      try {
        await writeFile(draft, sealed, { flag: 'wx', mode: 0o600 })
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      waiting.bytes += sealed.length
      return 'kept'
    },

    async *open({ id, pieces, key }) {
      for (let number = 0; number < pieces; number += 1) {
        const sealed = await readFile(join(home(id), String(number))).catch(ifMissing)
        if (!sealed) throw new PieceMissing()
        yield unsealed(sealed, number, key)
      }
    },

    remove: (id) => rm(home(id), { recursive: true, force: true }),

    async clear(before) {
      for (const name of (await readdir(folder).catch(ifMissing)) ?? []) {
        const place = join(folder, name)
        const known = await stat(place).catch(ifMissing)
        if (known && known.mtime < before) await rm(place, { recursive: true, force: true })
      }
    },
  }
}

/** AES-256-GCM; the nonce is the piece's number, and no key is used for two files. */
function unsealed(sealed: Buffer, number: number, key: Uint8Array): Uint8Array {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  try {
    const opening = createDecipheriv('aes-256-gcm', key, nonce)
    opening.setAuthTag(sealed.subarray(-tagLength))
    return Buffer.concat([opening.update(sealed.subarray(0, -tagLength)), opening.final()])
  } catch {
    throw new PieceMissing()
  }
}

async function countBelow(folder: string) {
  const counted = { files: 0, bytes: 0 }
  for (const name of (await readdir(folder).catch(ifMissing)) ?? []) {
    counted.files += 1
    for (const piece of (await readdir(join(folder, name)).catch(ifMissing)) ?? [])
      counted.bytes += (await stat(join(folder, name, piece)).catch(ifMissing))?.size ?? 0
  }
  return counted
}

/** A file that is not there is an answer; anything else is a fault. */
function ifMissing(error: { code?: string }): undefined {
  if (error.code !== 'ENOENT') throw error
}
