/**
 * The course of a composed case: what the desk, the agencies and the resident do, one after the other, each at a
 * believable moment. Where a rule's limit decides, it is kept or overstepped on purpose.
 */
import { afterHours, afterWorkingDays, localDate, type WorkingCalendar } from '../../../domain/calendar/calendar.ts'
import type { Judgement, Outcome } from '../../../domain/cases/case.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import type { Deed } from '../deed.ts'
import type { AgencyKey, StationKey, WholeLogin } from '../district/whole-cast.ts'
import * as told from '../tell.ts'
import { workingDaysAgo } from '../timeline.ts'
import { secondPersonOf, workerOf } from './cast-of.ts'
import type { Dice } from './dice.ts'
import type { Hours } from './hours.ts'
import type { Said } from './said.ts'
import * as words from './words.ts'

export type CourseOf = {
  readonly said: Said
  readonly station: StationKey
  readonly deputy: string | undefined
  readonly dice: Dice
  readonly hours: Hours
  readonly calendar: WorkingCalendar
  readonly rules: RuleSet
}

/** A course so far: the deeds, and the moment it has reached. */
export type Course = CourseOf & { readonly deeds: Deed[]; at: Date }

export const does = (course: Course, deed: Deed): void => {
  course.deeds.push(deed)
  course.at = deed.at
}

/** A deputy has it first: accepts or does not, answers, passes it on, or leaves it until it falls to the station. */
export function byTheDeputy(course: Course, login: WholeLogin): 'answered' | 'at-the-station' {
  const { dice, hours, calendar, rules } = course
  const acceptBy = afterWorkingDays(course.at, rules.acceptWorkingDays, calendar).dueAt
  if (dice.happens(0.14)) {
    // Falls at midnight, when nobody accepted in time.
    course.at = acceptBy
    return 'at-the-station'
  }
  does(course, told.accepts(login, hours.officeSoon(course.at, acceptBy)))
  const decideBy = afterHours(course.at, rules.deputyHours, calendar).dueAt
  const next = dice.weighed({ answer: 52, pass: 38, fall: 10 })
  if (next === 'fall') {
    does(course, told.byTheClock(new Date(decideBy.getTime() + 60_000)))
    return 'at-the-station'
  }
  const moment = hours.officeSoon(course.at, new Date(decideBy.getTime() - 60_000))
  if (next === 'pass') {
    does(course, told.says(login, moment, 'pass', dice.pick(words.passWords)))
    return 'at-the-station'
  }
  answer(course, login, moment, 'answer-directly')
  return 'answered'
}

/** The station accepts, mostly in time. */
export function acceptedByStation(course: Course): void {
  const { dice, hours, station } = course
  const login = workerOf('station', station)
  if (dice.happens(0.05)) does(course, told.accepts(login, hours.office(course.at, dice.between(2, 3))))
  else does(course, told.accepts(login, hours.office(course.at, dice.happens(0.75) ? 0 : 1)))
}

/** The agency has it: returns it first, asks, helps itself with an extension, is in time or late, and answers. */
export function byTheAgency(
  course: Course,
  first: WholeLogin,
  isUrgent: boolean,
): { agency: AgencyKey; by: WholeLogin } {
  const { dice, hours, said } = course
  let agency = said.agency
  const coHandlers = dice.happens(0.07) ? [said.subject.other] : []
  does(
    course,
    told.handsOver(
      first,
      hours.office(course.at, isUrgent ? 0 : dice.between(0, 1)),
      agency,
      dice.pick(words.handOverWords),
      coHandlers,
    ),
  )
  if (isUrgent) {
    const by = workerOf('agency', agency)
    answer(course, by, hours.office(course.at, dice.happens(0.6) ? 0 : 1), 'answer')
    return { agency, by }
  }
  if (dice.happens(0.06) && coHandlers.length === 0) {
    does(
      course,
      told.says(
        workerOf('agency', agency),
        hours.office(course.at, dice.between(1, 2)),
        'return',
        dice.pick(words.returnWords),
      ),
    )
    agency = said.subject.other
    does(
      course,
      told.handsOver(first, hours.office(course.at, dice.between(0, 1)), agency, dice.pick(words.reHandOverWords)),
    )
  }
  const by = workerOf('agency', agency)
  const [helper] = coHandlers
  if (helper)
    does(
      course,
      told.says(
        workerOf('agency', helper),
        hours.office(course.at, dice.between(1, 2)),
        'give-opinion',
        dice.pick(words.opinionWords),
      ),
    )
  if (dice.happens(0.3))
    does(course, told.says(by, hours.office(course.at, 1), 'message', dice.pick(said.subject.onTheWay)))
  if (dice.happens(0.16))
    does(course, told.residentSays(hours.own(course.at, 0), 'message', dice.pick(words.moreWords)))
  answer(course, by, workOn(course, by), 'answer')
  return { agency, by }
}

/** What happens until the agency answers, and the moment when it does. */
function workOn(course: Course, by: WholeLogin): Date {
  const { dice, hours, calendar, rules, said, station } = course
  const handedOver = course.deeds.findLast(({ move }) => move === 'hand-over')?.at ?? course.at
  const due = afterWorkingDays(handedOver, rules.handleWorkingDays, calendar).dueAt
  const pace = dice.weighed({ 'in-time': 72, asks: 12, extended: 5, refused: 1, late: 6, 'very-late': 4 })
  switch (pace) {
    case 'in-time':
      return inTime(course, due)
    case 'asks': {
      const [question, reply] = dice.pick(said.subject.questions)
      does(course, told.says(by, hours.office(course.at, 1), 'ask', question))
      if (dice.happens(0.22)) {
        // Nobody replies: the clock goes on by itself, and the answer says what is known.
        course.at = afterWorkingDays(course.at, rules.questionWorkingDays, calendar).dueAt
        return hours.office(course.at, dice.between(0, 2))
      }
      does(course, told.residentSays(hours.own(course.at, dice.between(0, 4)), 'reply', reply))
      return hours.office(course.at, dice.between(1, 2))
    }
    case 'extended':
    case 'refused': {
      // One working day before it is due.
      const before = new Date(due.getTime() - 1)
      const asked = hours.officeSoon(new Date(Math.max(course.at.getTime(), eve(before, calendar, 1))), before)
      const until = workingDaysAgo(localDate(before, calendar), -dice.between(3, 6), calendar)
      does(course, told.asksExtension(by, asked, until, dice.pick(words.extensionWords)))
      const office = secondPersonOf(station)
      if (pace === 'refused') {
        does(
          course,
          told.says(office, hours.officeSoon(course.at, before), 'refuse-extension', dice.pick(words.refuseWords)),
        )
        return hours.office(course.at, 1)
      }
      does(course, told.does(office, hours.officeSoon(course.at, before), 'grant-extension'))
      return hours.office(before, dice.between(1, 3))
    }
    case 'late':
      return hours.office(due, dice.between(0, 2))
    case 'very-late': {
      const urged = hours.office(due, dice.between(1, 2))
      if (dice.happens(0.5)) does(course, told.does(secondPersonOf(station), urged, 'supervise'))
      return hours.office(due, dice.between(6, 9))
    }
  }
}

/** The start of the working day so many before an instant. */
const eve = (at: Date, calendar: WorkingCalendar, days: number): number =>
  Date.parse(`${workingDaysAgo(localDate(at, calendar), days, calendar)}T00:00:00Z`) - calendar.offsetMinutes * 60_000

/** A moment between now and the end of the last day, sooner more often than later. */
function inTime(course: Course, due: Date): Date {
  const { dice, hours } = course
  for (let tries = 0; tries < 8; tries++) {
    const moment = hours.office(course.at, dice.pick([1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6]))
    if (moment < due) return moment
  }
  return hours.officeSoon(course.at, due)
}

/** Somebody answers: mostly solved, sometimes a plan, sometimes an explanation. */
export function answer(course: Course, by: WholeLogin, at: Date, move: 'answer' | 'answer-directly'): void {
  const { dice, said, calendar } = course
  const outcome = dice.weighed({ solved: 71, planned: 13, explained: 16 })
  const text = {
    solved: said.solved,
    planned: dice.pick(said.subject.planned),
    explained: dice.pick(said.subject.explained),
  }[outcome]
  const head = move === 'answer-directly' ? dice.pick(words.directWords) : dice.pick(words.answerHeads)
  const full = head + text + dice.pick(words.answerTails)
  const date = localDate(at, calendar)
  if (outcome === 'planned') {
    const plannedFor = workingDaysAgo(date, -dice.between(16, 45), calendar)
    does(course, told.answers(by, at, { plannedFor }, full, move))
  } else does(course, told.answers(by, at, outcome, full, move))
}

/** What a resident thinks of an outcome. */
export function opinionOf(dice: Dice, outcome: Outcome): Judgement {
  const solved = dice.happens({ solved: 0.81, planned: 0.34, explained: 0.3 }[outcome])
  const result = solved ? dice.weighed({ satisfied: 84, basically: 16 }) : dice.weighed({ basically: 34, not: 66 })
  const process =
    result === 'not'
      ? dice.weighed({ satisfied: 20, basically: 40, not: 40 })
      : dice.weighed({ satisfied: 85, basically: 15 })
  return { process, result, solved }
}

export function wordsOf(dice: Dice, { result, solved }: Judgement): string {
  if (result === 'not') return dice.pick(words.displeasedWords)
  if (!solved) return dice.pick(words.unsolvedWords)
  return dice.pick(result === 'satisfied' ? words.pleasedWords : words.contentWords)
}
