/** A file of units: CSV, XLSX or JSON. */
import { columnOf, type NumberedLine, readUnitTable, unitLine } from '../../domain/places/unit-table.ts'
import { allow, refuse } from '../../domain/shared/decision.ts'
import { decoded, readTable } from '../../outside/tables/read-table.ts'

/**
 * Every unit of a file with its line. Refused: `not-text`, `not-json`, `not-a-workbook`, `table-too-long`, `no-columns`,
 * `open-quote`.
 */
export function readUnitFile(path: string, bytes: Uint8Array) {
  if (path.toLowerCase().endsWith('.json')) {
    const text = decoded(bytes)
    return text === undefined ? refuse('not-text') : fromJson(text)
  }
  const rows = readTable(bytes)
  return rows.ok ? readUnitTable(rows.value) : rows
}

function fromJson(text: string) {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return refuse('not-json')
  }
  if (!Array.isArray(list) || list.some((one) => typeof one !== 'object' || one === null)) return refuse('not-json')
  return allow<NumberedLine[]>(
    list.map((one: Record<string, unknown>, index) => {
      const named = new Map(Object.entries(one).map(([heading, value]) => [columnOf(heading), value]))
      return unitLine(index + 1, (column) => named.get(column))
    }),
  )
}
