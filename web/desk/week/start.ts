import { mayDo } from '../../../src/domain/people/deeds.ts'
import { queryClient, sessionQuery } from '../connection.ts'

let begun = false

/** Whether this is the first page since the desk was opened, and the person is a deputy and nothing else. */
export function beginsWithWeek(): boolean {
  const first = !begun
  begun = true
  const me = queryClient.getQueryData(sessionQuery.queryKey)
  return first && !!me && me.memberships.every((one) => mayDo('see-week', [one])) && mayDo('see-week', me.memberships)
}
