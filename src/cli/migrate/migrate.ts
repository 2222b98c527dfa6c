/** `jieyou migrate`: brings the database to this release, or tells what is missing. */
import { migrationFiles } from '../../data/migrate.ts'
import { prepareDatabase } from '../../start/open-database.ts'
import { onServer, stateOf } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'

const words = sentences.migrate

/** Runs the verb and gives its exit code. */
export async function migrate(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = openVerb(
    { name: 'migrate', help: words.help, options: { 'dry-run': { type: 'boolean', default: false } } },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  if (read.positionals.length > 0) return read.misused(sentences.tooMany(read.positionals))
  if (read.values['dry-run']) return dryRun(terminal)
  return onServer(terminal, 'roles', async ({ server, keys }) => {
    const applied = await prepareDatabase(server.url, server.database, keys)
    for (const file of applied) terminal.say(words.applied(file))
    terminal.say(applied.length > 0 ? words.done(applied.length) : words.upToDate(migrationFiles().length))
    return exitCode.done
  })
}

function dryRun(terminal: Terminal): Promise<number> {
  return onServer(terminal, 'nothing', async (on) => {
    const state = await stateOf(on)
    for (const file of state.pending) terminal.say(words.pending(file))
    for (const file of state.changed) terminal.warn(words.changed(file))
    const [newer] = state.newer
    if (newer !== undefined) terminal.warn(sentences.database.newer(newer))
    if (state.changed.length > 0 || newer !== undefined) return exitCode.failed
    terminal.say(
      state.pending.length > 0 ? words.wouldApply(state.pending.length) : words.upToDate(state.applied.length),
    )
    return exitCode.done
  })
}
