/**
 * `npm run db:fixture`: keeps the database of this release under test/fixtures, for test/upgrade.test.ts. Run once, just
 * before a release; a fixture is never made anew. A number may be given: `npm run db:fixture -- 2`.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openEmbeddedPostgres } from '../src/start/embedded-postgres.ts'
import { databaseAsSql } from './fixture/database-as-sql.ts'
import { tellSmallWorld } from './fixture/small-world.ts'
import { root } from './project.ts'

const folder = join(root, 'test', 'fixtures')
const kept = existsSync(folder) ? readdirSync(folder) : []
const last = Math.max(0, ...kept.map((name) => Number(/^release-(\d+)\.sql\.gz$/.exec(name)?.[1] ?? 0)))
const number = Number(process.argv[2] ?? last + 1)
const path = join(folder, `release-${number}`)
if (!Number.isInteger(number) || number < 1 || existsSync(`${path}.sql.gz`)) {
  console.error(`Name a release that has no fixture yet; the last one is ${last}.`)
  process.exit(2)
}

const data = mkdtempSync(join(tmpdir(), 'jieyou-fixture-'))
try {
  await using server = await openEmbeddedPostgres({ dataDir: join(data, 'data'), durable: false, say: () => {} })
  const { databaseUrl, program } = await tellSmallWorld(server.ownerUrl)
  const packed = gzipSync(await databaseAsSql(databaseUrl, number), { level: 9 })
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.sql.gz`, packed)
  writeFileSync(`${path}.program.json.gz`, gzipSync(JSON.stringify(program), { level: 9 }))
  console.log(`${path}.sql.gz: ${(packed.length / 1000).toFixed(1)} kB`)
} finally {
  rmSync(data, { recursive: true, force: true })
}
