/** Prints the codes of places: reads what stands on each sheet, and draws one PDF. Writes nothing. */
import type { District } from '../data/districts/read.ts'
import { sheetTexts } from '../data/places/read-desk.ts'
import type { Staff } from '../domain/people/actor.ts'
import { mayActOnPlace } from '../domain/places/place-acts.ts'
import type { SheetKind } from '../domain/places/sheet-kind.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { printSheets } from '../outside/sheets/print-sheets.ts'
import type { SheetPlace, SheetWords } from '../outside/sheets/sheet.ts'
import type { Context } from './context.ts'

/** What is printed, and the words and addresses on it, which the door knows. */
export type Printing = {
  readonly staff: Staff
  readonly ids: readonly string[]
  readonly sheet: SheetKind
  readonly words: SheetWords
  readonly addressed: (deputyName: string) => string
  readonly urlOf: (kind: SheetPlace['kind'], code: string) => string
}

/**
 * One PDF with a sheet, or a part of one, for each place that has a code in use, in the order they are asked for.
 * Refused: `no-such-place` when one is not there or not theirs; `not-your-role`; `nothing-to-print` without any code.
 */
export async function printPlaces(context: Context, district: District, given: Printing) {
  const found = new Map((await sheetTexts(context.database.of(district.id), given.ids)).map((row) => [row.id, row]))
  const places: SheetPlace[] = []
  for (const id of new Set(given.ids)) {
    const row = found.get(id)
    if (!row) return refuse('no-such-place')
    const may = mayActOnPlace('print', row, given.staff)
    if (!may.ok) return may
    if (row.code === null) continue
    const deputy = row.deputyName === null ? null : given.addressed(row.deputyName)
    const own = row.kind === 'deputy' ? deputy : row.stationName
    places.push({
      kind: row.kind,
      title: own ?? row.townName,
      above: [own && row.townName, row.kind === 'deputy' && row.stationName].filter(Boolean).join(' '),
      at: row.kind === 'point' ? [row.name, deputy].filter(Boolean).join(' · ') : '',
      receives: row.receives,
      code: row.code,
      url: given.urlOf(row.kind, row.code),
    })
  }
  if (places.length === 0) return refuse('nothing-to-print')
  return allow(await printSheets(given.sheet, places, given.words))
}
