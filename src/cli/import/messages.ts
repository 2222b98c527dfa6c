/** Reads the messages of somebody's file, CSV or JSON Lines, as a stream, and tells of each line that it cannot take. */
import type { ForeignMessage } from '../../domain/reports/imported-message.ts'
import { allow, refuse } from '../../domain/shared/decision.ts'
import { type InputFile, openFile } from '../input-file.ts'
import { objectIn, wordsIn } from '../json-row.ts'
import { linesOf } from '../send/lines.ts'
import { type ColumnMap, type Field, fields, namesOf } from './columns.ts'
import { type CsvRecord, csvRecords } from './csv.ts'
import { instantIn } from './dates.ts'
import { type Decode, decoder, type Encoding, encodingOf } from './encoding.ts'

/** Why a line says nothing that could be taken in. */
export type UnreadableLine =
  | Extract<CsvRecord, { ok: false }>['why']
  | 'not-json'
  | 'not-words'
  | 'no-text'
  | 'date-misread'
  | 'reply-date-misread'
  | 'other-columns'

export type FileLine =
  | { readonly line: number; readonly ok: true; readonly value: ForeignMessage }
  | { readonly line: number; readonly ok: false; readonly why: UnreadableLine }

export type ForeignFile = {
  readonly form: 'csv' | 'json-lines'
  readonly encoding: Encoding
  /** Each line or record that is not blank, in order. Times without a zone are by this clock. */
  readonly lines: (offsetMinutes: number) => AsyncGenerator<FileLine>
  readonly shareRead: () => number
}

type Given = { readonly map: ColumnMap; readonly encoding: Encoding | undefined }

const sampleSize = 256 * 1024

/**
 * Opens a file. Refused: `utf-16`; `json-array` for one array instead of an object a line; for CSV, with the columns
 * there are, `no-such-column` (one that was named) and `no-text-column`. Throws what reading it throws.
 */
export async function openForeignFile(path: string, { map, encoding }: Given) {
  const file = await openFile(path)
  const beginning = await beginningOf(file)
  const known = encodingOf(beginning)
  if (!known.ok) return known
  const chosen = encoding ?? known.value
  const decode = decoder(chosen)
  const text = decode(beginning).text
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start.startsWith('[')) return refuse('json-array')
  if (start.startsWith('{'))
    return allow<ForeignFile>({
      form: 'json-lines',
      encoding: chosen,
      shareRead: file.shareRead,
      lines: (offset) => jsonLines(file, decode, map, offset),
    })
  return openCsv(file, decode, chosen, map)
}

async function openCsv(file: InputFile, decode: Decode, encoding: Encoding, map: ColumnMap) {
  // The heading decides by what the cells are parted: a comma, or what spreadsheets write instead of one.
  for (const delimiter of [',', '\t', ';']) {
    const heading = await headingOf(file, decode, delimiter)
    const columns = columnsIn(heading, map)
    if (columns.text === undefined || (heading.length === 1 && delimiter !== ';' && heading[0]?.match(/[\t;]/)))
      continue
    const missing = fields.filter((field) => map[field] !== undefined && columns[field] === undefined)
    if (missing.length > 0) return { ...refuse('no-such-column'), missing: missing.map((f) => map[f] ?? ''), heading }
    return allow<ForeignFile>({
      form: 'csv',
      encoding,
      shareRead: file.shareRead,
      lines: (offset) => csvLines(file, decode, delimiter, { heading, columns, offset }),
    })
  }
  const heading = await headingOf(file, decode, ',')
  return map.text === undefined
    ? { ...refuse('no-text-column'), missing: [], heading }
    : { ...refuse('no-such-column'), missing: [map.text], heading }
}

async function beginningOf(file: InputFile): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of file.bytes()) {
      parts.push(part)
      size += part.length
      if (size >= sampleSize) break
    }
  } catch (error) {
    // A file that breaks off is read as far as it goes, and told then.
    if (size === 0) throw error
  }
  return Buffer.concat(parts)
}

const recordsOf = (file: InputFile, decode: Decode, delimiter: string) =>
  csvRecords(linesOf(file.bytes()), decode, delimiter)

async function headingOf(file: InputFile, decode: Decode, delimiter: string): Promise<readonly string[]> {
  for await (const record of recordsOf(file, decode, delimiter))
    return record.ok ? record.cells.map((cell) => cell.replace(/^\uFEFF/, '').trim()) : []
  return []
}

type Columns = Readonly<Partial<Record<Field, number>>>

const columnsIn = (heading: readonly string[], map: ColumnMap): Columns =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const place = namesOf(field, map)
        .map((name) => heading.findIndex((column) => column.toLowerCase() === name.toLowerCase()))
        .find((found) => found !== -1)
      return place === undefined ? [] : [[field, place]]
    }),
  )

async function* csvLines(
  file: InputFile,
  decode: Decode,
  delimiter: string,
  { heading, columns, offset }: { heading: readonly string[]; columns: Columns; offset: number },
): AsyncGenerator<FileLine> {
  let isHeading = true
  for await (const record of recordsOf(file, decode, delimiter)) {
    if (isHeading) isHeading = false
    else if (!record.ok) yield record
    else if (!fits(record.cells, heading, columns)) yield { line: record.line, ok: false, why: 'other-columns' }
    else {
      const { cells } = record
      const cell = (field: Field) => {
        const place = columns[field]
        return place === undefined ? '' : (cells[place] ?? '')
      }
      yield messageOf(record.line, cell, offset)
    }
  }
}

/** A row may leave out empty cells at its end, but none that says what was said, and have no more but empty ones. */
function fits(
  cells: readonly string[],
  heading: readonly string[],
  { text = 0, title = 0, id = 0, ...columns }: Columns,
) {
  const needed = Math.max(text, title, id, columns['said-at'] ?? 0)
  return cells.length > needed && cells.slice(heading.length).every((cell) => cell.trim() === '')
}

async function* jsonLines(file: InputFile, decode: Decode, map: ColumnMap, offset: number): AsyncGenerator<FileLine> {
  for await (const { number: line, bytes } of linesOf(file.bytes())) {
    const refused = (why: UnreadableLine): FileLine => ({ line, ok: false, why })
    if (bytes === null) yield refused('too-long-a-line')
    else {
      const { text, isWhole } = decode(bytes)
      const written = line === 1 ? text.replace(/^\uFEFF/, '') : text
      if (written.trim() === '') continue
      const row = isWhole ? objectIn(written) : undefined
      yield row ? fromObject(line, row, map, offset) : refused(isWhole ? 'not-json' : 'other-encoding')
    }
  }
}

function fromObject(line: number, row: Record<string, unknown>, map: ColumnMap, offset: number): FileLine {
  const found: Partial<Record<Field, string>> = {}
  for (const field of fields) {
    const name = namesOf(field, map).find((one) => Object.hasOwn(row, one))
    const words = name === undefined ? [] : wordsIn(row, [name])
    if (words === 'not-words') return { line, ok: false, why: 'not-words' }
    found[field] = words[0] ?? ''
  }
  if (!namesOf('text', map).some((name) => Object.hasOwn(row, name))) return { line, ok: false, why: 'no-text' }
  return messageOf(line, (field) => found[field] ?? '', offset)
}

function messageOf(line: number, cell: (field: Field) => string, offset: number): FileLine {
  const [saidAt, repliedAt] = [instantIn(cell('said-at'), offset), instantIn(cell('replied-at'), offset)]
  if (!saidAt.ok) return { line, ok: false, why: 'date-misread' }
  if (!repliedAt.ok) return { line, ok: false, why: 'reply-date-misread' }
  const [title, text] = [cell('title').trim(), cell('text').trim()]
  return {
    line,
    ok: true,
    value: {
      id: cell('id').trim(),
      // Some systems begin the text with its title.
      text: title === '' || text.startsWith(title) ? text : `${title}\n${text}`,
      place: cell('place'),
      saidAt: saidAt.value,
      reply: cell('reply'),
      repliedAt: repliedAt.value,
      agency: cell('agency'),
    },
  }
}
