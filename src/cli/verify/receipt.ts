/** `jieyou verify receipt`: a receipt file, checked without any network. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCheckpoint } from '../../ledger/checkpoint.ts'
import { parseProofFile } from '../../ledger/proof-file.ts'
import { checkReceipt } from '../../ledger/receipt-proof.ts'
import { noteSigner, parseNote } from '../../ledger/signed-note.ts'
import { readLedgerKeys } from '../../start/ledger-keys.ts'
import { ownSettings } from '../../start/settings.ts'
import { exitCode, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'

const words = sentences.verify

/** Checks the file under these verifier keys, or under this machine's own, and gives the exit code. */
export async function verifyReceipt(terminal: Terminal, path: string, vkeys: readonly string[]): Promise<number> {
  let file: string
  try {
    file = await readFile(path, 'utf8')
  } catch (error) {
    terminal.warn(words.unreadable(path, (error as { code?: string }).code ?? String(error)))
    return exitCode.failed
  }
  const keys = vkeys.length > 0 ? vkeys : await ownKeysFor(file)
  if (keys.length === 0) {
    terminal.warn(words.keyNeeded)
    return exitCode.misused
  }
  const checked = checkReceipt(file, keys)
  if (!checked.ok) {
    terminal.warn(words.badReceipt(checked.refusal))
    return exitCode.failed
  }
  terminal.say(words.receipt(checked.value))
  for (const { name, at } of checked.value.witnesses) terminal.say(words.witnessed(name, at?.toISOString() ?? '?'))
  return exitCode.done
}

/** This machine's keys under the name the receipt's log has; only the signature tells whether it is its log. */
async function ownKeysFor(file: string): Promise<string[]> {
  const settings = ownSettings()
  if (!settings.ok) return []
  const seeds = await readLedgerKeys(join(settings.value.dataDir, 'keys'))
  const note = parseProofFile(file.replaceAll('\r\n', '\n'))?.checkpoint
  const origin = parseCheckpoint(parseNote(note ?? '')?.text ?? '')?.origin ?? 'jieyou.invalid'
  return seeds.map((seed) => noteSigner(origin, seed).verifierKey)
}
