/** What `jieyou backup` and `jieyou restore` say. */
const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
const took = (seconds: number): string => (seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`)

const passphrase = [
  'The keys are sealed with a passphrase: BACKUP_PASSPHRASE in the environment, or --passphrase-file FILE (“-” is standard',
  'input), or typed when there is a terminal.',
]

export const backup = {
  help: [
    'Usage: npx jieyou backup --to DIR [--passphrase-file FILE]',
    '',
    'Keeps the database, the photos and recordings, and the keys in DIR, in a folder named by the second (UTC), as they are',
    'at one moment. The program goes on meanwhile. Photos and recordings lie in DIR/files and are copied once only. A folder',
    'with a date for a name is whole: what is cut short gets none.',
    '',
    ...passphrase,
    'Without the passphrase nobody reads the names residents gave, and nobody restores. Everything else in DIR can be read',
    'by whoever gets at it: keep it where only you can.',
    '',
    'Exit code 0: kept. 1: nothing was kept, or some photo or recording was not there to be kept. 2: misused.',
  ],
  where: 'Say where: --to DIR.',
  askPassphrase: 'Passphrase of the backup: ',
  askAgain: 'The same passphrase again: ',
  noPassphrase:
    'A backup needs a passphrase for its keys. Set BACKUP_PASSPHRASE, or give --passphrase-file FILE (“-” is standard input).',
  passphraseUnreadable: (path: string, problem: string) => `The passphrase cannot be read from ${path} (${problem}).`,
  passphrasesDiffer: 'The two passphrases are not the same.',
  passphraseTooShort: (least: number) => `The passphrase is too short: it needs at least ${least} characters.`,
  nothingThere: 'There are no tables in this database yet, so there is nothing to keep.',
  table: (name: string, done: number, expected: number) =>
    `${name}: ${done}${expected > done ? ` of about ${Math.round(expected)}` : ''} rows`,
  files: (done: number) => `photos and recordings: ${done}`,
  done: (path: string, seconds: number) => `Kept in ${path} (${took(seconds)}).`,
  contents: (rows: number, tables: number, jobs: number, bytes: number) =>
    `${some(rows, 'row', 'rows')} of ${tables} tables and ${some(jobs, 'waiting job', 'waiting jobs')} in ${size(bytes)}.`,
  keptFiles: (count: number, bytes: number, copied: number, copiedBytes: number) =>
    `${some(count, 'file', 'files')} of photos and recordings, ${size(bytes)}: ${copied} copied now (${size(copiedBytes)}), the rest was there.`,
  missingFile: (hash: string) => `not to be had, or not what it should be: ${hash}`,
  missingFiles: (count: number) =>
    `${some(count, 'file is', 'files are')} missing from the store and from this backup. The rest of it is whole.`,
  noRoom: (folder: string) => `There is no room left in ${folder}.`,
  cannotUse: (path: string, problem: string) => `${path} cannot be used (${problem}).`,
  nothingKept: 'No backup was made.',
} as const

export const restore = {
  help: [
    'Usage: npx jieyou restore --from DIR [--dry-run] [--passphrase-file FILE] [--without-damaged-files]',
    '',
    'Puts a backup into an empty DATA_DIR, and into the empty database of DATABASE_URL or a new one of its own. DIR is the',
    'folder of backups, whose newest is taken, or one backup in it. Everything is checked before anything is touched, and',
    'again after it was loaded. A backup of an earlier release is brought to this one. Cut short, it can be started again.',
    '',
    '  --dry-run                checks the backup, and changes nothing',
    '  --without-damaged-files  goes on where photos or recordings are damaged or missing, without them',
    '',
    ...passphrase,
    '',
    'Exit code 0: restored (or checked, and whole). 1: refused, or not finished. 2: misused.',
  ],
  where: 'Say from where: --from DIR.',
  noBackup: (path: string) => `There is no backup in ${path}. What is whole has a folder with a date for a name.`,
  notWhole: (name: string, file: string) =>
    `The backup ${name} is damaged: ${file} is missing or not as it was written. Nothing was touched. Another backup can be named: --from DIR/NAME.`,
  wrongPassphrase: 'This is not the passphrase of the backup. Nothing was touched.',
  newer: (name: string, release: string) =>
    `The backup ${name} was made by a newer release${release && ` (${release})`}. Install that release, or a later one.`,
  otherMigration: (file: string) =>
    `The backup’s database was migrated with another wording of ${file} than this release has. Use the release that made it.`,
  damagedFile: (hash: string) => `damaged or missing: files/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`,
  damagedFiles: (count: number) =>
    `${some(count, 'photo or recording is', 'photos or recordings are')} damaged. Nothing was touched. With --without-damaged-files the rest is restored.`,
  checking: (what: string) => `checking ${what}`,
  checkingFiles: (done: number, of: number) => `checking photos and recordings: ${done} of ${of}`,
  whole: (name: string, release: string, rows: number, files: number) =>
    `The backup ${name} (release ${release}) is whole: ${some(rows, 'row', 'rows')}, ${some(files, 'file', 'files')}.`,
  folderNotEmpty: (dataDir: string, what: string) =>
    `${dataDir} is not empty (${what}). A backup is restored into an empty DATA_DIR only. Nothing was touched.`,
  otherRestore: (dataDir: string) =>
    `The restore of another backup was begun in ${dataDir}. Finish that one, or empty the folder and the database.`,
  databaseNotEmpty: (table: string) =>
    `The database is not empty (${table}). A backup is restored into an empty database only. Nothing was touched.`,
  otherRoles:
    'The roles of this server belong to another installation of Jieyou, with other passwords. Use another server, or restore on the one the backup comes from. Nothing was touched.',
  restoringFiles: (done: number, of: number) => `photos and recordings: ${done} of ${of}`,
  loading: (table: string) => `loading ${table}`,
  comparing: (table: string) => `comparing ${table}`,
  jobs: 'the jobs that wait',
  goingOn: 'The rows are there already from the time before; the rest is finished now.',
  otherShape: (table: string) =>
    `The database has been migrated further than the backup (${table}). Give an empty one, without any table.`,
  differs: (table: string) =>
    `What was loaded into ${table} is not what the backup holds. Nothing of it was kept; the restore can be started again.`,
  databaseFull: 'There is no room left on the disk of the database.',
  again: 'The restore is not finished. When that is mended, run the same command again.',
  migratedOn: (count: number) =>
    `The database was brought to this release (${some(count, 'migration', 'migrations')}).`,
  done: (name: string, dataDir: string, seconds: number) => `${name} is restored into ${dataDir} (${took(seconds)}).`,
  contents: (rows: number, tables: number, jobs: number, files: number) =>
    `${some(rows, 'row', 'rows')} of ${tables} tables, each compared with the backup; ${some(jobs, 'waiting job', 'waiting jobs')}; ${some(files, 'file', 'files')} of photos and recordings.`,
  withoutFiles: (count: number) =>
    `${some(count, 'photo or recording was', 'photos or recordings were')} not in the backup or damaged there, and cannot be shown.`,
  checkpoint: (district: number, size: number) =>
    `The ledger of district ${district} goes on after its checkpoint of ${size} entries. Whoever holds a later one will see that it went back: tell them why.`,
  next: [
    'What comes next:',
    '  npx jieyou doctor   what is still missing on this machine',
    '  npm start           the program itself',
  ],
} as const
