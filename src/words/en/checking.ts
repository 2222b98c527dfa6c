/** The words of the page on which a resident checks a receipt: what was checked, what it proves, what it does not. */
import type { SameAs } from '../language.ts'
import type { checking as zh } from '../zh/checking.ts'

export const checking: SameAs<typeof zh> = {
  title: 'Check it yourself',
  open: 'Check it yourself',
  openNote: 'No need to trust us: your own phone checks whether your words were changed or hidden.',
  lead: 'No need to trust us. Your own browser checks what follows, and does not ask the server while it does.',
  noScript:
    'Scripts are switched off in this browser, so it cannot check here. Save the proof and check it in another way.',
  steps: 'What was checked',
  checking: 'Checking …',
  stepOf: {
    form: 'The proof is whole',
    district: 'It comes from the public log of this district',
    signature: 'This state of the log is signed with the key of the district',
    'in-log': 'What you said is in the log',
    text: 'Your words are what was received, to the letter',
    place: 'The place you gave is what was received',
    files: 'Your photos and recordings are what was received',
  },
  right: 'right',
  wrong: 'wrong',
  verdict: { right: 'Everything agrees', wrong: 'Something does not agree' },
  verdictNote: {
    right: (at: string, position: string, size: string) =>
      `What was received ${at} is entry ${position} of the log, which then had ${size}.`,
    wrong:
      'Take a picture of this page, keep it with the proof, and show both to the congress of the district or to someone you trust.',
  },
  try: 'Change one letter and see',
  tryNote:
    'Change your words below, even by a comma: the result above changes at once. It stays on this page and is not sent.',
  tried: { right: 'These are the words that were received.', wrong: 'These are not the words that were received.' },
  proves: 'What this proves',
  provesList: [
    'It was received within the hour that is named.',
    'Nobody has changed your words, the place, your photos or recordings since.',
    'It stands in the public log. Whoever removes or replaces it makes the log disagree, for everyone to see.',
  ],
  provesNot: 'What it does not prove',
  provesNotList: [
    'That somebody works on it with care. The steps show that, and you are the judge.',
    'That the key is the right one. Compare it with the one on the wall of the station.',
    'That everybody is shown the same log. Witnesses and auditors check that.',
  ],
  key: 'The key of the district',
  witnesses: (count: number) =>
    count === 0
      ? 'No witness has signed this state of the log yet.'
      : count === 1
        ? 'One witness signed this state of the log.'
        : `${count} witnesses signed this state of the log.`,
  file: 'The proof',
  fileNote:
    'It holds neither your words nor your receipt code. Keep it: you can check with it at any time, and we cannot change it. Whoever has it can try whether a sentence is yours: keep it to yourself.',
  save: 'Save the proof',
  print: 'Print',
  qr: 'The proof as a QR code',
  show: 'See what the proof says',
  earlier: 'Check with a proof saved earlier',
  notReady: 'The proof is not ready yet',
  notReadyNote: (time: string) =>
    `The log grows at intervals, next at ${time}. What you said has been received and will not be lost.`,
  again: 'Look again',
  erased: 'What was said has been erased as the law asks; it cannot be checked any more.',
  back: 'Back to the receipt',
}
