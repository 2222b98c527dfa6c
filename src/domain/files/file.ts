/** A photo or a recording beside words: what it is once it is kept, and why one was not. */

export const fileKinds = ['photo', 'recording'] as const
export type FileKind = (typeof fileKinds)[number]

/** The types files are kept in; what came in another was written anew. */
export const fileTypes = [
  'image/jpeg',
  'audio/webm',
  'audio/ogg',
  'audio/mp4',
  'audio/wav',
  'audio/mpeg',
  'audio/aac',
] as const
export type FileType = (typeof fileTypes)[number]

/** A file as it is kept: found by the SHA-256 of its bytes, without a name and without a time. */
export type KeptFile = {
  readonly hash: Uint8Array
  readonly kind: FileKind
  readonly type: FileType
  readonly bytes: number
  /** Of a photo, as it is looked at; null for a recording. */
  readonly width: number | null
  readonly height: number | null
  /** Of a recording, rounded up; null for a photo. */
  readonly seconds: number | null
  /** The preview of a photo. */
  readonly thumbnailHash: Uint8Array | null
}

export const fileRefusals = [
  'file-not-understood',
  'file-damaged',
  'file-too-large',
  'too-many-files',
  'picture-too-large',
  'recording-too-long',
  'video-not-taken',
] as const
/** Why one file was not kept. The rest is. */
export type FileRefusal = (typeof fileRefusals)[number]

/** A file that was not kept: the how-manieth it was (from 1), and why. Its name is not known any more. */
export type NotKept = { readonly position: number; readonly refusal: FileRefusal }
