/** Whose start page the week is. */
import type { MeReply } from '../../../src/contract/sessions.ts'
import { queryClient, sessionQuery } from '../connection.ts'

/** Whether the person has a week: deputies have. */
export const hasWeek = (me: Pick<MeReply, 'memberships'>): boolean =>
  me.memberships.some(({ role }) => role === 'deputy')

let begun = false

/** Whether this is the first page since the desk was opened, and the person is a deputy and nothing else. */
export function beginsWithWeek(): boolean {
  const first = !begun
  begun = true
  const me = queryClient.getQueryData(sessionQuery.queryKey)
  return first && !!me && me.memberships.every(({ role }) => role === 'deputy') && hasWeek(me)
}
