/** Asking what a public code stands for, before anything is said to it. Public: a sticker tells as much. */
import { z } from 'zod'
import { codeKinds } from '../domain/places/public-code.ts'

export const codeParams = z.strictObject({
  code: z.string().max(40).describe('A public code, or a district’s two-letter prefix; either case, spaces ignored'),
})

export const codeReply = z.object({
  kind: z.enum([...codeKinds, 'district']).describe('Under which name a report is addressed to it'),
  name: z.string().describe('The point, deputy, station, town or district by name'),
  townName: z.string().nullable().describe('The town it is in; null for a district'),
})
export type CodeReply = z.infer<typeof codeReply>
