/** A public log as somebody reads it who has nothing but its address: checkpoint, tiles and entries by their paths. */
import { parseEntryBundle } from './entries.ts'
import { hashLength } from './merkle.ts'
import { tilePath, tileWidth } from './tiles.ts'

/** Gets a file below the log's address; undefined when it is not there. Rejects when nobody can be reached. */
export type GetFile = (path: string) => Promise<Uint8Array | undefined>

/** A file the log should serve and does not, or not whole. */
export class FileMissing extends Error {
  readonly path: string
  constructor(path: string) {
    super(`${path} is missing or not whole`)
    this.path = path
  }
}

/** Reads the parts of a log. Each throws `FileMissing` when the log does not serve what it must. */
export function logReader(getFile: GetFile) {
  /** A partial tile may be gone once the full one is there: the full one begins with it. */
  const either = async (level: number | 'entries', index: number, width: number) => {
    const path = tilePath(level, index, width)
    const found = await getFile(path)
    if (found || width === tileWidth) return { path, bytes: found }
    return { path, bytes: await getFile(tilePath(level, index, tileWidth)) }
  }
  return {
    /** The signed note in which the log says how large it is. */
    async checkpoint(): Promise<string> {
      const bytes = await getFile('checkpoint')
      if (!bytes) throw new FileMissing('checkpoint')
      return Buffer.from(bytes).toString('utf8')
    },
    /** The first `width` hashes of a tile, as they are served. */
    async tile(level: number, index: number, width: number): Promise<Uint8Array> {
      const { path, bytes } = await either(level, index, width)
      const isWhole = bytes && (bytes.length === width * hashLength || bytes.length === tileWidth * hashLength)
      if (!isWhole) throw new FileMissing(path)
      return bytes.subarray(0, width * hashLength)
    },
    /** The first `width` entries of a bundle. */
    async entries(index: number, width: number): Promise<readonly Uint8Array[]> {
      const { path, bytes } = await either('entries', index, width)
      const entries = bytes && parseEntryBundle(bytes)
      if (!entries || (entries.length !== width && entries.length !== tileWidth)) throw new FileMissing(path)
      return entries.slice(0, width)
    },
  }
}

export type LogReader = ReturnType<typeof logReader>
