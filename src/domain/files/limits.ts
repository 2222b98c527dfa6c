/** What may come with words: how many files, how large, how long. One place; every door and screen reads it here. */

const megabyte = 1024 * 1024

export const fileLimits = {
  /** Of one report, message or answer. */
  photos: 9,
  recordings: 3,
  /** Read at all, so that each one too many gets its sentence; more than these are no mistake of a person. */
  filesRead: 40,
  bytesOfOne: 30 * megabyte,
  bytesInAll: 120 * megabyte,
  /** Phones of today take 48 and 50 megapixels. */
  pixels: 51_000_000,
  /** HEIC is decoded whole, four bytes a pixel, in a thread of its own. */
  heicPixels: 25_000_000,
  recordingSeconds: 300,
  /** A file sent before its report comes in pieces of this size, and at most so many. */
  bytesOfPiece: 64 * 1024,
  pieces: (30 * megabyte) / (64 * 1024),
} as const

/** A photo is kept with this longest side, and its preview with that. */
const longestSide = 2560
const previewSide = 480
/** A long screenshot keeps this width, so that its words stay readable, up to that length. */
const readableWidth = 1080
const longestOfLong = 12_000
const narrowestPreview = 160

export type Size = { readonly width: number; readonly height: number }

/** The size in which a picture is kept: never larger than it came. */
export function keptSize({ width, height }: Size): Size {
  const [long, short] = [Math.max(width, height), Math.min(width, height)]
  const scale = Math.min(1, Math.max(longestSide / long, Math.min(readableWidth / short, longestOfLong / long)))
  return scaled({ width, height }, scale)
}

/** The size of the preview of a kept picture. A very long one is cut rather than shown as a thread. */
export function previewSize(kept: Size): Size {
  const { width, height } = scaled(kept, Math.min(1, previewSide / Math.max(kept.width, kept.height)))
  return {
    width: Math.max(width, Math.min(kept.width, narrowestPreview)),
    height: Math.max(height, Math.min(kept.height, narrowestPreview)),
  }
}

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
})
