/** A table of units as offices write it: the names of its columns in either language, and what each line says. */
import { allow, refuse } from '../shared/decision.ts'
import type { UnitLine } from './plan-unit.ts'

/** The columns in the order of the template. */
export const unitColumns = ['kind', 'name', 'town', 'station', 'deputy', 'type', 'latitude', 'longitude'] as const
export type UnitColumn = (typeof unitColumns)[number]

const columnsInChinese: Readonly<Record<string, UnitColumn>> = {
  类别: 'kind',
  名称: 'name',
  姓名: 'name',
  镇街: 'town',
  代表联络站: 'station',
  联络站: 'station',
  人大代表: 'deputy',
  代表: 'deputy',
  种类: 'type',
  纬度: 'latitude',
  经度: 'longitude',
}

/** The column somebody named. */
export const columnOf = (heading: string): UnitColumn | undefined => {
  const word = heading.trim()
  return unitColumns.find((column) => column === word.toLowerCase()) ?? columnsInChinese[word]
}

/** A line with the number it has in its file. */
export type NumberedLine = UnitLine & { readonly line: number }

/** The lines of a table whose first row names its columns. Refused: `no-columns` without kind and name. */
export function readUnitTable(rows: readonly { readonly line: number; readonly fields: readonly string[] }[]) {
  const [head, ...body] = rows
  const headings = head?.fields.map(columnOf) ?? []
  if (!headings.includes('kind') || !headings.includes('name')) return refuse('no-columns')
  return allow<NumberedLine[]>(
    body.map(({ line, fields }) => unitLine(line, (column) => fields[headings.indexOf(column)])),
  )
}

/** One line from its cells; what is not there is empty. */
export const unitLine = (line: number, cell: (column: UnitColumn) => unknown): NumberedLine => {
  const word = (column: UnitColumn) => String(cell(column) ?? '').trim()
  return {
    line,
    kind: word('kind'),
    name: word('name'),
    town: word('town'),
    station: word('station'),
    deputy: word('deputy'),
    type: word('type'),
    latitude: word('latitude'),
    longitude: word('longitude'),
  }
}
