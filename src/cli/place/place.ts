/** `jieyou place`: sets up towns, stations, deputies, points and agencies, one by one or from a file. */
import { readFile } from 'node:fs/promises'
import { system } from '../../actions/act-on-place.ts'
import { addAgency, addUnit } from '../../actions/add-unit.ts'
import type { Context } from '../../actions/context.ts'
import type { District } from '../../data/districts/read.ts'
import { allUnits } from '../../data/places/read.ts'
import { kindOf, type Planned, planUnit, type UnitLine } from '../../domain/places/plan-unit.ts'
import { fromTheTop, unitFrom } from '../../domain/places/plan-units.ts'
import type { Unit } from '../../domain/places/unit.ts'
import { districtFor, onDatabase } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { readUnitFile } from './unit-file.ts'

const words = sentences.place

type Work = (context: Context, district: District) => Promise<number>

/** Runs the verb and gives its exit code. */
export async function place(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = openVerb(
    {
      name: 'place',
      help: words.help,
      options: {
        town: { type: 'string', default: '' },
        station: { type: 'string', default: '' },
        deputy: { type: 'string', default: '' },
        type: { type: 'string', default: '' },
        latitude: { type: 'string', default: '' },
        longitude: { type: 'string', default: '' },
        district: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const work = workOf(read.positionals, read.values, terminal)
  if (typeof work === 'string') return read.misused(work)
  return onDatabase(terminal, 'nothing', async (context) => {
    const district = await districtFor(context, read.values.district)
    if (district.ok) return work(context, district.value)
    terminal.warn(district.sentence)
    return exitCode.failed
  })
}

type Values = Omit<UnitLine, 'kind' | 'name'> & { readonly 'dry-run': boolean; readonly json: boolean }

/** What is to be done, or the sentence about what was misused. */
function workOf([deed, first, ...more]: string[], values: Values, terminal: Terminal): Work | string {
  if (deed === 'list') return first === undefined ? list(values.json, terminal) : sentences.tooMany([first, ...more])
  if (deed === 'import')
    return first === undefined || more.length > 0 ? words.oneFile : importFile(first, values['dry-run'], terminal)
  if (deed !== 'add') return words.which
  const [name, ...rest] = more
  if (first === undefined || name === undefined || rest.length > 0 || !kindOf(first)) return words.addWhat
  return addOne({ ...values, kind: first, name }, terminal)
}

function list(json: boolean, terminal: Terminal): Work {
  return async (context, district) => {
    const units = await allUnits(context.database.of(district.id))
    if (json) terminal.say(JSON.stringify(units, null, 2))
    else for (const unit of units) terminal.say(words.line(unit))
    return exitCode.done
  }
}

function addOne(line: UnitLine, terminal: Terminal): Work {
  return async (context, district) => {
    const units = await allUnits(context.database.of(district.id))
    const planned = planUnit(line, units)
    if (!planned.ok) {
      terminal.warn(words.refusals[planned.refusal])
      return exitCode.failed
    }
    terminal.say(words.line(await added(context, district, planned.value)))
    return exitCode.done
  }
}

function importFile(path: string, dryRun: boolean, terminal: Terminal): Work {
  return async (context, district) => {
    const cannotRead = (problem: string) => {
      terminal.warn(words.cannotRead(path, problem))
      return exitCode.failed
    }
    const bytes = await readFile(path).catch((error: { code?: string }) => error.code ?? 'unknown')
    if (typeof bytes === 'string') return cannotRead(bytes)
    const lines = readUnitFile(path, bytes)
    if (!lines.ok) return cannotRead(words.fileRefusals[lines.refusal])

    const units = await allUnits(context.database.of(district.id))
    const count = { added: 0, there: 0, refused: 0 }
    const inOrder = fromTheTop(lines.value)
    for (const [index, line] of inOrder.entries()) {
      terminal.progress(words.progress(index, inOrder.length))
      const planned = planUnit(line, units)
      if (planned.ok) {
        const unit = dryRun ? asIfAdded(planned.value, index) : await added(context, district, planned.value)
        units.push(unit)
        count.added += 1
        if (!dryRun) terminal.say(words.line(unit))
      } else if (planned.refusal === 'already-there') count.there += 1
      else {
        count.refused += 1
        terminal.say(words.refused(line.line, words.refusals[planned.refusal]))
      }
    }
    terminal.progress('')
    terminal.say((dryRun ? words.dryRun : words.summary)(count.added, count.there, count.refused))
    return exitCode.done
  }
}

async function added(context: Context, district: District, planned: Planned): Promise<Unit> {
  if (planned.kind === 'agency') return unitFrom(planned, await addAgency(context, district, planned), null)
  const { id, code } = await addUnit(context, district, planned, system)
  return unitFrom(planned, id, code)
}

const asIfAdded = (planned: Planned, number: number): Unit => unitFrom(planned, `line ${number}`, null)
