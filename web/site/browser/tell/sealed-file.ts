/** A file that grows chunk by chunk, is kept on the phone as it grows, and gives its pieces sealed. */
import { fileLimits } from '../../../../src/domain/files/limits.ts'
import { bytesOf, hexOf, newId } from './parts.ts'
import { type AttachedFile, loadChunks, saveChunk } from './store.ts'

export type HeldFile = AttachedFile & {
  /** What is here of it, in order. */
  chunks: Uint8Array<ArrayBuffer>[]
  bytes: number
  /** The numbers of the pieces that arrived. */
  arrived: Set<number>
}

/** A new file of nothing. */
export const newFile = (kind: AttachedFile['kind'], type: string): HeldFile => ({
  id: newId(),
  key: hexOf(crypto.getRandomValues(new Uint8Array(32))),
  kind,
  type,
  seconds: 0,
  levels: [],
  preview: '',
  whole: false,
  chunks: [],
  bytes: 0,
  arrived: new Set(),
})

/** A file as it was kept. What broke off in the middle counts as whole: nothing more will come. */
export async function reloadFile(kept: AttachedFile): Promise<HeldFile> {
  const chunks = (await loadChunks(kept.id)).map((bytes) => new Uint8Array(bytes))
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  return { ...kept, whole: true, chunks, bytes, arrived: new Set() }
}

/** Adds a chunk and keeps it. */
export async function grow(file: HeldFile, bytes: ArrayBuffer): Promise<void> {
  const number = file.chunks.push(new Uint8Array(bytes)) - 1
  file.bytes += bytes.byteLength
  await saveChunk(file.id, number, bytes)
}

/** The same bytes under a new name and key: what the server has under the old ones is of no use. */
export function renew(file: HeldFile): void {
  const { id, key } = newFile(file.kind, file.type)
  const old = file.chunks
  Object.assign(file, { id, key, arrived: new Set() })
  old.forEach((chunk, number) => {
    void saveChunk(id, number, chunk.buffer)
  })
}

/** What a draft keeps of it. */
export const keptPart = ({ id, key, kind, type, seconds, levels, preview, whole }: HeldFile): AttachedFile => ({
  ...{ id, key, kind, type, seconds, levels, preview, whole },
})

/** How many pieces it has by now that will not change any more. */
export const piecesOf = (file: HeldFile): number =>
  file.whole ? Math.ceil(file.bytes / fileLimits.bytesOfPiece) : Math.floor(file.bytes / fileLimits.bytesOfPiece)

/** Bytes from `from` on, at most `length` of them. */
function cut(file: HeldFile, from: number, length: number): Uint8Array<ArrayBuffer> {
  const piece = new Uint8Array(Math.min(length, file.bytes - from))
  let at = 0
  for (const chunk of file.chunks) {
    const start = Math.max(0, from - at)
    const end = Math.min(chunk.length, from + piece.length - at)
    if (start < end) piece.set(chunk.subarray(start, end), at + start - from)
    at += chunk.length
  }
  return piece
}

/** The whole of it. */
export const wholeOf = (file: HeldFile): Uint8Array<ArrayBuffer> => cut(file, 0, file.bytes)

/** SHA-256 in hex. */
export const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

/** A piece as it is sent: AES-256-GCM, the nonce is its number (src/contract/uploads.ts). */
export async function sealedPiece(file: HeldFile, number: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', bytesOf(file.key), 'AES-GCM', false, ['encrypt'])
  const iv = new Uint8Array(12)
  new DataView(iv.buffer).setUint32(8, number)
  const piece = cut(file, number * fileLimits.bytesOfPiece, fileLimits.bytesOfPiece)
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, piece))
}

/** How a report names it. */
export const nameOf = async (file: HeldFile) => ({
  id: file.id,
  pieces: piecesOf(file),
  key: file.key,
  sha256: await sha256(wholeOf(file)),
})
