/** What a log says of itself: its origin, its size and its root (https://c2sp.org/tlog-checkpoint), as a signed note. */
import { allow, refuse } from '../domain/shared/decision.ts'
import { base64Of, bytesOfBase64 } from './base64.ts'
import { hashLength, isCount } from './merkle.ts'
import { isKeyName, type NoteKey, openNote, signatureKinds } from './signed-note.ts'

export type Checkpoint = {
  /** Which log it is: the same for ever, and the name of its key. */
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** The text of a checkpoint, which is then signed. Throws when there can be no such checkpoint. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin) || !isCount(size) || root.length !== hashLength) throw new Error('not a checkpoint')
  return `${origin}\n${size}\n${base64Of(root)}\n`
}

/** A checkpoint from its text; undefined when it is none. Lines after the third are allowed and mean nothing here. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, figures, encoded, ...further] = text.split('\n')
  // The text ends with a newline, and no line before that is empty.
  if (!origin || !figures || !encoded || further.pop() !== '' || further.includes('')) return undefined
  const size = Number(figures)
  const root = bytesOfBase64(encoded)
  if (!/^(0|[1-9]\d*)$/.test(figures) || !isCount(size) || root?.length !== hashLength) return undefined
  return { origin, size, root }
}

/**
 * A signed checkpoint of the log with these keys. Keys of witnesses may be among them: `witnessedBy` are those that
 * cosigned. Refused: as `openNote` refuses, `not-a-checkpoint`, and `unknown-key` when only witnesses signed.
 */
export function openCheckpoint(note: string, keys: readonly NoteKey[]) {
  const opened = openNote(note, keys)
  if (!opened.ok) return opened
  const checkpoint = parseCheckpoint(opened.value.text)
  if (!checkpoint) return refuse('not-a-checkpoint')
  const { signedBy } = opened.value
  // Only the log's own key speaks for it: its name is the origin.
  const isLogs = ({ key }: { key: NoteKey }) => key.kind === signatureKinds.ed25519 && key.name === checkpoint.origin
  if (!signedBy.some(isLogs)) return refuse('unknown-key')
  const witnessedBy = signedBy.filter(({ key }) => key.kind === signatureKinds.cosignature)
  return allow({ checkpoint, text: opened.value.text, signatures: opened.value.signatures, witnessedBy })
}
