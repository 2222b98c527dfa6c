import { createHash } from 'node:crypto'
import type { District } from '../data/districts/read.ts'
import { userByLogin } from '../data/people/read.ts'
import { deleteSession, deleteSessionsBefore, insertSession } from '../data/people/write.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword, verifyPassword } from '../outside/passwords.ts'
import type { Context } from './context.ts'

const sessionHours = 12

/** What the database keeps of a session token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest()

// An unknown login takes as long as a wrong password, so that nobody can find out which logins exist.
let decoy: Promise<string> | undefined

/**
 * Begins a session of twelve hours. The token starts with the district's prefix; only its hash is kept.
 * Refused: `sign-in-wrong`, whether login or password is wrong.
 */
export async function signIn(context: Context, district: District, given: { login: string; password: string }) {
  const login = given.login.trim()
  // PostgreSQL cannot hold NUL, so nobody has such a login.
  const user = login.includes('\0') ? undefined : await userByLogin(context.database.of(district.id), login)
  decoy ??= hashPassword('nobody has this password')
  const right = await verifyPassword(user?.passwordHash ?? (await decoy), given.password)
  if (!user || !right) return refuse('sign-in-wrong')
  const token = `${district.prefix}.${Buffer.from(context.randomBytes(32)).toString('base64url')}`
  const now = context.now()
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000)
  await context.database.inTransaction(district.id, async (tx) => {
    await deleteSessionsBefore(tx, now)
    await insertSession(tx, { tokenHash: hashOfToken(token), userId: user.id, expiresAt })
  })
  return allow({ token, expiresAt })
}

/** Ends a session. */
export const signOut = (context: Context, district: number, token: string): Promise<void> =>
  context.database.inTransaction(district, (tx) => deleteSession(tx, hashOfToken(token)))
