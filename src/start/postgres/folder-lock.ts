/**
 * Who uses the data folder right now: alone (starting or stopping the server) or together (working with it).
 * The lock is the operating system's own file lock, reached through SQLite, so it ends with its process however that
 * ends: no process id to check, nothing stale after `kill -9` or a power cut, and it holds between containers too.
 */
import { DatabaseSync } from 'node:sqlite'

export type FolderLock = {
  /** Takes the folder for oneself; false while anybody else has it in any way. */
  tryAlone(): boolean
  /** Takes the folder together with others; false while somebody has it alone. */
  tryTogether(): boolean
  release(): void
  close(): void
}

const busy = 5

/** A lock on one file, which is created empty, stays empty and is never removed. */
export function folderLock(file: string): FolderLock {
  const database = new DatabaseSync(file, { timeout: 0 })
  const attempt = (...statements: string[]) => {
    try {
      for (const statement of statements) database.exec(statement)
      return true
    } catch (error) {
      if (database.isTransaction) database.exec('rollback')
      if ((error as { errcode?: number }).errcode === busy) return false
      throw error
    }
  }
  return {
    tryAlone: () => attempt('begin exclusive'),
    tryTogether: () => attempt('begin', 'select count(*) from sqlite_schema'),
    release: () => {
      if (database.isTransaction) database.exec('rollback')
    },
    close: () => database.close(),
  }
}
