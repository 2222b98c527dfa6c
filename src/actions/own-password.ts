/** One's own password: asked again before what matters, and changed. */
import { passwordHashOf } from '../data/people/read.ts'
import { deleteSessionsOf, setPasswordHash } from '../data/people/write.ts'
import { checkPassword } from '../domain/people/account.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword, verifyPassword } from '../outside/passwords.ts'
import { actOnAccount, ownActor, recordOnAccount } from './act-on-account.ts'
import type { Context } from './context.ts'

/** Whether this is the password of the person. */
export async function isOwnPassword(
  context: Context,
  district: number,
  userId: string,
  password: string,
): Promise<boolean> {
  const hash = await passwordHashOf(context.database.of(district), userId)
  return hash !== null && (await verifyPassword(hash, password))
}

/**
 * Sets another password in place of the one that is typed once more. Every other session of the person ends.
 * Refused: `no-such-login`, `password-wrong`, and what `checkPassword` refuses.
 */
export async function changeOwnPassword(
  context: Context,
  own: { readonly district: { readonly id: number }; readonly userId: string; readonly sessionId: string },
  given: { readonly current: string; readonly password: string; readonly login: string },
) {
  const { district, userId, sessionId } = own
  const password = checkPassword(given.password, given.login)
  if (!password.ok) return password
  if (!(await isOwnPassword(context, district.id, userId, given.current))) return refuse('password-wrong')
  const passwordHash = await hashPassword(password.value)
  return actOnAccount(context, district.id, { id: userId }, async (tx, account) => {
    await setPasswordHash(tx, userId, passwordHash)
    await deleteSessionsOf(tx, userId, sessionId)
    await recordOnAccount(context, tx, account, { kind: 'set-password', by: ownActor(userId, account.roles) })
    return allow(account)
  })
}
