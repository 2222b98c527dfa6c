/**
 * Looks, for the desks that listen, what happened in their districts: one look for all of them, and none while nobody
 * listens. It sees what any program on the same database did. What is told is case ids the listener may see, no more.
 */
import { hashOfToken } from '../actions/sign-in.ts'
import { type Change, changesSince, latestSeq } from '../data/cases/read-changes.ts'
import { presentSince } from '../data/cases/read-presence.ts'
import { unreadFigures } from '../data/cases/read-staff-notices.ts'
import type { Db } from '../data/db.ts'
import { staffBySession } from '../data/people/read.ts'
import { presentAfter } from '../domain/cases/presence.ts'
import { canSee } from '../domain/cases/sight.ts'
import type { Staff } from '../domain/people/actor.ts'
import { codeOf } from '../domain/shared/error-code.ts'
import type { Doors, Session } from './server.ts'

/** What a listener is told, and that its session is over. */
export type Listener = {
  readonly session: Session
  readonly tell: (event: 'change' | 'presence' | 'notices', data: object, id?: number) => void
  readonly over: () => void
}

/** Milliseconds from one look to the next, and how often a listener's session is looked at. */
export type Pace = { readonly look: number; readonly session: number }

export const usualPace: Pace = { look: 300, session: 5_000 }

/** More than this at once is told as «everything». */
export const mostTold = 200
/** Events found at a look at most; what is beyond is told as «everything». */
const mostFound = 2_000
/**
 * A number is given before its transaction commits, so one may appear behind others: those of this many milliseconds
 * are looked through again. A transaction that takes longer is seen when the desk reads again by itself.
 */
const lookBack = 10_000

type Heard = { listener: Listener; staff: Staff; lookedAt: number }
type District = {
  readonly heard: Set<Heard>
  floor: number
  /** Told already, with when, behind the floor. */
  told: Map<number, number>
  /** Who is where, and what is unread, as it was told last. */
  present: Map<string, string>
  unread: Map<string, string>
}

/** Watches districts as long as somebody listens. `stop` ends every listener. */
export function liveWatch({ context, onError }: Pick<Doors, 'context' | 'onError'>, pace: Pace = usualPace) {
  const districts = new Map<number, District>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking: Promise<void> = Promise.resolve()
  let stopped = false

  const lookAround = async () => {
    for (const [id, district] of districts) {
      try {
        await lookAt(context.database.of(id), district)
      } catch (error) {
        onError('live', codeOf(error))
      }
      if (district.heard.size === 0) districts.delete(id)
    }
    timer = undefined
    again()
  }
  const again = () => {
    if (stopped || timer || districts.size === 0) return
    timer = setTimeout(() => {
      looking = lookAround()
    }, pace.look)
  }

  const lookAt = async (db: Db, district: District) => {
    await lookAtSessions(db, district)
    const users = [...new Set([...district.heard].map(({ staff }) => staff.userId))]
    const [changes, present, unread] = await Promise.all([
      changesSince(db, district.floor, mostFound),
      presentSince(db, presentAfter(context.now())),
      unreadFigures(db, users),
    ])
    tellChanges(district, changes)
    tellPresent(district, present)
    tellUnread(district, unread)
  }

  /** A session that was ended, or a role that was taken away, counts from here on. */
  const lookAtSessions = async (db: Db, { heard }: District) => {
    for (const each of heard) {
      if (Date.now() - each.lookedAt < pace.session) continue
      const staff = await staffBySession(db, hashOfToken(each.listener.session.token), context.now())
      each.lookedAt = Date.now()
      if (staff) each.staff = staff
      else {
        heard.delete(each)
        each.listener.over()
      }
    }
  }

  return {
    /** Begins to tell a listener; gives what ends it. */
    listen: async (listener: Listener): Promise<() => void> => {
      const { id } = listener.session.district
      const db = context.database.of(id)
      const one: Heard = { listener, staff: listener.session.staff, lookedAt: Date.now() }
      const known = districts.get(id)
      const district = known ?? (await newDistrict(db))
      const kept = districts.get(id) ?? district
      districts.set(id, kept)
      kept.heard.add(one)
      again()
      return () => void kept.heard.delete(one)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      for (const { heard } of districts.values()) for (const { listener } of heard) listener.over()
      await looking
    },
  }
}

/** What is committed already is no news; what has a number and is not committed yet will be. */
async function newDistrict(db: Db): Promise<District> {
  const floor = Math.max(0, (await latestSeq(db)) - mostFound / 2)
  const told = new Map((await changesSince(db, floor, mostFound)).map(({ seq }) => [seq, Date.now()]))
  return { heard: new Set(), floor, told, present: new Map(), unread: new Map() }
}

function tellChanges(district: District, changes: readonly Change[]): void {
  const now = Date.now()
  const fresh = changes.filter(({ seq }) => !district.told.has(seq))
  for (const { seq } of fresh) district.told.set(seq, now)
  const all = changes.length >= mostFound
  if (fresh.length > 0) {
    const id = Math.max(...fresh.map(({ seq }) => seq))
    for (const { listener, staff } of district.heard) {
      const cases = casesSeen(fresh, staff)
      if (all || cases.length > 0) listener.tell('change', toldOf(cases, all), id)
    }
  }
  // Numbers that were told long enough ago need not be looked through again.
  const old = [...district.told].filter(([, at]) => all || now - at > lookBack).map(([seq]) => seq)
  if (old.length === 0) return
  district.floor = Math.max(district.floor, ...old)
  for (const seq of district.told.keys()) if (seq <= district.floor) district.told.delete(seq)
}

/** The cases among these changes that the person may see, each once. */
export const casesSeen = (changes: readonly Change[], staff: Staff): string[] => [
  ...new Set(changes.filter(({ item }) => canSee(item, staff)).map(({ item }) => item.id)),
]

/** Few cases by name, many as «everything». */
export const toldOf = (cases: string[], all: boolean): { cases: string[]; all: boolean } =>
  all || cases.length > mostTold ? { cases: [], all: true } : { cases, all: false }

function tellPresent(district: District, present: readonly { caseId: string; userId: string }[]): void {
  const now = new Map<string, string>()
  for (const { caseId, userId } of present) now.set(caseId, `${now.get(caseId) ?? ''} ${userId}`)
  for (const caseId of new Set([...now.keys(), ...district.present.keys()])) {
    const there = now.get(caseId) ?? ''
    if (there === (district.present.get(caseId) ?? '')) continue
    // Only whoever is at the case themselves hears of the others.
    for (const { listener, staff } of district.heard)
      if (there.includes(staff.userId)) listener.tell('presence', { case: caseId })
  }
  district.present = now
}

function tellUnread(district: District, unread: readonly { userId: string; figure: string }[]): void {
  const now = new Map(unread.map(({ userId, figure }) => [userId, figure]))
  for (const { listener, staff } of district.heard) {
    const before = district.unread.get(staff.userId)
    if (before !== undefined && before !== (now.get(staff.userId) ?? '')) listener.tell('notices', {})
  }
  district.unread = new Map([...district.heard].map(({ staff }) => [staff.userId, now.get(staff.userId) ?? '']))
}
