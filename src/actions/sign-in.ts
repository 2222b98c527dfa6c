import type { Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { userByLogin } from '../data/people/read.ts'
import { needsSecondFactor, passkeysOf, secondFactorOf } from '../data/people/read-security.ts'
import { deleteSession, deleteSessionsBefore, insertSession, touchSession } from '../data/people/write.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword, verifyPassword } from '../outside/passwords.ts'
import type { Context } from './context.ts'
import { takeCode } from './second-factor.ts'
import { hashOfToken, newToken } from './tokens.ts'

export { hashOfToken } from './tokens.ts'

const sessionHours = 12
/** How often it is written down that a session is used, in milliseconds. */
const touchedEvery = 5 * 60_000

// An unknown login takes as long as a wrong password, so that nobody can find out which logins exist.
let decoy: Promise<string> | undefined

/** What was typed; `code` is the second factor's, or a recovery code. `device` is what it is typed on, in two words. */
export type Credentials = {
  readonly login: string
  readonly password: string
  readonly code?: string | undefined
  readonly device?: string
}

/**
 * Begins a session of twelve hours. The token starts with the district's prefix; only its hash is kept.
 * Refused: `sign-in-wrong`, whether login or password is wrong; with the right password `second-factor-needed`,
 * `second-factor-wrong`, and `passkey-needed` where a role needs more than the password and there is a passkey.
 */
export async function signIn(context: Context, district: District, given: Credentials) {
  const login = given.login.trim()
  const db = context.database.of(district.id)
  // PostgreSQL cannot hold NUL, so nobody has such a login.
  const user = login.includes('\0') ? undefined : await userByLogin(db, login)
  decoy ??= hashPassword('nobody has this password')
  const right = await verifyPassword(user?.passwordHash ?? (await decoy), given.password)
  if (!user?.passwordHash || !right) return refuse('sign-in-wrong')
  const [factor, passkeys, isNeeded] = await Promise.all([
    secondFactorOf(db, user.id),
    passkeysOf(db, user.id),
    needsSecondFactor(db, user.id, context.now()),
  ])
  const hasCodes = factor?.confirmedAt != null
  if (hasCodes && !given.code) return refuse('second-factor-needed')
  if (!hasCodes && isNeeded && passkeys.length > 0) return refuse('passkey-needed')
  return context.database.inTransaction(district.id, async (tx) => {
    if (hasCodes && !(await takeCode(context, tx, { id: user.id, login, name: '' }, given.code ?? '')))
      return refuse('second-factor-wrong')
    return allow(await beginSession(context, tx, district, { userId: user.id, device: given.device, strong: hasCodes }))
  })
}

/** Begins a session within a transaction, for somebody whose right to it has been seen. */
export async function beginSession(
  context: Context,
  tx: Tx,
  district: Pick<District, 'prefix'>,
  given: { readonly userId: string; readonly device: string | undefined; readonly strong: boolean },
): Promise<{ token: string; expiresAt: Date }> {
  const [token, now] = [newToken(context, district.prefix), context.now()]
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000)
  await deleteSessionsBefore(tx, now)
  await insertSession(tx, {
    id: context.newId(),
    tokenHash: hashOfToken(token),
    userId: given.userId,
    now,
    expiresAt,
    device: given.device ?? '',
    strong: given.strong,
  })
  return { token, expiresAt }
}

/** Writes down that a session is used, when that was not done lately. */
export async function noteUse(
  context: Context,
  district: number,
  session: { readonly sessionId: string; readonly lastUsedAt: Date | null },
): Promise<void> {
  const now = context.now()
  if (session.lastUsedAt && now.getTime() - session.lastUsedAt.getTime() < touchedEvery) return
  await context.database.inTransaction(district, (tx) => touchSession(tx, session.sessionId, now))
}

/** Ends a session. */
export const signOut = (context: Context, district: number, token: string): Promise<void> =>
  context.database.inTransaction(district, (tx) => deleteSession(tx, hashOfToken(token)))
