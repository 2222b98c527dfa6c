/** The database roles: an owner that migrates and never serves, and one login role for each way of using the data. */
import type pg from 'pg'

export const loginRoles = ['jieyou_app', 'jieyou_site', 'jieyou_worker', 'jieyou_eraser', 'jieyou_backup'] as const
export type LoginRole = (typeof loginRoles)[number]
export const owner = 'jieyou_owner'

/** A password for each role, kept in the folder of keys. */
export type RolePasswords = Readonly<Record<LoginRole | typeof owner, string>>

/**
 * Makes the roles that are missing, sets their passwords, and lets the owner own the database. May be run again.
 * `client` is connected to the product's database with the right to create roles. Passwords are of [A-Za-z0-9_-].
 */
export async function createRoles(client: pg.Client, database: string, passwords: RolePasswords): Promise<void> {
  // Two programs that start at once take turns; the lock ends with this connection's transaction.
  await client.query('begin')
  await client.query(`select pg_advisory_xact_lock(hashtext('jieyou roles'))`)
  for (const role of [owner, ...loginRoles] as const) {
    const password = passwords[role]
    if (!/^[\w-]{20,}$/.test(password)) throw new Error(`the password of ${role} is not of the expected form`)
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role])
    const verb = known.rowCount === 0 ? 'create' : 'alter'
    const bypass = role === 'jieyou_backup' ? 'bypassrls' : 'nobypassrls'
    await client.query(`${verb} role ${role} login ${bypass} password '${password}'`)
  }
  const name = client.escapeIdentifier(database)
  await client.query(`alter database ${name} owner to ${owner}`)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to ${loginRoles.join(', ')}`)
  // The queue lives in a schema that the worker's role makes and migrates itself.
  await client.query(`grant create on database ${name} to jieyou_worker`)
  await client.query(`alter schema public owner to ${owner}`)
  await client.query('commit')
}

/** The same server and database, as one of our roles. */
export function urlAs(
  serverUrl: string,
  database: string,
  role: keyof RolePasswords,
  passwords: RolePasswords,
): string {
  const url = new URL(serverUrl)
  url.username = role
  url.password = passwords[role]
  url.pathname = `/${database}`
  return url.toString()
}
