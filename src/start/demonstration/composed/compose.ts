/** Composes several hundred stories of the last half-year: subjects, places and courses by chance that never changes. */
import {
  addDays,
  type LocalDate,
  localDate,
  startOfDay,
  type WorkingCalendar,
} from '../../../domain/calendar/calendar.ts'
import { placeWithSpot } from '../../../domain/places/spot.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import type { Addressee, Story } from '../deed.ts'
import { spotOf } from '../district/ground.ts'
import type { StationKey, TownKey, WholeLogin } from '../district/whole-cast.ts'
import { wholeCast } from '../district/whole-cast.ts'
import * as told from '../tell.ts'
import { deputiesAt, loginOf, pointsOf, secondPersonOf, stationKeys, workerOf } from './cast-of.ts'
import { acceptedByStation, answer, byTheAgency, byTheDeputy, type Course, does } from './course.ts'
import { type Dice, diceOf } from './dice.ts'
import { endOf } from './ending.ts'
import { hoursOf } from './hours.ts'
import { sayAgain, sayAround, someChannel, someIdentity } from './said.ts'
import * as words from './words.ts'

const count = 420
const longAgo = 183
/** Stations that hear more than others. */
const busy: readonly StationKey[] = [
  'dongjie',
  'dixi',
  'liuan',
  'sangli',
  'sichang',
  'fengdu',
  'guzhen',
  'gongye',
  'hexin',
  'beidang',
]

/** The composed stories up to the end of the day before `base`. */
export function composedStories(base: LocalDate, calendar: WorkingCalendar, rules: RuleSet): Story[] {
  const known = new Set<string>()
  const composed = Array.from({ length: count }, (_, index) => compose(index, base, calendar, rules, known)).flat()
  const end = startOfDay(base, calendar)
  return composed
    .filter(({ at }) => at < end)
    .map((story) => ({ ...story, deeds: story.deeds.slice(0, lengthBefore(end, story)) }))
}

/**
 * How many deeds lie before `end`, in a row: what comes after the first that does not has not happened either. Nothing
 * that counts in hours is left running, so that every demonstration of a day is the same, at whatever hour it is filled.
 */
function lengthBefore(end: Date, { deeds }: Story): number {
  const first = deeds.findIndex(({ at }) => at >= end)
  if (first < 0) return deeds.length
  const past = deeds.slice(0, first)
  const last = past.at(-1)
  const isWithDeputy =
    last?.move === 'accept' && wholeCast.users[last.by]?.roles.some(({ role }) => role === 'deputy') === true
  if (isWithDeputy) return first - 1
  const urgent = past.findIndex(({ move }) => move === 'mark-urgent')
  const isAnswered = past.some(({ move }) => move === 'answer' || move === 'answer-directly')
  return urgent >= 0 && !isAnswered ? urgent : first
}

function compose(
  index: number,
  base: LocalDate,
  calendar: WorkingCalendar,
  rules: RuleSet,
  known: Set<string>,
): Story[] {
  const dice = diceOf(`story ${index}`)
  const hours = hoursOf(dice, calendar)
  // More of it lately: word gets around.
  const daysAgo = Math.round(
    longAgo * (1 - Math.sqrt((index + 0.5) / count)) * 0.55 + longAgo * (1 - (index + 0.5) / count) * 0.45,
  )
  const station = dice.pick(dice.happens(0.55) ? busy : stationKeys)
  const deputies = deputiesAt(station)
  const deputy = deputies.length > 0 && dice.happens(0.5) ? dice.pick(deputies) : undefined
  const day = startOfDay(addDays(base, -1 - daysAgo), calendar)
  const channel = someChannel(dice)
  // Who comes, calls or writes on paper does so while the station is open.
  const at = channel === 'web' || channel === 'kiosk' ? hours.own(day, 0) : hours.office(day, 0)
  const said = sayAround(station, dice, known)
  const course: Course = { said, station, deputy, dice, hours, calendar, rules, deeds: [], at }
  const name = `${said.subject.key} ${index + 1}`
  const story = {
    name,
    at,
    to: addresseeOf(station, deputy, dice),
    channel,
    text: said.text,
    place: channel === 'web' && index % 3 === 0 ? pointedAt(station, said.place) : said.place,
    identity: someIdentity(dice),
    aboutAddressee: false,
  }
  const kind = dice.weighed({ usual: 180, declined: 6, withdrawn: 7, merged: 9, transferred: 4 })
  if (kind === 'declined' && !deputy) return [declinedStory(story, course)]
  if (kind === 'withdrawn') {
    if (!deputy) acceptedByStation(course)
    does(
      course,
      told.withdraws(hours.own(course.at, dice.between(0, 2)), dice.pick(words.withdrawWords), dice.happens(0.18)),
    )
  } else if (kind === 'transferred' && !deputy) transferred(course)
  else {
    usual(course)
    if (kind === 'merged' && !deputy) return [{ ...story, deeds: course.deeds }, ...followersOf(story, course, known)]
  }
  return [{ ...story, deeds: course.deeds }]
}

function addresseeOf(station: StationKey, deputy: string | undefined, dice: Dice): Addressee {
  if (deputy) return `deputy ${deputy}`
  const points = pointsOf(station)
  return points.length > 0 && dice.happens(0.78) ? `point ${dice.pick(points)}` : `station ${station}`
}

function usual(course: Course): void {
  const { deputy } = course
  const login = deputy === undefined ? undefined : loginOf('deputy', deputy)
  const isAnswered = login !== undefined && byTheDeputy(course, login) === 'answered'
  if (!isAnswered) byTheStation(course)
  endOf(course)
}

/** The station accepts, hands over or answers itself, or the town does it for the station. */
function byTheStation(course: Course): void {
  const { dice, station, hours, said } = course
  acceptedByStation(course)
  const clerk = workerOf('station', station)
  const isUrgent = said.subject.isDanger === true && dice.happens(0.3)
  if (isUrgent) does(course, told.says(clerk, hours.office(course.at, 0), 'mark-urgent', '已经电话通知值班人员。'))
  const town = workerOf('town', wholeCast.stations[station]?.town ?? '')
  let holder: WholeLogin = clerk
  if (!isUrgent && town !== clerk && dice.happens(0.07)) {
    does(course, told.says(clerk, hours.office(course.at, 0), 'pass', dice.pick(words.townPassWords)))
    holder = town
    does(course, told.accepts(holder, hours.office(course.at, dice.between(0, 1))))
  }
  if (!isUrgent && dice.happens(0.24))
    answer(course, holder, hours.office(course.at, dice.between(1, 2)), 'answer-directly')
  else byTheAgency(course, holder, isUrgent)
}

type Telling = Omit<Story, 'deeds'>

function declinedStory(story: Telling, course: Course): Story {
  const { dice, hours, station } = course
  const { reason, texts, words: where } = dice.pick(words.declined)
  acceptedByStation(course)
  does(course, told.proposesDecline(workerOf('station', station), hours.office(course.at, 0), reason, where))
  does(course, told.does(secondPersonOf(station), hours.office(course.at, dice.between(0, 1)), 'decline'))
  const text = dice.pick(texts)
  return { ...story, text, place: '', deeds: course.deeds }
}

/** Something that belongs to another town: the town's office sends it there, and it goes on. */
function transferred(course: Course): void {
  const { dice, hours, station } = course
  const here = wholeCast.stations[station]?.town ?? ''
  const there = dice.pick(
    (['shanqiao', 'dixi', 'fengdu', 'yunbu', 'sangli'] as TownKey[]).filter((town) => town !== here),
  )
  does(
    course,
    told.transfers(
      workerOf('town', here),
      hours.office(course.at, 1),
      there,
      '地点在贵镇街辖区，移送办理，群众的回执不变。',
    ),
  )
  const login = workerOf('town', there)
  does(course, told.accepts(login, hours.office(course.at, dice.between(0, 1))))
  answer(course, login, hours.office(course.at, dice.between(1, 2)), 'answer-directly')
  endOf(course)
}

/** One or two others who said the same, put under this case before it is answered, and answered with it. */
function followersOf(lead: Telling, { said, deeds, station, calendar, rules }: Course, known: Set<string>): Story[] {
  const accepted = deeds.find(({ move }) => move === 'accept')
  const answered = deeds.find(({ move }) => move === 'answer' || move === 'answer-directly')
  if (!accepted || !answered) return []
  return ['乙', '丙'].flatMap((which): Story[] => {
    const dice = diceOf(`${lead.name} ${which}`)
    const hours = hoursOf(dice, calendar)
    if (which === '丙' && dice.happens(0.5)) return []
    const at = hours.own(accepted.at, 0)
    const course: Course = { said, station, deputy: undefined, dice, hours, calendar, rules, deeds: [], at }
    acceptedByStation(course)
    const merged = hours.office(course.at, 0)
    if (localDate(merged, calendar) >= localDate(answered.at, calendar)) return []
    does(course, told.merges(workerOf('station', station), merged, lead.name))
    if (dice.happens(0.7)) {
      const judged = hours.own(answered.at, dice.between(1, 4))
      does(course, told.judges(judged, told.pleased, dice.pick(words.pleasedWords)))
    }
    const told_: Telling = {
      ...lead,
      name: `${lead.name} ${which}`,
      at,
      text: sayAgain(said, dice, known),
      identity: someIdentity(dice),
      channel: 'web',
    }
    return [{ ...told_, deeds: course.deeds }]
  })
}

/** The place with its spot, as somebody has it who pointed at it on the map. */
const pointedAt = (station: StationKey, place: string): string =>
  placeWithSpot(place, spotOf(wholeCast.stations[station]?.town ?? '', station, place))
