/** What a file is, told from its first bytes. Names and declared types are what a sender likes to say, and are not asked. */

export type Content = 'picture' | 'heic' | 'recording'

/** As many first bytes as are looked at. */
export const bytesLookedAt = 64

/** Undefined for everything that is not taken: SVG and other text, documents, programs, BMP, TIFF, JPEG 2000 … */
export function typeOfContent(first: Buffer): Content | undefined {
  const text = (from: number, to: number) => first.toString('latin1', from, to)
  if (first.length < 12) return undefined
  if (first[0] === 0xff && first[1] === 0xd8 && first[2] === 0xff) return 'picture'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'picture'
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'picture'
  if (text(0, 4) === 'RIFF')
    return text(8, 12) === 'WEBP' ? 'picture' : text(8, 12) === 'WAVE' ? 'recording' : undefined
  if (text(4, 8) === 'ftyp') return typeOfBrands(first)
  if (text(0, 4) === '\x1a\x45\xdf\xa3' || text(0, 4) === 'OggS' || text(0, 3) === 'ID3') return 'recording'
  // The synchronisation of MPEG audio (layers 1 to 3) and of AAC in ADTS.
  if (first[0] === 0xff && ((first[1] ?? 0) & 0xe0) === 0xe0) return 'recording'
  return undefined
}

/** The box `ftyp` of ISO 14496-12 lists brands: pictures and recordings share the container. */
function typeOfBrands(first: Buffer): Content {
  const brands: string[] = []
  const end = Math.min(first.readUInt32BE(0), first.length)
  for (let at = 8; at + 4 <= end; at += at === 8 ? 8 : 4) brands.push(first.toString('latin1', at, at + 4))
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'picture'
  const heic = /^(hei[cxms]|hev[cx]|mif1|msf1)$/
  return brands.some((brand) => heic.test(brand)) ? 'heic' : 'recording'
}
