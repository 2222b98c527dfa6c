/** One's own account: password, second factor, passkeys, sessions; and invitations, by which a password is set. */
import { z } from 'zod'
import { instant } from './shared.ts'

const password = z.string().min(1).max(1000)

export const ownAccountReply = z.object({
  name: z.string(),
  login: z.string(),
  email: z.string(),
  hasPassword: z.boolean(),
  secondFactor: z.object({ since: instant.nullable(), recoveryCodesLeft: z.int() }),
  isRequired: z.boolean().describe('One of the roles needs more than a password'),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), madeAt: instant, lastUsedAt: instant.nullable() })),
  sessions: z.array(
    z.object({
      id: z.uuid(),
      beganAt: instant,
      lastUsedAt: instant.nullable(),
      device: z.string(),
      isThis: z.boolean(),
    }),
  ),
})
export type OwnAccountReply = z.infer<typeof ownAccountReply>

export const changePasswordBody = z.strictObject({ current: password, password })
export type ChangePasswordBody = z.infer<typeof changePasswordBody>
export const passwordAgainBody = z.strictObject({ password })
export const begunSecondFactorReply = z.object({
  secret: z.string(),
  address: z.string(),
  picture: z.object({ size: z.int(), path: z.string() }),
})
export type BegunSecondFactorReply = z.infer<typeof begunSecondFactorReply>
export const codeBody = z.strictObject({ code: z.string().min(1).max(100) })
export const recoveryCodesReply = z.object({ codes: z.array(z.string()) })
export type RecoveryCodesReply = z.infer<typeof recoveryCodesReply>
export const endedReply = z.object({ ended: z.int() })
export const endSessionBody = z.strictObject({ id: z.uuid() })

/** What a browser and its device exchange; checked where it is verified. */
export const passkeyAnswer = z.looseObject({
  id: z.string().min(1).max(1500),
  rawId: z.string().max(1500),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(20_000) }),
  clientExtensionResults: z.looseObject({}).default({}),
})
export const askedPasskey = z.looseObject({ challenge: z.string() })
export const addPasskeyBody = z.strictObject({ name: z.string().max(1000), answer: passkeyAnswer })
export const removePasskeyBody = z.strictObject({ id: z.string().min(1).max(1500) })
export const signInByPasskeyBody = z.strictObject({ answer: passkeyAnswer })

export const signInWaysReply = z.object({
  elsewhere: z.string().nullable().describe('The name of the work platform one can sign in with'),
})
export type SignInWaysReply = z.infer<typeof signInWaysReply>

const token = z.string().min(10).max(100)
export const openInvitationBody = z.strictObject({ token })
export const invitationReply = z.object({
  name: z.string(),
  login: z.string(),
  district: z.string(),
  expiresAt: instant,
})
export type InvitationReply = z.infer<typeof invitationReply>
export const acceptInvitationBody = z.strictObject({ token, password })
export const acceptedReply = z.object({ login: z.string() })
