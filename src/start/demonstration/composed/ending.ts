/** How a composed case ends: relayed, judged or left, sent back and done again, taken up again, its plan fulfilled. */
import { addDays, localDate, startOfDay } from '../../../domain/calendar/calendar.ts'
import type { Judgement, Outcome } from '../../../domain/cases/case.ts'
import type { WholeLogin } from '../district/whole-cast.ts'
import * as told from '../tell.ts'
import { secondPersonOf, workerOf } from './cast-of.ts'
import { byTheAgency, type Course, does, opinionOf, wordsOf } from './course.ts'
import * as words from './words.ts'

type Answered = { readonly outcome: Outcome; readonly by: WholeLogin; readonly move: 'answer' | 'answer-directly' }

/** Goes on from the last answer of a course to the end of its story. */
export function endOf(course: Course): void {
  const { dice, hours } = course
  const answered = lastAnswer(course)
  if (answered.move === 'answer' && dice.happens(0.15))
    does(course, told.says(holderOf(course), hours.office(course.at, 0), 'relay', dice.pick(words.relayWords)))
  if (!dice.happens(0.64)) {
    left(course, answered)
    return
  }
  const judgement = opinionOf(dice, answered.outcome)
  const moment = hours.own(course.at, dice.pick([0, 0, 0, 1, 1, 1, 2, 2, 3, 6]))
  if (judgement.result === 'not' && dice.happens(0.5)) {
    sentBack(course, judgement, moment, answered)
    return
  }
  does(course, told.judges(moment, judgement, wordsOf(dice, judgement)))
  closed(course, answered, judgement)
}

/** Who handed the case over last, and so answers for it. */
const holderOf = ({ deeds, station }: Course): WholeLogin => {
  const deed = deeds.findLast(({ move }) => move === 'hand-over')
  return deed && 'agency' in deed ? deed.by : workerOf('station', station)
}

const lastAnswer = ({ deeds }: Course): Answered => {
  const deed = deeds.findLast(({ move }) => move === 'answer' || move === 'answer-directly' || move === 'fulfil')
  if (!deed || !('outcome' in deed)) throw new Error('nobody has answered')
  return { outcome: deed.outcome, by: deed.by, move: deed.move === 'answer-directly' ? 'answer-directly' : 'answer' }
}

/** Nobody judges: it lapses by the calendar; now and then somebody comes back to it. */
function left(course: Course, answered: Answered): void {
  const { dice, hours, rules, calendar } = course
  const lapse = startOfDay(addDays(localDate(course.at, calendar), rules.judgeCalendarDays + 1), calendar)
  course.at = lapse
  if (dice.happens(0.06)) {
    const judgement = opinionOf(dice, answered.outcome)
    does(course, told.judges(hours.own(lapse, dice.between(3, 20)), judgement, wordsOf(dice, judgement)))
  }
  fulfilled(course, answered)
}

/** After it was closed as judged: taken up again when it is broken again, or its plan is fulfilled. */
function closed(course: Course, answered: Answered, judgement: Judgement): void {
  const { dice, hours, said } = course
  fulfilled(course, answered)
  if (answered.outcome === 'planned') return
  if (!judgement.solved || !dice.happens(0.035)) return
  does(course, told.residentSays(hours.own(course.at, dice.between(8, 30)), 'reopen', dice.pick(said.subject.again)))
  if (course.deeds.some(({ move }) => move === 'hand-over')) byTheAgency(course, holderOf(course), false)
  else if (answered.by) second(course, answered, words.secondAnswers, 1)
  judgedInTheEnd(course)
}

function fulfilled(course: Course, { outcome, move, by }: Answered): void {
  const { dice, hours, calendar } = course
  if (outcome !== 'planned' || move !== 'answer' || !dice.happens(0.8)) return
  const deed = course.deeds.findLast((each) => 'plannedFor' in each && each.plannedFor !== null)
  if (!deed || !('plannedFor' in deed) || !deed.plannedFor) return
  const promised = new Date(startOfDay(deed.plannedFor, calendar).getTime() - dice.between(1, 3) * 86_400_000)
  // An answer that nobody judged lapses first.
  const from = new Date(Math.max(promised.getTime(), course.at.getTime() + 3 * 86_400_000))
  does(course, told.answers(by, hours.office(from, 1), 'solved', dice.pick(words.fulfilledWords), 'fulfil'))
  judgedInTheEnd(course)
}

/** Sent back: whoever answered does it again; a few are sent back twice and settled by the town. */
function sentBack(course: Course, judgement: Judgement, moment: Date, answered: Answered): void {
  const { dice, hours, said, station } = course
  does(course, told.sendsBack(moment, judgement, dice.pick(said.subject.again)))
  second(course, answered, answered.outcome === 'solved' ? words.secondAnswers : [said.solved], dice.between(2, 4))
  if (dice.happens(0.16)) {
    const still: Judgement = { process: dice.pick(['basically', 'not'] as const), result: 'not', solved: false }
    does(course, told.sendsBack(hours.own(course.at, dice.between(0, 3)), still, dice.pick(said.subject.again)))
    const town = secondPersonOf(station)
    does(
      course,
      told.answersDirectly(town, hours.office(course.at, dice.between(2, 4)), 'solved', dice.pick(words.firmAnswers)),
    )
  }
  judgedInTheEnd(course)
}

function second(course: Course, { by, move }: Answered, texts: readonly string[], days: number): void {
  const { dice, hours } = course
  const text = dice.pick(texts) + dice.pick(words.answerTails)
  does(course, told.answers(by, hours.office(course.at, days), 'solved', text, move))
}

/** After the last answer most residents come back and most of them are content. */
function judgedInTheEnd(course: Course): void {
  const { dice, hours } = course
  if (!dice.happens(0.78)) return
  const judgement = opinionOf(dice, 'solved')
  const text = judgement.solved ? dice.pick(words.thanksAgain) : wordsOf(dice, judgement)
  does(course, told.judges(hours.own(course.at, dice.between(0, 4)), judgement, text))
}
