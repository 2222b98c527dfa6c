/** Calling residents back: draws that can be repeated, who is to be called, and what was heard. */
import { z } from 'zod'
import { callOutcomes, mostDrawn } from '../domain/cases/call-back.ts'
import { grades } from '../domain/cases/case.ts'
import { instant, localDate } from './shared.ts'

export const drawBody = z.strictObject({
  from: localDate.describe('Cases closed from this day on'),
  until: localDate.describe('to the end of this day, which is over'),
  count: z.int().min(1).max(mostDrawn),
})
export type DrawBody = z.input<typeof drawBody>
export const drawReply = z.object({ id: z.uuid() })

const count = z.int()

export const callBacksQuery = z.object({ draw: z.uuid().optional().describe('Without it the latest draw') })
export const exportCallBacksQuery = z.object({ draw: z.uuid(), format: z.enum(['csv', 'xlsx']) })

export const callBacksReply = z.object({
  office: z.string().describe('In whose name is drawn and called'),
  draws: z.array(
    z.object({
      id: z.uuid(),
      from: localDate,
      until: localDate,
      seed: z
        .string()
        .describe('The root of the checkpoint of this size: the cases come in the order of SHA-256("seed number")'),
      treeSize: count,
      drawnFrom: count.describe('Closed in these days, with a telephone and the resident’s consent'),
      drawnAt: instant,
      drawnBy: z.string(),
      drawn: count,
      answered: count.describe('The n of the figures that follow'),
      notReached: count,
      refused: count,
      solved: count,
      satisfied: count.describe('Satisfied or basically satisfied with the result'),
      judged: count.describe('Of those answered, judged by the resident before'),
      judgedSolved: count,
    }),
  ),
  draw: z.uuid().nullable(),
  calls: z
    .array(
      z.object({
        caseId: z.uuid(),
        number: z.string(),
        title: z.string(),
        answeredBy: z.string(),
        tries: count,
        cameOfIt: z.enum(callOutcomes).nullable(),
        process: z.enum(grades).nullable(),
        result: z.enum(grades).nullable(),
        solved: z.boolean().nullable(),
        ownSolved: z.boolean().nullable().describe('What the resident judged themselves'),
        words: z.string(),
        calledBy: z.string().nullable(),
        calledAt: instant.nullable(),
        canCall: z.boolean(),
      }),
    )
    .describe('In the order of the draw'),
})
export type CallBacksReply = z.infer<typeof callBacksReply>
export type CallReply = CallBacksReply['calls'][number]

const words = z.string().max(40_000).default('').describe('At most 6,000 characters')

export const recordCallBody = z.discriminatedUnion('cameOfIt', [
  z.strictObject({
    cameOfIt: z.literal('answered'),
    process: z.enum(grades),
    result: z.enum(grades),
    solved: z.boolean(),
    words,
  }),
  z.strictObject({ cameOfIt: z.literal('not-reached'), words }),
  z.strictObject({ cameOfIt: z.literal('refused'), words }),
])
export type RecordCallBody = z.input<typeof recordCallBody>

export const callRecordedReply = z.object({ recorded: z.literal(true) })
