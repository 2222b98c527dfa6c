/** Every sentence the command line says, in English: it is read by whoever runs the server. */
import type { Verb } from './verb.ts'
import { backup, restore } from './words/backup.ts'
import { calendar } from './words/calendar.ts'
import { database, misread, passwords } from './words/database.ts'
import { doctor } from './words/doctor.ts'
import { type ImportCounts, imports } from './words/imports.ts'
import { init } from './words/init.ts'
import { ledger } from './words/ledger.ts'
import { migrate } from './words/migrate.ts'
import { place } from './words/place.ts'
import { user } from './words/user.ts'
import { verify } from './words/verify.ts'
import { witness } from './words/witness.ts'

export type { ImportCounts }

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const sentences = {
  help: (verbs: readonly Verb[]): readonly string[] => {
    const width = Math.max(...verbs.map(({ name }) => name.length))
    return [
      'Usage: npx jieyou <verb> [options]',
      '',
      ...verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
      '',
      '“npx jieyou <verb> --help” tells more about one verb.',
    ]
  },
  unknownVerb: (name: string) => `There is no verb “${name}”. “npx jieyou --help” lists them.`,
  seeHelp: (verb: string) => `“npx jieyou ${verb} --help” tells how it is used.`,
  tooMany: (words: readonly string[]) => `What is meant by “${words.join(' ')}”?`,
  nothingDone: 'Nothing was changed.',
  database,
  misread,
  passwords,
  init,
  doctor,
  calendar,
  migrate,
  user,
  place,
  imports,
  ledger,
  verify,
  witness,
  backup,
  restore,

  send: {
    help: [
      'Usage: npx jieyou send FILE --to CODE [options]',
      '',
      'Puts each line of FILE (JSON Lines, plain or gzip) through the public API of a running server. It can be stopped at',
      'any time and run again: a message is never delivered twice, because its submission id stays the same.',
      '',
      '  --to CODE            to whom: the public code of a point, deputy, station or town, or a district’s two letters',
      '  --url URL            where the server is (http://localhost:8080)',
      '  --field NAME=COLUMNS which columns make up NAME (text or place), in this order, joined by a new line',
      '                       (text=title,text)',
      '  --state FILE         where submission ids and receipt codes are kept (./<name of FILE>.sent.jsonl); only you can',
      '                       read it, and whoever can read it can open every report',
      '  --parallel N         how many messages are on their way at once, 1 to 64 (8)',
      '  --dry-run            read FILE and ask for CODE, but send and write nothing',
      '',
      'Exit code 0: every line was delivered, or refused for a reason of its own. 1: stopped, or some line not delivered.',
      '2: misused.',
    ],
    oneFile: 'Name exactly one file of messages.',
    toWhom: 'Say to whom: --to CODE.',
    codeMisread: (code: string) =>
      `“${code}” is neither a public code (8 letters, the last a check letter) nor a district.`,
    urlMisread: (url: string) => `“${url}” is not the address of a server. An example: http://localhost:8080`,
    parallelMisread: '--parallel is a whole number from 1 to 64.',
    fieldMisread: (field: string) =>
      `“--field ${field}” is not understood. Examples: text=title,text and place=address`,
    cannotRead: (path: string, problem: string) => `${path} cannot be read (${problem}).`,
    cannotWrite: (path: string, problem: string) => `${path} cannot be written (${problem}).`,
    stateOfOther: (path: string, differs: readonly string[]) =>
      `${path} was begun with another ${differs.join(' and another ')}. Continue as it was begun, or name another file with --state.`,
    stateUnreadable: (path: string) => `${path} was not written by “jieyou send”. Name another file with --state.`,
    begin: (file: string, kind: string, name: string, townName: string | null) =>
      `Sending ${file} to the ${kind} ${name}${townName && townName !== name ? ` (${townName})` : ''}.`,
    statePlace: (path: string) => `Receipt codes go to ${path}, which only you can read.`,
    progress: (counts: Counts, share: number) => `${summary(counts)} · ${Math.floor(share * 100)} % of the file read`,
    refused: (line: number, why: string) => `line ${line}: ${why}`,
    notDelivered: (line: number, problem: string) => `line ${line}: not delivered: ${problem}`,
    lineRefusals: {
      'not-utf-8': 'This line is not UTF-8.',
      'not-json': 'This line is not a JSON object.',
      'too-long-a-line': 'This line is longer than a mebibyte.',
      'no-such-column': 'None of the columns that make up the text is in this line.',
      'not-words': 'A column that makes up the text holds something other than words.',
      'nothing-said': 'There are no words in it.',
      'too-long': 'It has more than 6000 characters.',
    },
    unreachable: (url: string, problem: string) =>
      `The server at ${url} cannot be reached or does not work (${problem}). When it runs again, repeat the same command.`,
    unexpected: (url: string, problem: string) => `Stopped: ${url} ${problem}`,
    redirects: (place: string) => `redirects to ${place}. Give the final address with --url.`,
    status: (status: number, message: string) => `answered with status ${status}${message ? `: ${message}` : '.'}`,
    statusBriefly: (status: number) => `status ${status}`,
    notJieyou: 'answered something that is not Jieyou’s reply.',
    otherReceipt: 'gave a receipt code that does not belong to the submission. Is it another version of Jieyou?',
    noAnswer: 'no answer in time',
    summary: (counts: Counts) => summary(counts),
    dryRun: (ready: number, refused: number) =>
      `${plural(ready, 'message', 'messages')} could be sent, ${refused} would be refused. Nothing was sent.`,
  },
} as const

/** What became of the lines so far. */
export type Counts = {
  readonly sent: number
  readonly there: number
  readonly refused: number
  readonly undelivered: number
}

const summary = ({ sent, there, refused, undelivered }: Counts): string =>
  `${sent} sent, ${there} already there, ${refused} refused${undelivered > 0 ? `, ${undelivered} not delivered` : ''}`

export type LineRefusal = keyof typeof sentences.send.lineRefusals
