/** What the holder of a receipt sees and does. The code travels in the body only, never in a path or a query. */
import { z } from 'zod'
import { declineReasons, erasingWishes, grades, outcomes } from '../domain/cases/case.ts'
import { erasingSteps } from '../domain/cases/erasing.ts'
import { furtherEvents } from '../domain/cases/further-events.ts'
import { caseMoves, caseStatuses } from '../domain/cases/moves.ts'
import { noticeKinds } from '../domain/reports/notice-address.ts'
import { identityKinds } from '../domain/reports/report.ts'
import { attachedFile, fileSizes } from './files.ts'
import { agreedItem } from './meetings.ts'
import { confirmedReading } from './readings.ts'
import { dueDate, instant, localDate, unit } from './shared.ts'

export const receiptCode = z.string().max(80).describe('Either case; spaces and hyphens are ignored')

export const lookupBody = z.strictObject({ receiptCode })
export type LookupBody = z.input<typeof lookupBody>

export const judgement = z.object({
  process: z.enum(grades).describe('How it was handled'),
  result: z.enum(grades).describe('What came of it'),
  solved: z.boolean(),
  assisted: z.boolean().optional().describe('Given with somebody’s help: counted apart'),
})

export const judgeBody = z.strictObject({
  receiptCode,
  ...judgement.shape,
  words: z.string().default(''),
  sendBack: z.boolean().default(false).describe('With a negative judgement only: the case is redone'),
})
export type JudgeBody = z.input<typeof judgeBody>

const words = z.string().max(40_000).describe('At most 6,000 characters')

export const addWordsBody = z.strictObject({ receiptCode, words })
export const reopenBody = z.strictObject({ receiptCode, words })
export const appealBody = z.strictObject({ receiptCode, words })
export const withdrawBody = z.strictObject({
  receiptCode,
  wasAsked: z.boolean().describe('Whether someone asked the resident to withdraw; kept apart in the figures'),
  words: words.default(''),
})
export const chooseIdentityBody = z.strictObject({
  receiptCode,
  identity: z.enum(identityKinds).describe('Who may know who spoke; lowered to nobody, name and telephone are deleted'),
  name: z.string().default('').describe('Needed from someone who was anonymous until now'),
  phone: z.string().default(''),
})
export const consentBody = z.strictObject({
  receiptCode,
  mark: z.string().max(64).describe('The mark of the words that were shown, from `disclosure`'),
})
export const takeBackConsentBody = z.strictObject({ receiptCode })
export const keepNoticeBody = z.strictObject({
  receiptCode,
  address: z
    .string()
    .max(400)
    .describe('A mobile number or an address for e-mail, as far as such notices are sent from here'),
  language: z.enum(['zh', 'en']).default('zh'),
})
export const chooseVoiceBody = z.strictObject({
  receiptCode,
  transcriptOnly: z.boolean().describe('Keep only the words of what was recorded'),
})
export const forgetNoticeBody = z.strictObject({ receiptCode })
export const receiptFileBody = z.strictObject({
  receiptCode,
  file: z.uuid().describe('The id of a file among the steps'),
  size: z.enum(fileSizes).default('whole'),
})
export type ReceiptFileBody = z.input<typeof receiptFileBody>

/** One step of the way, as the resident sees it. */
export const step = z.object({
  kind: z.enum(['receive', ...caseMoves, ...furtherEvents, ...erasingSteps]),
  at: instant,
  by: z
    .object({
      kind: z.enum(['resident', 'system', 'deputy', 'station', 'town', 'district', 'agency']),
      name: z.string(),
    })
    .describe('The unit that acted; a deputy by name'),
  to: unit.nullable().describe('Who it went to, when the step moved it'),
  words: z.string(),
  files: z.array(attachedFile).describe('Photos and recordings of the step, as far as the reader may have them'),
  status: z.enum(caseStatuses).nullable().describe('The status after the step'),
  outcome: z.enum(outcomes).nullable(),
  wish: z.enum(erasingWishes).nullable().describe('Whose wish it is that the report is erased'),
  reason: z.enum(declineReasons).nullable().describe('Why it was not taken on'),
  until: localDate.nullable().describe('The day asked for, granted or promised'),
  dueBefore: instant.nullable().describe('With a granted extension or a corrected calendar: the due date until then'),
  saidAt: instant.nullable().describe('When it was said or answered elsewhere, of what was imported'),
  identity: z
    .enum(identityKinds)
    .nullable()
    .describe('Who may know who spoke from this step on, where it changed that'),
  agreed: z
    .array(agreedItem)
    .describe('With a meeting on the spot: who does what by when; with a finished item: that item'),
  continued: z.boolean().describe('A receipt of a case that came from another town or district'),
})
export type StepReply = z.infer<typeof step>

export const answer = z.object({
  at: instant,
  by: unit,
  words: z.string(),
  outcome: z.enum(outcomes),
  plannedFor: localDate.nullable(),
})

/** What would be told in public, if the resident agrees: these words and nothing else. */
export const disclosure = z.object({
  report: z.string().describe('The report with numbers, names and homes blacked out'),
  answer: z.string().describe('The latest answer, alike'),
  mark: z.string().describe('Tells these words from others; sent along with the consent'),
  consented: z.boolean().describe('Whether the resident agreed to these very words'),
})
export type DisclosureReply = z.infer<typeof disclosure>

export const receiptReply = z.object({
  receiptCode: z.string(),
  status: z.enum(caseStatuses),
  receivedAt: instant.describe('The hour it was received in'),
  text: z.string(),
  place: z.string(),
  identity: z.enum(identityKinds),
  addressedTo: z.string().describe('The name of the point, deputy, station, town or district it was said to'),
  heldBy: unit,
  agency: unit.nullable(),
  supervised: z.boolean(),
  due: dueDate.nullable().describe('When the next step is due; in status answered, until when it can be judged'),
  steps: z.array(step),
  answer: answer.nullable().describe('The latest answer'),
  judgement: judgement.nullable().describe('The latest judgement'),
  canJudge: z.boolean(),
  moves: z.array(z.enum(caseMoves)).describe('What the holder of the receipt can do now'),
  question: z.string().nullable().describe('What the resident is asked, while the case waits for it'),
  waitsUntil: instant.nullable(),
  merged: z.boolean().describe('Goes on with another case about the same thing; answered and judged all the same'),
  urgent: z.boolean(),
  reopenUntil: instant.nullable().describe('Of a closed case: until when it can be reopened, or judged if nobody did'),
  erased: z.boolean().describe('What the report held is erased where it is now; only the steps are left'),
  disclosure: disclosure.nullable().describe('Null while there is no answer that stands, or no words'),
  notice: z.object({
    kind: z.enum(noticeKinds).nullable().describe('How word of news is sent; null when nobody asked for it'),
    offered: z.array(z.enum(noticeKinds)).describe('How it could be sent from here'),
  }),
  readings: z.array(confirmedReading).describe('What was written down of recordings and pages, and checked'),
  voice: z
    .object({
      transcriptOnly: z.boolean(),
      recordings: z.int().describe('How many of the resident’s recordings are still there'),
    })
    .nullable()
    .describe('Null where nothing was recorded'),
  hiddenFromAddressee: z.boolean().describe('It is about the station or deputy it was said to, who cannot see it'),
})
export type ReceiptReply = z.infer<typeof receiptReply>
