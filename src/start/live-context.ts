/** The context in which the product itself acts: the real clock, real chance, this machine's keys. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from '../actions/context.ts'
import type { Database } from '../data/db.ts'
import type { Keys } from './keys.ts'

/** A context on one database role's pool. */
export const liveContext = (database: Database, keys: Keys): Context => ({
  database,
  now: () => new Date(),
  newId: randomUUID,
  randomBytes: (count) => randomBytes(count),
  identityKey: keys.identity,
})
