/** Whose turn it is. */
import type { Staff } from '../people/actor.ts'
import type { Case } from './case.ts'
import { owesMeeting } from './meeting.ts'
import { isOpen } from './moves.ts'
import { isRecused } from './sight.ts'

/** How far the cases of a list are counted; a count of one more means “more”. */
export const countedAtMost = 999
/** Cases that are moved in one call at most; more of them by further calls. */
export const mostTogether = 200

/** Whether the next step is this person's, told from the case alone; `data/cases/visible.ts` says the same in SQL. */
export function isToDo(item: Case, staff: Staff): boolean {
  if (isRecused(item, staff)) return false
  const holding =
    item.status === 'received' ||
    item.status === 'accepted' ||
    item.status === 'returned' ||
    (item.status === 'disputed' && item.disputes > 1)
  const withAgency = item.status === 'with-agency'
  return staff.memberships.some(({ role, unitId }) => {
    if (role === 'agency') {
      if (unitId === null) return false
      if (withAgency && item.agencyId === unitId) return true
      if (withAgency && item.coHandlers.some(({ agencyId, given }) => agencyId === unitId && !given)) return true
      return item.status !== 'quarantined' && isOpen(item.status) && owesMeeting(item, unitId)
    }
    if (role === 'town' && withAgency && item.extensionAsked && unitId !== null && item.townId === unitId) return true
    return item.holder.kind === role && item.holder.id === unitId && holding
  })
}
