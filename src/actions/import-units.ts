/** Reads in a whole spreadsheet of units: first a preview of every line, then all of it or nothing. */
import type { Db, Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { renewSubmissionGrounds } from '../data/districts/write.ts'
import { allUnits, stationTowns } from '../data/places/read.ts'
import { insertAgency } from '../data/places/write.ts'
import type { Staff } from '../domain/people/actor.ts'
import { mayActOnPlace, type PlaceRole } from '../domain/places/place-acts.ts'
import { type PlannedLine, planUnits } from '../domain/places/plan-units.ts'
import type { PublicCode } from '../domain/places/public-code.ts'
import { readUnitTable } from '../domain/places/unit-table.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { readTable } from '../outside/tables/read-table.ts'
import { addUnitWith } from './add-unit.ts'
import type { Context } from './context.ts'
import { newCodes } from './new-code.ts'

/** A line with what this person may make of it. */
type JudgedLine =
  | Exclude<PlannedLine, { outcome: 'refused' }>
  | { readonly line: PlannedLine['line']; readonly outcome: 'refused'; readonly refusal: LineRefusal }
type LineRefusal = Extract<PlannedLine, { outcome: 'refused' }>['refusal'] | 'not-your-place'

/** One line of the report on a table: what it says, and what becomes of it. */
export type ImportedLine = {
  readonly line: number
  readonly kind: string
  readonly name: string
  readonly town: string
  readonly station: string
  readonly outcome: 'new' | 'there' | 'refused'
  readonly refusal: LineRefusal | null
  /** The new unit and its code, once it was made; null before, and for what has none. */
  readonly id: string | null
  readonly code: PublicCode | null
}

type Given = { readonly staff: Staff; readonly bytes: Uint8Array }

/**
 * What reading in this table would come to, line by line in the file's order; writes nothing.
 * Refused: `not-text`, `open-quote`, `not-a-workbook`, `table-too-long`, `no-columns`.
 */
export async function previewUnits(context: Context, district: District, { staff, bytes }: Given) {
  const lines = readLines(bytes)
  if (!lines.ok) return lines
  const judged = await judge(context.database.of(district.id), staff, lines.value)
  return allow(inFileOrder(judged.map(({ line }) => reported(line))))
}

/**
 * Makes everything a table lists that is not there yet, or nothing. Doing it twice makes nothing the second time.
 * Refused: what `previewUnits` refuses; `lines-refused` when any line is.
 */
export async function importUnits(context: Context, district: District, { staff, bytes }: Given) {
  const lines = readLines(bytes)
  if (!lines.ok) return lines
  return context.database.inTransaction(district.id, async (tx) => {
    // Two tables read in at once wait for each other here, so that neither doubles what the other makes.
    await renewSubmissionGrounds(tx)
    const judged = await judge(tx, staff, lines.value)
    if (judged.some(({ line }) => line.outcome === 'refused')) return refuse('lines-refused')
    return allow(inFileOrder(await makeAll(context, tx, district, staff, judged)))
  })
}

function readLines(bytes: Uint8Array) {
  const rows = readTable(bytes)
  return rows.ok ? readUnitTable(rows.value) : rows
}

type Judged = { readonly line: JudgedLine; readonly role: PlaceRole | null }

/** Plans every line, and refuses what is not this person's to add. */
async function judge(db: Db, staff: Staff, lines: Parameters<typeof planUnits>[0]): Promise<Judged[]> {
  const towns = new Map(await stationTowns(db))
  return planUnits(lines, await allUnits(db)).map((line): Judged => {
    if (line.outcome !== 'new') return { line, role: null }
    const role = roleToAdd(line, staff, towns)
    return role
      ? { line, role }
      : { line: { line: line.line, outcome: 'refused', refusal: 'not-your-place' }, role: null }
  })
}

/** `towns` knows the town of every station by id, and learns of the planned ones on the way down. */
function roleToAdd(
  { line, planned }: Extract<PlannedLine, { outcome: 'new' }>,
  staff: Staff,
  towns: Map<string, string>,
): PlaceRole | null {
  const own = `line ${line.line}`
  if (planned.kind === 'agency') return staff.memberships.some(({ role }) => role === 'district') ? 'district' : null
  if (planned.kind === 'station') towns.set(own, planned.townId)
  const stationId = planned.kind === 'station' ? own : planned.kind === 'town' ? null : planned.stationId
  const townId = planned.kind === 'town' ? own : (towns.get(stationId ?? '') ?? '')
  const may = mayActOnPlace('add', { kind: planned.kind, stationId, townId }, staff)
  return may.ok ? may.value : null
}

/** Makes the new ones from the top down; what stands below a new unit is told its true id. */
async function makeAll(context: Context, tx: Tx, district: District, staff: Staff, judged: readonly Judged[]) {
  const fresh = judged.filter(({ line }) => line.outcome === 'new' && line.planned.kind !== 'agency')
  const codes = await newCodes(context, tx, district, fresh.length)
  const ids = new Map<string, string>()
  const real = (id: string) => ids.get(id) ?? id
  const made: ImportedLine[] = []
  for (const { line, role } of judged) {
    if (line.outcome !== 'new') {
      made.push(reported(line))
      continue
    }
    const { planned } = line
    const id = context.newId()
    ids.set(`line ${line.line.line}`, id)
    if (planned.kind === 'agency') {
      await insertAgency(tx, { id, name: planned.name })
      made.push({ ...reported(line), id })
      continue
    }
    const unit = {
      ...planned,
      ...('townId' in planned && { townId: real(planned.townId) }),
      ...('stationId' in planned && { stationId: real(planned.stationId) }),
      ...('deputyId' in planned && { deputyId: planned.deputyId && real(planned.deputyId) }),
    }
    const by = role ? { role, userId: staff.userId } : undefined
    const code = codes.pop()
    if (!code) throw new Error('there is a code for every new place')
    made.push({ ...reported(line), id, code: await addUnitWith(context, tx, district, { id, unit, by, code }) })
  }
  return made
}

const reported = (judged: JudgedLine): ImportedLine => ({
  line: judged.line.line,
  kind: judged.line.kind,
  name: judged.line.name,
  town: judged.line.town,
  station: judged.line.station,
  outcome: judged.outcome,
  refusal: judged.outcome === 'refused' ? judged.refusal : null,
  id: null,
  code: null,
})

const inFileOrder = (lines: ImportedLine[]): ImportedLine[] => lines.sort((a, b) => a.line - b.line)
