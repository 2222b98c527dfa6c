/** A file of units: CSV or JSON, in the encodings offices use. */
import { allow, refuse } from '../../domain/shared/decision.ts'
import { readCsv } from './csv.ts'
import type { UnitLine } from './plan-unit.ts'

const columns = ['kind', 'name', 'town', 'station', 'deputy', 'type'] as const
type Column = (typeof columns)[number]

const columnsInChinese: Readonly<Record<string, Column>> = {
  类别: 'kind',
  名称: 'name',
  姓名: 'name',
  镇街: 'town',
  代表联络站: 'station',
  联络站: 'station',
  人大代表: 'deputy',
  代表: 'deputy',
  种类: 'type',
}

const columnOf = (heading: string): Column | undefined => {
  const word = heading.trim()
  return columns.find((column) => column === word.toLowerCase()) ?? columnsInChinese[word]
}

/** Every unit of a file with its line. Refused: `not-text`, `not-json`, `no-columns`, `open-quote`. */
export function readUnitFile(path: string, bytes: Uint8Array) {
  const text = decoded(bytes)
  if (text === undefined) return refuse('not-text')
  return path.toLowerCase().endsWith('.json') ? fromJson(text) : fromCsv(text)
}

type Line = UnitLine & { readonly line: number }

function fromCsv(text: string) {
  const rows = readCsv(text)
  if (!rows.ok) return rows
  const [head, ...body] = rows.value
  const headings = head?.fields.map(columnOf) ?? []
  if (!headings.includes('kind') || !headings.includes('name')) return refuse('no-columns')
  return allow<Line[]>(body.map(({ line, fields }) => unitOf(line, (column) => fields[headings.indexOf(column)])))
}

function fromJson(text: string) {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return refuse('not-json')
  }
  if (!Array.isArray(list) || list.some((one) => typeof one !== 'object' || one === null)) return refuse('not-json')
  return allow<Line[]>(
    list.map((one: Record<string, unknown>, index) => {
      const named = new Map(Object.entries(one).map(([heading, value]) => [columnOf(heading), value]))
      return unitOf(index + 1, (column) => named.get(column))
    }),
  )
}

const unitOf = (line: number, cell: (column: Column) => unknown): Line => {
  const word = (column: Column) => String(cell(column) ?? '').trim()
  return {
    line,
    kind: word('kind'),
    name: word('name'),
    town: word('town'),
    station: word('station'),
    deputy: word('deputy'),
    type: word('type'),
  }
}

/** UTF-8 or GB 18030, whichever the bytes are. */
function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Then it may be the other.
    }
  return undefined
}
