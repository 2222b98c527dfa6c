/** Tells staff of an event: in the desk at once, outside it when each of them wants to be told. */

import { addressesOf, eventToTellStaff, robotsOf, wholeDistrict, wishesOf } from '../data/cases/read-staff-notices.ts'
import { insertDeliveries, insertStaffNotices, type NewDelivery } from '../data/cases/write-staff-notices.ts'
import { membersOf } from '../data/people/read.ts'
import { workingCalendar } from '../data/rules/read.ts'
import { canSee } from '../domain/cases/sight.ts'
import { staffNoticeOf, usualWishes, whenToTell } from '../domain/cases/staff-notice.ts'
import type { Context } from './context.ts'

/** What happened longer ago is no news: a worker that stood still for weeks does not ring every bell. */
const newsDays = 3

/**
 * Makes the notices of one event, and what is to be sent of them. May be done twice: whoever was told is told once.
 * Told is who belongs to the unit, may see the case now, and did not do it themselves.
 */
export async function tellStaff(
  context: Context,
  { district, eventId }: { readonly district: number; readonly eventId: string },
): Promise<void> {
  const db = context.database.of(district)
  const now = context.now()
  const told = await eventToTellStaff(db, eventId)
  if (!told || told.item.erased || now.getTime() - told.at.getTime() > newsDays * 86_400_000) return
  const { item } = told
  const notice = staffNoticeOf(told, item)
  if (!notice) return
  const units = notice.units.filter(({ kind, id }) => !(item.recused?.kind === kind && item.recused.id === id))
  const people = (await membersOf(db, units, context.now())).filter(
    (one) => one.userId !== told.actorId && canSee(item, one),
  )
  const users = people.map(({ userId }) => userId)
  const [addresses, wishes, robots, calendar] = await Promise.all([
    addressesOf(db, users),
    wishesOf(db, users),
    robotsOf(db, units),
    workingCalendar(db),
  ])

  const deliveries: NewDelivery[] = []
  for (const { userId, kind, refusedAt } of addresses) {
    const dueAt = whenToTell(now, wishes.find((one) => one.userId === userId) ?? usualWishes, notice.kind, calendar)
    if (dueAt && !refusedAt)
      deliveries.push({ id: context.newId(), toKind: 'user', toId: userId, channel: kind, dueAt })
  }
  for (const { unit, kind, refusedAt, quietFrom, quietUntil } of robots) {
    const dueAt = whenToTell(now, { ...usualWishes, quietFrom, quietUntil }, notice.kind, calendar)
    const toId = unit.id ?? wholeDistrict
    if (dueAt && !refusedAt) deliveries.push({ id: context.newId(), toKind: unit.kind, toId, channel: kind, dueAt })
  }
  if (users.length === 0 && deliveries.length === 0) return
  const about = { caseId: item.id, eventId, kind: notice.kind, now }
  await context.database.inTransaction(district, async (tx) => {
    await insertStaffNotices(
      tx,
      about,
      users.map((userId) => ({ id: context.newId(), userId })),
    )
    await insertDeliveries(tx, about, deliveries)
  })
}
