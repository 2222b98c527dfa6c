import { lockCase, saveMove } from '../data/cases/write.ts'
import { allCategories } from '../data/categories/read.ts'
import { unitName } from '../data/places/read.ts'
import { workingCalendar } from '../data/rules/read.ts'
import { localDate } from '../domain/calendar/calendar.ts'
import { canSee } from '../domain/cases/sight.ts'
import { roleToSort } from '../domain/cases/sort.ts'
import { byIdOf, isActive, pathOf } from '../domain/categories/category.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import type { Moved, StaffMove } from './make-move.ts'
import { sealEvent } from './seal-event.ts'

/**
 * Somebody who holds a case, or an office above, says what it is about; it may be said again. Neither status nor clock
 * change.
 * Refused: `no-such-case`, `changed-meanwhile`, `report-erased`, `not-yours`; `no-such-category` also when it is not in
 * use today; `sorted-already` when it is under that category.
 */
export const sortCase = (
  context: Context,
  { district, staff, caseId, seenVersion }: Omit<StaffMove, 'uploads'>,
  { categoryId }: { readonly categoryId: string },
) =>
  context.database.inTransaction(district, async (tx) => {
    const item = await lockCase(tx, caseId)
    if (!item || !canSee(item, staff)) return refuse('no-such-case')
    if (seenVersion !== undefined && seenVersion !== item.version) return refuse('changed-meanwhile')
    const role = roleToSort(item, staff)
    if (!role.ok) return role
    if (item.categoryId === categoryId) return refuse('sorted-already')
    const byId = byIdOf(await allCategories(tx))
    const category = byId.get(categoryId)
    const now = context.now()
    const today = localDate(now, await workingCalendar(tx))
    if (!category || !isActive(category, today, byId)) return refuse('no-such-category')
    const before = item.categoryId ? byId.get(item.categoryId) : undefined
    const unit = role.value === item.holder.kind ? item.holder : { kind: role.value, id: unitIdFor(role.value, item) }
    const { identityKind: _, ...found } = item
    const sorted = { ...found, categoryId, version: item.version + 1 }
    await saveMove(
      tx,
      sorted,
      sealEvent(context, district, {
        id: context.newId(),
        subjectKind: 'case',
        subjectId: item.id,
        kind: 'sort',
        at: now,
        actorKind: role.value,
        actorId: staff.userId,
        fromStatus: item.status,
        toStatus: item.status,
        detail: {
          by: await unitName(tx, unit),
          category: categoryId,
          words: pathOf(category, byId),
          wasUnder: before ? pathOf(before, byId) : null,
        },
      }),
    )
    const { status, version, clock } = sorted
    return allow<Moved>({ status, version, dueAt: clock?.dueAt ?? null, notKept: [] })
  })

const unitIdFor = (
  role: 'deputy' | 'station' | 'town' | 'district',
  item: { deputyId: string | null; stationId: string | null; townId: string | null },
): string | null => ({ deputy: item.deputyId, station: item.stationId, town: item.townId, district: null })[role]
