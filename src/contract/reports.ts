/** Saying something: what a resident's client sends, and the receipt that comes back. */
import { z } from 'zod'
import { caseStatuses } from '../domain/cases/moves.ts'
import { notKept } from './files.ts'
import { instant } from './shared.ts'
import { namedUploads } from './uploads.ts'

const code = z.string().max(40)

/** Exactly one of: a point's, deputy's, station's or town's public code, or the district's two-letter prefix. */
export const addressedTo = z.union([
  z.strictObject({ point: code }),
  z.strictObject({ deputy: code }),
  z.strictObject({ station: code }),
  z.strictObject({ town: code }),
  z.strictObject({ district: code }),
])

export const identity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anonymous') }),
  z.strictObject({ kind: z.literal('station'), name: z.string().max(200), phone: z.string().max(40).default('') }),
  z.strictObject({ kind: z.literal('agency'), name: z.string().max(200), phone: z.string().max(40).default('') }),
])

export const submitReportBody = z.strictObject({
  submissionId: z.uuidv4().describe('Made by the client; the same id with the same content gives the same receipt'),
  to: addressedTo,
  text: z.string().describe('At most 6,000 characters; may be empty beside files'),
  place: z.string().max(2000).default('').describe('Where the problem is, in the resident’s words'),
  identity: identity.default({ kind: 'anonymous' }),
  aboutAddressee: z
    .boolean()
    .default(false)
    .describe('It is about the station or the deputy itself: goes one level up, hidden from them'),
  transcriptOnly: z
    .boolean()
    .default(false)
    .describe(
      'Keep only the words of what was recorded: once they are written down and checked, the recording is removed',
    ),
  uploads: namedUploads.default([]).describe('Photos and recordings that came before in pieces, in their order'),
  proof: z
    .string()
    .max(1000)
    .optional()
    .describe('The work that /api/v1/proof-of-work asked for. Nothing is refused without it'),
})
export type SubmitReportBody = z.input<typeof submitReportBody>

export const submitReportReply = z.object({
  receiptCode: z.string().describe('In printed form, in groups'),
  status: z
    .enum(caseStatuses)
    .describe('quarantined: very much came in at once, so a person looks at it first; its due date is the same'),
  receivedAt: instant.describe('The hour it was received in'),
  notKept: z.array(notKept).optional().describe('Files that could not be kept, and why; the rest is kept'),
})
export type SubmitReportReply = z.infer<typeof submitReportReply>
