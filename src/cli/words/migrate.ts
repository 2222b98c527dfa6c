/** What `jieyou migrate` says. */
export const migrate = {
  help: [
    'Usage: npx jieyou migrate [--dry-run]',
    '',
    'Brings the database of DATA_DIR or DATABASE_URL to this release: the roles first, then every migration that is',
    'missing, each in a transaction of its own. “npm start” does the same by itself. The program of the last release may',
    'go on working meanwhile.',
    '',
    '  --dry-run  lists what is missing, and changes nothing',
    '',
    'Exit code 0: the database is of this release (or the list is told). 1: it could not be done. 2: misused.',
  ],
  applied: (file: string) => `applied  ${file}`,
  pending: (file: string) => `pending  ${file}`,
  changed: (file: string) => `changed  ${file} was applied in another wording than the one this release has`,
  upToDate: (count: number) => `The database is of this release (${count} migrations).`,
  done: (count: number) => `${count} ${count === 1 ? 'migration' : 'migrations'} applied.`,
  wouldApply: (count: number) =>
    `${count} ${count === 1 ? 'migration is' : 'migrations are'} pending. Nothing was changed.`,
} as const
