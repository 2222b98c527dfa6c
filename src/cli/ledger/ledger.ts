/** `jieyou ledger`: the keys of a district's public log, and the log as files. */
import { signersOf } from '../../actions/ledger-keys.ts'
import { districtFor, onDatabase } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { exportLog } from './export.ts'

const words = sentences.ledger

/** Runs the verb and gives its exit code. */
export async function ledger(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = openVerb(
    { name: 'ledger', help: words.help, options: { district: { type: 'string' }, to: { type: 'string' } } },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { misused } = read
  const [verb, ...more] = read.positionals
  const { to, district: prefix } = read.values
  if (verb !== 'key' && verb !== 'export') return misused(words.which)
  if (more.length > 0) return misused(sentences.tooMany(more))
  if (verb === 'export' && to === undefined) return misused(words.whereTo)
  return onDatabase(terminal, 'nothing', async (context, settings) => {
    const failed = (sentence: string) => {
      terminal.warn(sentence)
      return exitCode.failed
    }
    const district = await districtFor(context, prefix)
    if (!district.ok) return failed(district.sentence)
    if (verb === 'key') {
      const signers = signersOf(context, district.value)
      for (const { verifierKey } of signers) terminal.say(verifierKey)
      return signers.length > 0 ? exitCode.done : failed(words.noKey(settings.dataDir))
    }
    const folder = to as string
    const done = await exportLog(context.database.of(district.value.id), folder, (leaves, of) =>
      terminal.progress(words.progress(leaves, of)),
    )
    terminal.progress('')
    if (done.ok) {
      terminal.say(words.exported(done.value.size, done.value.written, folder))
      return exitCode.done
    }
    if (done.refusal === 'no-checkpoint') return failed(words.noCheckpoint)
    return failed(done.refusal === 'other-log' ? words.otherLog(folder) : words.notWhole(done.path))
  })
}
