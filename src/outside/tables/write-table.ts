/**
 * A table for people's spreadsheets: CSV with a mark at its head, so that Excel reads Chinese, or XLSX (ECMA-376). Text
 * stays text: what begins like a formula is never one.
 */
import { strToU8, zipSync } from 'fflate'

export const tableFormats = ['csv', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

/** A sheet: the names of its columns, and its rows. */
export type Table = {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** The file's bytes. A workbook has all the sheets, a CSV file the first. */
export function writeTable(format: TableFormat, sheets: readonly [Table, ...Table[]]): Uint8Array {
  return format === 'csv' ? strToU8(csvOf(sheets[0])) : xlsxOf(sheets)
}

const csvOf = ({ columns, rows }: Table): string => `\uFEFF${csvLines([columns, ...rows])}`

/** Rows as lines of CSV, each with its end. */
export const csvLines = (rows: Table['rows']): string =>
  rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('')

/**
 * A field as Excel, WPS and LibreOffice leave it alone: an apostrophe before what they would compute (CSV injection,
 * https://owasp.org/www-community/attacks/CSV_Injection), quotation marks around what would break the line.
 */
function csvField(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const sheetNames = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationNames = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageNames = 'http://schemas.openxmlformats.org/package/2006'
const typeNames = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Days on which a ZIP says it was written: always the same, so that the same table gives the same bytes. */
export const anyDay = new Date('2020-01-01T00:00:00Z')

function xlsxOf(sheets: readonly Table[]): Uint8Array {
  const parts = partsAround(sheets.map(({ name }) => name))
  for (const [index, sheet] of sheets.entries()) parts[sheetPath(index)] = sheetOf(sheet)
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xmlHead + xml)]))
  return zipSync(files, { level: 6, mtime: anyDay })
}

/** Where a sheet stands in a workbook. */
export const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

/** What a workbook consists of besides its sheets, by path. */
export function partsAround(names: readonly string[]): Record<string, string> {
  const numbered = names.map((name, index) => ({ name, n: index + 1 }))
  return {
    '[Content_Types].xml': `<Types xmlns="${packageNames}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${typeNames}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${typeNames}.styles+xml"/>${numbered.map(({ n }) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${typeNames}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageNames}/relationships"><Relationship Id="rId1" Type="${relationNames}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${sheetNames}" xmlns:r="${relationNames}"><sheets>${numbered.map(({ name, n }) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageNames}/relationships">${numbered.map(({ n }) => `<Relationship Id="rId${n}" Type="${relationNames}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${relationNames}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${sheetNames}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
  }
}

function sheetOf({ columns, rows }: Table): string {
  const widths = columns.map((name, at) =>
    Math.min(60, 4 + Math.max(...[name, ...rows.map((row) => row[at])].map(widthOf))),
  )
  return `${sheetHead(columns, widths)}${sheetRows(rows, 2)}${sheetEnd}`
}

/** A sheet up to its first row: the names of its columns stay in sight; widths are in figures. */
export function sheetHead(columns: readonly string[], widths: readonly number[]): string {
  const cols = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  return `<worksheet xmlns="${sheetNames}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols}</cols><sheetData>${rowOf(columns, 1, ' s="1"')}`
}

/** Rows of a sheet, of which the first is the one of this number, counted from 1. */
export const sheetRows = (rows: Table['rows'], first: number): string =>
  rows.map((cells, at) => rowOf(cells, at + first, '')).join('')

export const sheetEnd = '</sheetData></worksheet>'

const rowOf = (cells: Table['rows'][number], r: number, style: string): string =>
  `<row r="${r}">${cells.map((value, at) => cellOf(value, `${letterOf(at)}${r}`, style)).join('')}</row>`

function cellOf(value: string | number | null, name: string, style: string): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${name}"${style}><v>${value}</v></c>`
  return `<c r="${name}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

/** How wide a cell is in figures; a Chinese character takes two. */
const widthOf = (value: string | number | null | undefined): number =>
  [...String(value ?? '')].reduce((width, sign) => width + (sign < '\u2e80' ? 1 : 2), 0)

const letterOf = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letterOf(Math.floor(column / 26) - 1) + letterOf(column % 26)

/** As XML, which has no place for most control characters at all. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
