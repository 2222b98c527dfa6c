/** Invitations: found by the hash of what their link holds. */
import { sql } from 'kysely'
import type { Db } from '../db.ts'

export type Invitation = {
  readonly id: string
  readonly userId: string
  readonly madeAt: Date
  readonly expiresAt: Date
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
  readonly name: string
  readonly login: string
  /** The person may sign in at all. */
  readonly welcome: boolean
}

const columns = sql`
  i.id, i.user_id as "userId", i.made_at as "madeAt", i.expires_at as "expiresAt", i.used_at as "usedAt",
  i.revoked_at as "revokedAt", u.name, u.login, u.active and u.left_at is null as welcome`

/** The invitation behind a link, whatever has become of it. */
export async function invitationByToken(db: Db, tokenHash: Uint8Array): Promise<Invitation | undefined> {
  const [found] = await db.rows(sql<Invitation>`
    select ${columns} from invitations i join users u on u.district_id = i.district_id and u.id = i.user_id
    where i.district_id = ${db.district} and i.token_hash = ${tokenHash}`)
  return found
}
