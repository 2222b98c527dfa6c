/** The verbs of `npx jieyou <verb>`, and the choice among them. A verb's own code is loaded only when it is called. */
import { exitCode, type Terminal, type Verb } from './verb.ts'
import { sentences } from './words.ts'

export const verbs: readonly Verb[] = [
  {
    name: 'init',
    summary: 'found a real, empty district with its first administrator',
    run: async (args, terminal) => (await import('./init/init.ts')).init(args, terminal),
  },
  {
    name: 'doctor',
    summary: 'say what is configured, what is real and what is missing on this machine',
    run: async (args, terminal) => (await import('./doctor/doctor.ts')).doctor(args, terminal),
  },
  {
    name: 'migrate',
    summary: 'bring the database to this release',
    run: async (args, terminal) => (await import('./migrate/migrate.ts')).migrate(args, terminal),
  },
  {
    name: 'backup',
    summary: 'keep database, files and keys, as they are at one moment',
    run: async (args, terminal) => (await import('./backup/backup.ts')).backup(args, terminal),
  },
  {
    name: 'restore',
    summary: 'put a backup into an empty data folder and database',
    run: async (args, terminal) => (await import('./restore/restore.ts')).restore(args, terminal),
  },
  {
    name: 'place',
    summary: 'set up towns, stations, deputies, points and agencies, with their codes',
    run: async (args, terminal) => (await import('./place/place.ts')).place(args, terminal),
  },
  {
    name: 'user',
    summary: 'keep the accounts of those who work at the desk',
    run: async (args, terminal) => (await import('./user/user.ts')).user(args, terminal),
  },
  {
    name: 'calendar',
    summary: 'keep holidays and make-up working days, and count due dates anew',
    run: async (args, terminal) => (await import('./calendar/calendar.ts')).calendar(args, terminal),
  },
  {
    name: 'import',
    summary: 'bring in reports that were said elsewhere, from a file',
    run: async (args, terminal) => (await import('./import/import.ts')).importFile(args, terminal),
  },
  {
    name: 'ledger',
    summary: 'show the key of a district’s public log, or write the log out as files',
    run: async (args, terminal) => (await import('./ledger/ledger.ts')).ledger(args, terminal),
  },
  {
    name: 'verify',
    summary: 'check the database, a receipt or a public log by computing it again',
    run: async (args, terminal) => (await import('./verify/verify.ts')).verify(args, terminal),
  },
  {
    name: 'witness',
    summary: 'watch a public log, and sign that it only grows',
    run: async (args, terminal) => (await import('./witness/witness.ts')).witness(args, terminal),
  },
  {
    name: 'send',
    summary: 'put the messages of a file through the public API, as a resident’s client would',
    run: async (args, terminal) => (await import('./send/send.ts')).send(args, terminal),
  },
]

/** Runs one command and gives its exit code: 2 for a verb that does not exist, otherwise the verb's own. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  known: readonly Verb[] = verbs,
): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    for (const line of sentences.help(known)) terminal.say(line)
    return exitCode.done
  }
  const verb = known.find((one) => one.name === name)
  if (!verb) {
    terminal.warn(sentences.unknownVerb(name))
    return exitCode.misused
  }
  return verb.run(rest, terminal)
}
