/** The public overdue list. */
import type { SameAs } from '../language.ts'
import type { overdue as zh } from '../zh/overdue.ts'

export const overdue: SameAs<typeof zh> = {
  title: 'Overdue cases',
  lead: (days) =>
    `Cases more than ${days} working days overdue and under supervision are named here until somebody acts: their number, town, who has the next step, and how late it is.`,
  counting: 'Only working days count, from the day after it was due, by the public calendar of holidays.',
  head: (count) => `${count} overdue now`,
  none: 'No overdue cases to name now',
  noneNote: 'What is overdue will stand here. When each case is due can be seen with its receipt.',
  number: 'Case',
  town: 'Town',
  who: 'Next step by',
  kind: 'Next step',
  due: 'Was due',
  late: 'Late',
  days: (count) => `${count} working days`,
  office: (town) => `Congress office and stations of ${town}`,
  district: 'The district’s congress office',
  more: (count) => `Only the latest ${count} are listed.`,
  waitsFor: {
    received: 'Accept it',
    accepted: 'Hand it over or answer',
    'with-agency': 'Answer',
    returned: 'Hand it over again',
    disputed: 'Do it again',
  },
  link: 'Overdue cases',
}
