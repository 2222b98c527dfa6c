/** The other things on a receipt: who may know who you are, publishing, word of news, the page itself, a picture. */
import type { SameAs } from '../language.ts'
import type { receiptMore as zh } from '../zh/receipt-more.ts'
import { readings } from './readings.ts'

export const receiptMore = {
  picture: {
    save: 'Save picture',
    title: 'Keep this picture and you keep the code',
    hold: 'Press and hold the picture to save it, or press Download below.',
    download: 'Download',
    alt: 'Picture of the receipt: code, QR code, where it went, which day',
    file: (day: string) => `receipt-${day}.png`,
    heading: 'Receipt',
    to: (where: string) => `Sent to: ${where}`,
    on: (day: string) => `Received: ${day}`,
    note: 'Whoever has this code can see this matter. Keep it safe.',
    scan: 'Scan it to see how far it has come',
  },
  stepMore: {
    'choose-identity': 'You changed who may know who you are',
    'consent-to-publish': 'You agreed to publishing',
    'take-back-consent': 'You took back your consent to publishing',
    ...readings.told,
  },
  identity: {
    title: 'Who may know who you are',
    looks: 'Who looked at your name',
    nobodyLooked: 'Nobody so far. Whoever looks is listed here.',
    why: (words: string) => `Reason: ${words}`,
    change: 'Change it',
    choose: 'Change to',
    optionOf: {
      anonymous: 'Nobody',
      station: 'Only the deputy and the station',
      agency: 'Deputy, station and agency',
    },
    forgets:
      'Change it to Nobody, and name and telephone are deleted at once, with no copy. Those who have looked may remember.',
    name: 'Your name',
    phone: 'Telephone (optional)',
    needsName: 'To let others know, write your name. Name and telephone are kept encrypted.',
    send: 'Change it',
    problemTitle: 'Not changed yet',
  },
  consent: {
    title: 'May this be told in public?',
    lead: 'Others with the same trouble would learn what to do. Only the words below would be shown, not one more. No photos, recordings or places.',
    report: 'What you said',
    answer: 'The answer',
    hidden: 'hidden',
    imperfect:
      'Black bars hide names, telephone and house numbers. That is done by a program and can miss some: please read it yourself.',
    yes: 'Yes, publish it',
    no: 'No',
    optional: 'You need not choose. Without a yes nothing is published.',
    onlyJudged: 'If you send it back, you are asked again after the new answer.',
    given: 'You agreed to publishing these words',
    notYet: 'For now only your consent is kept; nothing is published yet. You can take it back at any time.',
    takeBack: 'Take it back',
    decide: 'Agree to publishing',
    problemTitle: 'Publishing is not settled yet',
  },
  notice: {
    title: 'Get word of news',
    lead: 'At each new step you get a short message. It holds nothing of what you said, and no receipt code.',
    labelOf: { sms: 'Mobile number', email: 'E-mail address', both: 'Mobile number or e-mail address' },
    note: 'It is kept encrypted, apart from what you said; nobody who handles this sees it. It is deleted when the matter can no longer be reopened.',
    send: 'Send me word',
    keptOf: {
      sms: 'You get word by text message.',
      email: 'You get word by e-mail.',
      wechat: 'You get word in WeChat.',
    },
    wechat: 'Send it to my WeChat',
    wechatNote: 'You go to WeChat and come back. WeChat learns that you asked for word here, not what you said.',
    forget: 'Stop, and delete it',
    problemTitle: 'Not kept yet',
  },
  pageWord: {
    title: 'Is this page easy to use?',
    lead: 'Your word goes to the congress of the district as a new matter, not linked with the one above, with a receipt of its own.',
    easy: 'Easy',
    hard: 'Not easy',
    words: 'What is hard, what should change (optional)',
    text: { easy: 'Is this page easy to use? Yes.', hard: 'Is this page easy to use? No.' },
  },
  sentNotice: {
    subject: 'News on your receipt',
    text: 'Jieyou: there is news on your receipt. Have your code at hand: ',
  },
} as const satisfies SameAs<typeof zh>
