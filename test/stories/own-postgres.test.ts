/** Someone keeps the database on a PostgreSQL server of their own, and looks after it from the command line. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'
import { migrationFiles } from '../../src/data/migrate.ts'
import { fixtureKeys } from '../../tools/fixture/keys.ts'
import { jieyou } from '../started.ts'

// Each command is a program that has to start; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 300_000 })

let folder: string
let database: string
let url: string
let settings: { DATA_DIR: string; DATABASE_URL: string }

const look = async <Row extends pg.QueryResultRow>(statement: string, at = url): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: at })
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jieyou-own-'))
  database = `own_${randomBytes(6).toString('hex')}`
  const address = new URL(inject('ownerUrl'))
  address.pathname = `/${database}`
  url = address.toString()
  settings = { DATA_DIR: join(folder, 'data'), DATABASE_URL: url }
  // The roles belong to the whole server of the tests, so their passwords must be the ones every test knows.
  mkdirSync(join(settings.DATA_DIR, 'keys'), { recursive: true, mode: 0o700 })
  keep(Buffer.from(fixtureKeys.identity).toString('hex'), fixtureKeys.rolePasswords)
})
afterEach(async () => {
  await look(`drop database if exists ${database} with (force)`, inject('ownerUrl'))
  rmSync(folder, { recursive: true, force: true })
})

const keysFile = () => join(settings.DATA_DIR, 'keys', 'jieyou.json')
const keep = (identity: string, rolePasswords: object) => {
  writeFileSync(keysFile(), JSON.stringify({ identity, rolePasswords }), { mode: 0o600 })
}
const create = (how = '') => look(`create database ${database} ${how}`, inject('ownerUrl'))
const cli = (...args: string[]) => jieyou(settings, args)
const doctor = async () => {
  const looked = await cli('doctor', '--json')
  const { findings } = JSON.parse(looked.said) as { findings: { state: string; text: string }[] }
  const texts = (state: string) => findings.filter((one) => one.state === state).map(({ text }) => text)
  return { code: looked.code, missing: texts('missing'), warnings: texts('warning'), good: texts('good'), looked }
}

test('migrations are listed, applied once, and found applied', async () => {
  await create()
  const files = migrationFiles()
  const dry = await cli('migrate', '--dry-run')
  expect(dry).toMatchObject({ code: 0, complained: '' })
  expect(dry.said).toBe(
    `${files.map((file) => `pending  ${file}\n`).join('')}${files.length} migrations are pending. Nothing was changed.\n`,
  )
  expect(await look(`select 1 from pg_tables where schemaname = 'public'`)).toEqual([])
  expect(await cli('user', 'list')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('npx jieyou migrate'),
  })

  const done = await cli('migrate')
  expect(done.said).toBe(`${files.map((file) => `applied  ${file}\n`).join('')}${files.length} migrations applied.\n`)
  expect((await cli('migrate')).said).toBe(`The database is of this release (${files.length} migrations).\n`)
  expect(await cli('user', 'list')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('There is no district in this database yet.'),
  })
  await look(`insert into schema_migrations values ('9999-of-tomorrow.sql', '')`)
  expect(await cli('migrate', '--dry-run')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('newer release (9999-of-tomorrow.sql)'),
  })
})

test('a real district is refused beside a demonstration, and the doctor warns when one can be reached from outside', async () => {
  await create('template jieyou_template')
  const options = [
    '--name',
    '宁滨区',
    '--prefix',
    'NX',
    '--host',
    'a.example',
    '--admin-name',
    '冯',
    '--admin-login',
    'ad',
  ]
  expect(await jieyou(settings, ['init', ...options, '--password-file', '-'], 'correct horse')).toEqual({
    code: 1,
    said: '',
    complained: 'There is a demonstration in this database. Choose another DATA_DIR or DATABASE_URL.\n',
  })
  const exposed = 'a demonstration, whose passwords are public, can be reached from the network'
  expect((await doctor()).warnings).not.toContain(exposed)
  const open = await jieyou({ ...settings, HOST: '0.0.0.0', PUBLIC_URL: 'http://jieyou.example' }, ['doctor'])
  expect(open.code).toBe(0)
  for (const sentence of [exposed, 'http://jieyou.example is not https']) expect(open.said).toContain(`! ${sentence}`)
})

test('what is wrong with a database is found, each thing by its name', async () => {
  await create('template jieyou_template')
  const well = await doctor()
  expect([well.code, well.missing]).toEqual([0, []])
  expect(well.looked.said + well.looked.complained).not.toContain(new URL(url).password)

  await look('alter table cases no force row level security')
  await look(`delete from schema_migrations where file like '0001%'`)
  await look(`update schema_migrations set sha256 = 'x' where file like '0002%'`)
  chmodSync(keysFile(), 0o644)
  const ill = await doctor()
  expect(ill.code).toBe(1)
  expect(ill.missing).toEqual([
    `${keysFile()} can be read by others (mode 0644): chmod 600`,
    expect.stringContaining('migration 0001-the-spine.sql is not applied'),
    expect.stringContaining('migration 0002-who-may-read-and-write.sql was applied in another wording'),
    'row security is not forced on cases',
  ])
})

test('keys of another machine are refused, so that nobody is locked out by new passwords', async () => {
  await create('template jieyou_template')
  const others = Object.fromEntries(Object.keys(fixtureKeys.rolePasswords).map((role) => [role, 'x'.repeat(24)]))
  keep('00'.repeat(32), others)
  for (const args of [['migrate'], ['user', 'list']])
    expect(await cli(...args)).toMatchObject({ code: 1, complained: expect.stringContaining('Is DATA_DIR the folder') })
  expect((await doctor()).missing).toContain('role jieyou_app does not take its password of DATA_DIR/keys')
  rmSync(keysFile())
  for (const args of [['migrate'], ['doctor', '--create-roles']]) {
    expect((await cli(...args)).code).toBe(1)
    expect(existsSync(keysFile())).toBe(false)
  }

  // With its own keys everything is as it was.
  keep(Buffer.from(fixtureKeys.identity).toString('hex'), fixtureKeys.rolePasswords)
  const made = await cli('doctor', '--create-roles')
  expect([made.code, made.said]).toEqual([0, expect.stringContaining('✓ every role was there')])
})

test('a server that is not there, and an encoding that cannot hold Chinese', async () => {
  const nowhere = { ...settings, DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:9/jieyou' }
  for (const args of [['user', 'list'], ['migrate'], ['doctor']]) {
    const failed = await jieyou(nowhere, args)
    expect(failed.code).toBe(1)
    expect(failed.said + failed.complained).toContain('ECONNREFUSED')
    expect(failed.said + failed.complained).not.toContain('secret')
  }
  await create(`template template0 encoding 'SQL_ASCII' locale 'C'`)
  expect((await doctor()).missing).toContain('encoding SQL_ASCII: Chinese needs UTF8')
  expect(await cli('migrate')).toMatchObject({ code: 1, complained: expect.stringContaining('not encoded in UTF8') })
})
