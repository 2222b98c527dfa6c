/** What `jieyou ledger` says. */
import { database } from './database.ts'

export const ledger = {
  help: [
    'Usage: npx jieyou ledger key [--district XX]',
    '       npx jieyou ledger export --to DIR [--district XX]',
    '',
    'The public log of a district.',
    '',
    '  key     prints the verifier keys by which its checkpoints and receipts are checked, one a line. Publish them where',
    '          nobody can change them unnoticed: on paper, in the gazette, on another site',
    '  export  writes checkpoint, tiles and entries into DIR as any static host serves them. Run it again and only what',
    '          is new is written; the checkpoint comes last, so that it never promises what is not there',
    '',
    ...database.about,
    '',
    'Exit code 0: done. 1: it could not be done. 2: misused.',
  ],
  which: 'Say what to do: key or export.',
  whereTo: 'Say where to: --to DIR.',
  noKey: (dataDir: string) => `There is no key in ${dataDir}/keys, and none can be made there.`,
  noCheckpoint: 'This log has not begun yet: it does at the first tick after “npm start”.',
  otherLog: (dir: string) => `${dir} holds another log, or a later state of this one. Name an empty folder.`,
  notWhole: (path: string) => `The log is not whole: ${path} is missing. “npx jieyou verify database” tells more.`,
  progress: (done: number, of: number) => `${done} of ${of} leaves`,
  exported: (size: number, written: number, dir: string) =>
    `The log of ${size} leaves is in ${dir}; ${written} ${written === 1 ? 'file was' : 'files were'} written.`,
} as const
