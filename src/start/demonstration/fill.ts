/**
 * Fills an empty database with the demonstration: the cast, and the stories with a history that is believable on the
 * day of the first start. Everything goes through the actions; cut short, it goes on at the next start, and two programs
 * that start at once may fill it together: every row has an id that follows from its story, so nothing is there twice.
 */
import type { Context } from '../../actions/context.ts'
import { answerMergedCase } from '../../actions/follow-lead.ts'
import { redoCase } from '../../actions/redo-case.ts'
import { moveByTheClock } from '../../actions/run-clocks.ts'
import { dueCases, mergedUnder } from '../../data/cases/read.ts'
import { stepsDone } from '../../data/demonstration/read.ts'
import { allDistricts, type District } from '../../data/districts/read.ts'
import { historyOf } from '../../data/events/read.ts'
import { rulesAt, workingCalendar } from '../../data/rules/read.ts'
import { type LocalDate, localDate, type WorkingCalendar } from '../../domain/calendar/calendar.ts'
import type { Deciding } from '../../domain/cases/acting.ts'
import { whenToRemind } from '../../domain/cases/by-the-clock.ts'
import { demonstration } from './cast.ts'
import type { Deed, Story } from './deed.ts'
import { keepRules } from './district/kept-rules.ts'
import { wholeCast } from './district/whole-cast.ts'
import { chanceFrom, fixedContext, uuidFrom } from './fixed-context.ts'
import { inParallel } from './in-parallel.ts'
import { once, openCast } from './open-cast.ts'
import { writePages } from './pages.ts'
import { caseOf, play, staffOf, tell } from './play.ts'
import { storiesUpTo } from './stories.ts'
import { type DayOfStories, dayByDay } from './timeline.ts'

const firstDay = 'first day '
const finished = 'finished'
const minute = 60_000

/**
 * Fills the demonstration where the database is empty, or goes on where a filling stopped. True when there is a
 * demonstration in this database afterwards.
 */
export async function fillDemonstration(context: Context, say: (line: string) => void): Promise<boolean> {
  const districts = await allDistricts(context.database)
  if (districts.some(({ isDemonstration }) => !isDemonstration)) return false
  const known = districts[0]
  if (known && (await stepsDone(context.database.of(known.id))).has(finished)) return true

  say('Filling the demonstration …')
  const district = await openCast(context, demonstration, wholeCast)
  await writePages(context, district)
  const db = context.database.of(district.id)
  const [rules, calendar] = [await rulesAt(db, context.now()), await workingCalendar(db)]
  const base = await firstDayOf(context, district, calendar)
  const done = await stepsDone(db)
  await keepRules(context.database, district, staffOf(district, 'qinhu'), (step, work) =>
    once(context, district.id, done, step, () =>
      work(fixedContext(context, `${district.prefix} ${step}`, context.now())),
    ),
  )
  const filling: Filling = { context, district, rules, calendar, cases: new Map(), begun: new Set(), ended: new Set() }
  for (const day of dayByDay(storiesUpTo(base, calendar, rules), base, calendar))
    await once(context, district.id, done, `day ${day.date}`, () => live(filling, day))
  await once(context, district.id, done, finished, async () => {})
  return true
}

/** The day everything is counted from stays the day of the first start, also when the filling goes on a day later. */
async function firstDayOf(context: Context, district: District, calendar: WorkingCalendar): Promise<LocalDate> {
  const read = async () => {
    const steps = [...(await stepsDone(context.database.of(district.id)))]
    return steps.filter((step) => step.startsWith(firstDay)).sort()[0]
  }
  const step = firstDay + localDate(context.now(), calendar)
  if (!(await read())) await once(context, district.id, new Set(), step, async () => {})
  return ((await read()) ?? step).slice(firstDay.length)
}

type Filling = Omit<Deciding, 'now'> & {
  readonly context: Context
  readonly district: District
  /** The case of each story this run has met, as long as it is not transferred. */
  readonly cases: Map<string, string>
  /** Stories this run has played something of, and those that cannot go on. */
  readonly begun: Set<string>
  readonly ended: Set<string>
}

/** One day: first what the clock does at midnight, then what residents say, then what is done about it. */
async function live(filling: Filling, day: DayOfStories): Promise<void> {
  const { context, district, rules, calendar } = filling
  const deciding = { now: notLater(new Date(day.begins.getTime() + minute), context), rules, calendar }
  const remindBefore = whenToRemind(deciding)
  const given = { now: deciding.now, remindBefore, after: undefined, limit: 10_000 }
  await inParallel(await dueCases(context.database.of(district.id), given), (caseId) =>
    unlessDone(() =>
      moveByTheClock(fixed(filling, `clock ${day.date} ${caseId}`, deciding.now), district.id, caseId, deciding),
    ),
  )
  // One after the other: the numbers of cases follow the order in which people spoke.
  for (const story of day.told)
    await unlessDone(() => tell(fixed(filling, story.name, notLater(story.at, context)), district, story))
  await inParallel(day.deeds, ({ story, indexes }) => goOn(filling, story, indexes))
}

/** A story goes on by its deeds of one day, unless an earlier one was refused: then it ended there. */
async function goOn(filling: Filling, story: Story, indexes: readonly number[]): Promise<void> {
  const { begun, ended } = filling
  const before = story.deeds.findLastIndex(({ by }, index) => by !== 'clock' && index < (indexes[0] ?? 0))
  if (!begun.has(story.name) && before >= 0 && !(await wasDone(filling, story, before))) ended.add(story.name)
  begun.add(story.name)
  for (const index of indexes) {
    if (ended.has(story.name)) return
    const deed = story.deeds[index] as Deed
    const at = notLater(deed.at, filling.context)
    const name = nameOf(story, index)
    if (deed.by === 'clock') await byTheClock(filling, story, name, at)
    else {
      const context = fixed(filling, name, at)
      const made = await unlessDone(() => play(context, filling.district, story, deed, (name) => caseIn(filling, name)))
      if (deed.move === 'transfer') filling.cases.delete(story.name)
      if (!made.ok && !(await wasDone(filling, story, index))) ended.add(story.name)
      else await follow(filling, story, deed, name, at)
    }
  }
}

async function byTheClock(filling: Filling, story: Story, name: string, now: Date): Promise<void> {
  const { district, rules, calendar } = filling
  const caseId = await caseIn(filling, story.name)
  await unlessDone(() => moveByTheClock(fixed(filling, name, now), district.id, caseId, { now, rules, calendar }))
}

/** What the worker would do a moment later. Done already, or not called for, it is refused as it should be. */
async function follow(filling: Filling, story: Story, deed: Deed, name: string, at: Date): Promise<void> {
  const { context, district } = filling
  if (deed.move === 'send-back') {
    const caseId = await caseIn(filling, story.name)
    await unlessDone(() => redoCase(fixed(filling, `${name} redo`, at), district.id, caseId))
  }
  if (deed.move === 'answer' || deed.move === 'answer-directly') {
    const leadId = await caseIn(filling, story.name)
    for (const caseId of await mergedUnder(context.database.of(district.id), leadId))
      await unlessDone(() => answerMergedCase(fixed(filling, `${name} ${caseId}`, at), district.id, leadId, caseId))
  }
}

const nameOf = (story: Story, index: number): string => `${story.name} ${index + 1}`

/** The id of the event that a deed leaves in the history. */
export const eventIdOf = ({ prefix }: Pick<District, 'prefix'>, story: Story, index: number): string =>
  uuidFrom(chanceFrom(`${prefix} ${nameOf(story, index)}`)(16))

async function caseIn({ context, district, cases }: Filling, name: string): Promise<string> {
  const known = cases.get(name) ?? (await caseOf(context, district, name))
  cases.set(name, known)
  return known
}

const fixed = ({ context, district }: Filling, name: string, at: Date): Context =>
  fixedContext(context, `${district.prefix} ${name}`, at)

/** Nothing happens later than now: on the first day itself, what would is told as of this moment. */
const notLater = (at: Date, context: Context): Date => {
  const now = context.now()
  return at < now ? at : now
}

/** Whether a deed is in the history: it draws its event's id before any other. */
async function wasDone(filling: Filling, story: Story, index: number): Promise<boolean> {
  const { context, district } = filling
  const history = await historyOf(context.database.of(district.id), await caseIn(filling, story.name))
  return history.some(({ id }) => id === eventIdOf(district, story, index))
}

type Done = { readonly ok: boolean }

/** What another program, or an earlier run, has done already has its id in the database; then all is well. */
const unlessDone = (work: () => Promise<Done>): Promise<Done> =>
  work().catch((error: { code?: string }) => {
    if (error.code !== '23505') throw error
    return { ok: true }
  })
