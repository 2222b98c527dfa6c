/**
 * Whoever upgrades: the kept database of each release is migrated to this one while the release's own program goes on
 * working on it, nothing is lost, and its stories go on under the new program.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrate, migrationFiles } from '../src/data/migrate.ts'
import { startProgram } from '../src/start/program.ts'
import { fixtureKeys } from '../tools/fixture/keys.ts'
import { schemaText } from '../tools/schema-of-migrations.ts'
import { codeOf, demonstrationPassword, idOf } from './cast.ts'
import { connected, keptReleases, programOf, type Restored, restored } from './upgrade/fixtures.ts'
import { oldProgram } from './upgrade/old-program.ts'

const places: Restored[] = []
const folders: string[] = []
afterAll(async () => {
  for (const place of places) await place[Symbol.asyncDispose]()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** These change by themselves while a program runs. */
const passing = ['sessions', 'relay_leases', 'outbox', 'schema_migrations']

type Contents = Map<string, { columns: string[]; rows: Record<string, unknown>[] }>

/** Every row of every lasting table. */
async function contentsOf(place: Restored): Promise<Contents> {
  const tables = await place.look<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.relname`,
  )
  const contents: Contents = new Map()
  for (const { name, columns } of tables.filter((table) => !passing.includes(table.name))) {
    const rows = await place.look<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${name} t`)
    contents.set(name, { columns, rows: rows.map(({ row }) => row) })
  }
  return contents
}

/** The rows of `before` that are gone or different, by the columns that both releases have. */
function lost(before: Contents, after: Contents): string[] {
  return [...before].flatMap(([name, { columns, rows }]) => {
    const now = after.get(name)
    if (!now) return rows.map(() => name)
    const common = columns.filter((column) => now.columns.includes(column))
    const told = (row: Record<string, unknown>) => JSON.stringify(common.map((column) => row[column]))
    const there = new Set(now.rows.map(told))
    return rows
      .map(told)
      .filter((row) => !there.has(row))
      .map((row) => `${name} ${row}`)
  })
}

// Whoever skips a release stops the program for it; only the last release's program is promised to go on working.
const last = keptReleases.at(-1)

describe.each(keptReleases)('from release %i', (release) => {
  const program = programOf(release)
  let place: Restored

  beforeAll(async () => {
    place = await restored(inject('ownerUrl'), release)
    places.push(place)
  })

  test('its migrations are the ones this release knows, unchanged', async () => {
    const applied = await place.look<{ file: string }>('select file from schema_migrations order by file')
    expect(migrationFiles().slice(0, applied.length)).toEqual(applied.map(({ file }) => file))
  })

  test('it is migrated while its program works on it: nothing fails, nothing is lost, the schema is this release’s', async () => {
    const before = await contentsOf(place)
    expect(before.get('cases')?.rows.length).toBeGreaterThan(10)
    const old = release === last ? oldProgram(program.deeds, (role) => place.urlFor(role as 'jieyou_app')) : undefined
    const doneBy = async (count: number) => {
      for (const until = (old?.done() ?? 0) + count; old && old.done() < until; ) await wait(5)
    }
    await doneBy(6)
    await migrate(place.urlFor('jieyou_owner'))
    await doneBy(6)
    const fared = await old?.stop()
    expect([...new Set(fared?.failures)]).toEqual([])
    // Nobody waited for a lock longer than a person waits for a page.
    expect(fared?.longest ?? 0).toBeLessThan(5000)

    expect(lost(before, await contentsOf(place))).toEqual([])
    const printed = readFileSync(resolve(import.meta.dirname, '../migrations/schema.sql'), 'utf8')
    expect(await connected(place.urlFor('jieyou_owner'), schemaText)).toBe(printed)
    expect(await migrate(place.urlFor('jieyou_owner'))).toEqual([])
  })

  test('the new program serves it: receipts are found, cases move on, what waited is done, and new reports come in', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'jieyou-upgrade-'))
    folders.push(dataDir)
    const { identity, rolePasswords } = fixtureKeys
    mkdirSync(join(dataDir, 'keys'), { mode: 0o700 })
    const keys = { identity: Buffer.from(identity).toString('hex'), rolePasswords }
    writeFileSync(join(dataDir, 'keys', 'jieyou.json'), JSON.stringify(keys), { mode: 0o600 })
    const problems: string[] = []
    const running = await startProgram(
      {
        port: 0,
        host: '127.0.0.1',
        dataDir,
        databaseUrl: place.url,
        role: 'both',
        publicUrl: undefined,
        tls: undefined,
        trustProxy: false,
        ledgerTick: 1,
        ledgerPadding: 1,
        witnesses: [],
        notices: { email: undefined, sms: undefined, wechat: undefined, dingtalkApi: '', wecomApi: '' },
        oidc: undefined,
      },
      { say: () => {}, onError: (where, code) => problems.push(`${where} ${code}`) },
    )
    try {
      running.ready()
      expect(running.isDemonstration).toBe(false)
      const ask = async (path: string, body?: object, headers: Record<string, string> = {}) => {
        const asked = body
          ? {
              method: 'POST',
              body: JSON.stringify(body),
              headers: { 'content-type': 'application/json', ...headers },
            }
          : { headers }
        const answer = await fetch(`${running.url}${path}`, asked)
        const isJson = answer.headers.get('content-type')?.startsWith('application/json')
        // biome-ignore lint/suspicious/noExplicitAny: the test reads the fields it speaks of
        return { status: answer.status, body: (isJson ? await answer.json() : await answer.text()) as any }
      }
      const lookUp = (story: string) => ask('/api/v1/receipts/lookup', { receiptCode: program.receipts[story] })

      for (const [story, receiptCode] of Object.entries(program.receipts).filter(([story]) => story !== 'elsewhere'))
        expect([story, await ask('/api/v1/receipts/lookup', { receiptCode })]).toMatchObject([story, { status: 200 }])
      expect((await lookUp('disputed')).body).toMatchObject({ status: 'disputed' })
      expect((await lookUp('redone')).body).toMatchObject({ status: 'with-agency' })
      expect((await lookUp('answered by a deputy')).body.answer).toMatchObject({ words: '灯已经换好了。' })

      const { body } = await ask('/api/v1/sessions', { login: 'dongjie', password: demonstrationPassword })
      const staff = { authorization: `Bearer ${body.token}` }
      const find = async (words: string) => {
        for (let round = 0; round < 200; round++) {
          const list = await ask(`/api/v1/cases?view=all&search=${encodeURIComponent(words)}`, undefined, staff)
          expect(list.status).toBe(200)
          if (list.body.cases.length > 0) return list.body.cases[0]
          await wait(50)
        }
        throw new Error(`${words} is not found`)
      }
      // Its words are computed by the worker: until then it cannot be found.
      const waiting = await find('waiting in the outbox')
      expect((await ask(`/api/v1/cases/${waiting.id}/accept`, {}, staff)).body).toMatchObject({ status: 'accepted' })
      const works = { agencyId: idOf('agency works') }
      expect((await ask(`/api/v1/cases/${waiting.id}/hand-over`, works, staff)).body).toMatchObject({
        status: 'with-agency',
      })
      expect((await lookUp('waiting in the outbox')).body).toMatchObject({ status: 'with-agency' })

      const to = { point: codeOf('point market') }
      const sent = await ask('/api/v1/reports', { submissionId: randomUUID(), to, text: '新程序收到的话。' })
      expect(sent.status).toBe(201)
      for (const path of ['/', `/p/${to.point}`, '/readyz']) expect((await ask(path)).status).toBe(200)
      expect(problems).toEqual([])
    } finally {
      await running.stop()
    }
  })
})

test('what the old program cannot live with is found out', async () => {
  if (last === undefined) throw new Error('no release was kept')
  await using place = await restored(inject('ownerUrl'), last)
  const old = oldProgram(programOf(last).deeds, (role) => place.urlFor(role as 'jieyou_app'), 1)
  await place.look('alter table reports add column seen_by text')
  await place.look('alter table reports add constraint somebody_saw_it check (seen_by is not null) not valid')
  await place.look('revoke update on cases from jieyou_app')
  while (old.done() < 3) await wait(5)
  const { failures } = await old.stop()
  expect(failures.some((failure) => failure.includes('somebody_saw_it'))).toBe(true)
  expect(failures.some((failure) => failure.includes('permission denied for table cases'))).toBe(true)
})
