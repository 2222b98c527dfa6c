import { insertMembership, insertUser } from '../data/people/write.ts'
import type { Membership } from '../domain/people/actor.ts'
import { hashPassword } from '../outside/passwords.ts'
import type { Context } from './context.ts'

export type NewUser = {
  readonly login: string
  readonly name: string
  readonly password: string
  readonly memberships: readonly Membership[]
}

/** Adds a person who can sign in, with their roles. Gives the new user's id. */
export async function addUser(context: Context, district: number, user: NewUser): Promise<string> {
  const id = context.newId()
  const passwordHash = await hashPassword(user.password)
  await context.database.inTransaction(district, async (tx) => {
    await insertUser(tx, { id, login: user.login, name: user.name, passwordHash })
    for (const membership of user.memberships)
      await insertMembership(tx, { id: context.newId(), userId: id, ...membership })
  })
  return id
}
