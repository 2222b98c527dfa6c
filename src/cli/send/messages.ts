/** Reads the messages of a file, one JSON object a line, plain or gzip, as a stream. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { openFile } from '../input-file.ts'
import { objectIn, wordsIn } from '../json-row.ts'
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
  const file = await openFile(path)
  return {
    sha256: hash.digest('hex'),
    shareRead: file.shareRead,
    async *messages(columns) {
      for await (const line of linesOf(file.bytes())) {
        const message = messageOf(line, columns)
        if (message) yield message
      }
    },
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
