/** A witness has signed one of our checkpoints: its line is kept under it, and served with it from now on. */
import type { District } from '../data/districts/read.ts'
import { checkpointOf } from '../data/ledger/read.ts'
import { insertCosignature } from '../data/ledger/write.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { parseCheckpoint } from '../ledger/checkpoint.ts'
import { noteKeys } from '../ledger/cosignature.ts'
import { openNote, parseNote, signatureKinds, signatureLine } from '../ledger/signed-note.ts'
import type { Context } from './context.ts'

/** A name and a key id, as the line of a signature begins. */
const witnessOf = ({ name, keyId }: { readonly name: string; readonly keyId: Uint8Array }): string =>
  `${name} ${Buffer.from(keyId).toString('hex')}`

/**
 * Takes the cosignatures of a note. In: the checkpoint's text with the witness's line, and the verifier keys of the
 * witnesses the operator has listed. Out: how many lines are kept under this checkpoint; one that is there stays.
 * Refused: `checkpoint-misread`, `no-such-checkpoint` (not one of ours, byte by byte), `not-a-witness` (signed by nobody
 * on the list), `cosignature-wrong` (not that witness's signature).
 */
export async function addCosignature(context: Context, district: District, note: string, witnesses: readonly string[]) {
  const parsed = parseNote(note)
  const claimed = parsed && parseCheckpoint(parsed.text)
  if (!parsed || !claimed) return refuse('checkpoint-misread')
  const ours = await checkpointOf(context.database.of(district.id), claimed.size)
  if (!ours || parseNote(ours.note)?.text !== parsed.text) return refuse('no-such-checkpoint')
  const keys = noteKeys(witnesses)
  if (!keys.ok) throw new Error('the list of witnesses cannot be read')
  const opened = openNote(
    note,
    keys.value.filter(({ kind }) => kind === signatureKinds.cosignature),
  )
  if (!opened.ok) return refuse(opened.refusal === 'unknown-key' ? 'not-a-witness' : 'cosignature-wrong')
  const { signedBy } = opened.value
  await context.database.inTransaction(district.id, async (tx) => {
    for (const { key, signature } of signedBy)
      await insertCosignature(tx, {
        size: claimed.size,
        witness: witnessOf(key),
        line: signatureLine(key.name, key.keyId, signature),
      })
  })
  return allow(signedBy.length)
}
