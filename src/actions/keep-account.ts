/** Keeping accounts: letting a person in or out, a new password, a role given or taken away, its days. */
import { hasUnit } from '../data/people/read-desk.ts'
import {
  deleteMembership,
  deleteSessionsOf,
  describeUser,
  insertMembership,
  setActive,
  setPasswordHash,
  setTerm,
} from '../data/people/write.ts'
import { revokeInvitations } from '../data/people/write-invitations.ts'
import { deletePasskeys, deleteSecondFactor } from '../data/people/write-security.ts'
import { readEmail, readName } from '../domain/people/account.ts'
import type { Membership } from '../domain/people/actor.ts'
import { always, type Term } from '../domain/people/term.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword } from '../outside/passwords.ts'
import {
  type AccountActor,
  actOnAccount,
  fromMachine,
  isLastAdministrator,
  recordOnAccount,
  roleDetail,
  type Whose,
} from './act-on-account.ts'
import type { Context } from './context.ts'

/** Lets nobody sign in as this person any more, and signs them out. Refused: `no-such-login`, `last-administrator`. */
export const disableUser = (context: Context, district: number, whose: Whose, by: AccountActor = fromMachine) =>
  actOnAccount(context, district, whose, async (tx, account) => {
    if (await isLastAdministrator(tx, account, context.now())) return refuse('last-administrator')
    await setActive(tx, account.id, false)
    await deleteSessionsOf(tx, account.id)
    await revokeInvitations(tx, account.id, context.now())
    if (account.active) await recordOnAccount(context, tx, account, { kind: 'disable-account', by })
    return allow(account)
  })

/** Lets them sign in again. Refused: `no-such-login`, `has-left`. */
export const enableUser = (context: Context, district: number, whose: Whose, by: AccountActor = fromMachine) =>
  actOnAccount(context, district, whose, async (tx, account) => {
    if (account.left) return refuse('has-left')
    await setActive(tx, account.id, true)
    if (!account.active) await recordOnAccount(context, tx, account, { kind: 'enable-account', by })
    return allow(account)
  })

/** Sets another password, already checked, and signs the person out everywhere. Refused: `no-such-login`, `has-left`. */
export async function setPassword(
  context: Context,
  district: number,
  whose: Whose,
  password: string,
  by: AccountActor = fromMachine,
) {
  const passwordHash = await hashPassword(password)
  return actOnAccount(context, district, whose, async (tx, account) => {
    if (account.left) return refuse('has-left')
    await setPasswordHash(tx, account.id, passwordHash)
    await deleteSessionsOf(tx, account.id)
    await recordOnAccount(context, tx, account, { kind: 'set-password', by })
    return allow(account)
  })
}

/**
 * Gives a role for some days or for good; whoever has it already gets these days.
 * Refused: `no-such-login`, `has-left`, `no-such-unit`, `last-administrator` when the last one would get an end.
 */
export const giveRole = (
  context: Context,
  district: number,
  whose: Whose,
  role: Membership & Partial<Term>,
  by: AccountActor = fromMachine,
) =>
  actOnAccount(context, district, whose, async (tx, account) => {
    if (account.left) return refuse('has-left')
    if (!(await hasUnit(tx, role))) return refuse('no-such-unit')
    const given = { ...always, ...role }
    const has = account.roles.find((one) => one.role === role.role && one.unitId === role.unitId)
    if (has && has.fromDay === given.fromDay && has.untilDay === given.untilDay) return allow(account)
    const isBound = given.fromDay !== null || given.untilDay !== null
    if (has && role.role === 'district' && isBound && (await isLastAdministrator(tx, account, context.now())))
      return refuse('last-administrator')
    if (has) await setTerm(tx, account.id, given)
    else await insertMembership(tx, { id: context.newId(), userId: account.id, ...given })
    const before = has && { before: { fromDay: has.fromDay, untilDay: has.untilDay } }
    const detail = { ...(await roleDetail(tx, given)), ...before }
    await recordOnAccount(context, tx, account, { kind: has ? 'change-term' : 'give-role', by, detail })
    return allow(account)
  })

/** Takes a role away, from the next request on. Refused: `no-such-login`, `no-such-role`, `last-administrator`. */
export const takeRole = (
  context: Context,
  district: number,
  whose: Whose,
  role: Membership,
  by: AccountActor = fromMachine,
) =>
  actOnAccount(context, district, whose, async (tx, account) => {
    if (role.role === 'district' && (await isLastAdministrator(tx, account, context.now())))
      return refuse('last-administrator')
    if (!(await deleteMembership(tx, account.id, role))) return refuse('no-such-role')
    await recordOnAccount(context, tx, account, { kind: 'take-role', by, detail: await roleDetail(tx, role) })
    return allow(account)
  })

/** Changes name and e-mail address. Refused: `no-such-login`, `name-misread`, `email-misread`. */
export async function describeAccount(
  context: Context,
  district: number,
  whose: Whose,
  typed: { name: string; email: string },
  by: AccountActor,
) {
  const [name, email] = [readName(typed.name), readEmail(typed.email)]
  if (!name.ok) return name
  if (!email.ok) return email
  return actOnAccount(context, district, whose, async (tx, account) => {
    if (account.name === name.value && account.email === email.value) return allow(account)
    await describeUser(tx, account.id, { name: name.value, email: email.value })
    const detail = {
      ...(account.name !== name.value && { from: account.name, to: name.value }),
      emailChanged: account.email !== email.value,
    }
    await recordOnAccount(context, tx, account, { kind: 'describe-account', by, detail })
    return allow(account)
  })
}

/** Signs a person out everywhere, after a lost phone or a borrowed computer. Refused: `no-such-login`. */
export const endSessionsOf = (context: Context, district: number, whose: Whose, by: AccountActor) =>
  actOnAccount(context, district, whose, async (tx, account) => {
    const ended = await deleteSessionsOf(tx, account.id)
    await recordOnAccount(context, tx, account, { kind: 'end-sessions', by, detail: { ended } })
    return allow(account)
  })

/**
 * Takes away the second factor and all passkeys of somebody who lost them, and signs them out: the next sign-in goes by
 * password alone, and sets them up anew where their role needs it. Refused: `no-such-login`, `no-second-factor`.
 */
export const resetSecondFactor = (context: Context, district: number, whose: Whose, by: AccountActor) =>
  actOnAccount(context, district, whose, async (tx, account) => {
    const hadCodes = await deleteSecondFactor(tx, account.id)
    const passkeys = await deletePasskeys(tx, account.id)
    if (!hadCodes && passkeys.length === 0) return refuse('no-second-factor')
    await deleteSessionsOf(tx, account.id)
    await recordOnAccount(context, tx, account, { kind: 'drop-second-factor', by, detail: { passkeys } })
    return allow(account)
  })
