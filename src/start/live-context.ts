/** The context in which the product itself acts: the real clock, real chance, this machine's keys and files. */
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Context } from '../actions/context.ts'
import type { Database } from '../data/db.ts'
import { openFolderStore } from '../outside/files.ts'
import { openIncomingFolder } from '../outside/incoming.ts'
import { openLogMemory } from '../outside/log-memory.ts'
import { type Notices, noNotices } from '../outside/notices/notices.ts'
import type { Oidc } from '../outside/oidc.ts'
import type { Keys } from './keys.ts'

/** A context on one database role's pool. Files lie in the data folder; without `notices` nothing is sent to anyone. */
export const liveContext = (
  database: Database,
  keys: Keys,
  dataDir: string,
  notices: Notices = noNotices,
  oidc?: Oidc,
): Context => ({
  database,
  now: () => new Date(),
  newId: randomUUID,
  randomBytes: (count) => randomBytes(count),
  identityKey: keys.identity,
  ledgerKeys: keys.ledger,
  logMemory: openLogMemory(join(dataDir, 'ledger')),
  notices,
  ...(oidc && { oidc }),
  files: {
    store: openFolderStore(join(dataDir, 'files')),
    incoming: openIncomingFolder(join(dataDir, 'incoming')),
  },
})
