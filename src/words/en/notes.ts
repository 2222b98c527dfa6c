/** The notes on the page of a case. */
import type { SameAs } from '../language.ts'
import type { notes as zh } from '../zh/notes.ts'

export const notes: SameAs<typeof zh> = {
  title: 'Internal notes',
  about: {
    desk: 'Read by the deputy, the station and the offices; not by agencies or the resident, and not found by search.',
    agency: 'Read by this agency and the offices; not by the station or the resident, and not found by search.',
    nobody: 'Not read by the resident, and not found by search.',
  },
  none: 'No notes yet.',
  failed: 'The notes could not be read.',
  write: 'Write a note',
  label: 'Note',
  hint: 'Type @ to name a colleague. It can be corrected for 15 minutes; after that, write a further one.',
  missing: 'Nothing is written yet.',
  send: 'Write it down',
  sent: 'The note is written',
  correct: 'Correct',
  correcting: 'Correct the note',
  saveCorrection: 'Save the correction',
  corrected: (when) => `corrected ${when}`,
  correctedNow: 'Corrected; what it said before stays in the history',
  ofAgency: 'The agency’s note',
  noColleague: 'Nobody of this name can see the case',
}
