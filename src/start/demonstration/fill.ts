/**
 * Fills an empty database with the demonstration: the cast, and the stories with a history that is believable on the
 * day of the first start. Everything goes through the actions; cut short, it goes on at the next start, and two programs
 * that start at once may fill it together: each passes over what the other has done.
 */
import { acceptCase } from '../../actions/accept-case.ts'
import { answerCase, answerCaseDirectly } from '../../actions/answer-case.ts'
import type { Context } from '../../actions/context.ts'
import { handOverCase } from '../../actions/hand-over-case.ts'
import { judgeAnswer } from '../../actions/judge-answer.ts'
import { passCase } from '../../actions/pass-case.ts'
import { redoCase } from '../../actions/redo-case.ts'
import { returnCase } from '../../actions/return-case.ts'
import { type AddressedTo, submitReport } from '../../actions/submit-report.ts'
import type { Db } from '../../data/db.ts'
import { stepsDone } from '../../data/demonstration/read.ts'
import { allDistricts, type District } from '../../data/districts/read.ts'
import { historyOf } from '../../data/events/read.ts'
import { caseIdByCode } from '../../data/reports/read.ts'
import { workingCalendar } from '../../data/rules/read.ts'
import {
  addDays,
  isWorkingDay,
  type LocalDate,
  localDate,
  startOfDay,
  type WorkingCalendar,
} from '../../domain/calendar/calendar.ts'
import type { Staff } from '../../domain/people/actor.ts'
import { hashOfReceiptCode, receiptCodeOf } from '../../ledger/receipt-secret.ts'
import { type Login, users } from './cast.ts'
import { chanceFrom, fixedContext, uuidFrom } from './fixed-context.ts'
import { castCode, castId, once, openCast } from './open-cast.ts'
import { type Deed, type Story, stories } from './stories.ts'

const firstDay = 'first day '
const finished = 'finished'

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
  const district = await openCast(context)
  const done = await stepsDone(context.database.of(district.id))
  const calendar = await workingCalendar(context.database.of(district.id))
  // The day everything is counted from stays the day of the first start, also when the filling goes on a day later.
  const began = [...done].find((step) => step.startsWith(firstDay))?.slice(firstDay.length)
  const base = began ?? localDate(context.now(), calendar)
  await once(context, district.id, done, firstDay + base, async () => {})
  for (const deed of inOrder()) {
    const at = instantOf(deed.daysAgo, deed.hour, base, calendar, context.now())
    await once(context, district.id, done, deed.step, () =>
      deed.play((part) => fixedContext(context, `${district.prefix} ${deed.step}${part}`, at), district),
    )
  }
  await once(context, district.id, done, finished, async () => {})
  return true
}

type Step = {
  readonly step: string
  readonly daysAgo: number
  readonly hour: number
  /** Each part of a step has a context of its own, so that its ids do not hang on what was done before it. */
  play(contextOf: (part: string) => Context, district: District): Promise<unknown>
}

/** Every report and deed of every story, in the order in which they happened. */
const inOrder = (): Step[] =>
  stories
    .flatMap((story, number): Step[] => [
      {
        step: `story ${number}`,
        daysAgo: story.daysAgo,
        hour: story.hour,
        play: (contextOf, district) => tell(contextOf(''), district, story, number),
      },
      ...story.deeds.map((deed, index) => ({
        step: `story ${number} deed ${index}`,
        daysAgo: deed.daysAgo,
        hour: deed.hour,
        play: (contextOf: (part: string) => Context, district: District) =>
          act(contextOf, district, number, index, deed),
      })),
    ])
    .sort((a, b) => b.daysAgo - a.daysAgo || a.hour - b.hour)

const submissionIdOf = (district: District, number: number): string =>
  uuidFrom(chanceFrom(`${district.prefix} submission ${number}`)(16))

async function tell(context: Context, district: District, story: Story, number: number): Promise<void> {
  const [kind, key] = Object.entries(story.to)[0] as [AddressedTo['kind'], string]
  const sent = await submitReport(context, district, {
    submissionId: submissionIdOf(district, number),
    to: { kind, code: castCode(district, `${kind} ${key}`) },
    channel: 'web',
    text: story.text,
    place: story.place,
    identity: story.identity,
  })
  if (!sent.ok) throw new Error(`story ${number} was refused: ${sent.refusal}`)
}

async function act(
  contextOf: (part: string) => Context,
  district: District,
  number: number,
  index: number,
  deed: Deed,
): Promise<void> {
  const context = contextOf('')
  const db = context.database.of(district.id)
  const code = receiptCodeOf(district.prefix, submissionIdOf(district, number))
  const caseId = await caseIdByCode(db, hashOfReceiptCode(code))
  if (!caseId) throw new Error(`story ${number} is not there`)
  const isDone = async () => (await deedsDone(db, caseId)) > index
  if (!(await isDone())) {
    const made = await play(context, district, caseId, code, deed)
    // Refused, because another program did it a moment ago: then all is well.
    if (!made.ok && !(await isDone())) throw new Error(`story ${number}, ${deed.move}: ${made.refusal}`)
  }
  // What the worker would do a moment later; done already, or after a second sending back, it is refused as it should be.
  if (deed.move === 'send-back') await redoCase(contextOf(' redo'), district.id, caseId)
}

/** How many deeds of its story a case has behind it. */
const deedsDone = async (db: Db, caseId: string): Promise<number> =>
  (await historyOf(db, caseId)).filter(({ kind }) => !['receive', 'redo', 'look-at-identity'].includes(kind)).length

function play(
  context: Context,
  district: District,
  caseId: string,
  code: ReturnType<typeof receiptCodeOf>,
  deed: Deed,
) {
  if (deed.by === 'resident')
    return judgeAnswer(context, district.id, {
      code,
      judgement: deed.judgement,
      words: deed.words,
      sendBack: deed.move === 'send-back',
    })
  const move = { district: district.id, staff: staffOf(district, deed.by), caseId }
  switch (deed.move) {
    case 'accept':
      return acceptCase(context, move)
    case 'pass':
      return passCase(context, move, deed)
    case 'return':
      return returnCase(context, move, deed)
    case 'hand-over':
      return handOverCase(context, move, { agencyId: castId(district, `agency ${deed.agency}`), words: deed.words })
    case 'answer':
    case 'answer-directly': {
      const plannedFor = deed.outcome === 'planned' ? addDays(localDate(context.now(), district), 45) : null
      const answer = { words: deed.words, outcome: deed.outcome, plannedFor }
      return deed.move === 'answer' ? answerCase(context, move, answer) : answerCaseDirectly(context, move, answer)
    }
  }
}

/** One of the cast, as the desk knows them after signing in. */
function staffOf(district: District, login: Login): Staff {
  const { name, role, unit } = users[login]
  const unitId = unit && castId(district, `${role} ${unit}`)
  return {
    kind: 'staff',
    userId: castId(district, `user ${login}`),
    name,
    memberships: [{ role, unitId }],
    stationIds: [],
  }
}

/** The instant that lies so many working days before the first day, but never in the future. */
function instantOf(daysAgo: number, hour: number, base: LocalDate, calendar: WorkingCalendar, now: Date): Date {
  let date = base
  for (let counted = 0; counted < daysAgo; ) {
    date = addDays(date, -1)
    if (isWorkingDay(date, calendar)) counted += 1
  }
  const at = new Date(startOfDay(date, calendar).getTime() + hour * 3_600_000 + 7 * 60_000)
  return at < now ? at : now
}
