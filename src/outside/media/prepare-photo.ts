/**
 * A photo as it is kept: turned the right way up, in sRGB, written anew as JPEG, and nothing else. Whatever stood beside
 * the pixels (place, time, camera, comments, thumbnails, a script behind the last byte) is not read on.
 */
import sharp, { type Sharp } from 'sharp'
import type { FileRefusal } from '../../domain/files/file.ts'
import { fileLimits, keptSize, previewSize, type Size } from '../../domain/files/limits.ts'
import { allow, refuse } from '../../domain/shared/decision.ts'
import { inWorker } from './in-worker.ts'

export type PreparedPhoto = {
  readonly kind: 'photo'
  readonly type: 'image/jpeg'
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
  /** Null for a picture that is as small itself. */
  readonly thumbnail: Buffer | null
}

// Only these readers of libvips may be used at all: SVG, PDF and whatever else it may know stay shut.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((reader) => `VipsForeignLoad${reader}`),
})
// Pictures follow one another; what was read of one is of no use to the next.
sharp.cache(false)
sharp.concurrency(1)

const seconds = 20
const heicLimits = { seconds: 30, megabytes: 512, wasmBytes: 640 * 1024 * 1024 }

/** Prepares a JPEG, PNG, WebP, GIF or AVIF. Refused: `picture-too-large`, `file-damaged`. */
export async function preparePicture(path: string) {
  const read = (limitInputPixels: number | false) =>
    sharp(path, { limitInputPixels, failOn: 'error', sequentialRead: true, pages: 1 })
  // The head alone is read here, without decoding a pixel.
  const size = await read(false)
    .metadata()
    .then(
      ({ autoOrient }) => autoOrient,
      () => undefined,
    )
  if (!size) return refuse('file-damaged')
  if (size.width * size.height > fileLimits.pixels) return refuse('picture-too-large')
  return writtenAnew(read(fileLimits.pixels).autoOrient(), size)
}

/** Prepares a HEIC. Refused: `picture-too-large`, `file-damaged`. */
export async function prepareHeic(path: string) {
  type Pixels = Size & { data: Uint8ClampedArray }
  const { wasmBytes: memory, ...limits } = heicLimits
  const given = { path, pixels: fileLimits.heicPixels, memory }
  const decoded = await inWorker<Pixels | 'too-large'>(new URL('./heic-worker.ts', import.meta.url), given, limits)
  if (decoded === undefined) return refuse('file-damaged')
  if (decoded === 'too-large') return refuse('picture-too-large')
  const { width, height, data } = decoded
  return writtenAnew(sharp(data, { raw: { width, height, channels: 4 } }), { width, height })
}

async function writtenAnew(picture: Sharp, size: Size) {
  const kept = keptSize(size)
  try {
    const bytes = await asJpeg(picture.resize({ ...kept, fit: 'fill' }), 82)
    const preview = previewSize(kept)
    const isSmall = preview.width === kept.width && preview.height === kept.height
    const thumbnail = isSmall
      ? null
      : await asJpeg(sharp(bytes).resize({ ...preview, fit: 'cover', position: 'north' }), 72)
    return allow<PreparedPhoto>({ kind: 'photo', type: 'image/jpeg', bytes, ...kept, thumbnail })
  } catch {
    return refuse('file-damaged' satisfies FileRefusal)
  }
}

/** Without `keep…`, sharp leaves every metadata out, colour profiles after applying them. */
const asJpeg = (picture: Sharp, quality: number): Promise<Buffer> =>
  picture
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality, progressive: true })
    .timeout({ seconds })
    .toBuffer()
