/** Comma-separated values as spreadsheets write them: quoted fields, doubled quotation marks, either end of line. */
import { allow, refuse } from '../../domain/shared/decision.ts'

export type CsvRow = { readonly line: number; readonly fields: readonly string[] }

/** Every row that is not empty, with the line it begins on. Refused: `open-quote`. */
export function readCsv(text: string) {
  // Where the head has tabs and no comma, tabs stand between the fields: that is how a copied table is saved.
  const head = text.slice(0, text.search(/\n|$/))
  const between = head.includes('\t') && !head.includes(',') ? '\t' : ','
  const rows: CsvRow[] = []
  let fields: string[] = []
  let field = ''
  let quoted = false
  let [line, begun] = [1, 1]
  const endField = () => {
    fields.push(field)
    field = ''
  }
  const endRow = () => {
    endField()
    if (fields.some((one) => one.trim() !== '')) rows.push({ line: begun, fields })
    fields = []
    begun = line
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string
    if (sign === '\n') line += 1
    if (quoted) {
      if (sign !== '"') field += sign
      else if (text[at + 1] === '"') field += text[++at]
      else quoted = false
    } else if (sign === '"' && field.trim() === '') {
      field = ''
      quoted = true
    } else if (sign === between) endField()
    else if (sign === '\n') endRow()
    else if (sign !== '\r') field += sign
  }
  if (quoted) return refuse('open-quote')
  endRow()
  return allow(rows)
}
