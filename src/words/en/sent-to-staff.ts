/** What is sent to staff outside the desk: a number, what it is about and when it is due. No words, no names. */
import { deadlineWords } from '../dates.ts'
import type { SameAs } from '../language.ts'
import type { sentToStaff as zh } from '../zh/sent-to-staff.ts'

export const sentToStaff: SameAs<typeof zh> = {
  kind: {
    'new-case': 'New case',
    'late-soon': 'Due soon',
    late: 'Overdue',
    urged: 'Urged',
    supervised: 'Supervised',
    returned: 'Returned',
    'sent-back': 'Sent back by the resident',
    'not-satisfied': 'Judged not satisfied',
    'extension-asked': 'More time asked for',
    'extension-granted': 'More time granted',
    'extension-refused': 'More time refused',
    'resident-spoke': 'The resident wrote',
  },
  subject: (count, first) => (count === 1 ? `[Jieyou] ${first}` : `[Jieyou] ${count} notices`),
  line: (kind, number, dueAt) => `${kind}: ${number}${dueAt ? `, due ${deadlineWords(dueAt, 'en')}` : ''}`,
  more: (count) => `${count} more on the desk.`,
}
