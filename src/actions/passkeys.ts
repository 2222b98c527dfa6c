/** Passkeys: made and removed by their owner, and signing in with one. */
import type { District } from '../data/districts/read.ts'
import { needsSecondFactor, passkeyById, passkeysOf, secondFactorOf } from '../data/people/read-security.ts'
import { strengthenSession } from '../data/people/write.ts'
import {
  deletePasskeys,
  insertChallenge,
  insertPasskey,
  notePasskeyUse,
  takeChallenge,
} from '../data/people/write-security.ts'
import { readName } from '../domain/people/account.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import {
  type AuthenticationResponseJSON,
  askForPasskey,
  askForProof,
  challengeOf,
  patience,
  type RegistrationResponseJSON,
  readPasskey,
  readProof,
  type Site,
} from '../outside/passkeys.ts'
import { actOnAccount, ownActor, recordOnAccount } from './act-on-account.ts'
import type { Context } from './context.ts'
import { isOwnPassword } from './own-password.ts'
import type { Own } from './second-factor.ts'
import { beginSession } from './sign-in.ts'

const untilWhen = (now: Date): Date => new Date(now.getTime() + patience)

/** Asks for a new passkey. Refused: `no-such-login`, `password-wrong`. */
export async function beginPasskey(context: Context, own: Own, site: Site, given: { readonly password: string }) {
  const { district, userId } = own
  if (!(await isOwnPassword(context, district.id, userId, given.password))) return refuse('password-wrong')
  return actOnAccount(context, district.id, { id: userId }, async (tx, account) => {
    const known = await passkeysOf(tx, userId)
    const { login, name } = account
    const asked = await askForPasskey(site, { district: district.name, login, name, userId, known })
    const now = context.now()
    await insertChallenge(tx, { challenge: asked.challenge, userId, expiresAt: untilWhen(now), now })
    return allow(asked)
  })
}

/** Keeps a new passkey under the name its owner gives it. Refused: `no-such-login`, `name-misread`, `passkey-wrong`. */
export async function addPasskey(
  context: Context,
  own: Own,
  site: Site,
  given: { readonly name: string; readonly answer: RegistrationResponseJSON },
) {
  const name = readName(given.name)
  if (!name.ok) return name
  const made = await readPasskey(given.answer, site)
  if (!made) return refuse('passkey-wrong')
  return actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    const now = context.now()
    const asked = { challenge: challengeOf(given.answer), userId: own.userId, now }
    if (!(await takeChallenge(tx, asked))) return refuse('passkey-wrong')
    if (await passkeyById(tx, made.id)) return refuse('passkey-wrong')
    await insertPasskey(tx, { ...made, userId: own.userId, name: name.value, at: now })
    await strengthenSession(tx, own.sessionId)
    await recordOnAccount(context, tx, account, {
      kind: 'add-passkey',
      by: ownActor(own.userId, account.roles),
      detail: { passkey: name.value },
    })
    return allow(made.id)
  })
}

/**
 * Removes one of one's own passkeys. Refused: `no-such-login`, `no-such-passkey`; `second-factor-required` for the last
 * one where a role needs more than a password.
 */
export const removePasskey = (context: Context, own: Own, id: string) =>
  actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    const [gone] = await deletePasskeys(tx, own.userId, id)
    if (gone === undefined) return refuse('no-such-passkey')
    const hasOther = (await passkeysOf(tx, own.userId)).length > 0
    const hasCodes = (await secondFactorOf(tx, own.userId))?.confirmedAt != null
    if (!hasOther && !hasCodes && (await needsSecondFactor(tx, own.userId, context.now())))
      return refuse('second-factor-required')
    await recordOnAccount(context, tx, account, {
      kind: 'remove-passkey',
      by: ownActor(own.userId, account.roles),
      detail: { passkey: gone },
    })
    return allow(gone)
  })

/** What a browser is asked in order to sign in. Nobody is named, so nobody can find out who has a passkey. */
export async function askToSignIn(context: Context, district: number, site: Site) {
  const asked = await askForProof(site)
  const now = context.now()
  await context.database.inTransaction(district, (tx) =>
    insertChallenge(tx, { challenge: asked.challenge, userId: null, expiresAt: untilWhen(now), now }),
  )
  return asked
}

/** Begins a session with a passkey, which needs nothing else. Refused: `passkey-wrong`. */
export async function signInWithPasskey(
  context: Context,
  district: District,
  site: Site,
  given: { readonly answer: AuthenticationResponseJSON; readonly device: string },
) {
  const passkey = await passkeyById(context.database.of(district.id), given.answer.id)
  const counter = passkey && (await readProof(given.answer, site, passkey))
  if (!passkey || counter === undefined) return refuse('passkey-wrong')
  return context.database.inTransaction(district.id, async (tx) => {
    const now = context.now()
    if (!(await takeChallenge(tx, { challenge: challengeOf(given.answer), userId: null, now })))
      return refuse('passkey-wrong')
    await notePasskeyUse(tx, { id: passkey.id, counter, at: now })
    return allow(
      await beginSession(context, tx, district, { userId: passkey.userId, device: given.device, strong: true }),
    )
  })
}
