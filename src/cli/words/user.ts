/** What `jieyou user` says. */
import type { Account } from '../../data/people/read.ts'
import { database } from './database.ts'

const roleOf = ({ role, unitId, unitName }: Account['roles'][number]) =>
  unitId === null ? role : `${role} ${unitName}`

export const user = {
  help: [
    'Usage: npx jieyou user add LOGIN --name NAME --role ROLE[=UNIT] [--role …] [--password-file FILE]',
    '       npx jieyou user list [--json]',
    '       npx jieyou user password LOGIN [--password-file FILE]',
    '       npx jieyou user disable LOGIN | enable LOGIN',
    '       npx jieyou user role LOGIN add ROLE[=UNIT] | remove ROLE[=UNIT]',
    '',
    'Keeps the accounts of those who work at the desk. A role is one of',
    '',
    '  district, auditor                    for the whole district',
    '  town=UNIT, station=UNIT, deputy=UNIT, agency=UNIT',
    '',
    'and UNIT is a name (善桥镇; 善桥镇/东街代表联络站 where a name is there twice) or a public code.',
    '',
    '  --password-file FILE  where the password is read from; “-” is standard input. Else it is asked for',
    '  --district LETTERS    which district, where there are several',
    '  --json                the list for programs',
    '',
    'Whoever is disabled, or gets another password, is signed out at once; a role given or taken holds from the next press.',
    '',
    ...database.about,
    '',
    'Exit code 0: done. 1: refused, or the database cannot be used. 2: misused.',
  ],
  which: 'Say what to do: add, list, password, disable, enable or role.',
  oneLogin: 'Name exactly one login.',
  nameNeeded: 'Say who it is: --name NAME.',
  roleNeeded: 'Give at least one role: --role ROLE or --role ROLE=UNIT.',
  roleMisread: (typed: string) => `“${typed}” is not a role. Examples: district, station=东街代表联络站.`,
  changeNeeded: 'Say which role: role LOGIN add ROLE[=UNIT], or role LOGIN remove ROLE[=UNIT].',
  added: (login: string, name: string) => `${name} can sign in as “${login}”.`,
  disabled: (name: string) => `${name} can no longer sign in, and is signed out.`,
  enabled: (name: string) => `${name} can sign in again.`,
  passwordSet: (name: string) => `${name} has a new password, and is signed out.`,
  given: (name: string) => `${name} has the role.`,
  taken: (name: string) => `${name} no longer has the role.`,
  line: (account: Account) =>
    `${account.login}  ${account.name}  ${account.roles.map(roleOf).join(', ') || 'no role'}${account.active ? '' : '  (disabled)'}`,
  refusals: {
    'login-taken': 'Somebody has this login already.',
    'no-such-login': 'Nobody has this login.',
    'has-left': 'This person has left; the account is kept for the record only.',
    'no-such-unit': 'There is no such unit any more.',
    'no-such-role': 'They do not have this role.',
    'last-administrator':
      'This is the only one who keeps the whole district. Give somebody else the role district first.',
  },
} as const
