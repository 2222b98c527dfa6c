/** A list of cases for spreadsheets. Here because the file format is outside; writes no row of ours. */
import { type LongTable, streamTable } from '../outside/tables/stream-table.ts'
import type { TableFormat } from '../outside/tables/write-table.ts'

export type { LongTable } from '../outside/tables/stream-table.ts'

/** The file's bytes in pieces, written while the rows come; nothing in it is ever computed by a spreadsheet. */
export const exportCases = (format: TableFormat, table: LongTable): AsyncGenerator<Uint8Array> =>
  streamTable(format, table)
