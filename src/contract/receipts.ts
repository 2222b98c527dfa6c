/** What the holder of a receipt sees and does. The code travels in the body only, never in a path or a query. */
import { z } from 'zod'
import { declineReasons, erasingWishes, grades, outcomes } from '../domain/cases/case.ts'
import { erasingSteps } from '../domain/cases/erasing.ts'
import { caseMoves, caseStatuses } from '../domain/cases/moves.ts'
import { identityKinds } from '../domain/reports/report.ts'
import { attachedFile, fileSizes } from './files.ts'
import { dueDate, instant, localDate, unit } from './shared.ts'

export const receiptCode = z.string().max(80).describe('Either case; spaces and hyphens are ignored')

export const lookupBody = z.strictObject({ receiptCode })
export type LookupBody = z.input<typeof lookupBody>

export const judgement = z.object({
  process: z.enum(grades).describe('How it was handled'),
  result: z.enum(grades).describe('What came of it'),
  solved: z.boolean(),
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
export const receiptFileBody = z.strictObject({
  receiptCode,
  file: z.uuid().describe('The id of a file among the steps'),
  size: z.enum(fileSizes).default('whole'),
})
export type ReceiptFileBody = z.input<typeof receiptFileBody>

/** One step of the way, as the resident sees it. */
export const step = z.object({
  kind: z.enum(['receive', ...caseMoves, 'look-at-identity', ...erasingSteps]),
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
  hiddenFromAddressee: z.boolean().describe('It is about the station or deputy it was said to, who cannot see it'),
})
export type ReceiptReply = z.infer<typeof receiptReply>
