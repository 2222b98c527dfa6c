/** The doctor looks at the work: districts and their calendars, events that wait, jobs that fail. */
import {
  conditionOfDistricts,
  conditionOfQueue,
  type DistrictCondition,
  type QueueCondition,
} from '../../data/condition.ts'
import type { Database } from '../../data/db.ts'
import { calendarGap } from '../../domain/calendar/read-year.ts'
import { sentences } from '../words.ts'
import { type Finding, findingsOf } from './finding.ts'

const words = sentences.doctor

/** What is found of the work, asked as the worker; `isExposable` when a demonstration is among the districts. */
export async function lookAtWork(
  database: Database,
  hasQueue: boolean,
  now: Date,
): Promise<{ found: Finding[]; hasDemonstration: boolean }> {
  const districts = await conditionOfDistricts(database)
  const queue = hasQueue ? await conditionOfQueue(database) : undefined
  return {
    found: [...lookAtDistricts(districts), ...lookAtRelays(districts, now), ...lookAtQueue(queue)],
    hasDemonstration: districts.some(({ isDemonstration }) => isDemonstration),
  }
}

function lookAtRelays(districts: readonly DistrictCondition[], now: Date): Finding[] {
  const { found, good, note, warn } = findingsOf('work')
  for (const { prefix, waiting, relayUntil } of districts) {
    const isAtWork = relayUntil !== null && relayUntil > now
    if (waiting > 0 && !isAtWork) warn(words.relayStuck(prefix, waiting))
    else if (isAtWork) good(words.relayGood(prefix))
    else note(words.relayNone(prefix))
    if (isAtWork || waiting === 0) note(words.outbox(prefix, waiting))
  }
  return found
}

function lookAtQueue(queue: QueueCondition | undefined): Finding[] {
  const { found, note, warn, good } = findingsOf('work')
  if (!queue) {
    note(words.queueNone)
    return found
  }
  good(words.queue(queue.waiting))
  if (queue.failing > 0) warn(words.queueFailing(queue.failing))
  if (queue.givenUp > 0) warn(words.queueGivenUp(queue.givenUp))
  return found
}

function lookAtDistricts(districts: readonly DistrictCondition[]): Finding[] {
  const { found, good, note, warn } = findingsOf('districts')
  if (districts.length === 0) warn(words.noDistrict)
  for (const { name, prefix, host, isDemonstration, years, today } of districts) {
    if (isDemonstration) note(words.demonstration(name, prefix))
    else good(words.district(name, prefix, host))
    const calendar = calendarGap(years, today)
    if (calendar.gap === 'this-year') warn(words.calendarNone(prefix, calendar.year))
    else if (calendar.gap === 'next-year') warn(words.calendarSoon(prefix, calendar.year))
    else good(words.calendar(prefix, calendar.year))
  }
  return found
}
