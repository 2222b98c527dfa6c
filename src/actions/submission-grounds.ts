/**
 * What a submission stands on: where its code leads, the rules, the calendar. It hardly ever changes, so it is kept
 * between submissions, with its version; the statement that receives a report writes nothing on grounds of an older one.
 */
import type { Database, Db } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { addressOfCode } from '../data/places/read.ts'
import { rulesAt, submissionGroundsVersion, workingCalendar } from '../data/rules/read.ts'
import { hourOf, localDate, type WorkingCalendar } from '../domain/calendar/calendar.ts'
import type { Address } from '../domain/places/place.ts'
import { parsePublicCode } from '../domain/places/public-code.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { perDistrict } from '../domain/shared/per-district.ts'
import type { AddressedTo } from './seal-report.ts'

export type Grounds = {
  readonly version: number
  readonly address: Address
  readonly rules: RuleSet
  readonly calendar: WorkingCalendar
}

/** The grounds of one district on one day. */
type DayGrounds = {
  readonly version: number
  readonly rules: RuleSet
  readonly calendar: WorkingCalendar
  readonly addresses: Map<string, Promise<Awaited<ReturnType<typeof addressOf>>>>
}

/** The latest day's, if any; the day is that of the district's clock. */
type Latest = { day: string; grounds: Promise<DayGrounds> | undefined }
const latestOf = perDistrict((): Latest => ({ day: '', grounds: undefined }))
const mostAddresses = 20_000

/**
 * The grounds of what is said to this code at `now`. With `fresh` nothing that is kept is trusted.
 * Refused: `code-misread`, `no-such-code`, `code-revoked`.
 */
export async function submissionGrounds(
  database: Database,
  district: Pick<District, 'id' | 'offsetMinutes'>,
  { to, now, fresh }: { to: AddressedTo; now: Date; fresh: boolean },
) {
  const db = database.of(district.id)
  const { addresses, ...grounds } = await groundsOfDay(database, db, { now, day: localDate(now, district), fresh })
  const key = `${to.kind} ${to.code}`
  const address = await keptWhileGood(addresses, key, () => addressOf(db, to))
  if (!address.ok) {
    // A code may come into use at any time: what is refused is looked up again.
    addresses.delete(key)
    return address
  }
  return allow<Grounds>({ ...grounds, address: address.value })
}

async function groundsOfDay(
  database: Database,
  db: Db,
  { now, day, fresh }: { now: Date; day: string; fresh: boolean },
) {
  const latest = latestOf(database, db.district)
  if (latest.grounds && latest.day === day && !fresh) return latest.grounds
  const grounds = readGrounds(db, now)
  Object.assign(latest, { day, grounds } satisfies Latest)
  grounds.catch(() => {
    if (latest.grounds === grounds) latest.grounds = undefined
  })
  return grounds
}

async function readGrounds(db: Db, now: Date): Promise<DayGrounds> {
  // The version first: what is read after it is at least as new.
  const version = await submissionGroundsVersion(db)
  const [rules, calendar] = await Promise.all([rulesAt(db, hourOf(now)), workingCalendar(db)])
  return { version, rules, calendar, addresses: new Map() }
}

function keptWhileGood<Value>(kept: Map<string, Promise<Value>>, key: string, read: () => Promise<Value>) {
  const there = kept.get(key)
  if (there) return there
  if (kept.size >= mostAddresses) kept.clear()
  const reading = read()
  kept.set(key, reading)
  reading.catch(() => kept.delete(key))
  return reading
}

/** Where something goes that was said to this code. Refused: `code-misread`, `no-such-code`, `code-revoked`. */
export async function addressOf(db: Db, to: AddressedTo) {
  if (to.kind === 'district') return allow<Address>({ deputyId: null, stationId: null, townId: null, pointId: null })
  const code = parsePublicCode(to.code)
  if (!code.ok) return code
  const found = await addressOfCode(db, code.value)
  if (!found || found.kind !== to.kind) return refuse('no-such-code')
  if (found.revoked) return refuse('code-revoked')
  const { deputyId, stationId, townId, pointId } = found
  return allow<Address>({ deputyId, stationId, townId, pointId })
}
