import { closedToCallBack } from '../data/cases/read-call-backs.ts'
import { insertDraw } from '../data/cases/write-call-backs.ts'
import type { District } from '../data/districts/read.ts'
import { lastCheckpoint } from '../data/ledger/read.ts'
import { addDays, type LocalDate, localDate, startOfDay } from '../domain/calendar/calendar.ts'
import { callingOffice } from '../domain/cases/call-back.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { drawn } from '../ledger/draw.ts'
import type { Context } from './context.ts'

export type CallBackDraw = {
  readonly staff: Staff
  /** The first and last day on which the cases were closed, by the district's clock. */
  readonly from: LocalDate
  readonly until: LocalDate
  readonly count: number
}

/**
 * An office draws the cases of a period that are called back, once for the same days. The seed is the root of the newest
 * checkpoint of the public log, which nobody here can choose; seed and size are kept, so that anyone can draw again.
 * Refused: `not-your-role`; `days-turned-around`; `period-not-over` before its last day has ended; `nothing-to-draw`;
 * `drawn-already`; `proof-not-ready` while the log has no checkpoint.
 */
export async function drawCallBacks(context: Context, district: District, { staff, from, until, count }: CallBackDraw) {
  const office = callingOffice(staff)
  if (!office) return refuse('not-your-role')
  if (until < from) return refuse('days-turned-around')
  if (until >= localDate(context.now(), district)) return refuse('period-not-over')
  return context.database.inTransaction(district.id, async (tx) => {
    const checkpoint = await lastCheckpoint(tx)
    if (!checkpoint) return refuse('proof-not-ready')
    const period = { from: startOfDay(from, district), before: startOfDay(addDays(until, 1), district) }
    const cases = await closedToCallBack(tx, { townId: office.unitId, ...period })
    if (cases.length === 0) return refuse('nothing-to-draw')
    const seed = Buffer.from(checkpoint.root).toString('hex')
    const idOf = new Map(cases.map(({ id, number }) => [number, id]))
    const numbers = drawn(seed, [...idOf.keys()], count)
    const id = context.newId()
    const isNew = await insertDraw(tx, {
      ...{ id, townId: office.unitId, closedFrom: from, closedUntil: until, treeSize: checkpoint.size, seed },
      ...{ drawnFrom: cases.length, drawnBy: staff.userId, drawnAt: context.now() },
      caseIds: numbers.map((number) => idOf.get(number) as string),
    })
    return isNew ? allow(id) : refuse('drawn-already')
  })
}
