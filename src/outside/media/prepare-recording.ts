/** A recording as it is kept: the same sound in a fresh container of its own kind, without titles, places or times. */
import type { FileRefusal, FileType } from '../../domain/files/file.ts'
import { fileLimits } from '../../domain/files/limits.ts'
import { allow, refuse } from '../../domain/shared/decision.ts'
import { inWorker } from './in-worker.ts'

export type PreparedRecording = {
  readonly kind: 'recording'
  readonly type: FileType
  readonly bytes: Uint8Array
  readonly seconds: number
}

/** What the thread answers: the sound, or why not. */
export type Remuxed = { type: FileType; bytes: Uint8Array; seconds: number } | { refusal: FileRefusal }

const limits = { seconds: 30, megabytes: 256 }

/**
 * Prepares a recording. Of one that breaks off, what can be read is kept.
 * Refused: `file-not-understood` (a kind we do not keep), `file-damaged`, `recording-too-long`, `video-not-taken`.
 */
export async function prepareRecording(path: string) {
  const script = new URL('./recording-worker.ts', import.meta.url)
  const done = await inWorker<Remuxed>(script, { path, longest: fileLimits.recordingSeconds }, limits)
  if (done === undefined) return refuse('file-damaged')
  if ('refusal' in done) return refuse(done.refusal)
  return allow<PreparedRecording>({ kind: 'recording', ...done })
}
