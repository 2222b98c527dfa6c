/** Files on their way from a request to the store: prepared, kept under their hash, and only then written of in rows. */
import { createHash } from 'node:crypto'
import { hourOf } from '../domain/calendar/calendar.ts'
import type { FileRefusal, KeptFile, NotKept } from '../domain/files/file.ts'
import { fileLimits } from '../domain/files/limits.ts'
import type { Upload } from '../outside/incoming.ts'
import { contentOf, prepare } from '../outside/media/prepare.ts'
import type { Context } from './context.ts'

export type { Upload }

export type Kept = {
  readonly kept: readonly KeptFile[]
  /** What could not be kept, and why; the rest is. */
  readonly notKept: readonly NotKept[]
}

/**
 * Prepares files and puts them into the store, in their order. Nothing is refused as a whole: each file that cannot be
 * kept is named with its reason. What is never attached to an event is swept away after seven days.
 */
export async function keepFiles(context: Context, uploads: readonly Upload[]): Promise<Kept> {
  const kept: KeptFile[] = []
  const notKept: NotKept[] = []
  for (const [index, upload] of uploads.entries()) {
    const done = await keepFile(context, upload, kept)
    if (typeof done === 'string') notKept.push({ position: index + 1, refusal: done })
    else kept.push(done)
  }
  return { kept, notKept }
}

async function keepFile(
  context: Context,
  upload: Upload,
  before: readonly KeptFile[],
): Promise<KeptFile | FileRefusal> {
  const content = await contentOf(upload.path)
  const kind = content === 'recording' ? 'recording' : 'photo'
  const most = kind === 'recording' ? fileLimits.recordings : fileLimits.photos
  if (!upload.whole) return 'file-too-large'
  if (content && before.filter((file) => file.kind === kind).length >= most) return 'too-many-files'
  const prepared = await prepare(upload.path, content)
  if (!prepared.ok) return prepared.refusal

  const put = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const hash = createHash('sha256').update(bytes).digest()
    await context.files.store.put(bytes, hash, hourOf(context.now()))
    return hash
  }
  const file = prepared.value
  const hash = await put(file.bytes)
  const common = { hash, type: file.type, bytes: file.bytes.length }
  if (file.kind === 'recording')
    return { ...common, kind: file.kind, width: null, height: null, seconds: file.seconds, thumbnailHash: null }
  const thumbnailHash = file.thumbnail && (await put(file.thumbnail))
  return { ...common, kind: file.kind, width: file.width, height: file.height, seconds: null, thumbnailHash }
}

/** A hash as it stands in commitments and details. */
export const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')

/** What an event says of the files it brought: the hashes they are kept under, and what was not kept. */
export const fileDetail = (kept: readonly KeptFile[], notKept: readonly NotKept[]) => ({
  ...(kept.length > 0 ? { files: kept.map(({ hash }) => hexOf(hash)) } : {}),
  ...(notKept.length > 0 ? { notKept: notKept.map(({ position, refusal }) => ({ position, refusal })) } : {}),
})
