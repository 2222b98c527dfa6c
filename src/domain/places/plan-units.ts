/** What a whole table of units would come to: planned line by line, each on top of the ones before it. */
import { kindOf, type Planned, planUnit, unitKinds } from './plan-unit.ts'
import type { Unit } from './unit.ts'
import type { NumberedLine } from './unit-table.ts'

type Refusal = Extract<ReturnType<typeof planUnit>, { ok: false }>['refusal']

/** What became of one line: something new, there already, or refused. */
export type PlannedLine = { readonly line: NumberedLine } & (
  | { readonly outcome: 'new'; readonly planned: Planned & Named }
  | { readonly outcome: 'there' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
)

type Named = Partial<Pick<Unit, 'townName' | 'stationName' | 'deputyName'>>

const rankOf = (line: NumberedLine): number => unitKinds.indexOf(kindOf(line.kind) ?? 'agency')

/** Whatever stands above comes first: a station can only be added to a town that is there. */
export const fromTheTop = <Line extends NumberedLine>(lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => rankOf(a) - rankOf(b) || a.line - b.line)

/**
 * Plans every line given the units that are there, from the top down. A unit that is only planned has `line N` for its
 * id, so that what stands below it can be planned too; `realIds` of the caller puts the true one in its place.
 */
export function planUnits(lines: readonly NumberedLine[], there: readonly Unit[]): PlannedLine[] {
  const units = [...there]
  return fromTheTop(lines).map((line): PlannedLine => {
    const planned = planUnit(line, units)
    if (!planned.ok)
      return planned.refusal === 'already-there'
        ? { line, outcome: 'there' }
        : { line, outcome: 'refused', refusal: planned.refusal }
    units.push(unitFrom(planned.value, `line ${line.line}`, null))
    return { line, outcome: 'new', planned: planned.value }
  })
}

/** The planned unit as it would be found among the others. */
export function unitFrom(planned: Planned & Named, id: string, code: string | null): Unit {
  const type = planned.kind === 'station' ? planned.stationKind : planned.kind === 'point' ? planned.pointKind : null
  const { kind, name, townName = null, stationName = null, deputyName = null } = planned
  return { kind, id, name, code, type, townName, stationName, deputyName }
}
