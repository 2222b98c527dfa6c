/** `jieyou user`: keeps the accounts of those who work at the desk. */
import { fromMachine } from '../../actions/act-on-account.ts'
import { addUser } from '../../actions/add-user.ts'
import type { Context } from '../../actions/context.ts'
import { disableUser, enableUser, giveRole, setPassword, takeRole } from '../../actions/keep-account.ts'
import type { District } from '../../data/districts/read.ts'
import { accountByLogin, allAccounts } from '../../data/people/read.ts'
import { allUnits } from '../../data/places/read.ts'
import { readLogin, readName } from '../../domain/people/account.ts'
import { type Membership, staffRoles } from '../../domain/people/actor.ts'
import { findUnit } from '../../domain/places/find-unit.ts'
import { type Asker, terminalAsker } from '../asking.ts'
import { newPassword } from '../new-password.ts'
import { districtFor, onDatabase } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'

const words = sentences.user
/** A role as it was typed, before its unit is looked up. */
type TypedRole = { readonly role: (typeof staffRoles)[number]; readonly unit: string | null }

/** A refusal with the sentence it is told in; it ends the verb. */
class Refused extends Error {}

type Work = (context: Context, district: District) => Promise<void>

/** Runs the verb and gives its exit code. `asker` is given by tests only. */
export async function user(args: readonly string[], terminal: Terminal, asker: Asker = terminalAsker): Promise<number> {
  const read = openVerb(
    {
      name: 'user',
      help: words.help,
      options: {
        name: { type: 'string' },
        role: { type: 'string', multiple: true, default: [] },
        'password-file': { type: 'string' },
        district: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const work = workOf(read.positionals, read.values, terminal, asker)
  if (typeof work === 'string') return read.misused(work)
  return onDatabase(terminal, 'nothing', async (context) => {
    const district = await districtFor(context, read.values.district)
    if (!district.ok) {
      terminal.warn(district.sentence)
      return exitCode.failed
    }
    try {
      await work(context, district.value)
      return exitCode.done
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      terminal.warn(error.message)
      return exitCode.failed
    }
  })
}

type Values = {
  name?: string | undefined
  role: string[]
  'password-file'?: string | undefined
  json: boolean
}

/** What is to be done, or the sentence about what was misused. */
function workOf([deed, ...rest]: string[], values: Values, terminal: Terminal, asker: Asker): Work | string {
  if (deed === 'list') return rest.length > 0 ? sentences.tooMany(rest) : list(values.json, terminal)
  const [login, ...more] = rest
  if (deed === undefined || !['add', 'password', 'disable', 'enable', 'role'].includes(deed)) return words.which
  if (login === undefined) return words.oneLogin
  if (deed === 'role') return changeRole(login, more, terminal)
  if (more.length > 0) return words.oneLogin
  if (deed === 'add') return add(login, values, terminal, asker)
  if (deed === 'password')
    return async (context, district) => {
      const account = await accountByLogin(context.database.of(district.id), login)
      if (!account) throw new Refused(words.refusals['no-such-login'])
      const password = await passwordFor({ login, name: account.name }, values, asker, terminal)
      terminal.say(words.passwordSet(told(await setPassword(context, district.id, { login }, password)).name))
    }
  const [change, sentence] = deed === 'disable' ? [disableUser, words.disabled] : [enableUser, words.enabled]
  return async (context, district) => terminal.say(sentence(told(await change(context, district.id, { login })).name))
}

function list(json: boolean, terminal: Terminal): Work {
  return async (context, district) => {
    const accounts = await allAccounts(context.database.of(district.id))
    if (json) terminal.say(JSON.stringify(accounts, null, 2))
    else for (const account of accounts) terminal.say(words.line(account))
  }
}

function add(typedLogin: string, values: Values, terminal: Terminal, asker: Asker): Work | string {
  const login = readLogin(typedLogin)
  if (!login.ok) return sentences.misread[login.refusal]
  if (values.name === undefined) return words.nameNeeded
  const name = readName(values.name)
  if (!name.ok) return sentences.misread[name.refusal]
  if (values.role.length === 0) return words.roleNeeded
  const roles: TypedRole[] = []
  for (const typed of values.role) {
    const role = readRole(typed)
    if (!role) return words.roleMisread(typed)
    roles.push(role)
  }
  return async (context, district) => {
    const memberships: Membership[] = []
    for (const role of roles) memberships.push(await membershipFor(context, district, role))
    if (await accountByLogin(context.database.of(district.id), login.value))
      throw new Refused(words.refusals['login-taken'])
    const password = await passwordFor({ login: login.value, name: name.value }, values, asker, terminal)
    await addUser(
      context,
      district.id,
      { login: login.value, name: name.value, password, memberships },
      fromMachine,
    ).catch((error: { code?: string }) => {
      // Somebody else took it a moment ago.
      if (error.code === '23505') throw new Refused(words.refusals['login-taken'])
      throw error
    })
    terminal.say(words.added(login.value, name.value))
  }
}

function changeRole(login: string, [way, typed, ...more]: string[], terminal: Terminal): Work | string {
  if ((way !== 'add' && way !== 'remove') || typed === undefined || more.length > 0) return words.changeNeeded
  const role = readRole(typed)
  if (!role) return words.roleMisread(typed)
  return async (context, district) => {
    const membership = await membershipFor(context, district, role)
    if (way === 'add') terminal.say(words.given(told(await giveRole(context, district.id, { login }, membership)).name))
    else terminal.say(words.taken(told(await takeRole(context, district.id, { login }, membership)).name))
  }
}

/** `station=东街代表联络站`, `district`. */
function readRole(typed: string): TypedRole | undefined {
  const [, name = '', unit] = /^([a-z]+)(?:=(.+))?$/su.exec(typed) ?? []
  const role = staffRoles.find((one) => one === name)
  if (!role) return undefined
  const isWhole = role === 'district' || role === 'auditor'
  return isWhole === (unit === undefined) ? { role, unit: unit ?? null } : undefined
}

async function membershipFor(context: Context, district: District, { role, unit }: TypedRole): Promise<Membership> {
  if (unit === null || role === 'district' || role === 'auditor') return { role, unitId: null }
  const found = findUnit(await allUnits(context.database.of(district.id)), role, unit)
  if (!found.ok) throw new Refused(`${role}=${unit}: ${sentences.place.refusals[found.refusal]}`)
  return { role, unitId: found.value.id }
}

async function passwordFor(whose: { login: string; name: string }, values: Values, asker: Asker, terminal: Terminal) {
  const read = await newPassword({ file: values['password-file'], ...whose }, asker, terminal)
  if (read === 'ended') throw new Refused(sentences.nothingDone)
  if ('refused' in read) throw new Refused(read.refused)
  return read.password
}

/** What was decided, or its refusal in words. */
function told<Value>(
  decision: { ok: true; value: Value } | { ok: false; refusal: keyof typeof words.refusals },
): Value {
  if (decision.ok) return decision.value
  throw new Refused(words.refusals[decision.refusal])
}
