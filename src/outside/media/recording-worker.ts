/** A thread that copies the sound of one recording, packet by packet, into a fresh container, and posts that. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { InputAudioTrack, InputFormat, OutputFormat } from 'mediabunny'
import type { FileType } from '../../domain/files/file.ts'
import type { Remuxed } from './prepare-recording.ts'

const { path, longest } = workerData as { path: string; longest: number }

// A container can carry the second it was written in; here it is always 1904, the zero of MP4's clock.
Date.now = () => Date.UTC(1904, 0, 1)

const media = await import('mediabunny')

const kinds: readonly [InputFormat, FileType, () => OutputFormat][] = [
  [media.WEBM, 'audio/webm', () => new media.WebMOutputFormat()],
  [media.MATROSKA, 'audio/webm', () => new media.WebMOutputFormat()],
  [media.OGG, 'audio/ogg', () => new media.OggOutputFormat()],
  [media.MP4, 'audio/mp4', () => new media.Mp4OutputFormat({ fastStart: 'in-memory' })],
  [media.WAVE, 'audio/wav', () => new media.WavOutputFormat()],
  [media.MP3, 'audio/mpeg', () => new media.Mp3OutputFormat({ xingHeader: true })],
  [media.ADTS, 'audio/aac', () => new media.AdtsOutputFormat()],
]

const answer = await remux().catch((): Remuxed => ({ refusal: 'file-damaged' }))
parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : [])

async function remux(): Promise<Remuxed> {
  const source = new media.BufferSource(readFileSync(path))
  const input = new media.Input({ source, formats: kinds.map(([format]) => format) })
  if (!(await input.canRead())) return { refusal: 'file-not-understood' }
  const format = await input.getFormat()
  const kind = kinds.find(([known]) => known === format)
  if (!kind) return { refusal: 'file-not-understood' }
  if ((await input.getVideoTracks()).length > 0) return { refusal: 'video-not-taken' }
  const track = await input.getPrimaryAudioTrack()
  return track ? copy(track, kind[1], kind[2]()) : { refusal: 'file-damaged' }
}

async function copy(track: InputAudioTrack, type: FileType, format: OutputFormat): Promise<Remuxed> {
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()]
  if (!codec || !decoderConfig || !format.getSupportedCodecs().includes(codec))
    return { refusal: 'file-not-understood' }
  const target = new media.BufferTarget()
  const output = new media.Output({ format, target })
  const sound = new media.EncodedAudioPacketSource(codec)
  output.addAudioTrack(sound)
  await output.start()

  const sink = new media.EncodedPacketSink(track)
  let [begin, end] = [0, 0]
  // Of a recording that breaks off, what came before is read: an error in the middle is the end.
  const next = (read: Promise<Awaited<ReturnType<typeof sink.getFirstPacket>>>) => read.catch(() => null)
  for (let packet = await next(sink.getFirstPacket()); packet; packet = await next(sink.getNextPacket(packet))) {
    const { data, timestamp, duration } = packet
    if (end === 0) begin = timestamp
    end = Math.max(end, timestamp - begin + duration)
    if (!(end <= longest)) return { refusal: 'recording-too-long' }
    // Every packet of sound can be begun with; side data is left behind.
    await sound.add(new media.EncodedPacket(data, 'key', Math.max(0, timestamp - begin), duration), { decoderConfig })
  }
  if (!(end > 0)) return { refusal: 'file-damaged' }
  await output.finalize()
  if (!target.buffer) return { refusal: 'file-damaged' }
  return { type, bytes: new Uint8Array(target.buffer), seconds: Math.ceil(end) }
}
