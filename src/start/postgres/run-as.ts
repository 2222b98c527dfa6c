/**
 * As whom PostgreSQL runs. It refuses root, so under root it is started inside a user namespace in which root's files
 * belong to an ordinary user; where namespaces are missing or forbidden (some containers), under an account of its own.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { lchown, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresBinaries } from './binaries.ts'
import type { DatabaseServerWords } from './words.ts'

export type RunAs = {
  /** The command line that runs a program as that user. */
  readonly command: (program: string, args: readonly string[]) => readonly [string, readonly string[]]
  readonly account: { readonly uid: number; readonly gid: number } | Record<string, never>
  /** Hands a folder with everything in it to that user, unless it is theirs already. */
  readonly own: (path: string) => Promise<void>
}

const direct: RunAs = { command: (program, args) => [program, args], account: {}, own: async () => {} }
const accountName = 'jieyou'
const namespace = ['--user', '--map-user=1000', '--map-group=1000', '--']

/** Chooses the way for this machine. Fails with a sentence when root has no way to run the programs in the folder. */
export function runAs(given: { dataDir: string; binaries: PostgresBinaries; words: DatabaseServerWords }): RunAs {
  if (process.getuid?.() !== 0) return direct
  const inNamespace: RunAs = {
    command: (program, args) => ['unshare', [...namespace, program, ...args]],
    account: {},
    own: (folder) => handOver(folder, { uid: 0, gid: 0 }),
  }
  const [command, args] = inNamespace.command(given.binaries.postgres, ['--version'])
  if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return inNamespace

  const account = ordinaryAccount(given.words)
  // The account must be able to pass through the folder; keys and logs below it stay closed to it.
  chmodSync(given.dataDir, 0o711)
  for (const [path, reach] of [
    [given.binaries.postgres, spawnSync(given.binaries.postgres, ['--version'], { ...account, cwd: '/' })],
    [given.dataDir, spawnSync('test', ['-x', given.dataDir], { ...account, cwd: '/' })],
  ] as const)
    if (reach.status !== 0) throw new Error(given.words.outOfReach(accountName, path))
  return { ...direct, account, own: (folder) => handOver(folder, account) }
}

function ordinaryAccount(words: DatabaseServerWords) {
  const idOf = (flag: '-u' | '-g') => {
    const asked = spawnSync('id', [flag, accountName], { encoding: 'utf8' })
    return asked.status === 0 ? Number(asked.stdout) : undefined
  }
  if (idOf('-u') === undefined) {
    const shell = '/usr/sbin/nologin'
    const made = spawnSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--home-dir', '/', '--shell', shell, accountName],
      { encoding: 'utf8' },
    )
    if (made.status !== 0) throw new Error(words.noAccount((made.error?.message ?? made.stderr).trim()))
  }
  const uid = idOf('-u')
  const gid = idOf('-g')
  if (!uid || !gid) throw new Error(words.noAccount(accountName))
  return { uid, gid }
}

async function handOver(folder: string, account: { uid: number; gid: number }) {
  if ((await stat(folder)).uid === account.uid) return
  for (const entry of await readdir(folder, { recursive: true }))
    await lchown(join(folder, entry), account.uid, account.gid)
  // The folder itself last: if this is cut short, it is done again at the next start.
  await lchown(folder, account.uid, account.gid)
}
