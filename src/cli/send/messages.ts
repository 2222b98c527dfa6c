/** Reads the messages of a file, one JSON object a line, plain or gzip, as a stream. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { LineRefusal } from '../words.ts'
import { type Line, linesOf } from './lines.ts'

/** Which columns make up which field of a report. */
export type Columns = { readonly text: readonly string[]; readonly place: readonly string[] }

/** One line of the file: what it says, or why it says nothing. */
export type Message =
  | { readonly line: number; readonly ok: true; readonly text: string; readonly place: string }
  | { readonly line: number; readonly ok: false; readonly why: LineRefusal }

export type MessageFile = {
  /** The SHA-256 of the file as it lies on the disk. */
  readonly sha256: string
  /** Each line that is not blank, in order. */
  readonly messages: (columns: Columns) => AsyncGenerator<Message>
  /** How much of the file has been read, 0 to 1. */
  readonly shareRead: () => number
}

/** Opens a file of messages. Throws the file system's error when it cannot be read. */
export async function openMessages(path: string): Promise<MessageFile> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  const { size, gzip } = await look(path)
  let read = () => 0
  return {
    sha256: hash.digest('hex'),
    shareRead: () => (size === 0 ? 1 : read() / size),
    async *messages(columns) {
      const source = createReadStream(path)
      read = () => source.bytesRead
      const bytes = gzip ? source.pipe(createGunzip()) : source
      source.on('error', (error) => bytes.destroy(error))
      try {
        for await (const line of linesOf(bytes)) {
          const message = messageOf(line, columns)
          if (message) yield message
        }
      } finally {
        source.destroy()
      }
    },
  }
}

async function look(path: string) {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return { size: (await file.stat()).size, gzip: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b }
  } finally {
    await file.close()
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function messageOf({ number, bytes }: Line, columns: Columns): Message | undefined {
  const refused = (why: LineRefusal): Message => ({ line: number, ok: false, why })
  if (bytes === null) return refused('too-long-a-line')
  let written: string
  try {
    // Strict, so that a file in GB 18030 is told and not sent as rubbish. A byte order mark is left out.
    written = utf8.decode(bytes)
  } catch {
    return refused('not-utf-8')
  }
  if (written.trim() === '') return undefined
  const row = objectIn(written)
  if (!row) return refused('not-json')

  const text = wordsIn(row, columns.text)
  const place = wordsIn(row, columns.place)
  if (text === 'not-words' || place === 'not-words') return refused('not-words')
  if (text.length === 0) return refused('no-such-column')
  return { line: number, ok: true, text: text.join('\n'), place: place.join('\n') }
}

function objectIn(written: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(written)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** The words of those of the columns that the row has. A number counts as words; null and a missing column as none. */
function wordsIn(row: Record<string, unknown>, columns: readonly string[]): readonly string[] | 'not-words' {
  const words: string[] = []
  for (const column of columns) {
    const value = Object.hasOwn(row, column) ? row[column] : null
    if (value === null) continue
    if (typeof value !== 'string' && typeof value !== 'number') return 'not-words'
    words.push(String(value))
  }
  return words
}
