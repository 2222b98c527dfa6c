/** A district is kept while people go on speaking to it, and stands again somewhere else as it was. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, inject, test, vi } from 'vitest'
import { relayBatch } from '../../src/actions/relay.ts'
import { openQueue } from '../../src/data/queue.ts'
import { openEmbeddedPostgres } from '../../src/start/embedded-postgres.ts'
import { schemaText } from '../../tools/schema-of-migrations.ts'
import { asked, backupPlace, contentsOf, filesBelow, jobsOf } from '../backup/place.ts'
import { codeOf, demonstrationPassword, here } from '../cast.ts'
import { file, photoWithTraces, reportFields, sendForm } from '../forms.ts'
import { reportWith } from '../refusing.ts'
import { processesOf, startServer } from '../started.ts'
import { connected, restored } from '../upgrade/fixtures.ts'
import { type World, world } from '../world.ts'

// Whole programs start here, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 300_000 })

const schema = readFileSync(resolve(import.meta.dirname, '../../migrations/schema.sql'), 'utf8')
const toStation = { to: JSON.stringify({ station: codeOf('station dongjie') }) }

/** The superuser's address of a world's database. */
const urlOf = (w: World): string => {
  const url = new URL(inject('ownerUrl'))
  url.pathname = new URL(w.urlFor('jieyou_app')).pathname
  return url.toString()
}

async function say(w: World, parts: object = {}): Promise<string> {
  const sent = await w.resident.post('/api/v1/reports', reportWith(parts))
  expect(sent.status).toBe(201)
  return sent.body.receiptCode
}

/** A resident who gives a name and a photo, an answered case, one whose job waits, and one nothing has followed yet. */
async function live(w: World) {
  // A real district: nothing fills it with a demonstration when a program starts on it.
  await w.look('update districts set is_demonstration = false')
  const identity = JSON.stringify({ kind: 'station', name: '林先生', phone: '13800000000' })
  const fields = reportFields({ ...toStation, identity })
  const named = await sendForm(w, fields, [file(await photoWithTraces(1200, 800))])
  expect(named.status).toBe(201)
  const answered = await say(w, { to: { deputy: codeOf('deputy limin') } })
  const deputy = await w.signIn('limin')
  const [item] = (await deputy.get('/api/v1/cases?view=to-do')).body.cases
  await deputy.post(`/api/v1/cases/${item.id}/accept`, { version: item.version })
  const done = await deputy.post(`/api/v1/cases/${item.id}/answer-directly`, { words: '灯换好了。', outcome: 'solved' })
  expect(done.status).toBe(200)
  await w.settle()

  // The lease of the relay that settled runs out.
  w.at('2026-03-09T02:00:00Z')
  const waiting = await say(w, { text: '菜场门口的积水没人管。' })
  const queue = await openQueue({ url: w.urlFor('jieyou_worker'), onError: () => {} })
  expect(await relayBatch(w.workerContext, queue, here.id, randomUUID())).toBe(1)
  await queue.close()
  const unfollowed = await say(w, { text: '鹦鹉螺号停在桥洞下面。' })
  return { named: named.body.receiptCode as string, answered, waiting, unfollowed }
}

test('kept in the quiet, it stands again on an empty folder: every row, file and key; receipts open, staff sign in, a name is read, what waited is done', async () => {
  await using w = await world()
  await using place = await backupPlace()
  const receipts = await live(w)
  const settings = place.keyed(urlOf(w), w.dataDir)
  const kept = await place.backup(settings)
  expect(kept).toMatchObject({ code: 0, complained: '' })
  expect(kept.said).toContain('2 files of photos and recordings')
  const again = await place.backup(settings)
  expect(again.said).toContain('0 copied now')
  expect(place.names()).toHaveLength(2)
  for (const name of place.names()) expect(statSync(join(place.backups, name)).mode & 0o77).toBe(0)

  const dataDir = join(place.folder, 'new')
  const checked = await place.restore({ DATA_DIR: dataDir }, '--dry-run')
  expect([checked.code, checked.complained]).toEqual([0, ''])
  const put = await place.restore({ DATA_DIR: dataDir })
  expect([put.complained, put.code]).toEqual(['', 0])
  expect(put.said).toContain('QH: 4 leaves, 4 events (0 erased), 0 empty, 2 waiting for the next tick.')
  expect(processesOf(dataDir)).toEqual([])

  const embedded = await openEmbeddedPostgres({ dataDir, durable: true, say: () => {} })
  const url = embedded.ownerUrl.replace(/postgres$/, 'jieyou')
  expect(await contentsOf(url)).toEqual(await contentsOf(urlOf(w)))
  expect(await jobsOf(url)).toEqual(await jobsOf(urlOf(w)))
  // To find the report by its words, and to tell the station of it.
  expect(await jobsOf(url)).toHaveLength(2)
  expect(await connected(url, schemaText)).toBe(schema)
  expect(filesBelow(join(dataDir, 'files'))).toEqual(filesBelow(join(w.dataDir, 'files')))
  expect(readFileSync(join(dataDir, 'keys', 'jieyou.json'))).toEqual(
    readFileSync(join(w.dataDir, 'keys', 'jieyou.json')),
  )
  expect(statSync(join(dataDir, 'keys', 'jieyou.json')).mode & 0o777).toBe(0o600)

  const server = await startServer({ DATA_DIR: dataDir })
  const ask = async (path: string, body?: object, token = '') => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const answer = await fetch(
      `${server.url.replace('127.0.0.1', 'localhost')}${path}`,
      body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
    )
    // biome-ignore lint/suspicious/noExplicitAny: the test reads the fields it speaks of
    return { status: answer.status, body: (await answer.json()) as any }
  }
  try {
    for (const receiptCode of Object.values(receipts))
      expect(await ask('/api/v1/receipts/lookup', { receiptCode })).toMatchObject({
        status: 200,
        body: { receiptCode },
      })
    const signedIn = await ask('/api/v1/sessions', { login: 'dongjie', password: demonstrationPassword })
    const { token } = signedIn.body
    const mine = await ask('/api/v1/cases?view=all', undefined, token)
    const details = await Promise.all(
      mine.body.cases.map(({ id }: { id: string }) => ask(`/api/v1/cases/${id}`, undefined, token)),
    )
    const photographed = details.find(({ body }) => body.steps[0].files?.length > 0)?.body
    const looked = await ask(`/api/v1/cases/${photographed.id}/look-at-identity`, { reason: '要打电话问清楚' }, token)
    expect(looked).toMatchObject({ status: 200, body: { name: '林先生', phone: '13800000000' } })
    const count = async (sql: string) =>
      (await asked<{ n: number }>(url, `select count(*)::int as n from ${sql}`))[0]?.n
    while ((await count('outbox')) !== 0) await wait(50)
    while (
      (await count(
        'reports r where not exists (select from case_words w join cases c on c.id = w.case_id where c.report_id = r.id)',
      )) !== 0
    )
      await wait(50)
    // Numbers go on where they were.
    const before = await asked<{ n: number }>(url, 'select max(number)::int as n from cases')
    expect((await ask('/api/v1/reports', reportWith())).status).toBe(201)
    const after = await asked<{ n: number }>(url, 'select max(number)::int as n from cases')
    expect(after[0]?.n).toBeGreaterThan(before[0]?.n ?? Number.NaN)
  } finally {
    expect(await server.end()).toBe(0)
    await embedded.close()
  }
})

test('kept while people speak and the worker works, it is one moment: what was acknowledged before is in, nothing is half in', async () => {
  await using w = await world()
  await using place = await backupPlace()
  await live(w)
  const settings = place.keyed(urlOf(w), w.dataDir)
  const before = await asked<{ id: string }>(urlOf(w), 'select id from reports')
  let going = true
  let sent = 0
  const speak = async () => {
    while (going) {
      await say(w)
      sent += 1
    }
  }
  const work = async () => {
    while (going) await w.settle()
  }
  const load = [speak(), speak(), work()]
  const kept = await place.backup(settings)
  going = false
  await Promise.all(load)
  expect(kept).toMatchObject({ code: 0, complained: '' })
  expect(sent).toBeGreaterThan(10)

  const target = await place.empty()
  const put = await place.restore(target, '--from', join(place.backups, place.names()[0] as string))
  expect([put.complained, put.code]).toEqual(['', 0])
  const there = await asked<{ id: string }>(target.DATABASE_URL, 'select id from reports')
  const ids = new Set(there.map(({ id }) => id))
  expect(before.filter(({ id }) => !ids.has(id))).toEqual([])
  // Some of what was said meanwhile may be in, but whole, and everything in it was said.
  const all = new Set((await asked<{ id: string }>(urlOf(w), 'select id from reports')).map(({ id }) => id))
  expect(there.filter(({ id }) => !all.has(id))).toEqual([])
  const [halves] = await asked(
    target.DATABASE_URL,
    `select (select count(*)::int from reports r where not exists (select from report_contents o where o.report_id = r.id)
         or not exists (select from cases c join events e on e.subject_id = c.id where c.report_id = r.id)) as reports,
       (select count(*)::int from events e where not exists (select from cases c where c.id = e.subject_id)
         or not exists (select from event_contents o where o.event_id = e.id)) as events,
       -- What is said is followed: passed on yet, waiting in the queue, or done.
       (select count(*)::int from events e where e.kind = 'receive'
          and not exists (select from outbox o where o.event_id = e.id)
          and not exists (select from graphile_worker._private_jobs j where j.key = 'index-case:' || e.id)
          and not exists (select from case_words w where w.case_id = e.subject_id)) as unfollowed`,
  )
  expect(halves).toEqual({ reports: 0, events: 0, unfollowed: 0 })
})

test('a backup of the database of an earlier release is restored, and brought to this one', async () => {
  await using place = await backupPlace()
  await using old = await restored(inject('ownerUrl'), 1)
  const kept = await place.backup(place.keyed(old.url))
  expect(kept).toMatchObject({ code: 0, complained: '' })
  const target = await place.empty()
  const put = await place.restore(target)
  expect([put.complained, put.code]).toEqual(['', 0])
  expect(put.said).toContain('brought to this release')
  expect(await connected(target.DATABASE_URL, schemaText)).toBe(schema)
  const tables = ['reports', 'report_contents', 'events', 'cases', 'outbox']
  for (const table of tables) {
    const ids = `select count(*)::int as n, min(district_id) as first, max(district_id) as last from ${table}`
    expect([table, await asked(target.DATABASE_URL, ids)]).toEqual([table, await asked(old.url, ids)])
  }
})

test('a photo that is gone from the store is named, and does not keep the rest from being kept', async () => {
  await using w = await world()
  await using place = await backupPlace()
  await live(w)
  rmSync(join(w.dataDir, 'files'), { recursive: true })
  mkdirSync(join(w.dataDir, 'files'))
  const kept = await place.backup(place.keyed(urlOf(w), w.dataDir))
  expect(kept.code).toBe(1)
  expect(kept.complained).toContain('2 files are missing from the store and from this backup. The rest of it is whole.')
  const target = await place.empty()
  const put = await place.restore(target)
  expect(put.code).toBe(0)
  expect(put.complained).toContain('2 photos or recordings were not in the backup')
  expect(await contentsOf(target.DATABASE_URL)).toEqual(await contentsOf(urlOf(w)))
})
