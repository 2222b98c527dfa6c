/** A photo or recording as an answer: to be saved, never run, never guessed at, never kept by a cache. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StoredFile } from '../data/files/read.ts'
import type { FileType } from '../domain/files/file.ts'
import { Refusal } from './refusals.ts'
import type { Doors } from './server.ts'

/** What a browser saves it as: names of files are not kept. */
const nameOf: Record<FileType, string> = {
  'image/jpeg': 'photo.jpg',
  'audio/webm': 'recording.webm',
  'audio/ogg': 'recording.ogg',
  'audio/mp4': 'recording.m4a',
  'audio/wav': 'recording.wav',
  'audio/mpeg': 'recording.mp3',
  'audio/aac': 'recording.aac',
}

/**
 * Sends a file, or the piece of it a player asks for (one range of RFC 9110).
 * Refused: `no-such-file` when the store does not have it, which is told to whoever runs this.
 */
export async function sendFile(
  { context, onError }: Pick<Doors, 'context' | 'onError'>,
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile,
  size: 'whole' | 'small',
) {
  const opened = await context.files.store.open((size === 'small' && file.thumbnailHash) || file.hash)
  if (!opened) {
    onError('files', 'missing-in-store')
    throw new Refusal('no-such-file')
  }
  reply.headers({
    'content-type': file.type,
    'content-disposition': `attachment; filename="${nameOf[file.type]}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  })
  const range = rangeOf(request.headers.range, opened.size)
  if (range === 'outside') {
    await opened.close()
    return reply.status(416).header('content-range', `bytes */${opened.size}`).send('')
  }
  if (!range) return reply.header('content-length', opened.size).send(opened.stream())
  return reply
    .status(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${opened.size}`)
    .header('content-length', range.end - range.start + 1)
    .send(opened.stream(range))
}

/** The one range asked for; undefined for the whole, also for what is not understood or several at once. */
export function rangeOf(
  asked: string | undefined,
  size: number,
): { start: number; end: number } | 'outside' | undefined {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked?.trim() ?? '')
  if (!parts) return undefined
  const [, first = '', last = ''] = parts
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last))
  if (start >= size || (first === '' && Number(last) === 0)) return 'outside'
  return end < start ? undefined : { start, end }
}
