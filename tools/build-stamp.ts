/** What dist/ was made of, as one hash: the same stamp means that nothing needs to be built. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { root } from './project.ts'

const sources = ['web', 'src/domain', 'src/contract', 'src/words', 'src/ledger', 'tools', 'package-lock.json']

/** The hash of everything that ends up in a browser, and of the tools that put it there. */
export async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of await filesOf(join(root, source))) {
      const text = await readFile(file)
      hash.update(`${relative(root, file)} ${text.length}\n`).update(text)
    }
  return hash.digest('hex')
}

export const dist = join(root, 'dist')

/** The stamp of what stands in a built folder; empty where nothing was built. */
export const stampOf = (folder: string) => readFile(join(folder, '.stamp'), 'utf8').catch(() => '')

/** Whether dist/ is made of the sources as they are. */
export const isBuilt = async () => (await stampOf(dist)) === (await stampOfSources())

/** A short name for some content. */
export const hashOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, 10)

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return undefined
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  if (!entries) return [path]
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
