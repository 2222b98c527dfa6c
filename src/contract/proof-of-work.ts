/** Work that is asked for when very much comes in at once (ALTCHA, version 1). */
import { z } from 'zod'

export const proofOfWorkQuery = z.object({
  code: z.string().max(40).describe('The public code that is to be spoken to, or a district’s two-letter prefix'),
})

export const proofOfWorkReply = z.object({
  challenge: z
    .object({
      algorithm: z.literal('SHA-256'),
      challenge: z.string().describe('SHA-256 of salt and number, in hexadecimal figures'),
      salt: z.string(),
      maxnumber: z.int().describe('The number is not above this'),
      signature: z.string(),
    })
    .nullable()
    .describe(
      'Null when it is calm. Else: find the number; `proof` of the report is then this object with `number`, as JSON in base 64. Good for two hours, and once',
    ),
})
export type ProofOfWorkReply = z.infer<typeof proofOfWorkReply>
