/** How every act on an account is made: who it is, what changes, and the event that says so, in one transaction. */
import type { Db, Tx } from '../data/db.ts'
import { insertEvent } from '../data/events/write.ts'
import { type Account, accountById, accountByLogin, hasOtherAdministrator } from '../data/people/read.ts'
import { holdAdministrators } from '../data/people/write.ts'
import { unitName } from '../data/places/read.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import type { AccountEventKind } from '../domain/people/account-state.ts'
import type { Staff, StaffRole } from '../domain/people/actor.ts'
import { refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'

/** Who acts: a person in one of their roles; or the product, for whoever works at the machine itself. */
export type AccountActor = { readonly role: StaffRole | 'system'; readonly userId: string | null }

/** For whoever works at the machine itself. */
export const fromMachine: AccountActor = { role: 'system', userId: null }

/** The office that keeps the accounts. */
export const fromOffice = ({ userId }: Pick<Staff, 'userId'>): AccountActor => ({ role: 'district', userId })

/** A person who acts on their own account, in the first of their roles. */
export const ownActor = (userId: string, roles: readonly { readonly role: StaffRole }[]): AccountActor => ({
  role: roles[0]?.role ?? 'system',
  userId,
})

/** Whose account: by the login as it is typed at the machine, or by its id. */
export type Whose = { readonly login: string } | { readonly id: string }

/** The account, active or not. */
export const accountOf = (db: Db, whose: Whose): Promise<Account | undefined> =>
  'login' in whose ? accountByLogin(db, whose.login) : accountById(db, whose.id)

/**
 * Lets somebody act on an account. `work` is given the account as it is now; its refusal takes everything back. Acts that
 * could take the last administrator away wait for each other. Refused: `no-such-login`, and what `work` refuses.
 */
export const actOnAccount = <Result>(
  context: Context,
  district: number,
  whose: Whose,
  work: (tx: Tx, account: Account) => Promise<Result>,
) =>
  context.database.inTransaction(district, async (tx) => {
    await holdAdministrators(tx)
    const account = await accountOf(tx, whose)
    if (!account) return refuse('no-such-login')
    return work(tx, account)
  })

/** Whether nobody else could keep the accounts of the district, now and without an end. */
export const isLastAdministrator = async (tx: Tx, account: Account, now: Date): Promise<boolean> =>
  account.active &&
  !account.left &&
  account.roles.some(({ role }) => role === 'district') &&
  !(await hasOtherAdministrator(tx, account.id, now))

/** Writes down what was done to an account, with the person's name as it was that day. */
export async function recordOnAccount(
  context: Context,
  tx: Tx,
  account: Pick<Account, 'id' | 'login' | 'name'>,
  given: {
    readonly kind: AccountEventKind
    readonly by: AccountActor
    readonly detail?: EventDetail
  },
): Promise<void> {
  const { role, userId } = given.by
  const by = role === 'district' ? await unitName(tx, { kind: 'district', id: null }) : ''
  await insertEvent(
    tx,
    sealEvent(context, tx.district, {
      id: context.newId(),
      subjectKind: 'account',
      subjectId: account.id,
      kind: given.kind,
      at: context.now(),
      actorKind: role,
      actorId: userId,
      fromStatus: null,
      toStatus: null,
      detail: { by, account: { login: account.login, name: account.name }, ...given.detail },
    }),
  )
}

/** A role as an event keeps it, with its unit's name as it was that day. */
export const roleDetail = async (
  tx: Tx,
  given: {
    readonly role: StaffRole
    readonly unitId: string | null
    readonly fromDay?: string | null
    readonly untilDay?: string | null
  },
): Promise<EventDetail> => ({
  role: given.role,
  unit:
    given.role === 'district' || given.role === 'auditor'
      ? await unitName(tx, { kind: 'district', id: null })
      : await unitName(tx, { kind: given.role, id: given.unitId }),
  fromDay: given.fromDay ?? null,
  untilDay: given.untilDay ?? null,
})
