/** The schema that the migrations make on an empty server, to print it or to ask it questions. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { printSchema } from '../src/data/catalogue.ts'
import { migrate } from '../src/data/migrate.ts'
import { createRoles, loginRoles, owner, type RolePasswords, urlAs } from '../src/data/roles.ts'
import { openEmbeddedPostgres } from '../src/start/embedded-postgres.ts'

/** Starts a server of its own, migrates an empty database, and lets `work` ask it as the owner. */
export async function onMigratedServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-schema-'))
  try {
    await using server = await openEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: false, say: () => {} })
    const passwords = Object.fromEntries(
      [owner, ...loginRoles].map((role) => [role, randomBytes(24).toString('hex')]),
    ) as RolePasswords
    await connected(server.ownerUrl, (client) => createRoles(client, 'postgres', passwords))
    const ownerUrl = urlAs(server.ownerUrl, 'postgres', owner, passwords)
    await migrate(ownerUrl)
    return await connected(ownerUrl, work)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of migrations/schema.sql. */
export async function schemaText(client: pg.Client): Promise<string> {
  const heading = '-- Printed by `npm run db:schema`; a test compares it. To change it, add a migration.'
  return `${heading}\n\n${await printSchema(client, ['public', 'disclosed'])}`
}

async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
