/** A note in the data folder while a backup is being restored into it: nothing else may begin to work there. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

const noteIn = (dataDir: string) => join(dataDir, 'restoring')

/** Which backup (its id) is being restored into a data folder; undefined when none is. */
export const unfinishedRestore = (dataDir: string): Promise<string | undefined> =>
  readFile(noteIn(dataDir), 'utf8').then(
    (id) => id.trim(),
    (error: { code?: string }) => {
      if (error.code !== 'ENOENT') throw error
      return undefined
    },
  )

/** Notes it, on the disk: the whole note or none, whenever the power goes. */
export async function noteRestore(dataDir: string, id: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${noteIn(dataDir)}.draft`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${id}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, noteIn(dataDir))
}

/** It is finished. */
export const clearRestoreNote = (dataDir: string): Promise<void> => rm(noteIn(dataDir), { force: true })

/** Throws a sentence where a restore has not been finished. */
export async function refuseUnfinishedRestore(dataDir: string): Promise<void> {
  if ((await unfinishedRestore(dataDir)) !== undefined)
    throw new Error(
      `a restore into ${dataDir} has not been finished; run “npx jieyou restore” again with the same backup`,
    )
}
