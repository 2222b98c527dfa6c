/** What is kept of photos and recordings from the world: the picture and the sound, and nothing beside them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { deflateSync } from 'node:zlib'
import { ALL_FORMATS, BlobSource, Input } from 'mediabunny'
import sharp, { type Sharp } from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { childrenRunning, mostMemoryOf } from '../../../test/child-memory.ts'
import { photoWithTraces, recording, wav } from '../../../test/forms.ts'
import { contentOf, prepare } from './prepare.ts'

const media = resolve(import.meta.dirname, '../../../../shared/data/media')
const samples = (folder: string): string[] =>
  existsSync(join(media, folder)) ? readdirSync(join(media, folder)).map((name) => join(media, folder, name)) : []
const there = existsSync(media)
if (!there) console.warn(`skipped: no sample files at ${media}`)

const folder = mkdtempSync(join(tmpdir(), 'jieyou-media-'))
afterAll(() => rmSync(folder, { recursive: true }))
let made = 0
const fileOf = (bytes: Uint8Array): string => {
  const path = join(folder, `${made++}`)
  writeFileSync(path, bytes)
  return path
}
const prepared = async (path: string) => prepare(path, await contentOf(path))
const preparedBytes = (bytes: Uint8Array) => prepared(fileOf(bytes))
async function kept(path: string) {
  const done = await prepared(path)
  if (!done.ok) throw new Error(`${path}: ${done.refusal}`)
  return done.value
}
async function keptPhoto(path: string) {
  const photo = await kept(path)
  if (photo.kind !== 'photo') throw new Error('not a photo')
  return photo
}

/** The markers of a JPEG up to its pixels: an independent reading, that lets nothing pass which it does not know. */
function markersOf(jpeg: Uint8Array): string[] {
  const bytes = Buffer.from(jpeg)
  const markers: string[] = []
  let at = 2
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1] as number
    markers.push(marker.toString(16))
    // Between scans the pixels are passed over.
    at += 2 + bytes.readUInt16BE(at + 2)
    if (marker !== 0xda) continue
    while (!(bytes[at] === 0xff && bytes[at + 1] !== 0 && ((bytes[at + 1] as number) & 0xf8) !== 0xd0)) at += 1
    if (bytes[at + 1] === 0xd9) break
  }
  expect(at + 2).toBe(bytes.length)
  return [...new Set(markers)].sort()
}

/** Where the first scan's pixels begin. */
function pixelsOf(jpeg: Uint8Array): number {
  const bytes = Buffer.from(jpeg)
  let at = 2
  while (bytes[at + 1] !== 0xda) at += 2 + bytes.readUInt16BE(at + 2)
  return at
}
/** JFIF, tables, frame, scans: what a picture needs. No APP1 (Exif, XMP), APP2 (colour), APP13 (IPTC), no comment. */
const needed = ['c0', 'c2', 'c4', 'da', 'db', 'dd', 'e0']

async function expectNothingBeside(jpeg: Uint8Array) {
  expect(markersOf(jpeg).filter((marker) => !needed.includes(marker))).toEqual([])
  const { exif, xmp, iptc, icc, orientation, comments } = await sharp(jpeg).metadata()
  expect({ exif, xmp, iptc, icc, orientation, comments }).toEqual({})
  // Looked for in what stands before the pixels: in megabytes of pixels any three letters turn up by chance.
  const head = Buffer.from(jpeg.subarray(0, pixelsOf(jpeg)))
  for (const trace of ['Exif', 'http://ns.adobe.com', 'Photoshop', 'GPS', 'ICC_PROFILE'])
    expect(head.includes(trace) && trace).toBe(false)
  expect(Buffer.from(jpeg).includes('CANARY')).toBe(false)
}

describe.skipIf(!there)('photos as phones and cameras take them', () => {
  test.each(samples('photos'))('%s is kept without a single tag', async (path) => {
    const photo = await keptPhoto(path)
    await expectNothingBeside(photo.bytes)
    if (photo.thumbnail) await expectNothingBeside(photo.thumbnail)
    expect(await sharp(photo.bytes).metadata()).toMatchObject({
      width: photo.width,
      height: photo.height,
      format: 'jpeg',
    })
    expect(photo.bytes.includes(readFileSync(path).subarray(0, 256))).toBe(false)
  })

  test('what was taken upright stands upright', async () => {
    const sizeOf = async (name: string) => {
      const { width, height } = await keptPhoto(join(media, 'photos', name))
      return { width, height }
    }
    expect(await sizeOf('ianare_landscape_6.jpg')).toEqual({ width: 600, height: 450 })
    expect(await sizeOf('ianare_IMG_5195.HEIC')).toEqual({ width: 1983, height: 2560 })
  })
})

/** A corner of each colour, so that turning shows: red, green, blue, white. */
const corners = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
] as const
async function cornersOf(jpeg: Uint8Array): Promise<string> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const nameAt = (x: number, y: number) => {
    const at = (y * info.width + x) * info.channels
    const near = (one: readonly number[]) =>
      one.reduce((sum, value, i) => sum + Math.abs(value - (data[at + i] ?? 0)), 0)
    return ['red', 'green', 'blue', 'white'][corners.findIndex((one) => near(one) < 120)] ?? 'none'
  }
  const [right, bottom] = [info.width - 4, info.height - 4]
  return [nameAt(3, 3), nameAt(right, 3), nameAt(3, bottom), nameAt(right, bottom)].join(' ')
}
const square = (colour: number) => {
  const [r, g, b] = corners[colour] as readonly [number, number, number]
  return { create: { width: 60, height: 40, channels: 3, background: { r, g, b } } } as const
}
const upright = 'red green blue white'

test.each([1, 2, 3, 4, 5, 6, 7, 8])('a photo held in way %i is turned upright', async (orientation) => {
  const picture = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#000' } })
    .composite([0, 1, 2, 3].map((n) => ({ input: square(n), left: (n % 2) * 60, top: Math.floor(n / 2) * 40 })))
    .png()
    .toBuffer()
  // Stored turned, as a camera does, with the note how to turn it back. One step after the other: sharp has its own order.
  const turned: Record<number, ((image: Sharp) => Sharp)[]> = {
    1: [],
    2: [(image) => image.flop()],
    3: [(image) => image.rotate(180)],
    4: [(image) => image.flip()],
    5: [(image) => image.rotate(90), (image) => image.flop()],
    6: [(image) => image.rotate(270)],
    7: [(image) => image.rotate(270), (image) => image.flop()],
    8: [(image) => image.rotate(90)],
  }
  let stored = picture
  for (const step of turned[orientation] ?? []) stored = await step(sharp(stored)).png().toBuffer()
  const photo = await keptPhoto(
    fileOf(await sharp(stored).jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer()),
  )
  expect(await cornersOf(photo.bytes)).toBe(upright)
  expect([photo.width, photo.height]).toEqual([120, 80])
})

test('a photo with names, place and thoughts in it keeps none of them', async () => {
  const photo = await photoWithTraces(3000, 2000)
  expect(photo.toString('latin1').split('CANARY').length).toBeGreaterThan(3)
  const { bytes, thumbnail, width, height } = await keptPhoto(fileOf(photo))
  await expectNothingBeside(bytes)
  await expectNothingBeside(thumbnail as Buffer)
  expect([width, height]).toEqual([2560, 1707])
  expect(await sharp(thumbnail as Buffer).metadata()).toMatchObject({ width: 480, height: 320 })
})

test('a photo in another colour space looks the same without its profile', async () => {
  const red = { create: { width: 64, height: 64, channels: 3, background: '#c83214' } } as const
  const p3 = await sharp(red).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer()
  const { bytes } = await keptPhoto(fileOf(p3))
  const { dominant } = await sharp(bytes).stats()
  expect(Math.abs(dominant.r - 0xc8) + Math.abs(dominant.g - 0x32) + Math.abs(dominant.b - 0x14)).toBeLessThan(40)
})

test('a see-through picture stands on white', async () => {
  const clear = await sharp({
    create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer()
  const { dominant } = await sharp((await keptPhoto(fileOf(clear))).bytes).stats()
  expect(dominant).toEqual({ r: 248, g: 248, b: 248 })
})

test('a script behind a picture is gone, whatever the picture was', async () => {
  const script = Buffer.from('<script>alert("CANARY")</script><?php system("CANARY"); ?>')
  for (const format of ['jpeg', 'png', 'gif', 'webp', 'avif'] as const) {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#248' } })
      .toFormat(format)
      .toBuffer()
    const { bytes } = await keptPhoto(fileOf(Buffer.concat([picture, script])))
    expect(bytes.toString('latin1')).not.toMatch(/script|php|CANARY/)
  }
})

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'],
  [
    'an SVG with a head',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
  ],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a PDF', '%PDF-1.7\n1 0 obj <</Type/Catalog>>'],
  ['a program', '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0'],
  ['an archive', 'PK\x03\x04\x14\0\0\0\0\0\0\0\0\0'],
  ['words', '楼道的灯坏了，楼道的灯坏了，楼道的灯坏了。'],
  ['nothing', ''],
  ['a byte', '\xff'],
  ['a comment before an SVG', 'GIF89<!-- --><svg xmlns="http://www.w3.org/2000/svg"/>'],
])('%s is no photo and no recording', async (_what, text) => {
  expect(await preparedBytes(Buffer.from(text, 'latin1'))).toEqual({ ok: false, refusal: 'file-not-understood' })
})

test.each([
  '\xff\xd8\xff\xe0',
  '\x89PNG\r\n\x1a\n',
  'GIF89a',
  'RIFF\0\0\0\0WEBP',
  '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
  '\0\0\0\x18ftypavif\0\0\0\0mif1avif',
])('the first bytes of a picture, and an SVG after them: %j', async (start) => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  expect(await preparedBytes(Buffer.from(start + svg.repeat(20), 'latin1'))).toEqual({
    ok: false,
    refusal: 'file-damaged',
  })
})

/** A PNG of one colour, with as many pixels as wished in very few bytes. */
function largePng(width: number, height: number): Buffer {
  const crcs = Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c >>> 0
  })
  const crcOf = (bytes: Buffer) =>
    (bytes.reduce((c, byte) => (crcs[(c ^ byte) & 0xff] as number) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0
  const chunk = (name: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), content])
    const [size, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(content.length)
    crc.writeUInt32BE(crcOf(named))
    return Buffer.concat([size, named, crc])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0], 8)
  const row = Buffer.alloc((width + 1) * 1024)
  const rows = deflateSync(Buffer.concat(Array.from({ length: height / 1024 }, () => row)), { level: 9 })
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('a picture of 256 megapixels in a few hundred kilobytes is told before a pixel of it is read', async () => {
  const bomb = largePng(16_384, 16_384)
  expect(bomb.length).toBeLessThan(1024 * 1024)
  const path = fileOf(bomb)
  const before = process.memoryUsage.rss()
  const started = performance.now()
  expect(await prepared(path)).toEqual({ ok: false, refusal: 'picture-too-large' })
  expect(performance.now() - started).toBeLessThan(1000)
  expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024)
  expect(mostMemoryOf(childrenRunning('prepare-process'))).toBeLessThan(500)
})

test('when the reading process dies, the file is read by a new one; a file that kills each is damaged', async () => {
  const photo = fileOf(await photoWithTraces(3000, 2000))
  const kill = () => {
    for (const id of childrenRunning('prepare-process')) process.kill(id, 'SIGKILL')
  }
  expect(childrenRunning('prepare-process')).not.toEqual([])
  const once = prepared(photo)
  await new Promise((later) => setTimeout(later, 60))
  kill()
  expect(await once).toMatchObject({ ok: true })
  const ever = setInterval(kill, 10)
  expect(await prepared(photo)).toEqual({ ok: false, refusal: 'file-damaged' })
  clearInterval(ever)
  expect(await prepared(photo)).toMatchObject({ ok: true })
})

describe.skipIf(!there)('files made to break what reads them', () => {
  test.each(samples('malformed'))('%s gets its answer', async (path) => {
    const before = process.memoryUsage.rss()
    const done = await prepared(path)
    if (done.ok && done.value.kind === 'photo') await expectNothingBeside(done.value.bytes)
    else expect(done).toMatchObject({ ok: false, refusal: expect.stringMatching(/^(file|picture)-/) })
    expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024)
    expect(mostMemoryOf(childrenRunning('prepare-process'))).toBeLessThan(500)
  })
})

/** What an independent look into a recording finds. */
async function lookInto(bytes: Uint8Array) {
  const input = new Input({ source: new BlobSource(new Blob([Buffer.from(bytes)])), formats: ALL_FORMATS })
  const track = await input.getPrimaryAudioTrack()
  const tags = await input.getMetadataTags()
  return { seconds: await input.computeDuration(), codec: await track?.getCodec(), tags }
}

const sounds: [string, string, () => Promise<Buffer>, string][] = [
  ['webm/opus', 'audio/webm', () => recording('webm', 3), 'opus'],
  ['ogg/opus', 'audio/ogg', () => recording('ogg', 3), 'opus'],
  ['mp4/aac', 'audio/mp4', () => recording('m4a', 3), 'aac'],
  ['fragmented mp4/aac', 'audio/mp4', () => recording('fragmented mp4', 3), 'aac'],
  ['adts/aac', 'audio/aac', () => recording('aac', 3), 'aac'],
  ['wav', 'audio/wav', async () => wav(3), 'pcm-s16'],
]

test.each(sounds)('a recording in %s keeps its sound and loses its title', async (_kind, type, make, codec) => {
  const sound = await make()
  if (!type.includes('aac')) expect(sound.toString('latin1')).toContain('CANARY')
  const done = await kept(fileOf(sound))
  expect(done).toMatchObject({ kind: 'recording', type })
  if (done.kind !== 'recording') return
  expect([3, 4]).toContain(done.seconds)
  expect(Buffer.from(done.bytes).toString('latin1')).not.toContain('CANARY')
  const found = await lookInto(done.bytes)
  expect(found.codec).toBe(codec)
  expect(found.seconds).toBeGreaterThan(2.9)
  expect(found.seconds).toBeLessThan(3.2)
  expect({ ...found.tags, raw: undefined }).toEqual({ raw: undefined })
})

test('a recording in mp4 does not tell the second it was sent in', async () => {
  const done = await kept(fileOf(await recording('m4a', 1)))
  const bytes = Buffer.from(done.bytes)
  for (const box of ['mvhd', 'tkhd', 'mdhd']) {
    const at = bytes.indexOf(box)
    expect(at).toBeGreaterThan(0)
    expect(bytes[at + 4]).toBe(0)
    expect(bytes.readUInt32BE(at + 8)).toBe(0)
    expect(bytes.readUInt32BE(at + 12)).toBe(0)
  }
})

test.each([
  ['webm/opus', () => recording('webm', 20)],
  ['ogg/opus', () => recording('ogg', 20)],
  ['fragmented mp4/aac', () => recording('fragmented mp4', 20)],
  ['adts/aac', () => recording('aac', 20)],
  ['wav', async () => wav(20)],
])('of a recording in %s cut off in the middle, the beginning is kept', async (_kind, make) => {
  const sound = await make()
  const done = await kept(fileOf(sound.subarray(0, Math.floor(sound.length * 0.6))))
  const { seconds } = await lookInto(done.bytes)
  // The container tells only whole pages or fragments of a few seconds.
  expect(seconds).toBeGreaterThan(9)
  expect(seconds).toBeLessThan(13)
})

test('an mp4 whose table of contents was cut away cannot be read', async () => {
  const sound = await recording('m4a', 3)
  expect(await preparedBytes(sound.subarray(0, 300))).toEqual({ ok: false, refusal: 'file-damaged' })
})

describe.skipIf(!there)('speech', () => {
  test.each(samples('speech'))('%s is kept whole, and half of it when it breaks off', async (path) => {
    const sound = readFileSync(path)
    const whole = await lookInto(sound)
    const done = await kept(path)
    const now = await lookInto(done.bytes)
    expect(now.codec).toBe(whole.codec)
    expect(Math.abs(now.seconds - whole.seconds)).toBeLessThan(0.1)
    const half = await lookInto((await kept(fileOf(sound.subarray(0, sound.length / 2)))).bytes)
    expect(half.seconds / whole.seconds).toBeGreaterThan(0.45)
    expect(half.seconds / whole.seconds).toBeLessThan(0.55)
  })
})

test.each(['webm', 'ogg', 'm4a', 'aac'] as const)('more than five minutes in %s is too long', async (kind) => {
  expect(await preparedBytes(await recording(kind, 301))).toEqual({ ok: false, refusal: 'recording-too-long' })
})

test('five minutes are not', async () => {
  expect(await kept(fileOf(await recording('webm', 299.9)))).toMatchObject({ seconds: 300 })
  expect(await preparedBytes(wav(301, 'CANARY', 1000))).toEqual({ ok: false, refusal: 'recording-too-long' })
})

test('recordings of chance and of broken pieces never break the program', async () => {
  const sound = await recording('webm', 2)
  for (let n = 0; n < 12; n++) {
    const broken = Buffer.from(sound)
    for (let i = 0; i < 40; i++) broken[(n * 7919 + i * 104_729) % broken.length] = (n * 31 + i * 17) & 0xff
    const done = await preparedBytes(broken)
    if (!done.ok) expect(done.refusal).toMatch(/^(file|recording|video)-/)
  }
})
