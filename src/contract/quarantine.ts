/** Quarantine: what came when very much came in at once, put together where it is nearly the same. */
import { z } from 'zod'
import { declineReasons } from '../domain/cases/case.ts'
import { mostTogether } from '../domain/cases/to-do.ts'
import { instant } from './shared.ts'

export const fold = z.object({
  title: z.string().describe('The beginning of the words of the first'),
  places: z.array(z.string()).describe('Where they were said, each once, at most three'),
  morePlaces: z.int().describe('How many further places there are'),
  receivedAt: instant.describe('The hour the first was received in'),
  dueAt: instant.nullable().describe('When the first is released by itself'),
  declineProposed: z
    .object({ reason: z.enum(declineReasons), words: z.string() })
    .nullable()
    .describe('What somebody proposed for all of them, for another person to confirm'),
  cases: z.array(
    z.object({ id: z.uuid(), number: z.string(), title: z.string(), place: z.string(), dueAt: instant.nullable() }),
  ),
})
export type FoldReply = z.infer<typeof fold>

export const quarantineReply = z.object({
  folds: z.array(fold).describe('The largest first'),
  shown: z.int().describe('How many cases are in these folds'),
  more: z.boolean().describe('Whether there are more, which come when these have been looked at'),
})
export type QuarantineReply = z.infer<typeof quarantineReply>

const cases = z.array(z.uuid()).min(1).max(mostTogether)
export const releaseTogetherBody = z.strictObject({ cases })
export const declineTogetherBody = z.strictObject({
  cases,
  reason: z.enum(declineReasons),
  words: z.string().max(40_000).describe('At most 6,000 characters'),
})

export const movedTogetherReply = z.object({
  made: z.int().describe('How many were moved'),
  refused: z.array(z.object({ id: z.uuid(), refusal: z.string(), message: z.string() })),
})
export type MovedTogetherReply = z.infer<typeof movedTogetherReply>
