/** `jieyou witness`: watches somebody's public log, and signs that it only grows. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseCheckpoint } from '../../ledger/checkpoint.ts'
import { cosigner, noteKey, noteKeys } from '../../ledger/cosignature.ts'
import { isKeyName, type NoteKey, signNote } from '../../ledger/signed-note.ts'
import { lookAtLog } from '../../ledger/witness.ts'
import { ownSettings } from '../../start/settings.ts'
import { filesAt, LogUnreachable, readLogUrl, sendCosignature } from '../log-at.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { openWitnessState, type WitnessState } from './state.ts'

const words = sentences.witness

/** Runs the verb and gives its exit code. */
export async function witness(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = openVerb(
    {
      name: 'witness',
      help: words.help,
      options: {
        vkey: { type: 'string', multiple: true, default: [] },
        name: { type: 'string' },
        state: { type: 'string' },
        every: { type: 'string', default: '30' },
        once: { type: 'boolean', default: false },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { misused } = read
  const { vkey: vkeys, name, every, once } = read.values
  const [typed, ...more] = read.positionals
  if (typed === undefined || more.length > 0) return misused(words.oneUrl)
  const url = readLogUrl(typed)
  if (url === undefined) return misused(sentences.verify.urlMisread(typed))
  const wrong = vkeys.find((key) => !noteKey(key).ok)
  if (wrong !== undefined) return misused(sentences.verify.badKey(wrong))
  const keys = noteKeys(vkeys)
  if (!keys.ok || vkeys.length === 0) return misused(sentences.verify.keyNeeded)
  const seconds = /^\d{1,5}$/.test(every) ? Number(every) : 0
  if (seconds < 1 || seconds > 86_400) return misused(words.everyMisread)
  if (name !== undefined && !isKeyName(name)) return misused(words.nameMisread(name))
  const settings = ownSettings()
  const path = read.values.state ?? (settings.ok ? join(settings.value.dataDir, 'witness.json') : 'witness.json')

  const opened = await openWitnessState(path, name)
  if (!opened.ok) {
    if (opened.refusal === 'no-name') return misused(words.nameNeeded)
    terminal.warn(opened.refusal === 'unreadable' ? words.stateUnreadable(path) : words.stateOther(path, opened.name))
    return exitCode.failed
  }
  const state = opened.value
  terminal.say(words.key(cosigner(state.name, state.seed, new Date(0)).verifierKey))
  if (once) return (await look(terminal, url, keys.value, state)) === exitCode.done ? exitCode.done : exitCode.failed
  const ended = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended.abort())
  while (!ended.signal.aborted) {
    const code = await look(terminal, url, keys.value, state)
    // A log that went back stays so; one that could not be reached is looked at again.
    if (code === 'not-consistent') return exitCode.failed
    await wait(seconds * 1000, undefined, { signal: ended.signal }).catch(() => {})
  }
  return exitCode.done
}

/** One look: done, failed for now, or a log that is not what it was. */
async function look(terminal: Terminal, url: string, keys: readonly NoteKey[], state: WitnessState) {
  try {
    const remembered = state.lastText(url)
    const seen = await lookAtLog(filesAt(url), keys, remembered === undefined ? undefined : parseCheckpoint(remembered))
    if (!seen.ok) {
      terminal.warn(words.refused(seen.refusal))
      return seen.refusal === 'file-missing' ? exitCode.failed : 'not-consistent'
    }
    const { checkpoint, text } = seen.value
    // Remembered first: what is signed must never be forgotten.
    await state.remember(url, text)
    terminal.say(words.seen(checkpoint.origin, checkpoint.size))
    const status = await sendCosignature(url, signNote(text, [cosigner(state.name, state.seed, new Date())]))
    if (status !== 204) {
      terminal.warn(words.notTaken(status))
      return exitCode.failed
    }
    terminal.say(words.sent)
    return exitCode.done
  } catch (error) {
    if (!(error instanceof LogUnreachable)) throw error
    terminal.warn(sentences.verify.unreachable(url, error.message))
    return exitCode.failed
  }
}
