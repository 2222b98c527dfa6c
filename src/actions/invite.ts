/** Invitations: a link, good once and for seven days, by which a person sets their own password. */
import type { Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { accountById } from '../data/people/read.ts'
import { type Invitation, invitationByToken } from '../data/people/read-invitations.ts'
import { deleteSessionsOf, setPasswordHash } from '../data/people/write.ts'
import { insertInvitation, revokeInvitations, takeInvitation } from '../data/people/write-invitations.ts'
import { checkPassword } from '../domain/people/account.ts'
import { invitationDays } from '../domain/people/account-state.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword } from '../outside/passwords.ts'
import { type AccountActor, actOnAccount, ownActor, recordOnAccount, type Whose } from './act-on-account.ts'
import type { Context } from './context.ts'
import { hashOfToken, newToken } from './tokens.ts'

/** What a new invitation is: the secret of its link, told once, and until when it can be used. */
export type NewInvitation = { readonly token: string; readonly expiresAt: Date }

/** Makes an invitation within a transaction; earlier ones of this person end with it. */
export async function invitePerson(
  context: Context,
  tx: Tx,
  prefix: string,
  person: { readonly id: string; readonly login: string; readonly name: string },
  by: AccountActor,
): Promise<NewInvitation> {
  const [token, madeAt] = [newToken(context, prefix), context.now()]
  const expiresAt = new Date(madeAt.getTime() + invitationDays * 86_400_000)
  await revokeInvitations(tx, person.id, madeAt)
  await insertInvitation(tx, {
    id: context.newId(),
    userId: person.id,
    tokenHash: hashOfToken(token),
    madeAt,
    expiresAt,
  })
  await recordOnAccount(context, tx, person, { kind: 'invite', by, detail: { expiresAt: expiresAt.toISOString() } })
  return { token, expiresAt }
}

/**
 * Makes a link for somebody who has no password or forgot it; the old password works until the new one is set.
 * Refused: `no-such-login`, `has-left`, `account-disabled`.
 */
export const invite = (context: Context, district: District, whose: Whose, by: AccountActor) =>
  actOnAccount(context, district.id, whose, async (tx, account) => {
    if (account.left) return refuse('has-left')
    if (!account.active) return refuse('account-disabled')
    const invitation = await invitePerson(context, tx, district.prefix, account, by)
    return allow({ ...invitation, account })
  })

/** Takes an open invitation back. Refused: `no-such-login`, `no-open-invitation`. */
export const revokeInvitation = (context: Context, district: number, whose: Whose, by: AccountActor) =>
  actOnAccount(context, district, whose, async (tx, account) => {
    if ((await revokeInvitations(tx, account.id, context.now())) === 0) return refuse('no-open-invitation')
    await recordOnAccount(context, tx, account, { kind: 'revoke-invitation', by })
    return allow(account)
  })

function openOrWhy(found: Invitation | undefined, now: Date) {
  if (!found) return refuse('no-such-invitation')
  if (found.usedAt) return refuse('invitation-used')
  if (found.revokedAt || !found.welcome) return refuse('invitation-revoked')
  if (found.expiresAt <= now) return refuse('invitation-expired')
  return allow(found)
}

/**
 * Whose an invitation is. Refused: `no-such-invitation`, `invitation-used`, `invitation-revoked`, `invitation-expired`.
 */
export const openInvitation = async (context: Context, district: number, token: string) =>
  openOrWhy(await invitationByToken(context.database.of(district), hashOfToken(token)), context.now())

/**
 * Sets the password and uses the invitation up; the person is signed out everywhere.
 * Refused: what `openInvitation` and `checkPassword` refuse.
 */
export async function acceptInvitation(
  context: Context,
  district: number,
  given: { readonly token: string; readonly password: string },
) {
  const open = await openInvitation(context, district, given.token)
  if (!open.ok) return open
  const password = checkPassword(given.password, open.value.login)
  if (!password.ok) return password
  const passwordHash = await hashPassword(password.value)
  return context.database.inTransaction(district, async (tx) => {
    const account = await accountById(tx, open.value.userId)
    if (!account?.active || account.left) return refuse('invitation-revoked')
    if (!(await takeInvitation(tx, open.value.id, context.now()))) return refuse('invitation-used')
    await setPasswordHash(tx, account.id, passwordHash)
    await deleteSessionsOf(tx, account.id)
    await recordOnAccount(context, tx, account, { kind: 'accept-invitation', by: ownActor(account.id, account.roles) })
    return allow({ login: account.login })
  })
}

/** What is said in the e-mail that brings a link. */
export type InvitationWords = { readonly subject: string; readonly text: string }

/** Whether the link went out by e-mail: `off` where no mail server is set up or the person has no address. */
export type Mailed = 'sent' | 'failed' | 'off'

/** Sends the link to the person's own address. Nothing is written; whoever invites can always copy the link instead. */
export async function mailInvitation(
  context: Context,
  given: { readonly email: string; readonly link: string },
  words: InvitationWords,
): Promise<Mailed> {
  const sender = context.notices.senders.email
  if (!sender || given.email === '') return 'off'
  return sender.send(given.email, { id: context.newId(), ...words, link: given.link }).then(
    () => 'sent' as const,
    () => 'failed' as const,
  )
}
