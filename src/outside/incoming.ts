/**
 * Files on their way in: streamed to a folder of their own, never whole in memory, and gone when the request is
 * answered. They still carry everything a phone writes into them, so nothing but the preparation reads them.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openPiecesFolder, type Pieces } from './pieces.ts'

export type Upload = {
  /** Where the bytes are until `remove`. */
  readonly path: string
  /** SHA-256 of everything that came, also of what was too much to keep. */
  readonly hash: Uint8Array
  /** Whether it stayed within the limit; else only its beginning is there. */
  readonly whole: boolean
  remove(): Promise<void>
}

export type Incoming = {
  /** Takes a file in. At most `limit` bytes are written; the rest is read past. Throws when the source breaks off. */
  take(source: AsyncIterable<Uint8Array>, limit: number): Promise<Upload>
  /** Files that come in pieces before their report. */
  readonly pieces: Pieces
  /** Removes what programs that were stopped have left behind since before an instant, and pieces nobody asked for. */
  clear(before: Date): Promise<void>
}

const piecesFolder = 'pieces'

/** Takes files in within a folder. */
export function openIncomingFolder(folder: string): Incoming {
  const pieces = openPiecesFolder(join(folder, piecesFolder))
  return {
    pieces,

    async take(source, limit) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, randomUUID())
      const hash = createHash('sha256')
      const remove = () => rm(path, { force: true })
      const handle = await open(path, 'wx', 0o600)
      let bytes = 0
      try {
        for await (const chunk of source) {
          hash.update(chunk)
          if (bytes < limit) await handle.writeFile(chunk.subarray(0, limit - bytes))
          bytes += chunk.length
        }
      } catch (error) {
        await handle.close()
        await remove()
        throw error
      }
      await handle.close()
      return { path, hash: hash.digest(), whole: bytes <= limit, remove }
    },

    async clear(before) {
      await pieces.clear(before)
      for (const name of await readdir(folder).catch(() => [])) {
        if (name === piecesFolder) continue
        const path = join(folder, name)
        const known = await stat(path).catch(() => undefined)
        if (known && known.mtime < before) await rm(path, { force: true })
      }
    },
  }
}
