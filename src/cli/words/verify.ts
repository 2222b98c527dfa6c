/** What `jieyou verify` says. */
import type { Difference, Verified } from '../../actions/verify-database.ts'

const differences: Record<Difference['what'], (where: string) => string> = {
  'event-differs': (where) => `event differs from its commitment (position, id): ${where}`,
  'report-differs': (where) => `report differs from its commitment (position, id): ${where}`,
  'leaf-differs': (where) => `event is not the one in the log (position, id): ${where}`,
  'leaf-without-event': (where) => `the log holds an event that is not in the database (position, id): ${where}`,
  'leaf-missing': (where) => `a leaf of the log is missing (position): ${where}`,
  'leaf-not-signed': (where) => `a leaf stands beyond the last checkpoint (position): ${where}`,
  'event-missing': (where) => `event is neither in the log nor on its way there (id): ${where}`,
  'event-late': (where) => `event waits too long for the log (id): ${where}`,
  'tile-differs': (where) => `tile differs from the leaves (level/index): ${where}`,
  'checkpoint-differs': (where) => `checkpoint is not of these leaves, or not signed by a known key (size): ${where}`,
  'no-checkpoint': (where) => `the log has no checkpoint (district): ${where}`,
}

export const verify = {
  help: [
    'Usage: npx jieyou verify database [--district XX] [--vkey K]…',
    '       npx jieyou verify receipt FILE [--vkey K]…',
    '       npx jieyou verify log URL --vkey K… [--since CHECKPOINT-FILE]',
    '',
    '  database  computes every commitment of the database of DATA_DIR or DATABASE_URL again and holds it against the',
    '            log: what was changed, removed or added is named by id and position. Erased contents are counted as',
    '            erased. --vkey names keys of former years, which are no longer in DATA_DIR/keys',
    '  receipt   checks a receipt file without any network. Without --vkey the keys of DATA_DIR/keys count',
    '  log       reads a public log from its first entry to its last, and makes every tile and the root again. With',
    '            --since, it must go on from a checkpoint kept earlier',
    '',
    'Exit code 0: all is as it should be. 1: it is not, or could not be looked at. 2: misused.',
  ],
  which: 'Say what to check: database, receipt or log.',
  oneFile: 'Name exactly one receipt file.',
  oneUrl: 'Name exactly one address of a log.',
  keyNeeded: 'Say by which key: --vkey K. The operator of the log publishes it; “npx jieyou ledger key” prints it.',
  badKey: (key: string) => `“${key}” is not a verifier key.`,
  unreadable: (path: string, problem: string) => `${path} cannot be read (${problem}).`,
  unreachable: (url: string, problem: string) => `${url} cannot be reached (${problem}).`,
  urlMisread: (url: string) => `“${url}” is not the address of a log. An example: https://jieyou.example/ledger/QH`,
  difference: ({ what, where }: Difference) => differences[what](where),
  progress: (done: number, of: number) => `${done} of ${of} leaves`,
  database: (prefix: string, { events, erased, empty, waiting, size }: Verified) =>
    `${prefix}: ${size} leaves, ${events} events (${erased} erased), ${empty} empty, ${waiting} waiting for the next tick.`,
  sound: 'Everything is as the log says.',
  unsound: (count: number) => `${count} ${count === 1 ? 'difference' : 'differences'}.`,
  receipt: (given: { origin: string; index: number; size: number; receivedAt: string; channel: string }) =>
    `This receipt is genuine: in the log ${given.origin}, leaf ${given.index} of ${given.size}, received in the hour ${given.receivedAt}, by ${given.channel}.`,
  witnessed: (name: string, at: string) => `Seen by ${name} at ${at}.`,
  badReceipt: (refusal: string) => `This receipt does not prove what it says: ${refusal}.`,
  log: (origin: string, size: number) => `The log ${origin} is whole: ${size} leaves, as signed.`,
  badLog: (refusal: string, path: string) => `This log is not sound: ${refusal} (${path}).`,
} as const
