/** Forms with files, as a browser or a program sends them, and files made for the tests. */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  AdtsOutputFormat,
  type AudioCodec,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny'
import sharp from 'sharp'
import { codeOf } from './cast.ts'
import type { World } from './world.ts'

/** A file of a form: its bytes, and the name and type a sender claims. */
export type SentFile = {
  readonly bytes: Uint8Array
  readonly name?: string
  readonly type?: string
  readonly field?: string
}

export const file = (bytes: Uint8Array, name = 'IMG_0001.JPG', type = 'image/jpeg'): SentFile => ({ bytes, name, type })

/** The body of a form and its content type. */
export function formOf(fields: Record<string, string>, files: readonly SentFile[] = []) {
  const boundary = `----${randomBytes(12).toString('hex')}`
  const parts = [
    ...Object.entries(fields).map(([name, value]) => [`form-data; name="${name}"\r\n`, Buffer.from(value)] as const),
    ...files.map(({ field = 'files', name = '', type = 'application/octet-stream', bytes }) => {
      return [`form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n`, bytes] as const
    }),
  ]
  const payload = Buffer.concat([
    ...parts.flatMap(([head, bytes]) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: ${head}\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

/** The fields of a report that is right, as a form has them. */
export const reportFields = (more: Record<string, string> = {}): Record<string, string> => ({
  submissionId: randomUUID(),
  to: JSON.stringify({ point: codeOf('point xingfuli') }),
  text: '楼道的灯坏了。',
  ...more,
})

/** Asks with bytes, and gives bytes. */
export async function askBytes(
  w: World,
  asked: { method?: 'GET' | 'POST'; url: string; headers?: Record<string, string>; payload?: Buffer | string },
) {
  const { method = 'GET', url, headers = {}, payload } = asked
  const answer = await w.app.inject({
    method,
    url,
    headers: { host: 'localhost', ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = String(answer.headers['content-type']).startsWith('application/json')
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: answer.rawPayload,
    text: answer.body,
    body: isJson ? answer.json() : undefined,
  }
}

/** Sends a report as a form. */
export const sendForm = (
  w: World,
  fields: Record<string, string>,
  files: readonly SentFile[],
  url = '/api/v1/reports',
  more: Record<string, string> = {},
) => {
  const { headers, payload } = formOf(fields, files)
  return askBytes(w, { method: 'POST', url, payload, headers: { ...headers, ...more } })
}

/** A photo of noise and colour, as large as asked, with everything a phone writes beside the pixels. */
export const photoWithTraces = (width = 800, height = 600, canary = 'CANARY'): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#3a7', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Make: canary, Artist: canary, ImageDescription: canary },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 33/1 1234/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 9/1 1/1',
      },
    })
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="${canary}"/></rdf:RDF></x:xmpmeta>`,
    )
    .toBuffer()

/** The frame of Opus, and of AAC, in which nothing is heard. */
const silence = { opus: [0xf8, 0xff, 0xfe], aac: [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80] } as const

const formats: Record<string, [OutputFormat, 'opus' | 'aac']> = {
  webm: [new WebMOutputFormat(), 'opus'],
  ogg: [new OggOutputFormat(), 'opus'],
  m4a: [new Mp4OutputFormat({ fastStart: 'in-memory' }), 'aac'],
  'fragmented mp4': [new Mp4OutputFormat({ fastStart: 'fragmented' }), 'aac'],
  aac: [new AdtsOutputFormat(), 'aac'],
}

/** A recording of silence as phones write it, with a title and a place in it where the container can hold them. */
export async function recording(kind: keyof typeof formats, seconds: number, canary = 'CANARY'): Promise<Buffer> {
  const [format, codec] = formats[kind] as [OutputFormat, AudioCodec & ('opus' | 'aac')]
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const sound = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(sound)
  if (kind !== 'aac')
    output.setMetadataTags({ title: canary, artist: canary, comment: canary, date: new Date('2026-03-09') })
  await output.start()
  const [rate, length] = codec === 'opus' ? [48_000, 0.02] : [44_100, 1024 / 44_100]
  // What a decoder must know beforehand: AudioSpecificConfig of AAC, OpusHead of Opus (RFC 7845).
  const description =
    codec === 'opus' ? Buffer.from('4f707573486561640101380180bb0000000000', 'hex') : Uint8Array.of(0x12, 0x08)
  const decoderConfig =
    codec === 'opus'
      ? { codec: 'opus', numberOfChannels: 1, sampleRate: rate, description }
      : { codec: 'mp4a.40.2', numberOfChannels: 1, sampleRate: rate, description }
  for (let at = 0; at < seconds; at += length)
    await sound.add(new EncodedPacket(Uint8Array.from(silence[codec]), 'key', at, length), { decoderConfig })
  await output.finalize()
  return Buffer.from(target.buffer as ArrayBuffer)
}

/** A WAV of a tone, with a list of information in it. */
export function wav(seconds: number, canary = 'CANARY', rate = 8000): Buffer {
  const samples = Buffer.alloc(Math.round(seconds * rate) * 2)
  for (let at = 0; at < samples.length; at += 2) samples.writeInt16LE(Math.round(8000 * Math.sin(at / 20)), at)
  const chunk = (name: string, content: Buffer) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(content.length)
    return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)])
  }
  const format = Buffer.alloc(16)
  format.writeUInt16LE(1, 0)
  format.writeUInt16LE(1, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt32LE(rate * 2, 8)
  format.writeUInt16LE(2, 12)
  format.writeUInt16LE(16, 14)
  const list = chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('IART', Buffer.from(canary))]))
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), list, chunk('data', samples)])
  return chunk('RIFF', body)
}
