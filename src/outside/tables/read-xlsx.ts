/**
 * The first sheet of an XLSX workbook as rows of text (ECMA-376: SpreadsheetML in a ZIP). Only what a list of names needs:
 * texts, numbers, what a formula came to. A workbook may come from anywhere, so nothing in it is trusted: entities are
 * only the five of XML, and what it unpacks to is limited while it is unpacked.
 */
import { unzipSync } from 'fflate'
import { allow, refuse } from '../../domain/shared/decision.ts'

export type TableRow = { readonly line: number; readonly fields: readonly string[] }

const mostUnpacked = 64 * 1024 * 1024
const mostColumns = 100

class TooLarge extends Error {}

/** Every row that is not empty, with its number in the sheet. Refused: `not-a-workbook`, `table-too-long`. */
export function readXlsx(bytes: Uint8Array) {
  try {
    const parts = unpacked(bytes)
    const sheet = firstSheet(parts)
    if (sheet === undefined) return refuse('not-a-workbook')
    return allow(rowsOf(sheet, sharedTexts(parts.get('xl/sharedStrings.xml') ?? '')))
  } catch (error) {
    return refuse(error instanceof TooLarge ? 'table-too-long' : 'not-a-workbook')
  }
}

/** The parts that matter. A part never unpacks to more than it declares, and what they declare together is limited. */
function unpacked(bytes: Uint8Array): Map<string, string> {
  let sum = 0
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/^xl\/(workbook\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name))
        return false
      sum += originalSize
      if (sum > mostUnpacked) throw new TooLarge()
      return true
    },
  })
  const text = new TextDecoder('utf-8', { fatal: true })
  return new Map(Object.entries(files).map(([name, content]) => [name, text.decode(content)]))
}

/** The sheet that stands first in the book, whatever its file is called. */
function firstSheet(parts: ReadonlyMap<string, string>): string | undefined {
  const [first] = elements(parts.get('xl/workbook.xml') ?? '', 'sheet')
  const id = first && attribute(first.tag, 'r:id')
  const relation = elements(parts.get('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').find(
    ({ tag }) => attribute(tag, 'Id') === id,
  )
  const target = relation && attribute(relation.tag, 'Target')
  return target === undefined ? undefined : parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
}

function rowsOf(sheet: string, shared: readonly string[]): TableRow[] {
  return elements(sheet, 'row').flatMap(({ tag, inside }, index) => {
    const fields: string[] = []
    for (const cell of elements(inside, 'c')) {
      const column = columnOf(attribute(cell.tag, 'r')) ?? fields.length
      if (column >= mostColumns) continue
      while (fields.length < column) fields.push('')
      fields[column] = textOfCell(cell, shared)
    }
    const line = Number(attribute(tag, 'r') ?? index + 1)
    return fields.some((field) => field.trim() !== '') ? [{ line, fields }] : []
  })
}

function textOfCell({ tag, inside }: Element, shared: readonly string[]): string {
  const type = attribute(tag, 't')
  if (type === 'inlineStr') return textsIn(inside)
  const value = textsIn(
    elements(inside, 'v')
      .map((v) => v.inside)
      .join(''),
    'whole',
  )
  return type === 's' ? (shared[Number(value)] ?? '') : value
}

const sharedTexts = (xml: string): string[] => elements(xml, 'si').map(({ inside }) => textsIn(inside))

/** The text of a rich string: its runs, without the readings (`rPh`) that some programs write above the characters. */
function textsIn(xml: string, whole?: 'whole'): string {
  if (whole) return unescaped(xml)
  const spoken = xml.replace(/<rPh[\s>][\s\S]*?<\/rPh>/g, '')
  return elements(spoken, 't')
    .map(({ inside }) => unescaped(inside))
    .join('')
}

type Element = { readonly tag: string; readonly inside: string }

/** Every element of this name, in order; SpreadsheetML never puts one of these into another of its name. */
function elements(xml: string, name: string): Element[] {
  const found: Element[] = []
  const opening = new RegExp(`<(?:\\w+:)?${name}((?:\\s[^<>]*?)?)(/?)>`, 'g')
  const closing = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'g')
  for (let at = opening.exec(xml); at; at = opening.exec(xml)) {
    if (at[2] === '/') {
      found.push({ tag: at[1] ?? '', inside: '' })
      continue
    }
    closing.lastIndex = opening.lastIndex
    const end = closing.exec(xml)
    if (!end) break
    found.push({ tag: at[1] ?? '', inside: xml.slice(opening.lastIndex, end.index) })
    opening.lastIndex = closing.lastIndex
  }
  return found
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found ? unescaped(found[1] ?? found[2] ?? '') : undefined
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));|_x([0-9A-F]{4})_/gi, (whole, hex, decimal, name, excel) => {
    if (name !== undefined) return named[name] ?? whole
    const point = Number.parseInt(hex ?? decimal ?? excel, decimal === undefined ? 16 : 10)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })

/** The place of a cell in its row from its name: A1 is 0, AB7 is 27. */
function columnOf(cell: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(cell ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
