/** One move on many cases at once: a look before, the asking, the consent of a second person, and the report. */
import { z } from 'zod'
import { bulkMoves, bulkStates, mostAlone } from '../domain/cases/bulk.ts'
import { outcomes } from '../domain/cases/case.ts'
import { mostTogether } from '../domain/cases/to-do.ts'
import { instant, localDate } from './shared.ts'

const words = z.string().max(40_000).describe('At most 6,000 characters')

const given = z
  .discriminatedUnion('move', [
    z.strictObject({ move: z.enum(['accept', 'urge']) }),
    z.strictObject({ move: z.literal('hand-over'), agencyId: z.uuid(), words: words.default('') }),
    z.strictObject({ move: z.literal('merge'), into: z.uuid().describe('The lead case') }),
    z.strictObject({ move: z.literal('message'), words }),
    z.strictObject({
      move: z.literal('answer-directly'),
      words,
      outcome: z.enum(outcomes),
      plannedFor: localDate.nullable().default(null).describe('With outcome planned: by when'),
    }),
  ])
  .describe('The move, and what it brings to every case')

export const bulkBody = z.strictObject({
  given,
  cases: z
    .array(z.strictObject({ id: z.uuid(), version: z.int().positive().describe('The version the caller saw') }))
    .min(1)
    .max(mostTogether),
})
export type BulkBody = z.input<typeof bulkBody>

const line = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string().describe('Empty where the person no longer sees the case'),
  refusal: z.string().nullable(),
  message: z.string().nullable(),
})

export const bulkPreviewReply = z.object({
  cases: z.array(z.object({ ...line.shape, dueAt: instant.nullable().describe('When it is due after the move') })),
  needsConsent: z
    .boolean()
    .describe(
      `Another member of the unit must consent: beyond ${mostAlone} cases, or the same words to several residents`,
    ),
})
export type BulkPreviewReply = z.infer<typeof bulkPreviewReply>

export const bulkStartedReply = z.object({ id: z.uuid(), state: z.enum(bulkStates) })
export type BulkStartedReply = z.infer<typeof bulkStartedReply>

export const bulkAct = z.object({
  id: z.uuid(),
  move: z.enum(bulkMoves),
  state: z.enum(bulkStates),
  askedBy: z.string(),
  askedAt: instant,
  mine: z.boolean(),
  mayConsent: z.boolean(),
  done: z.int(),
  refused: z.int(),
  waiting: z.int(),
})
export type BulkActReply = z.infer<typeof bulkAct>
export const bulkActsReply = z.object({ acts: z.array(bulkAct).describe('The latest first') })
export type BulkActsReply = z.infer<typeof bulkActsReply>

export const bulkReportReply = z.object({
  ...bulkAct.shape,
  words: z.string().nullable().describe('What it brings, until it is over'),
  agency: z.string().nullable(),
  lead: z.string().nullable().describe('The number of the lead case'),
  outcome: z.enum(outcomes).nullable(),
  plannedFor: localDate.nullable(),
  cases: z.array(z.object({ ...line.shape, state: z.enum(['waiting', 'done', 'refused']) })),
})
export type BulkReportReply = z.infer<typeof bulkReportReply>

export const decidedBulkReply = z.object({ id: z.uuid() })
