/** All secrets of a data folder at once, whatever each is for: so that a backup keeps them without knowing them. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { basename, dirname, join, normalize, relative, sep } from 'node:path'
import { keysFileOf } from './keys.ts'

/** A file of DATA_DIR/keys, by its path within that folder. */
export type Secret = { readonly name: string; readonly bytes: Buffer }

const folderOf = (dataDir: string) => dirname(keysFileOf(dataDir))

/** What means nothing elsewhere: the password of the embedded cluster, which is made with it, and drafts. */
const isOfThisPlace = (name: string) => name === 'postgres' || basename(name).startsWith('.')

/** Every secret that database and files need elsewhere; none where there is no such folder. */
export async function readSecrets(dataDir: string): Promise<Secret[]> {
  const folder = folderOf(dataDir)
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !isOfThisPlace(name))
  return Promise.all(names.sort().map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })))
}

/** Puts secrets back, each whole or not at all, for the owner's eyes only. */
export async function writeSecrets(dataDir: string, secrets: readonly Secret[]): Promise<void> {
  for (const { name, bytes } of secrets) {
    if (normalize(name) !== name || name.startsWith('..') || name.startsWith(sep) || isOfThisPlace(name))
      throw new Error(`“${name}” is not the name of a key`)
    const path = join(folderOf(dataDir), name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const draft = join(dirname(path), `.draft-${randomBytes(6).toString('hex')}`)
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
  }
}
