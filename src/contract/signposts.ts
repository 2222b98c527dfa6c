/** Signposts: where else to turn. */
import { z } from 'zod'
import { longestNote, longestTitle, longestWord, mostWords } from '../domain/signposts/signpost.ts'
import { rulesEvent } from './rules.ts'

export const signpost = z.object({
  kind: z.string(),
  title: z.string(),
  note: z.string(),
  words: z.array(z.string()).describe('Words of a report that call for it; compared on the phone alone'),
  state: z.enum(['product', 'changed', 'own']).describe('The product’s words; the district’s in their place; its own'),
})
export type SignpostReply = z.infer<typeof signpost>

export const signpostsReply = z.object({
  signposts: z.array(signpost),
  mayChange: z.boolean(),
  history: z.array(rulesEvent).describe('For the district’s office and auditors'),
})
export type SignpostsReply = z.infer<typeof signpostsReply>

export const putSignpostBody = z.strictObject({
  kind: z.string().max(20).nullable().describe('null: a new one of the district’s own'),
  title: z.string().max(longestTitle * 4),
  note: z.string().max(longestNote * 4),
  words: z.array(z.string().max(longestWord * 4)).max(mostWords * 2),
})
export type PutSignpostBody = z.input<typeof putSignpostBody>
export const signpostChangedReply = z.object({ kind: z.string() })
