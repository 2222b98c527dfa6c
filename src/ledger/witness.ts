/**
 * What a witness does: it remembers the largest checkpoint of a log it has signed, and signs a new one only when that goes
 * on from it (https://c2sp.org/tlog-witness). So a log that shows different people different pasts is found out.
 */
import { allow, refuse } from '../domain/shared/decision.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { FileMissing, type GetFile, logReader } from './log-reader.ts'
import { isCount } from './merkle.ts'
import { checkConsistency } from './merkle-checks.ts'
import type { NoteKey } from './signed-note.ts'
import { proofsFromTiles } from './tiles.ts'

/**
 * Whether a new checkpoint may follow the remembered one; without one, any may be the first. Refused: `other-log`,
 * `went-back` (smaller), `other-root` (the same size, another content), `not-consistent` (the proof does not show that it
 * goes on from there).
 */
export function weighCheckpoint(
  remembered: Checkpoint | undefined,
  checkpoint: Checkpoint,
  proof: readonly Uint8Array[],
) {
  if (!remembered) return allow(checkpoint)
  if (remembered.origin !== checkpoint.origin) return refuse('other-log')
  if (remembered.size > checkpoint.size) return refuse('went-back')
  const { size: oldSize, root: oldRoot } = remembered
  const isGoingOn = checkConsistency({ oldSize, oldRoot, size: checkpoint.size, root: checkpoint.root, proof })
  if (!isGoingOn) return refuse(oldSize === checkpoint.size ? 'other-root' : 'not-consistent')
  return allow(checkpoint)
}

/**
 * Looks at the log behind `getFile`: its checkpoint now, whether it goes on from the remembered one, by a proof from its
 * tiles. Out: the checkpoint and its text, which the witness then cosigns and remembers, in this order: remembered first.
 * Refused: as `openCheckpoint` and `weighCheckpoint` refuse, and `file-missing`.
 */
export async function lookAtLog(getFile: GetFile, keys: readonly NoteKey[], remembered: Checkpoint | undefined) {
  const log = logReader(getFile)
  try {
    const note = await log.checkpoint()
    const opened = openCheckpoint(note, keys)
    if (!opened.ok) return opened
    const { checkpoint, text } = opened.value
    const canHaveProof = remembered && isCount(remembered.size) && remembered.size < checkpoint.size
    const proof = canHaveProof ? await proofsFromTiles(checkpoint.size, log.tile).consistency(remembered.size) : []
    const weighed = weighCheckpoint(remembered, checkpoint, proof)
    return weighed.ok ? allow({ checkpoint, text, note }) : weighed
  } catch (error) {
    if (error instanceof FileMissing) return refuse('file-missing')
    throw error
  }
}
