/** A table somebody made in a spreadsheet, as rows of text: CSV in the encodings offices use, or XLSX. */
import { refuse } from '../../domain/shared/decision.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

/** The most lines a table may have; more is more than anyone checks before pressing. */
export const mostLines = 5000

/**
 * Every row that is not empty, with the line it begins on. What the file is, its bytes say, not its name.
 * Refused: `not-text`, `open-quote`, `not-a-workbook`, `table-too-long`.
 */
export function readTable(bytes: Uint8Array) {
  const rows = isZip(bytes) ? readXlsx(bytes) : readText(bytes)
  return rows.ok && rows.value.length > mostLines + 1 ? refuse('table-too-long') : rows
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

function readText(bytes: Uint8Array) {
  const text = decoded(bytes)
  return text === undefined ? refuse('not-text') : readCsv(text)
}

/** UTF-8 or GB 18030, whichever the bytes are. */
export function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Then it may be the other.
    }
  return undefined
}
