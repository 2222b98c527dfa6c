/** What `jieyou init` says. */
import { database } from './database.ts'

export const init = {
  help: [
    'Usage: npx jieyou init [options]',
    '',
    'Founds a real, empty district with its first administrator. What is not given is asked for on a terminal.',
    '',
    '  --name NAME           the district, as people call it: 沁湖区',
    '  --prefix LETTERS      the two letters that every code of the district begins with, for ever (not I, L, O, U)',
    '  --host HOST           the host name its pages are reached by (from PUBLIC_URL, if that is set)',
    '  --admin-name NAME     the first administrator',
    '  --admin-login LOGIN   what they sign in with',
    '  --password-file FILE  where their password is read from; “-” is standard input. It is never printed',
    '',
    ...database.about,
    'A database with a demonstration is refused: a real district needs one of its own.',
    '',
    'Exit code 0: the district is there. 1: it was refused, or the database cannot be used. 2: misused.',
  ],
  askName: 'Name of the district (for example 沁湖区): ',
  askPrefix: 'Two letters every code begins with, for ever (for example QH): ',
  askHost: (usual: string) => `Host name of its pages${usual ? ` [${usual}]` : ''}: `,
  askAdminName: 'Name of the first administrator: ',
  askAdminLogin: 'Their login [admin]: ',
  missing: (options: readonly string[]) => `There is no terminal to ask on: give ${options.join(', ')}.`,
  refusals: {
    'demonstration-here': 'There is a demonstration in this database. Choose another DATA_DIR or DATABASE_URL.',
    'prefix-taken': 'A district of this database has these two letters already.',
    'host-taken': 'A district of this database has this host name already.',
  },
  done: (name: string, prefix: string, host: string) => `${name} (${prefix}) is founded, at ${host}.`,
  administrator: (name: string, login: string) => `${name} signs in as “${login}”.`,
  holidays: (last: string) => `Holidays and make-up days are filled in until ${last}.`,
  next: [
    'What comes next:',
    '  npx jieyou place import FILE.csv   towns, stations, deputies, points and agencies, with their codes',
    '  npx jieyou user add …              the people who work with them',
    '  npx jieyou doctor                  what is still missing on this machine',
    '  npm start                          the program itself',
  ],
} as const
