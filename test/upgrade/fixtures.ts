/** The kept databases of earlier releases, and a place to bring one back to life. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { createRoles, type LoginRole, type owner, urlAs } from '../../src/data/roles.ts'
import { fixtureKeys } from '../../tools/fixture/keys.ts'
import type { KeptProgram } from '../../tools/fixture/recording.ts'

const folder = resolve(import.meta.dirname, '../fixtures')
const unpacked = (name: string) => gunzipSync(readFileSync(join(folder, name))).toString('utf8')

/** The releases that were kept, oldest first. */
export const keptReleases: number[] = readdirSync(folder)
  .flatMap((name) => /^release-(\d+)\.sql\.gz$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b)

/** What the release's program said to its database, and the receipts of its stories. */
export const programOf = (release: number): KeptProgram => JSON.parse(unpacked(`release-${release}.program.json.gz`))

export type Restored = {
  /** A connection string of the superuser. */
  readonly url: string
  urlFor(role: LoginRole | typeof owner): string
  look<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
} & AsyncDisposable

/** Makes a release's database again, on the tests' own server. */
export async function restored(serverUrl: string, release: number): Promise<Restored> {
  const name = `upgrade_${release}_${randomBytes(4).toString('hex')}`
  await asked(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const place: Restored = {
    url: url.toString(),
    urlFor: (role) => urlAs(serverUrl, name, role, fixtureKeys.rolePasswords),
    look: (sql, values) => asked(place.url, sql, values),
    [Symbol.asyncDispose]: async () => {
      await asked(serverUrl, `drop database ${name} with (force)`)
    },
  }
  await connected(place.url, async (client) => {
    await createRoles(client, name, fixtureKeys.rolePasswords)
    await client.query(unpacked(`release-${release}.sql.gz`))
  })
  return place
}

const asked = <Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []) =>
  connected(url, async (client) => (await client.query<Row>(sql, values)).rows)

export async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
