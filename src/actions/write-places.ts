/** Tables of places for spreadsheets. Here because the file format is outside; writes no row of ours. */
import { type Table, type TableFormat, writeTable } from '../outside/tables/write-table.ts'

export type { Table, TableFormat } from '../outside/tables/write-table.ts'

/** The file's bytes: text stays text, and nothing in it is ever computed. A CSV file has the first sheet only. */
export const writePlaces = (format: TableFormat, sheets: readonly [Table, ...Table[]]): Uint8Array =>
  writeTable(format, sheets)
