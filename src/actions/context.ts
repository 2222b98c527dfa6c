import type { Database } from '../data/db.ts'

/** What every action is given. Time, ids and chance come from here, so a test can hold them still. */
export type Context = {
  readonly database: Database
  readonly now: () => Date
  /** A random UUID v4. */
  readonly newId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  /** 32 bytes: encrypts identities. */
  readonly identityKey: Uint8Array
}
