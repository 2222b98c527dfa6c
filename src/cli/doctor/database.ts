/** The doctor looks at the database: its server, our roles, the migrations, row security. */
import { conditionOfServer, opens, type RoleCondition, type ServerCondition } from '../../data/condition.ts'
import { migrationState } from '../../data/migrate.ts'
import { loginRoles, owner, urlAs } from '../../data/roles.ts'
import type { Keys } from '../../start/keys.ts'
import type { DatabaseServer } from '../../start/open-database.ts'
import { sentences } from '../words.ts'
import { type Finding, findingsOf } from './finding.ts'

const words = sentences.doctor
const leastVersion = 150_000

/** What is found of the database. `isWhole` when it can be worked on. */
export async function lookAtDatabase(
  server: DatabaseServer,
  keys: Keys | undefined,
): Promise<{ found: Finding[]; isWhole: boolean; hasQueue: boolean }> {
  const { found, good, warn, missing } = findingsOf('database')
  const condition = await conditionOfServer(server.url)
  if (server.joined === undefined) good(words.own(new URL(server.url).host))
  else good(server.joined ? words.embeddedJoined : words.embeddedStarted)
  lookAtServer(condition, { good, warn, missing })

  const fits = await lookAtRoles(condition, server, keys, { good, missing })
  if (fits && keys) {
    const state = await migrationState(urlAs(server.url, server.database, owner, keys.rolePasswords))
    for (const file of state.pending) missing(words.migrationPending(file))
    for (const file of state.changed) missing(words.migrationChanged(file))
    for (const file of state.newer) missing(words.migrationNewer(file))
    if (state.pending.length + state.changed.length + state.newer.length === 0)
      good(words.migrations(state.applied.length))
  }
  if (condition.unforced.length > 0) missing(words.rowSecurityMissing(condition.unforced))
  else if (condition.hasTables) good(words.rowSecurity)
  return { found, isWhole: fits && condition.hasTables, hasQueue: condition.hasQueue }
}

type Say = (text: string) => void

function lookAtServer(condition: ServerCondition, { good, warn, missing }: Record<'good' | 'warn' | 'missing', Say>) {
  const { version, encoding, locale, clockOff } = condition
  const said = `${Math.floor(version / 10_000)}.${version % 10_000}`
  if (version >= leastVersion) good(words.version(said))
  else missing(words.versionOld(said))
  if (encoding === 'UTF8') good(words.encoding(encoding))
  else missing(words.encodingWrong(encoding))
  if (/^C\.utf-?8$/i.test(locale)) good(words.locale(locale))
  else warn(words.localeOther(locale))
  if (clockOff > 5) warn(words.clockOff(clockOff))
}

/** True when every role is there and takes its password. */
async function lookAtRoles(
  condition: ServerCondition,
  server: DatabaseServer,
  keys: Keys | undefined,
  { good, missing }: Record<'good' | 'missing', Say>,
): Promise<boolean> {
  let fits = true
  for (const name of [owner, ...loginRoles] as const) {
    const role = condition.roles.find((one) => one.name === name)
    if (!role) {
      missing(words.roleMissing(name))
      fits = false
      continue
    }
    const wrong = faultsOf(role)
    if (keys && role.maySignIn && !(await opens(urlAs(server.url, server.database, name, keys.rolePasswords)))) {
      wrong.push(words.roleTooWeak(name, words.tooLittle.password))
      fits = false
    }
    for (const fault of wrong) missing(fault)
    if (wrong.length === 0) good(words.roleGood(name))
  }
  return fits
}

function faultsOf(role: RoleCondition): string[] {
  const { tooMuch, tooLittle } = words
  const mayBypass = role.name === 'jieyou_backup'
  const strong = [
    role.isSuperuser && tooMuch.superuser,
    role.bypassesRowSecurity && !mayBypass && tooMuch.bypass,
    role.mayCreateRoles && tooMuch.roles,
  ]
  const weak = [!role.bypassesRowSecurity && mayBypass && tooLittle.bypass, !role.maySignIn && tooLittle.login]
  return [
    ...strong.flatMap((what) => (what ? [words.roleTooStrong(role.name, what)] : [])),
    ...weak.flatMap((what) => (what ? [words.roleTooWeak(role.name, what)] : [])),
  ]
}
