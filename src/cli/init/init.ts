/** `jieyou init`: founds a real, empty district with its first administrator. */
import { foundDistrict, mayFound } from '../../actions/found-district.ts'
import { readHost, readPrefix } from '../../domain/districts/district.ts'
import { readLogin, readName } from '../../domain/people/account.ts'
import { defaultRules } from '../../domain/rules/rule-set.ts'
import { chineseHolidays } from '../../outside/holidays.ts'
import { ownSettings } from '../../start/settings.ts'
import { type Asker, terminalAsker } from '../asking.ts'
import { newPassword } from '../new-password.ts'
import { onDatabase } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'

const words = sentences.init

/** The first day the rules are in force: before anything that could be imported matters. */
const rulesFrom = '2020-01-01'

type Read = (
  typed: string,
) => { ok: true; value: string } | { ok: false; refusal: Exclude<keyof typeof sentences.misread, 'passwords-differ'> }

/** What must be known, each with its option, its reading, its question and what Enter alone means. */
const parts = {
  name: { option: '--name', read: readName, question: () => words.askName, usual: () => '' },
  prefix: { option: '--prefix', read: readPrefix, question: () => words.askPrefix, usual: () => '' },
  host: { option: '--host', read: readHost, question: words.askHost, usual: publicHost },
  adminName: { option: '--admin-name', read: readName, question: () => words.askAdminName, usual: () => '' },
  adminLogin: { option: '--admin-login', read: readLogin, question: () => words.askAdminLogin, usual: () => 'admin' },
} as const satisfies Record<
  string,
  { option: string; read: Read; question: (usual: string) => string; usual: () => string }
>
type Part = keyof typeof parts
type Known = Partial<Record<Part, string>>

/** Runs the verb and gives its exit code. `asker` is given by tests only. */
export async function init(args: readonly string[], terminal: Terminal, asker: Asker = terminalAsker): Promise<number> {
  const read = openVerb(
    {
      name: 'init',
      help: words.help,
      options: {
        name: { type: 'string' },
        prefix: { type: 'string' },
        host: { type: 'string' },
        'admin-name': { type: 'string' },
        'admin-login': { type: 'string' },
        'password-file': { type: 'string' },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { misused } = read
  if (read.positionals.length > 0) return misused(sentences.tooMany(read.positionals))
  const { values } = read
  const given: Known = {}
  for (const part of Object.keys(parts) as Part[]) {
    const { option } = parts[part]
    const typed = values[option.slice(2) as keyof typeof values] as string | undefined
    const usual = part === 'host' && !asker.isThere ? publicHost() : ''
    if (typed === undefined && usual === '') continue
    const value = parts[part].read(typed ?? usual)
    if (!value.ok) return misused(`${option}: ${sentences.misread[value.refusal]}`)
    given[part] = value.value
  }
  if (!asker.isThere) {
    const missing = (Object.keys(parts) as Part[]).filter((part) => given[part] === undefined)
    const options: string[] = missing.map((part) => parts[part].option)
    if (values['password-file'] === undefined) options.push('--password-file')
    if (options.length > 0) return misused(words.missing(options))
  }

  return onDatabase(terminal, 'everything', async (context) => {
    const refused = (refusal: keyof typeof words.refusals) => {
      terminal.warn(words.refusals[refusal])
      return exitCode.failed
    }
    const free = await mayFound(context, given)
    if (!free.ok) return refused(free.refusal)
    const known = await askedFor(given, asker, terminal)
    if (known === 'ended') return ended(terminal)
    const { name, prefix, host, adminName, adminLogin } = known
    const password = await newPassword(
      { file: values['password-file'], login: adminLogin, name: adminName },
      asker,
      terminal,
    )
    if (password === 'ended') return ended(terminal)
    if ('refused' in password) {
      terminal.warn(password.refused)
      return exitCode.failed
    }
    const calendar = chineseHolidays()
    const administrator = { name: adminName, login: adminLogin, ...password }
    const founding = { name, prefix, host, rules: defaultRules, rulesFrom, calendar, administrator }
    const founded = await foundDistrict(context, founding)
    if (!founded.ok) return refused(founded.refusal)
    terminal.say(words.done(name, prefix, host))
    terminal.say(words.administrator(adminName, adminLogin))
    terminal.say(
      words.holidays(
        calendar
          .map(({ date }) => date)
          .sort()
          .at(-1) ?? '',
      ),
    )
    for (const line of words.next) terminal.say(line)
    return exitCode.done
  })
}

/** Asks for what is not given, each until it can be read. */
async function askedFor(
  given: Known,
  asker: Asker,
  terminal: Terminal,
): Promise<Readonly<Record<Part, string>> | 'ended'> {
  const known: Known = { ...given }
  for (const part of Object.keys(parts) as Part[]) {
    const { read, question, usual } = parts[part]
    while (known[part] === undefined) {
      const typed = await asker.ask(question(usual()))
      if (typed === undefined) return 'ended'
      const value = read(typed === '' ? usual() : typed)
      if (value.ok) known[part] = value.value
      else terminal.warn(sentences.misread[value.refusal])
    }
  }
  return known as Record<Part, string>
}

function ended(terminal: Terminal): number {
  terminal.warn(sentences.nothingDone)
  return exitCode.failed
}

/** The host name people reach this machine by, as far as the settings tell. */
function publicHost(): string {
  const settings = ownSettings()
  const url = settings.ok ? settings.value.publicUrl : undefined
  return url === undefined ? '' : new URL(url).hostname
}
