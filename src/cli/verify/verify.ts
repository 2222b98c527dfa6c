/** `jieyou verify`: the database, a receipt or a public log, computed again. */
import { readFile } from 'node:fs/promises'
import { allDistricts } from '../../data/districts/read.ts'
import { noteKey, noteKeys } from '../../ledger/cosignature.ts'
import type { NoteKey } from '../../ledger/signed-note.ts'
import { verifyLog } from '../../ledger/verify-log.ts'
import { filesAt, LogUnreachable, readLogUrl } from '../log-at.ts'
import { districtFor, onDatabase } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { verifyDistricts } from './districts.ts'
import { verifyReceipt } from './receipt.ts'

const words = sentences.verify

/** Runs the verb and gives its exit code. */
export async function verify(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = openVerb(
    {
      name: 'verify',
      help: words.help,
      options: {
        district: { type: 'string' },
        vkey: { type: 'string', multiple: true, default: [] },
        since: { type: 'string' },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { misused } = read
  const { vkey: vkeys, district, since } = read.values
  const [what, named, ...more] = read.positionals
  const wrong = vkeys.find((key) => !noteKey(key).ok)
  if (wrong !== undefined) return misused(words.badKey(wrong))
  const keys = noteKeys(vkeys)
  if (!keys.ok || more.length > 0) return misused(sentences.tooMany(more))
  if (what === 'database') {
    if (named !== undefined) return misused(sentences.tooMany([named]))
    return onData(terminal, district, keys.value)
  }
  if (what === 'receipt') return named === undefined ? misused(words.oneFile) : verifyReceipt(terminal, named, vkeys)
  if (what !== 'log') return misused(words.which)
  if (named === undefined) return misused(words.oneUrl)
  const url = readLogUrl(named)
  if (url === undefined) return misused(words.urlMisread(named))
  if (vkeys.length === 0) return misused(words.keyNeeded)
  return onLog(terminal, url, keys.value, since)
}

const onData = (terminal: Terminal, prefix: string | undefined, formerKeys: readonly NoteKey[]): Promise<number> =>
  onDatabase(terminal, 'nothing', async (context) => {
    const named = prefix === undefined ? undefined : await districtFor(context, prefix)
    if (named && !named.ok) {
      terminal.warn(named.sentence)
      return exitCode.failed
    }
    const districts = named ? [named.value] : await allDistricts(context.database)
    const differences = await verifyDistricts(context, districts, terminal, formerKeys)
    return differences === 0 ? exitCode.done : exitCode.failed
  })

async function onLog(terminal: Terminal, url: string, keys: readonly NoteKey[], since: string | undefined) {
  const failed = (sentence: string) => {
    terminal.warn(sentence)
    return exitCode.failed
  }
  let earlier: string | undefined
  try {
    earlier = since === undefined ? undefined : await readFile(since, 'utf8')
  } catch (error) {
    return failed(words.unreadable(since ?? '', (error as { code?: string }).code ?? String(error)))
  }
  try {
    const verified = await verifyLog(filesAt(url), keys, earlier)
    if (!verified.ok) return failed(words.badLog(verified.refusal, verified.path))
    const { checkpoint, witnesses } = verified.value
    terminal.say(words.log(checkpoint.origin, checkpoint.size))
    for (const name of witnesses) terminal.say(words.witnessed(name, url))
    return exitCode.done
  } catch (error) {
    if (error instanceof LogUnreachable) return failed(words.unreachable(url, error.message))
    throw error
  }
}
