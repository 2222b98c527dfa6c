/** The database that comes with the product: what it tells whoever installs and keeps it. */
import type { SameAs } from '../language.ts'
import type { databaseServerWords as zh } from '../zh/database-server.ts'

export const databaseServerWords: SameAs<typeof zh> = {
  creating: (folder) => `First start: creating the database in ${folder}`,
  recovering: 'The last stop was not orderly; the database is recovering, please wait …',
  lost: 'The database process stopped unexpectedly and is being started again.',
  isBack: 'The database is running again.',
  noBinaries: (platform) =>
    `No built-in database exists for this machine (${platform}). Install PostgreSQL 15 or later and set DATABASE_URL.`,
  brokenBinaries: (detail) =>
    `The built-in database's program files are incomplete and cannot be completed (${detail}). Run npm ci as an account that may write them.`,
  noAccount: (detail) =>
    `PostgreSQL refuses to run as root, this machine forbids user namespaces (unshare), and no ordinary account could be made (${detail}). Start as an ordinary account, or set DATABASE_URL.`,
  outOfReach: (account, path) =>
    `PostgreSQL refuses to run as root, and the account ${account} used instead cannot reach ${path} (a folder above it lets nobody else in). Start as an ordinary account, move program and data to a folder others may enter, or set DATABASE_URL.`,
  noPassword: (file) =>
    `The database is there but its password file is gone: ${file}. Restore that file from a backup.`,
  notCreated: (detail) => `The database could not be created.\n${detail}`,
  notStarted: (log, lines) => `The database did not start. Last lines of ${log}:\n${lines}`,
  notAnswering: (folder) =>
    `The database does not answer: ${folder}. Another program using it may not have started or stopped properly.`,
}
