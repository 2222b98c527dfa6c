/** Erasing: what is said on a case's page, in the lists and on the receipt. */
import type { SameAs } from '../language.ts'
import type { erasing as zh } from '../zh/erasing.ts'

export const erasing = {
  erasedTitle: '(erased)',
  did: {
    'ask-erase': 'asked to erase the contents',
    'drop-erase': 'decided not to erase',
    erase: 'consented: the contents are erased',
  },
  wish: { resident: 'The resident’s own wish', law: 'Required by law' },

  title: 'Erase',
  open: 'Ask to erase the contents',
  about:
    'The words, the place, the name, photos, recordings, messages, answers and notes between offices are erased for good. What stays is which step was made when, and by which level.',
  wishLabel: 'Whose wish',
  wishMissing: 'Choose whose wish it is.',
  reason: 'Reason',
  reasonHint:
    'The reason stays for ever, and the resident sees it on the receipt. Do not repeat what is to be erased, nor a name or telephone number.',
  reasonMissing: 'Write a reason.',
  sureAsk: 'What is erased cannot be brought back. Ask for it?',
  ask: 'Yes, ask',
  asked: 'To be decided: erasing the contents',
  askedMine: 'You asked for it; another person must consent.',
  askedOther:
    'With your consent it is erased at once and for good. First see that the reason does not repeat what is to be erased.',
  consent: 'Consent',
  sure: 'It cannot be brought back. Erase it?',
  sureConsent: 'Yes, erase',
  refuse: 'Say no',
  takeBack: 'Take it back',
  said: {
    'ask-erase': 'Asked for; another person must consent',
    'drop-erase': 'Not erased; everything is as it was',
    erase: 'The contents are erased',
  },
  erased: 'The contents are erased for good. Nothing more can be done with it.',
  waiting: (count: number) => `${count} erasing${count === 1 ? '' : 's'} to be decided`,
  waitingOf: (number: string, wish: string, by: string) => `${number} · ${wish} · asked by ${by}`,
  waitingMine: 'another person must decide',

  alsoIn: (names: string) =>
    `This report is in ${names} too: what is kept there is not erased. Ask the district’s office there to erase it.`,
  cameFrom:
    'This report came from another district: what is kept there is not erased. Ask the district’s office there to erase it.',
  and: ', ',

  receipt: {
    state: 'The contents are erased',
    note: 'What you said, photos, recordings and answers are erased for good; nothing can be judged or added any more. The steps are still here.',
    wish: 'Whose wish',
    reason: 'Reason',
    log: 'The mark in the public log is unchanged: your words never stood in it.',
  },
} as const satisfies SameAs<typeof zh>
