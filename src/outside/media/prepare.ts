/** From a file as it came to a file as it is kept. Never throws for what is in it: what cannot be kept is refused. */
import { open } from 'node:fs/promises'
import { refuse } from '../../domain/shared/decision.ts'
import { type PreparedPhoto, prepareHeic, preparePicture } from './prepare-photo.ts'
import { type PreparedRecording, prepareRecording } from './prepare-recording.ts'
import { bytesLookedAt, type Content, typeOfContent } from './type-of-content.ts'

export type Prepared = PreparedPhoto | PreparedRecording

/** What a file is by its first bytes; undefined when it is nothing we keep. */
export async function contentOf(path: string): Promise<Content | undefined> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytesLookedAt), 0, bytesLookedAt, 0)
    return typeOfContent(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

// Pictures take memory and recordings a thread: two at a time, whoever sent them; the others wait.
const atOnce = 2
let busy = 0
const waiting: (() => void)[] = []

/**
 * Prepares a file by what it is.
 * Refused: `file-not-understood`, `file-damaged`, `picture-too-large`, `recording-too-long`, `video-not-taken`.
 */
export async function prepare(path: string, content: Content | undefined) {
  if (content === undefined) return refuse('file-not-understood')
  if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else busy += 1
  try {
    return await { picture: preparePicture, heic: prepareHeic, recording: prepareRecording }[content](path)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}
