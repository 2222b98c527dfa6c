/** The folder of the database itself: made once, completely or not at all, with a password only this machine knows. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresBinaries } from './binaries.ts'
import type { RunAs } from './run-as.ts'
import type { DatabaseServerWords } from './words.ts'

/** What every step needs to know about one data folder. */
export type Place = {
  readonly dataDir: string
  readonly cluster: string
  readonly log: string
  readonly passwordFile: string
  readonly durable: boolean
  readonly binaries: PostgresBinaries
  readonly user: RunAs
  readonly words: DatabaseServerWords
  readonly say: (line: string) => void
}

/** The server's own superuser. The product's roles are made later, by the migrations. */
export const superuser = 'postgres'

const unfinished = 'postgres-unfinished-'

/** The environment of the server's programs: no PG… variable of ours may change what they do. */
export const plainEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))) as NodeJS.ProcessEnv

/**
 * Creates the cluster where there is none. It is made under another name and renamed when complete, so that a start cut
 * short half-way leaves nothing that looks like a database. The caller must hold the folder alone.
 */
export async function createClusterIfMissing(place: Place): Promise<void> {
  if (existsSync(place.cluster)) return
  for (const name of await readdir(place.dataDir))
    if (name.startsWith(unfinished))
      await rm(join(place.dataDir, name), { recursive: true, force: true, maxRetries: 5 })

  place.say(place.words.creating(place.cluster))
  const folder = join(place.dataDir, `${unfinished}${randomBytes(4).toString('hex')}`)
  const made = join(folder, 'cluster')
  await mkdir(made, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'password'), `${await passwordOf(place)}\n`, { mode: 0o600 })
  await place.user.own(folder)
  await initdb(place, folder, made)
  await rename(made, place.cluster)
  await rm(folder, { recursive: true, force: true })
  if (place.durable) await flush(place.dataDir)
}

/** The superuser's password, made at first use. Fails when a database stands there whose password is gone. */
export async function passwordOf(place: Place): Promise<string> {
  const kept = await readFile(place.passwordFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  if (kept.trim() !== '') return kept.trim()
  if (existsSync(place.cluster)) throw new Error(place.words.noPassword(place.passwordFile))
  const password = randomBytes(24).toString('base64url')
  await mkdir(join(place.dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const file = await open(place.passwordFile, 'w', 0o600)
  await file.writeFile(`${password}\n`)
  await file.sync()
  await file.close()
  return password
}

function initdb(place: Place, folder: string, made: string) {
  const [command, args] = place.user.command(place.binaries.initdb, [
    `--pgdata=${made}`,
    `--username=${superuser}`,
    `--pwfile=${join(folder, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(place.durable ? [] : ['--no-sync']),
  ])
  return new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { ...place.user.account, env: plainEnvironment(), cwd: '/', detached: true })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(place.words.notCreated(said.trim().split('\n').slice(-8).join('\n'))))
    })
  })
}

async function flush(folder: string) {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
