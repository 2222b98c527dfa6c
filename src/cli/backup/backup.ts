/** `jieyou backup`: keeps everything a data folder and its database hold, while the program goes on. */
import { join, resolve } from 'node:path'
import { urlAs } from '../../data/roles.ts'
import { openFolderStore } from '../../outside/files.ts'
import { releaseNow } from '../../start/release.ts'
import { readSecrets } from '../../start/secrets.ts'
import { type Asker, terminalAsker } from '../asking.ts'
import { onServer, stateOf } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { fileProblem } from './file-problem.ts'
import { passphraseFor } from './passphrase.ts'
import { type Progress, type Written, writeBackup } from './write-backup.ts'

const words = sentences.backup

/** Runs the verb and gives its exit code. `asker` is given by tests only. */
export async function backup(
  args: readonly string[],
  terminal: Terminal,
  asker: Asker = terminalAsker,
): Promise<number> {
  const read = openVerb(
    { name: 'backup', help: words.help, options: { to: { type: 'string' }, 'passphrase-file': { type: 'string' } } },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { misused } = read
  if (read.positionals.length > 0) return misused(sentences.tooMany(read.positionals))
  if (!read.values.to) return misused(words.where)
  const folder = resolve(read.values.to)
  const known = await passphraseFor({ file: read.values['passphrase-file'], isNew: true }, asker)
  const refused = (sentence: string) => {
    terminal.warn(sentence)
    return exitCode.failed
  }
  if ('refused' in known) return refused(known.refused)

  return onServer(terminal, 'nothing', async (on) => {
    const { settings, keys, server } = on
    const { applied, newer } = await stateOf(on)
    if (newer[0] !== undefined) return refused(sentences.database.newer(newer[0]))
    if (applied.length === 0) return refused(words.nothingThere)
    const began = performance.now()
    try {
      const written = await writeBackup({
        urls: {
          backup: urlAs(server.url, server.database, 'jieyou_backup', keys.rolePasswords),
          worker: urlAs(server.url, server.database, 'jieyou_worker', keys.rolePasswords),
        },
        folder,
        store: openFolderStore(join(settings.dataDir, 'files')),
        secrets: await readSecrets(settings.dataDir),
        ...known,
        release: releaseNow(),
        now: new Date(),
        progress: progressOn(terminal),
      })
      return tell(written, folder, (performance.now() - began) / 1000, terminal)
    } catch (error) {
      const problem = fileProblem(error, folder)
      if (problem === undefined) throw error
      terminal.warn(problem)
      return refused(words.nothingKept)
    }
  })
}

/** A line that is written over at most a few times a second. */
function progressOn(terminal: Terminal): Progress {
  let last = 0
  const show = (line: () => string) => {
    const now = performance.now()
    if (now - last < 200) return
    last = now
    terminal.progress(line())
  }
  return {
    table: (name, done, expected) => show(() => words.table(name, done, expected)),
    files: (done) => show(() => words.files(done)),
  }
}

function tell({ name, manifest, copied }: Written, folder: string, seconds: number, terminal: Terminal): number {
  const { tables, queue, files, keys } = manifest
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const bytes = [...tables, queue, files, keys].reduce((sum, part) => sum + part.bytes, 0)
  terminal.say(words.done(join(folder, name), seconds))
  terminal.say(words.contents(rows, tables.length, queue.jobs, bytes))
  terminal.say(words.keptFiles(files.count, files.total, copied.count, copied.bytes))
  if (files.missing.length === 0) return exitCode.done
  for (const hash of files.missing) terminal.warn(words.missingFile(hash))
  terminal.warn(words.missingFiles(files.missing.length))
  return exitCode.failed
}
