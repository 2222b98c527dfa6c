/** Makes the moves that were asked for on many cases, each in a transaction of its own. */
import { type NextBulkCase, nextBulkCases } from '../data/cases/read-bulk.ts'
import { endBulkActs, tickOff } from '../data/cases/write-bulk.ts'
import { staffByIds } from '../data/people/read.ts'
import type { Staff } from '../domain/people/actor.ts'
import { refuse } from '../domain/shared/decision.ts'
import { acceptCase } from './accept-case.ts'
import { answerCaseDirectly } from './answer-case.ts'
import type { Context } from './context.ts'
import { handOverCase } from './hand-over-case.ts'
import type { StaffMove } from './make-move.ts'
import { mergeCase } from './merge-cases.ts'
import { messageResident } from './message-resident.ts'
import { urgeCase } from './urge-case.ts'

const batch = 25

/**
 * Moves the next cases of a district and gives their number. A case is ticked off in the transaction of its move, so that
 * a program that stops in between, or a second worker, moves none twice. Who asked acts as what they are now.
 */
export async function doBulk(context: Context, district: number): Promise<number> {
  const db = context.database.of(district)
  const items = await nextBulkCases(db, batch)
  const [first] = items
  if (!first) return 0
  const [staff] = await staffByIds(db, [first.userId], context.now())
  for (const item of items) {
    const moved = staff ? await moveOne(context, district, staff, item) : refuse('not-yours')
    if (moved.ok) continue
    const ticked = { actId: item.actId, caseId: item.caseId, refusal: moved.refusal }
    await context.database.inTransaction(district, (tx) => tickOff(tx, ticked))
  }
  await context.database.inTransaction(district, (tx) => endBulkActs(tx, context.now()))
  return items.length
}

function moveOne(context: Context, district: number, staff: Staff, { actId, caseId, version, given }: NextBulkCase) {
  const move: StaffMove = {
    district,
    staff,
    caseId,
    seenVersion: version,
    alongside: (tx) => tickOff(tx, { actId, caseId, refusal: null }),
  }
  switch (given.move) {
    case 'accept':
      return acceptCase(context, move)
    case 'urge':
      return urgeCase(context, move)
    case 'hand-over':
      return handOverCase(context, move, { ...given, coHandlers: [] })
    case 'merge':
      return mergeCase(context, move, given)
    case 'message':
      return messageResident(context, move, given)
    case 'answer-directly':
      return answerCaseDirectly(context, move, given)
  }
}
