/** The second factor of a person: an authenticator app, and recovery codes for the day the phone is lost. */
import { createHash } from 'node:crypto'
import type { Db, Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { accountById } from '../data/people/read.ts'
import { needsSecondFactor, passkeysOf, secondFactorOf } from '../data/people/read-security.ts'
import { strengthenSession } from '../data/people/write.ts'
import {
  confirmSecondFactor,
  deleteSecondFactor,
  putSecondFactor,
  replaceRecoveryCodes,
  setRolesWithSecondFactor,
  takeRecoveryCode,
  takeStep,
} from '../data/people/write-security.ts'
import { recoveryCodeCount } from '../domain/people/account-state.ts'
import type { StaffRole } from '../domain/people/actor.ts'
import { alphabet, normalise } from '../domain/shared/check-letter.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { qrSquares } from '../outside/qr-squares.ts'
import { stepOfCode, toBase32, totpAddress } from '../outside/totp.ts'
import { actOnAccount, fromOffice, ownActor, recordOnAccount } from './act-on-account.ts'
import type { Context } from './context.ts'
import { isOwnPassword } from './own-password.ts'
import { openSealed, seal } from './seal.ts'

/** The one who acts on their own account, in one of their sessions. */
export type Own = { readonly district: District; readonly userId: string; readonly sessionId: string }

const boundTo = (userId: string) => `second factor ${userId}`

/** The secret of a person's app; undefined where there is none yet, confirmed or not. */
async function secretOf(context: Context, db: Db, userId: string) {
  const factor = await secondFactorOf(db, userId)
  if (!factor) return undefined
  const secret = Buffer.from(openSealed(context.identityKey, boundTo(userId), factor.sealed), 'hex')
  return { secret, isConfirmed: factor.confirmedAt !== null }
}

/**
 * Uses up the code of an app or a recovery code; each works once. False when it is wrong, or was used.
 * A recovery code leaves an event, so that its owner sees that somebody used it.
 */
export async function takeCode(
  context: Context,
  tx: Tx,
  person: { readonly id: string; readonly login: string; readonly name: string },
  typed: string,
): Promise<boolean> {
  const code = normalise(typed)
  if (/^\d{6}$/.test(code)) {
    const known = await secretOf(context, tx, person.id)
    const step = known && stepOfCode(known.secret, code, context.now())
    return step !== undefined && (await takeStep(tx, person.id, step))
  }
  if (!(await takeRecoveryCode(tx, person.id, hashOfCode(code), context.now()))) return false
  const account = await accountById(tx, person.id)
  if (account)
    await recordOnAccount(context, tx, account, {
      kind: 'use-recovery-code',
      by: ownActor(account.id, account.roles),
    })
  return true
}

const hashOfCode = (code: string): Buffer => createHash('sha256').update(`recovery code ${code}`).digest()

/** Ten letters and figures, fifty bits, of the codes' own alphabet: nothing in it is taken for something else. */
const newRecoveryCode = (context: Context): string =>
  [...context.randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('')

async function makeRecoveryCodes(context: Context, tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => newRecoveryCode(context))
  await replaceRecoveryCodes(tx, userId, codes.map(hashOfCode))
  return codes
}

/**
 * Makes the secret for an app, to be confirmed by one of its codes. Gives the secret as it is typed, and the picture.
 * Refused: `no-such-login`, `password-wrong`, `second-factor-there-already`.
 */
export async function beginSecondFactor(context: Context, own: Own, given: { readonly password: string }) {
  const { district, userId } = own
  if (!(await isOwnPassword(context, district.id, userId, given.password))) return refuse('password-wrong')
  return actOnAccount(context, district.id, { id: userId }, async (tx, account) => {
    if ((await secondFactorOf(tx, userId))?.confirmedAt) return refuse('second-factor-there-already')
    const secret = context.randomBytes(20)
    const hex = Buffer.from(secret).toString('hex')
    await putSecondFactor(tx, userId, seal(context.identityKey, context.randomBytes(12), boundTo(userId), hex))
    const address = totpAddress({ issuer: district.name, account: account.login, secret })
    return allow({ secret: toBase32(secret), address, picture: qrSquares(address) })
  })
}

/**
 * Confirms the app by one of its codes and gives ten recovery codes, which are told this once.
 * Refused: `no-such-login`, `no-second-factor`, `second-factor-there-already`, `second-factor-wrong`.
 */
export const confirmSecondFactorOf = (context: Context, own: Own, given: { readonly code: string }) =>
  actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    const known = await secretOf(context, tx, own.userId)
    if (!known) return refuse('no-second-factor')
    if (known.isConfirmed) return refuse('second-factor-there-already')
    const step = stepOfCode(known.secret, normalise(given.code), context.now())
    if (step === undefined || !(await takeStep(tx, own.userId, step))) return refuse('second-factor-wrong')
    await confirmSecondFactor(tx, own.userId, context.now())
    const codes = await makeRecoveryCodes(context, tx, own.userId)
    await strengthenSession(tx, own.sessionId)
    await recordOnAccount(context, tx, account, {
      kind: 'set-second-factor',
      by: ownActor(own.userId, account.roles),
    })
    return allow(codes)
  })

/**
 * Takes the app away again. Refused: `no-such-login`, `password-wrong`, `no-second-factor`; `second-factor-required`
 * where a role needs it and there is no passkey in its place.
 */
export async function dropSecondFactor(context: Context, own: Own, given: { readonly password: string }) {
  if (!(await isOwnPassword(context, own.district.id, own.userId, given.password))) return refuse('password-wrong')
  return actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    const isNeeded = await needsSecondFactor(tx, own.userId, context.now())
    if (isNeeded && (await passkeysOf(tx, own.userId)).length === 0) return refuse('second-factor-required')
    if (!(await deleteSecondFactor(tx, own.userId))) return refuse('no-second-factor')
    await recordOnAccount(context, tx, account, {
      kind: 'drop-second-factor',
      by: ownActor(own.userId, account.roles),
    })
    return allow(account)
  })
}

/** New recovery codes in place of all earlier ones. Refused: `no-such-login`, `password-wrong`, `no-second-factor`. */
export async function renewRecoveryCodes(context: Context, own: Own, given: { readonly password: string }) {
  if (!(await isOwnPassword(context, own.district.id, own.userId, given.password))) return refuse('password-wrong')
  return actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    if (!(await secondFactorOf(tx, own.userId))?.confirmedAt) return refuse('no-second-factor')
    const codes = await makeRecoveryCodes(context, tx, own.userId)
    await recordOnAccount(context, tx, account, {
      kind: 'make-recovery-codes',
      by: ownActor(own.userId, account.roles),
    })
    return allow(codes)
  })
}

/** Says which roles need more than a password in this district, from the next request on. Refused: `no-such-login`. */
export const requireSecondFactor = (context: Context, own: Own, roles: readonly StaffRole[]) =>
  actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    await setRolesWithSecondFactor(tx, roles)
    await recordOnAccount(context, tx, account, {
      kind: 'require-second-factor',
      by: fromOffice({ userId: own.userId }),
      detail: { roles: [...roles] },
    })
    return allow(roles)
  })
