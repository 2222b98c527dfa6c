/** Files that came in pieces before their report, put together again. */

import { fileLimits } from '../domain/files/limits.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Upload } from '../outside/incoming.ts'
import { type NamedUpload, PieceMissing } from '../outside/pieces.ts'
import type { Context } from './context.ts'

export type { NamedUpload }

type Given = readonly (Upload | NamedUpload)[]
/** `ours`: put together here, and to be removed here. */
type Gathered = Upload & { readonly ours?: true }

const isNamed = (upload: Upload | NamedUpload): upload is NamedUpload => 'pieces' in upload

/**
 * Every file whole, in their order; those that came whole stay as they are.
 * Refused: `upload-incomplete` when a piece is not here, does not open, or the whole is not what was named.
 */
export async function gatherUploads({ files: { incoming } }: Context, given: Given) {
  const gathered: Gathered[] = []
  try {
    for (const upload of given) {
      if (!isNamed(upload)) {
        gathered.push(upload)
        continue
      }
      const whole = await incoming.take(incoming.pieces.open(upload), fileLimits.bytesOfOne)
      gathered.push({ ...whole, ours: true })
      if (!Buffer.from(whole.hash).equals(upload.hash)) throw new PieceMissing()
    }
    return allow<readonly Gathered[]>(gathered)
  } catch (error) {
    await removeGathered(gathered)
    if (error instanceof PieceMissing) return refuse('upload-incomplete')
    throw error
  }
}

/** Removes what `gatherUploads` put together; what came with the request is the door's to remove. */
export async function removeGathered(gathered: readonly Gathered[]): Promise<void> {
  for (const upload of gathered) if (upload.ours) await upload.remove()
}

/** Removes the pieces of a report that is written. What cannot be removed now goes with the next sweep. */
export async function removePieces({ files: { incoming } }: Context, given: Given): Promise<void> {
  for (const upload of given) if (isNamed(upload)) await incoming.pieces.remove(upload.id).catch(() => {})
}
