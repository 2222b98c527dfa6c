/** What the desk shows by itself: a line that is down, who else has the case open, and changes while one writes. */
import type { SameAs } from '../language.ts'
import type { live as zh } from '../zh/live.ts'

export const live: SameAs<typeof zh> = {
  lineDown: 'Not updating by itself just now. Reconnecting.',
  lineOver: 'No longer updating by itself. Reload the page to go on.',
  bell: (unread) => (unread === '0' ? 'Notices, none unread' : `Notices, ${unread} unread`),
  present: {
    one: (name, unit) => `${name} (${unit}) has this case open too.`,
    several: (people) => `${people} have this case open too.`,
    person: (name, unit) => `${name} (${unit})`,
    between: ', ',
  },
  changed: {
    title: 'This case changed while you were writing',
    none: 'The case is no longer as it was; no step was added.',
    yours: 'What you wrote',
    theirs: 'Meanwhile',
    nothingTyped: 'Nothing is written yet.',
    again: 'I have seen it: send anyway',
    kept: 'All you wrote is kept. Look at the change, then decide.',
  },
}
