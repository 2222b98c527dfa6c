/** The process that reads strangers' files: one path in, the prepared file or a refusal out. */
import type { FileRefusal } from '../../domain/files/file.ts'
import { refuse } from '../../domain/shared/decision.ts'
import { prepareHeic, preparePicture } from './prepare-photo.ts'
import { prepareRecording } from './prepare-recording.ts'
import type { Content } from './type-of-content.ts'

const ways = { picture: preparePicture, heic: prepareHeic, recording: prepareRecording }

// Ctrl-C reaches us too: what is under way is finished for the program, which then lets us go.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
process.on('message', async ({ path, content }: { path: string; content: Content }) => {
  process.send?.(await ways[content](path).catch(() => refuse('file-damaged' satisfies FileRefusal)))
})
