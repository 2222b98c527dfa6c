import type { Tx } from '../data/db.ts'
import { accountByLogin } from '../data/people/read.ts'
import { hasUnit } from '../data/people/read-desk.ts'
import { insertMembership, insertUser } from '../data/people/write.ts'
import { readEmail, readLogin, readName } from '../domain/people/account.ts'
import type { Membership } from '../domain/people/actor.ts'
import type { Term } from '../domain/people/term.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword } from '../outside/passwords.ts'
import { type AccountActor, recordOnAccount, roleDetail } from './act-on-account.ts'
import type { Context } from './context.ts'
import { invitePerson } from './invite.ts'

type NewRole = Membership & Partial<Term>

export type NewUser = {
  readonly login: string
  readonly name: string
  readonly password: string
  readonly memberships: readonly NewRole[]
}

/**
 * Adds a person who can sign in, with their roles. Gives the new user's id. `by` is written down with it; a district that
 * is only being founded has no history yet, and leaves it out.
 */
export async function addUser(context: Context, district: number, user: NewUser, by?: AccountActor): Promise<string> {
  const id = context.newId()
  const passwordHash = await hashPassword(user.password)
  await context.database.inTransaction(district, (tx) =>
    insertPerson(context, tx, { ...user, id, email: '', passwordHash }, by),
  )
  return id
}

/** A person to be invited, as typed. */
export type NewPerson = {
  readonly login: string
  readonly name: string
  readonly email: string
  readonly roles: readonly NewRole[]
}

/**
 * Adds a person without a password and makes the link by which they set one. Gives the id and the invitation.
 * Refused: `login-misread`, `name-misread`, `email-misread`, `login-taken`, `no-such-unit`, `role-given-twice`.
 */
export async function addPerson(
  context: Context,
  prefix: string,
  district: number,
  typed: NewPerson,
  by: AccountActor,
) {
  const [login, name, email] = [readLogin(typed.login), readName(typed.name), readEmail(typed.email)]
  if (!login.ok) return login
  if (!name.ok) return name
  if (!email.ok) return email
  const named = new Set(typed.roles.map(({ role, unitId }) => `${role} ${unitId}`))
  if (named.size < typed.roles.length) return refuse('role-given-twice')
  const id = context.newId()
  return context.database.inTransaction(district, async (tx) => {
    if (await accountByLogin(tx, login.value)) return refuse('login-taken')
    for (const role of typed.roles) if (!(await hasUnit(tx, role))) return refuse('no-such-unit')
    const person = { id, login: login.value, name: name.value, email: email.value, passwordHash: null }
    await insertPerson(context, tx, { ...person, memberships: typed.roles }, by)
    return allow({ id, invitation: await invitePerson(context, tx, prefix, person, by) })
  })
}

async function insertPerson(
  context: Context,
  tx: Tx,
  person: Parameters<typeof insertUser>[1] & { readonly memberships: readonly NewRole[] },
  by?: AccountActor,
): Promise<void> {
  const { memberships, ...user } = person
  await insertUser(tx, user)
  for (const membership of memberships)
    await insertMembership(tx, { ...membership, id: context.newId(), userId: user.id })
  if (!by) return
  const roles = await Promise.all(memberships.map((membership) => roleDetail(tx, membership)))
  await recordOnAccount(context, tx, user, { kind: 'add-account', by, detail: { roles } })
}
