/** Signposts: where else to turn; words of the desk. */
import type { SameAs } from '../language.ts'
import type { signposts as zh } from '../zh/signposts.ts'

export const signposts = {
  about:
    'Some matters are not for deputies and stations, and some need a call at once. Where a report has these words, the phone says so before sending, and it can still be sent; the comparing is done on the phone alone and not kept. A decline can begin with them, too.',
  label: 'Signposts',
  add: 'Add one',
  addTitle: 'Add a signpost',
  changeTitle: 'Change the signpost',
  change: 'Change',
  drop: 'Remove',
  restore: 'Restore',
  dropTitle: (title: string) => `Remove “${title}”?`,
  dropMore: 'It is not said any more.',
  restoreMore: 'The product’s own words hold again.',
  dropDo: 'Remove',
  keep: 'Leave it',
  title: 'Title',
  titleHint: 'What to do. At most 40 characters.',
  note: 'Where to go',
  noteHint: 'Address, telephone, hours. At most 120 characters.',
  words: 'When a report has these words',
  wordsHint: 'With commas between them, at most 12 characters each. Without any the phone says nothing.',
  state: { product: 'as it came', changed: 'changed here', own: 'added here' },
  noWords: 'No words, so the phone says nothing',
  done: { put: 'Changed. The next scan has it.', drop: 'Restored.' },
  start: 'Begin with the signpost’s words',
} as const satisfies SameAs<typeof zh>
