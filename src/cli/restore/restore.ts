/** `jieyou restore`: puts a backup into an empty data folder and an empty database. */
import { join, resolve } from 'node:path'
import { allDistricts } from '../../data/districts/read.ts'
import { openFolderStore } from '../../outside/files.ts'
import { type Keys, readKeys } from '../../start/keys.ts'
import { liveContext } from '../../start/live-context.ts'
import { type DatabaseServer, openPools, openServer, prepareDatabase } from '../../start/open-database.ts'
import { writeSecrets } from '../../start/secrets.ts'
import { ownSettings, type Settings } from '../../start/settings.ts'
import { clearRestoreNote, noteRestore, unfinishedRestore } from '../../start/unfinished-restore.ts'
import { type Asker, terminalAsker } from '../asking.ts'
import { fileProblem } from '../backup/file-problem.ts'
import type { Manifest } from '../backup/manifest.ts'
import { passphraseFor } from '../backup/passphrase.ts'
import { leaveOnSignal, problemOf } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { verifyDistricts } from '../verify/districts.ts'
import { sentences } from '../words.ts'
import { type CheckedBackup, checkBackup } from './check-backup.ts'
import { lookAtDatabase, whyNotThisFolder } from './empty-place.ts'
import { restoreDatabase, restoreFiles } from './restore-onto.ts'

const words = sentences.restore

/** Runs the verb and gives its exit code. `asker` is given by tests only. */
export async function restore(
  args: readonly string[],
  terminal: Terminal,
  asker: Asker = terminalAsker,
): Promise<number> {
  const read = openVerb(
    {
      name: 'restore',
      help: words.help,
      options: {
        from: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'without-damaged-files': { type: 'boolean', default: false },
        'passphrase-file': { type: 'string' },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { misused } = read
  if (read.positionals.length > 0) return misused(sentences.tooMany(read.positionals))
  if (!read.values.from) return misused(words.where)
  const settings = ownSettings()
  if (!settings.ok) {
    terminal.warn(sentences.database.faultySettings)
    for (const fault of settings.faults) terminal.warn(`  ${fault}`)
    return exitCode.misused
  }
  const refused = (sentence: string) => {
    terminal.warn(sentence)
    return exitCode.failed
  }
  const from = resolve(read.values.from)
  const known = await passphraseFor({ file: read.values['passphrase-file'], isNew: false }, asker)
  if ('refused' in known) return refused(known.refused)
  try {
    const checked = await checkBackup(from, known.passphrase, terminal.progress)
    if (!checked.ok) return refused(checked.sentence)
    const { backup, manifest, damaged } = checked.value
    for (const hash of damaged) terminal.warn(words.damagedFile(hash))
    if (damaged.size > 0 && !read.values['without-damaged-files']) return refused(words.damagedFiles(damaged.size))
    if (!read.values['dry-run']) return await putInPlace(checked.value, settings.value, terminal)
    terminal.say(words.whole(backup.name, manifest.release, rowsOf(checked.value), manifest.files.count))
    return exitCode.done
  } catch (error) {
    const problem = fileProblem(error, from)
    if (problem === undefined) throw error
    return refused(problem)
  }
}

const rowsOf = ({ manifest }: CheckedBackup) => manifest.tables.reduce((sum, { rows }) => sum + rows, 0)

/**
 * First looks whether folder and database are empty; a server of one's own is asked before anything is written. Then a
 * note lies in the data folder until all is done, and nothing else works there.
 */
async function putInPlace(checked: CheckedBackup, settings: Settings, terminal: Terminal): Promise<number> {
  const { backup, manifest, secrets, damaged } = checked
  const { dataDir } = settings
  const began = performance.now()
  let server: DatabaseServer | undefined
  let isBegun = false
  const leaving = leaveOnSignal(terminal, async () => server?.close())
  const refused = (...lines: string[]) => {
    for (const line of lines) terminal.warn(line)
    if (isBegun) terminal.warn(words.again)
    return exitCode.failed
  }
  try {
    const why = await whyNotThisFolder(dataDir, manifest.id)
    if (why !== undefined) return refused(why)
    const asked = { id: manifest.id, begun: (await unfinishedRestore(dataDir)) !== undefined, secrets }
    const look = async (at: DatabaseServer) => lookAtDatabase(at, asked)
    if (settings.databaseUrl !== undefined) {
      server = await openServer(settings, terminal.warn)
      const found = await look(server)
      if (!found.ok) return refused(found.sentence)
    }
    await noteRestore(dataDir, manifest.id)
    isBegun = true
    await writeSecrets(dataDir, secrets)
    const keys = await readKeys(dataDir)
    if (!keys) throw new Error('there is no jieyou.json among the keys of this backup')
    const files = await restoreFiles(checked, openFolderStore(join(dataDir, 'files')), terminal)
    server ??= await openServer(settings, terminal.say)
    const found = await look(server)
    if (!found.ok) return refused(found.sentence)
    if (found.isLoaded) terminal.say(words.goingOn)
    else {
      const failed = await restoreDatabase(checked, server, keys, terminal)
      if (failed !== undefined) return refused(failed)
    }
    const migrated = await prepareDatabase(server.url, server.database, keys)
    await clearRestoreNote(dataDir)
    isBegun = false
    if (migrated.length > 0) terminal.say(words.migratedOn(migrated.length))
    terminal.say(words.done(backup.name, dataDir, (performance.now() - began) / 1000))
    terminal.say(words.contents(rowsOf(checked), manifest.tables.length, manifest.queue.jobs, files))
    const without = damaged.size + manifest.files.missing.length
    if (without > 0) terminal.warn(words.withoutFiles(without))
    for (const { district, size } of manifest.checkpoints) terminal.say(words.checkpoint(district, size))
    const differences = await verifyRestored(server, keys, settings, terminal, manifest)
    for (const line of words.next) terminal.say(line)
    return differences === 0 ? exitCode.done : exitCode.failed
  } catch (error) {
    if ((error as { code?: string }).code === '53100') return refused(words.databaseFull)
    return refused(fileProblem(error, dataDir) ?? problemOf(error, settings))
  } finally {
    leaving.done()
    await server?.close()
  }
}

/**
 * What came back is held against the ledgers it came with; a district without one had none yet. What waited for the
 * ledger when it was kept is not late: the program goes on with it.
 */
async function verifyRestored(
  server: DatabaseServer,
  keys: Keys,
  { dataDir }: Settings,
  terminal: Terminal,
  { checkpoints }: Manifest,
): Promise<number> {
  const pools = openPools({ ...server, close: async () => {} }, keys, (where, code) =>
    terminal.warn(`${where} ${code}`),
  )
  try {
    const context = { ...liveContext(pools.pool('jieyou_app', 2), keys, dataDir), now: () => new Date(0) }
    const withLedger = new Set(checkpoints.map(({ district }) => district))
    const districts = (await allDistricts(context.database)).filter(({ id }) => withLedger.has(id))
    return districts.length === 0 ? 0 : await verifyDistricts(context, districts, terminal)
  } finally {
    await pools.close()
  }
}
