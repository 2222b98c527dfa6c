/** Keeping accounts: letting a person in or out, a new password, a role given or taken away. */
import type { Db } from '../data/db.ts'
import { type Account, accountByLogin, hasOtherAdministrator } from '../data/people/read.ts'
import {
  deleteMembership,
  deleteSessionsOf,
  insertMembership,
  setActive,
  setPasswordHash,
} from '../data/people/write.ts'
import type { Membership } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword } from '../outside/passwords.ts'
import type { Context } from './context.ts'

/** Lets nobody sign in as this login any more, and signs them out. Refused: `no-such-login`, `last-administrator`. */
export const disableUser = (context: Context, district: number, login: string) =>
  context.database.inTransaction(district, async (tx) => {
    const user = await accountByLogin(tx, login)
    if (!user) return refuse('no-such-login')
    if (await isLastAdministrator(tx, user)) return refuse('last-administrator')
    await setActive(tx, user.id, false)
    await deleteSessionsOf(tx, user.id)
    return allow(user)
  })

/** Lets them sign in again. Refused: `no-such-login`. */
export const enableUser = (context: Context, district: number, login: string) =>
  context.database.inTransaction(district, async (tx) => {
    const user = await accountByLogin(tx, login)
    if (!user) return refuse('no-such-login')
    await setActive(tx, user.id, true)
    return allow(user)
  })

/** Sets another password, already checked, and signs the person out everywhere. Refused: `no-such-login`. */
export async function setPassword(context: Context, district: number, login: string, password: string) {
  const passwordHash = await hashPassword(password)
  return context.database.inTransaction(district, async (tx) => {
    const user = await accountByLogin(tx, login)
    if (!user) return refuse('no-such-login')
    await setPasswordHash(tx, user.id, passwordHash)
    await deleteSessionsOf(tx, user.id)
    return allow(user)
  })
}

/** Gives a role; having it already is as good. Refused: `no-such-login`. */
export const giveRole = (context: Context, district: number, login: string, role: Membership) =>
  context.database.inTransaction(district, async (tx) => {
    const user = await accountByLogin(tx, login)
    if (!user) return refuse('no-such-login')
    const has = user.roles.some((one) => one.role === role.role && one.unitId === role.unitId)
    if (!has) await insertMembership(tx, { id: context.newId(), userId: user.id, ...role })
    return allow(user)
  })

/** Takes a role away, from the next request on. Refused: `no-such-login`, `no-such-role`, `last-administrator`. */
export const takeRole = (context: Context, district: number, login: string, role: Membership) =>
  context.database.inTransaction(district, async (tx) => {
    const user = await accountByLogin(tx, login)
    if (!user) return refuse('no-such-login')
    if (role.role === 'district' && (await isLastAdministrator(tx, user))) return refuse('last-administrator')
    return (await deleteMembership(tx, user.id, role)) ? allow(user) : refuse('no-such-role')
  })

/** Whether nobody else could keep the accounts of the district. */
const isLastAdministrator = async (db: Db, user: Account): Promise<boolean> =>
  user.active && user.roles.some(({ role }) => role === 'district') && !(await hasOtherAdministrator(db, user.id))
