/**
 * As whom PostgreSQL runs. It refuses root and user ids without a name, so those start it inside a user namespace in
 * which their files belong to an ordinary user. A data folder that belongs to an ordinary account is served as that
 * account; where namespaces are missing or forbidden (some containers), root makes an account for it.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { lchown, readdir, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
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

/** Chooses the way for this machine. Fails with a sentence when root has no way to run the programs in the folder. */
export function runAs(given: { dataDir: string; binaries: PostgresBinaries; words: DatabaseServerWords }): RunAs {
  const isRoot = process.getuid?.() === 0
  if (!isRoot && hasName()) return direct
  const owner = statSync(given.dataDir)
  if (isRoot && owner.uid !== 0) return asAccount(given, { uid: owner.uid, gid: owner.gid })

  const inNamespace: RunAs = {
    command: (program, args) => ['unshare', ['--user', ...mappedTo(), '--', program, ...args]],
    account: {},
    own: isRoot ? (folder) => handOver(folder, { uid: 0, gid: 0 }) : async () => {},
  }
  const [command, args] = inNamespace.command(given.binaries.postgres, ['--version'])
  if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return inNamespace
  if (!isRoot) return direct

  // The account must be able to pass through the folder; keys and logs below it stay closed to it.
  chmodSync(given.dataDir, 0o711)
  return asAccount(given, ordinaryAccount(given.words))
}

function asAccount(
  given: { dataDir: string; binaries: PostgresBinaries; words: DatabaseServerWords },
  account: { uid: number; gid: number },
): RunAs {
  const runs = (program: string, args: readonly string[]) =>
    spawnSync(program, args, { ...account, cwd: '/', stdio: 'ignore' }).status === 0
  const name = spawnSync('id', ['-un', String(account.uid)], { encoding: 'utf8' }).stdout.trim() || String(account.uid)
  if (!runs(given.binaries.postgres, ['--version']))
    throw new Error(given.words.outOfReach(name, given.binaries.postgres))
  if (!runs('test', ['-x', given.dataDir])) throw new Error(given.words.outOfReach(name, given.dataDir))
  return { ...direct, account, own: (folder) => handOver(folder, account) }
}

/** PostgreSQL also refuses a user id without a name, as containers give them. */
function hasName() {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** Inside the namespace we become some user with a name: the first ordinary one of this machine. */
function mappedTo() {
  const users = readFileSync('/etc/passwd', { encoding: 'utf8' }).split('\n')
  const [, , uid = '1', gid = '1'] = users.map((line) => line.split(':')).find((user) => Number(user[2]) > 0) ?? []
  return [`--map-user=${uid}`, `--map-group=${gid}`]
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
