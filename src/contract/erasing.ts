/** Erasing what a report holds: asking for it, saying no, consenting, and what waits for a second person. */
import { z } from 'zod'
import { erasingWishes } from '../domain/cases/case.ts'
import { caseStatuses } from '../domain/cases/moves.ts'
import { instant } from './shared.ts'

const words = z.string().max(40_000).describe('At most 6,000 characters; stays when the rest is erased')
const version = z.int().positive().optional().describe('The version the caller saw; an older one is refused')

export const askEraseBody = z.strictObject({
  version,
  wish: z.enum(erasingWishes).describe('resident: who spoke wishes it; law: it must not be kept'),
  words: words.describe('Why. It stays for ever and must not repeat what is erased'),
})
export type AskEraseBody = z.input<typeof askEraseBody>
export const dropEraseBody = z.strictObject({ version, words: words.default('') })
export type DropEraseBody = z.input<typeof dropEraseBody>
export const eraseBody = z.strictObject({ version })
export type EraseBody = z.input<typeof eraseBody>

export const erasingReply = z.object({
  status: z.enum(caseStatuses),
  version: z.int(),
  elsewhere: z
    .string()
    .nullable()
    .describe('Said when another district has the report too: what is there is not erased by this'),
})
export type ErasingReply = z.infer<typeof erasingReply>

export const erasuresReply = z.object({
  erasures: z
    .array(
      z.object({
        caseId: z.uuid(),
        number: z.string(),
        version: z.int(),
        wish: z.enum(erasingWishes),
        words: z.string(),
        askedBy: z.string().describe('The name of who asked'),
        mine: z.boolean().describe('I asked for it, so another person must decide'),
        receivedAt: instant,
      }),
    )
    .describe('The first two hundred'),
})
export type ErasuresReply = z.infer<typeof erasuresReply>
