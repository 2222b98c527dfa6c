/**
 * What this machine remembers of each log it has signed: the last checkpoint, in a file beside the keys' folder. A
 * database that was put back to an earlier state does not know that it went back; this file does.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

export type LogMemory = {
  /** The last signed note of the log of this prefix; undefined when this machine has signed none. */
  last(prefix: string): Promise<string | undefined>
  /** Keeps a signed note in place of the one before. */
  remember(prefix: string, note: string): Promise<void>
}

/** A folder with one file a log, each replaced whole. */
export function openLogMemory(folder: string): LogMemory {
  const fileOf = (prefix: string) => join(folder, `${prefix}.checkpoint`)
  return {
    last: (prefix) =>
      readFile(fileOf(prefix), 'utf8').catch((error: { code?: string }) => {
        if (error.code !== 'ENOENT') throw error
        return undefined
      }),
    remember: async (prefix, note) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = join(folder, `.draft-${randomBytes(6).toString('hex')}`)
      const handle = await open(draft, 'wx', 0o600)
      try {
        await handle.writeFile(note)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(draft, fileOf(prefix))
    },
  }
}
