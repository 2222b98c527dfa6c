/** A long table, written while its rows come: memory holds a few hundred of them, however many there are. */
import { strToU8, Zip, ZipDeflate } from 'fflate'
import {
  anyDay,
  csvLines,
  partsAround,
  sheetEnd,
  sheetHead,
  sheetPath,
  sheetRows,
  type Table,
  type TableFormat,
  xmlHead,
} from './write-table.ts'

/** The name of the sheet and its columns, each with its width in figures (a Chinese character takes two). */
export type LongTable = {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly width: number }[]
  /** Rows, some at a time. */
  readonly rows: AsyncIterable<Table['rows']>
}

/** The file's bytes in pieces: the same as `writeTable` would make of the rows, but for the widths. */
export async function* streamTable(format: TableFormat, table: LongTable): AsyncGenerator<Uint8Array> {
  if (format === 'xlsx') return yield* streamWorkbook(table)
  yield strToU8(`\uFEFF${csvLines([table.columns.map(({ name }) => name)])}`)
  for await (const rows of table.rows) yield strToU8(csvLines(rows))
}

async function* streamWorkbook({ name, columns, rows }: LongTable): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const file = (path: string) => {
    const entry = new ZipDeflate(path, { level: 6 })
    entry.mtime = anyDay
    zip.add(entry)
    return entry
  }
  for (const [path, xml] of Object.entries(partsAround([name]))) file(path).push(strToU8(xmlHead + xml), true)
  const sheet = file(sheetPath(0))
  const head = sheetHead(
    columns.map((column) => column.name),
    columns.map(({ width }) => width),
  )
  sheet.push(strToU8(xmlHead + head))
  let next = 2
  for await (const some of rows) {
    sheet.push(strToU8(sheetRows(some, next)))
    next += some.length
    yield* pieces.splice(0)
  }
  sheet.push(strToU8(sheetEnd), true)
  zip.end()
  yield* pieces
}
