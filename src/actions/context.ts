import type { Database } from '../data/db.ts'
import type { FileStore } from '../outside/files.ts'
import type { Incoming } from '../outside/incoming.ts'
import type { LogMemory } from '../outside/log-memory.ts'
import type { Notices } from '../outside/notices/notices.ts'
import type { Oidc } from '../outside/oidc.ts'

/** What every action is given. Time, ids and chance come from here, so a test can hold them still. */
export type Context = {
  readonly database: Database
  readonly now: () => Date
  /** A random UUID v4. */
  readonly newId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  /** 32 bytes: encrypts identities. */
  readonly identityKey: Uint8Array
  /** Seeds of 32 bytes: each signs the checkpoints of the ledger. */
  readonly ledgerKeys: readonly Uint8Array[]
  readonly logMemory: LogMemory
  /** How residents who asked for it get word of news. */
  readonly notices: Notices
  /** The work platform whose accounts people may sign in with, where one is set up. */
  readonly oidc?: Oidc
  /** Where files are kept, and where they wait until they are prepared. */
  readonly files: { readonly store: FileStore; readonly incoming: Incoming }
}
