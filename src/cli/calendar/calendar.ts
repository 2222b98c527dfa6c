/** `jieyou calendar`: keeps a district's holidays and make-up working days, and counts due dates anew. */
import { correctCalendar } from '../../actions/correct-calendar.ts'
import { workingCalendar } from '../../data/rules/read.ts'
import { addDays, type LocalDate, localDate } from '../../domain/calendar/calendar.ts'
import type { CorrectedDay } from '../../domain/calendar/correct.ts'
import { tidyWords } from '../../domain/shared/words.ts'
import { districtFor, onDatabase } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'

const words = sentences.calendar

type Deed = { readonly list: string | null } | { readonly correct: CorrectedDay }

/** Runs the verb and gives its exit code. */
export async function calendar(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = openVerb(
    { name: 'calendar', help: words.help, options: { district: { type: 'string' } } },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const deed = deedOf(read.positionals)
  if (typeof deed === 'string') return read.misused(deed)
  return onDatabase(terminal, 'nothing', async (context) => {
    const district = await districtFor(context, read.values.district)
    if (!district.ok) {
      terminal.warn(district.sentence)
      return exitCode.failed
    }
    if ('correct' in deed) {
      terminal.say(words.done(await correctCalendar(context, district.value.id, [deed.correct])))
      return exitCode.done
    }
    const { special, offsetMinutes } = await workingCalendar(context.database.of(district.value.id))
    const year = deed.list ?? localDate(context.now(), { offsetMinutes }).slice(0, 4)
    const days = [...special].filter(([date]) => date.startsWith(`${year}-`)).sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [date, { kind, name }] of days) terminal.say(words.day(date, kind, name))
    if (days.length === 0) terminal.say(words.noDays(year))
    return exitCode.done
  })
}

/** What is to be done, or the sentence about what was misused. */
function deedOf([verb, ...rest]: readonly string[]): Deed | string {
  if (verb === 'list') {
    const [year, ...more] = rest
    if (more.length > 0) return sentences.tooMany(more)
    return year === undefined || /^\d{4}$/.test(year) ? { list: year ?? null } : words.noSuchDay(year)
  }
  const [typed = '', kind, ...name] = rest
  if (verb !== 'set' && verb !== 'clear') return words.which
  const date = dayOf(typed)
  if (!date) return words.noSuchDay(typed)
  if (verb === 'clear')
    return kind === undefined ? { correct: { date, day: null } } : sentences.tooMany([kind, ...name])
  if (kind !== 'holiday' && kind !== 'make-up') return words.noSuchKind(kind ?? '')
  const named = tidyWords(name.join(' '))
  return named === '' ? words.noName : { correct: { date, day: { kind, name: named } } }
}

/** The day as typed, when there is such a day. */
const dayOf = (typed: string): LocalDate | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(`${typed}T00:00:00Z`)) && addDays(typed, 0) === typed
    ? typed
    : undefined
