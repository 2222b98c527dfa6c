/**
 * Somebody leaves. At once: nobody signs in as them any more, their sessions end, points and codes lead on. Then the open
 * cases they hold as a deputy are given on one by one, each with its event, in batches; what is cut short goes on where it
 * stopped. The account stays, for the trail.
 */
import { lockCase } from '../data/cases/write.ts'
import type { Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { renewSubmissionGrounds } from '../data/districts/write.ts'
import type { Account } from '../data/people/read.ts'
import {
  type DeputySeat,
  departureOf,
  heldCases,
  pointsOfDeputies,
  seatsOf,
  successorsAt,
} from '../data/people/read-leaving.ts'
import { deleteSessionsOf, setLeft } from '../data/people/write.ts'
import { revokeInvitations } from '../data/people/write-invitations.ts'
import { addToDeparture, finishDeparture, insertDeparture } from '../data/people/write-leaving.ts'
import { deletePasskeys, deleteSecondFactor } from '../data/people/write-security.ts'
import { movePoint, revokeCode } from '../data/places/write.ts'
import { heirOf } from '../domain/cases/case.ts'
import type { Staff } from '../domain/people/actor.ts'
import type { PublicCode } from '../domain/places/public-code.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import { actOnAccount, fromOffice, isLastAdministrator, recordOnAccount } from './act-on-account.ts'
import { recordOnPlace } from './act-on-place.ts'
import type { Context } from './context.ts'
import { makeMove } from './make-move.ts'

/** Cases that are given on in one call; more of them by further calls. */
const batch = 100

export type Leaving = { readonly userId: string; readonly successorId: string | null; readonly words: string }

/** What was done by this call. */
export type Left = {
  readonly casesMoved: number
  readonly casesLeft: number
  readonly notMoved: readonly { readonly caseId: string; readonly refusal: string }[]
  readonly points: number
  readonly codes: number
  readonly done: boolean
}

/**
 * Lets somebody leave, or goes on with it: the second time what was decided first holds.
 * Refused: `no-such-login`, `has-left`, `last-administrator`, `not-yourself`, `no-such-deputy` for a successor who is not
 * of the same station, `too-long` for the reason.
 */
export async function letLeave(context: Context, district: District, staff: Staff, leaving: Leaving) {
  const words = cleanWords(leaving.words)
  if (!words.ok && words.refusal === 'too-long') return words
  const begun = await actOnAccount(context, district.id, { id: leaving.userId }, async (tx, account) => {
    const departure = await departureOf(tx, account.id)
    if (departure?.doneAt) return refuse('has-left')
    const seats = await seatsOf(tx, account.id)
    if (departure)
      return allow({ account, seats, points: 0, codes: 0, successorId: departure.successorId, words: departure.words })
    if (account.left) return refuse('has-left')
    if (account.id === staff.userId) return refuse('not-yourself')
    if (await isLastAdministrator(tx, account, context.now())) return refuse('last-administrator')
    const successor = await successorOf(tx, seats, leaving.successorId)
    if (leaving.successorId && !successor) return refuse('no-such-deputy')
    const given = { successorId: successor?.id ?? null, words: words.ok ? words.value : '' }
    const went = await begin(context, tx, { account, staff, seats, successor, words: given.words })
    return allow({ account, seats, ...went, ...given })
  })
  if (!begun.ok) return begun
  const { account, seats, successorId, points, codes } = begun.value
  const moved = await giveCasesOn(context, district.id, staff, begun.value)
  const deputyIds = seats.map(({ id }) => id)
  const open = await heldCases(context.database.of(district.id), deputyIds, batch * 10)
  const stuck = new Set(moved.notMoved.map(({ caseId }) => caseId))
  const casesLeft = open.filter((id) => !stuck.has(id)).length
  // What cannot be moved is told and stays visible to the station; it does not keep the departure open for ever.
  const done = casesLeft === 0
  if (done) await finish(context, district.id, staff, { account, successorId })
  const total = (await departureOf(context.database.of(district.id), account.id))?.casesMoved ?? moved.made
  return allow<Left>({ casesMoved: total, casesLeft, notMoved: moved.notMoved, points, codes, done })
}

async function successorOf(tx: Tx, seats: readonly DeputySeat[], id: string | null): Promise<DeputySeat | undefined> {
  if (id === null) return undefined
  const there = await successorsAt(tx, {
    stationIds: seats.map(({ stationId }) => stationId),
    but: seats.map((own) => own.id),
  })
  return there.find((one) => one.id === id)
}

type Beginning = {
  readonly account: Account
  readonly staff: Staff
  readonly seats: readonly DeputySeat[]
  readonly successor: DeputySeat | undefined
  readonly words: string
}

/** Everything that must be true at once: the account, its sessions, and where points and codes lead. */
async function begin(context: Context, tx: Tx, { account, staff, seats, successor, words }: Beginning) {
  const [at, by] = [context.now(), { role: 'district', userId: staff.userId } as const]
  await setLeft(tx, account.id, at)
  await deleteSessionsOf(tx, account.id)
  await revokeInvitations(tx, account.id, at)
  await deleteSecondFactor(tx, account.id)
  await deletePasskeys(tx, account.id)
  await insertDeparture(tx, {
    userId: account.id,
    successorId: successor?.id ?? null,
    words,
    byId: staff.userId,
    at,
  })
  const to = seats.length === 0 ? '' : (successor?.name ?? seats.map(({ stationName }) => stationName).join('、'))
  await recordOnAccount(context, tx, account, { kind: 'leave', by: fromOffice(staff), detail: { to, words } })
  if (seats.length === 0) return { points: 0, codes: 0 }
  await renewSubmissionGrounds(tx)
  const points = await pointsOfDeputies(
    tx,
    seats.map(({ id }) => id),
  )
  for (const point of points) {
    const heir = successor?.stationId === point.stationId ? successor : undefined
    const station = seats.find(({ stationId }) => stationId === point.stationId)?.stationName ?? ''
    await movePoint(tx, { id: point.id, stationId: point.stationId, deputyId: heir?.id ?? null })
    await recordOnPlace(
      context,
      tx,
      { ...point, kind: 'point' },
      {
        kind: 'move-place',
        by,
        words,
        detail: { from: { station, deputy: account.name }, to: { station, deputy: heir?.name ?? null } },
      },
    )
  }
  let codes = 0
  for (const own of seats) {
    if (!own.code) continue
    const replacedBy = (successor?.stationId === own.stationId ? successor.code : own.stationCode) as PublicCode | null
    if (!(await revokeCode(tx, own.code as PublicCode, at, replacedBy))) continue
    codes += 1
    const detail = { code: own.code, replacedBy }
    await recordOnPlace(context, tx, { ...own, kind: 'deputy' }, { kind: 'revoke-code', by, words, detail })
  }
  return { points: points.length, codes }
}

type Going = {
  readonly account: Account
  readonly seats: readonly DeputySeat[]
  readonly successorId: string | null
  readonly words: string
}

/** Gives on up to a batch of cases, each in a transaction of its own: what one refuses stops no other. */
async function giveCasesOn(
  context: Context,
  district: number,
  staff: Staff,
  { account, seats, successorId, words }: Going,
) {
  const deputyIds = seats.map(({ id }) => id)
  const notMoved: { caseId: string; refusal: string }[] = []
  let made = 0
  for (const caseId of await heldCases(context.database.of(district), deputyIds, batch)) {
    const moved = await context.database.inTransaction(district, async (tx) => {
      const item = await lockCase(tx, caseId)
      // Somebody else took it a moment ago.
      if (item?.holder.kind !== 'deputy' || !deputyIds.includes(item.holder.id ?? '')) return allow(false)
      const to = heirOf(item, successorId)
      const given = await makeMove(context, tx, item, officeOnly(staff), { move: 'entrust', to, words })
      if (!given.ok) return given
      await addToDeparture(tx, account.id, 1)
      return allow(true)
    })
    if (!moved.ok) notMoved.push({ caseId, refusal: moved.refusal })
    else if (moved.value) made += 1
  }
  return { made, notMoved }
}

/** Only the office acts here, whatever else the person is. */
const officeOnly = (staff: Staff): Staff => ({
  ...staff,
  memberships: staff.memberships.filter(({ role }) => role === 'district'),
  stationIds: [],
})

const finish = (
  context: Context,
  district: number,
  staff: Staff,
  { account }: { readonly account: Account; readonly successorId: string | null },
) =>
  context.database.inTransaction(district, async (tx) => {
    if (!(await finishDeparture(tx, account.id, context.now()))) return
    const cases = (await departureOf(tx, account.id))?.casesMoved ?? 0
    await recordOnAccount(context, tx, account, { kind: 'finish-leaving', by: fromOffice(staff), detail: { cases } })
  })
