/** What a desk hears by itself: that cases changed, who else is at a case, that there are notices. */
import { z } from 'zod'
import { staffRoles } from '../domain/people/actor.ts'

export const liveQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('The `id` heard last; the header Last-Event-ID says the same'),
})

export const liveReply = z.object({
  id: z.int().describe('Where to go on from'),
  cases: z.array(z.uuid()).describe('Cases I may see to which something happened'),
  all: z.boolean().describe('So much happened that every list is to be read again'),
})
export type LiveReply = z.infer<typeof liveReply>

export const presenceBody = z.strictObject({ here: z.boolean().describe('false when the case is left') })
export const presenceReply = z.object({
  others: z.array(z.object({ name: z.string(), role: z.enum(staffRoles), unitName: z.string() })),
})
export type PresenceReply = z.infer<typeof presenceReply>
