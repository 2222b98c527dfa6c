/** Signing in, and who one is then. */
import { z } from 'zod'
import { staffRoles } from '../domain/people/actor.ts'

export const signInBody = z.strictObject({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  code: z.string().max(100).optional().describe('The six figures of the app or a recovery code, once it was asked for'),
})
export type SignInBody = z.input<typeof signInBody>

export const me = z.object({
  name: z.string(),
  login: z.string(),
  district: z.object({ name: z.string(), prefix: z.string(), isDemonstration: z.boolean() }),
  memberships: z.array(z.object({ role: z.enum(staffRoles), unitName: z.string() })),
  mustSecure: z.boolean().describe('Nothing else is open before a second factor or a passkey is set up'),
  csrfToken: z.string().describe('To be sent as x-csrf-token with every change when the session is in the cookie'),
})
export type MeReply = z.infer<typeof me>

export const signInReply = z.object({
  token: z.string().describe('For programs: send as «Authorization: Bearer …». Browsers use the cookie set here'),
  me,
})
export type SignInReply = z.infer<typeof signInReply>
