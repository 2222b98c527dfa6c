/** What is written in a case's history besides its moves. None of them changes its status. */
export const furtherEvents = [
  'look-at-identity',
  'choose-identity',
  'consent-to-publish',
  'take-back-consent',
  'sort',
  'enter',
  'hand-out-receipt',
  'note',
  'correct-note',
  'call-back',
  'read-file',
  'choose-voice',
  'remove-voice',
] as const
export type FurtherEvent = (typeof furtherEvents)[number]
