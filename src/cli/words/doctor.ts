/** What `jieyou doctor` says. */
import { database } from './database.ts'

export const doctor = {
  help: [
    'Usage: npx jieyou doctor [--create-roles] [--json]',
    '',
    'Says what is configured, what is real and what is missing on this machine, and changes nothing.',
    '',
    '  --create-roles  first makes the database roles and the keys that are missing, on DATABASE_URL or the embedded server',
    '  --json          the findings for programs',
    '',
    ...database.about,
    '',
    'Exit code 0: nothing is missing (there may be warnings). 1: something is missing or wrong. 2: misused.',
  ],
  marks: { good: '✓', note: '·', warning: '!', missing: '✗' },
  areas: {
    machine: 'Machine',
    settings: 'Settings',
    keys: 'Keys',
    database: 'Database',
    work: 'Work',
    districts: 'Districts',
    exposure: 'How it is reached',
    engines: 'Engines',
  },
  summary: (missing: number, warnings: number) =>
    missing === 0 && warnings === 0
      ? 'Nothing is missing.'
      : `${missing} missing or wrong, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`,
  rolesMade: (names: readonly string[]) =>
    names.length > 0 ? `roles made: ${names.join(', ')}` : 'every role was there; passwords and rights are set anew',
  rolesNotForStrangers:
    'This database is in use, and its keys are not in DATA_DIR. New ones could not read the names residents gave. Put the folder keys back.',

  node: (version: string) => `Node.js ${version}`,
  nodeOld: (version: string) => `Node.js ${version} is too old: 24 or newer is needed`,
  setting: (name: string, value: string, from: string) => `${name} = ${value === '' ? '(not set)' : value}  (${from})`,
  dataDir: (path: string) => `${path} is there, for its owner only`,
  dataDirMissing: (path: string) => `${path} is not there: nothing was started here yet`,
  dataDirOpen: (path: string, mode: string) => `${path} can be read by others (mode ${mode})`,
  diskFree: (gigabytes: string) => `${gigabytes} GB free`,
  diskShort: (gigabytes: string) => `only ${gigabytes} GB free`,
  keysGood: (path: string) => `${path}, for its owner only`,
  keysMissing: (path: string) => `${path} is not there; the first start makes it`,
  keysOpen: (path: string, mode: string) => `${path} can be read by others (mode ${mode}): chmod 600`,
  keysBroken: 'the file of keys is not whole',

  noDatabase: 'there is no database yet: “npx jieyou init”, or “npm start” for a demonstration',
  unreachable: (problem: string) => `the server cannot be used: ${problem}`,
  embeddedJoined: 'the embedded server, which a program is using now',
  embeddedStarted: 'the embedded server; no program runs on it now',
  own: (host: string) => `the server ${host}`,
  version: (version: string) => `PostgreSQL ${version}`,
  versionOld: (version: string) => `PostgreSQL ${version} is too old: 15 or newer is needed`,
  encoding: (encoding: string) => `encoding ${encoding}`,
  encodingWrong: (encoding: string) => `encoding ${encoding}: Chinese needs UTF8`,
  locale: (locale: string) => `locale ${locale}`,
  localeOther: (locale: string) =>
    `locale ${locale}: with anything but C.UTF-8 letters may be told apart otherwise than the tests do`,
  clockOff: (seconds: number) => `its clock is ${seconds} s away from this machine’s`,
  roleGood: (name: string) => `role ${name}`,
  roleMissing: (name: string) => `role ${name} is not there: “npx jieyou doctor --create-roles” makes it`,
  roleTooStrong: (name: string, what: string) => `role ${name} ${what}, which it must not`,
  roleTooWeak: (name: string, what: string) => `role ${name} ${what}`,
  tooMuch: { superuser: 'is a superuser', bypass: 'passes row security', roles: 'may make roles' },
  tooLittle: {
    bypass: 'does not pass row security, so that a backup would be empty',
    login: 'may not sign in',
    password: 'does not take its password of DATA_DIR/keys',
  },
  migrations: (count: number) => `${count} migrations, all applied`,
  migrationPending: (file: string) => `migration ${file} is not applied: “npx jieyou migrate”, or the next start`,
  migrationChanged: (file: string) => `migration ${file} was applied in another wording`,
  migrationNewer: (file: string) => `migration ${file} is of a newer release than this one`,
  rowSecurity: 'row security is forced on every table of a district',
  rowSecurityMissing: (tables: readonly string[]) => `row security is not forced on ${tables.join(', ')}`,

  outbox: (prefix: string, waiting: number) => `${prefix}: ${waiting} events wait to be followed`,
  relayGood: (prefix: string) => `${prefix}: a relay is at work`,
  relayNone: (prefix: string) => `${prefix}: no relay is at work`,
  relayStuck: (prefix: string, waiting: number) =>
    `${prefix}: ${waiting} events wait and no relay is at work: is a worker running?`,
  queueNone: 'the queue is not there yet; the first worker makes it',
  queue: (waiting: number) => `${waiting} jobs wait`,
  queueFailing: (failing: number) => `${failing} jobs have failed and are tried again`,
  queueGivenUp: (givenUp: number) => `${givenUp} jobs have failed too often and are not tried any more`,

  district: (name: string, prefix: string, host: string | null) =>
    `${name} (${prefix})${host === null ? '' : `, at ${host}`}`,
  demonstration: (name: string, prefix: string) =>
    `${name} (${prefix}) is a demonstration: everyone’s password is public`,
  noDistrict: 'no district yet: “npx jieyou init” founds one',
  calendar: (prefix: string, year: number) => `${prefix}: holidays are known until ${year}`,
  calendarNone: (prefix: string, year: number) =>
    `${prefix}: the holidays of ${year} are not known; every day from Monday to Friday counts as a working day`,
  calendarSoon: (prefix: string, year: number) =>
    `${prefix}: the holidays of ${year}, which are announced in November, are not known yet`,

  urlNone: 'PUBLIC_URL is not set: codes and links lead to this machine only',
  urlHttps: (url: string) => `${url}`,
  urlLocal: (url: string) => `${url}: for this machine only`,
  urlPlain: (url: string) => `${url} is not https: what people write crosses the network unprotected`,
  tls: (file: string) => `certificate ${file}`,
  tlsUnreadable: (file: string, problem: string) => `${file} cannot be read (${problem})`,
  tlsUntil: (day: string) => `the certificate is good until ${day}`,
  tlsEnds: (day: string) => `the certificate ends on ${day}`,
  tlsBroken: (file: string) => `${file} is not a certificate`,
  proxy: 'TLS is left to a proxy, which is believed (TRUST_PROXY)',
  proxyNotTrusted: 'https without TLS_CERT and without TRUST_PROXY: a proxy’s X-Forwarded-Proto is not believed',
  loopback: (host: string) => `HOST ${host}: only this machine reaches it`,
  listens: (host: string) => `HOST ${host}: the network reaches it`,
  demonstrationExposed: 'a demonstration, whose passwords are public, can be reached from the network',

  engines: {
    speech: 'speech to text: not configured; there is no engine in this release',
    paper: 'reading of paper: not configured; there is no engine in this release',
    mail: 'mail: not configured; there is none in this release',
    messages: 'text messages: not configured; there are none in this release',
  },
} as const
