/**
 * Comma-separated values as spreadsheets write them, as a stream. A record may go over several lines; it is told by the
 * line it begins on. A quotation mark that is never closed costs its own line, not the rest of the file.
 */
import { type Line, longestLine } from '../send/lines.ts'
import type { Decode } from './encoding.ts'

export type CsvRecord =
  | { readonly line: number; readonly ok: true; readonly cells: readonly string[] }
  | { readonly line: number; readonly ok: false; readonly why: 'too-long-a-line' | 'other-encoding' | 'open-quote' }

type Decoded = { readonly line: number; readonly text: string | null; readonly isWhole: boolean; readonly size: number }

/** The records of a file that are not blank, in order. */
export async function* csvRecords(
  lines: AsyncIterable<Line>,
  decode: Decode,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  const source = lines[Symbol.asyncIterator]()
  // Lines that an open quotation mark swallowed, to be read again without it.
  let again: Decoded[] = []
  const next = async (): Promise<Decoded | undefined> => {
    const waiting = again.pop()
    if (waiting) return waiting
    const { value, done } = await source.next()
    return done ? undefined : decoded(value, decode)
  }
  try {
    for (let first = await next(); first; first = await next()) {
      const taken: Decoded[] = [first]
      let size = first.size
      const cells = new Cells(delimiter)
      cells.take(first.text ?? '')
      while (first.text !== null && cells.isOpen && size <= longestLine) {
        const more = await next()
        if (!more) break
        taken.push(more)
        size += more.size + 1
        if (more.text === null) break
        cells.take(more.text)
      }
      const { line } = first
      if (first.text === null) yield { line, ok: false, why: 'too-long-a-line' }
      else if (cells.isOpen) {
        again = again.concat(taken.slice(1).reverse())
        yield { line, ok: false, why: 'open-quote' }
      } else if (taken.some(({ isWhole }) => !isWhole)) yield { line, ok: false, why: 'other-encoding' }
      else if (cells.done.some((cell) => cell.trim() !== '')) yield { line, ok: true, cells: cells.done }
    }
  } finally {
    await source.return?.()
  }
}

const decoded = ({ number, bytes }: Line, decode: Decode): Decoded => {
  if (bytes === null) return { line: number, text: null, isWhole: true, size: 0 }
  const { text, isWhole } = decode(bytes)
  return { line: number, text: text.endsWith('\r') ? text.slice(0, -1) : text, isWhole, size: bytes.length }
}

/** The cells of one record, line by line. */
class Cells {
  readonly done: string[] = []
  isOpen = false
  private readonly delimiter: string
  private cell = ''

  constructor(delimiter: string) {
    this.delimiter = delimiter
  }

  take(line: string): void {
    let at = 0
    if (this.isOpen) {
      this.cell += '\n'
      at = this.quoted(line, 0)
      if (this.isOpen) return
    }
    for (;;) {
      if (this.cell === '' && line[at] === '"') {
        this.isOpen = true
        at = this.quoted(line, at + 1)
        if (this.isOpen) return
      }
      const end = line.indexOf(this.delimiter, at)
      // What follows a closed quotation mark belongs to the cell as it stands.
      this.done.push(this.cell + line.slice(at, end === -1 ? undefined : end))
      this.cell = ''
      if (end === -1) return
      at = end + 1
    }
  }

  /** Reads on inside quotation marks and gives the place behind the closing one; without one the cell stays open. */
  private quoted(line: string, from: number): number {
    let at = from
    for (;;) {
      const end = line.indexOf('"', at)
      if (end === -1) {
        this.cell += line.slice(at)
        return line.length
      }
      this.cell += line.slice(at, end)
      if (line[end + 1] !== '"') {
        this.isOpen = false
        return end + 1
      }
      this.cell += '"'
      at = end + 2
    }
  }
}
