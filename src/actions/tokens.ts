/** Secrets that somebody holds and we keep the hash of only: session tokens, the links of invitations. */
import { createHash } from 'node:crypto'
import type { Context } from './context.ts'

/** What the database keeps of a secret. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest()

/** A new secret of 32 bytes. It starts with the district's prefix, by which a request finds its district. */
export const newToken = (context: Pick<Context, 'randomBytes'>, prefix: string): string =>
  `${prefix}.${Buffer.from(context.randomBytes(32)).toString('base64url')}`
