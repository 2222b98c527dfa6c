/** Whoever doubts: the database against its log, the log as files, a receipt, and a witness from outside. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { fixtureKeys } from '../../../tools/fixture/keys.ts'
import { codeOf, idOf } from '../../cast.ts'
import { jieyou } from '../../started.ts'
import { type World, world } from '../../world.ts'

let w: World
let folder: string
let settings: { DATA_DIR: string; DATABASE_URL: string }
let site: Server
let url: string

/** A report that was accepted, answered and judged, one with much in it, and one nobody has looked at. */
async function lived(): Promise<string> {
  const say = async (text: string, more: object = {}) =>
    (
      await w.resident.post('/api/v1/reports', {
        submissionId: randomUUID(),
        to: { deputy: codeOf('deputy limin') },
        text,
        ...more,
      })
    ).body.receiptCode as string
  const code = await say('楼道灯坏了。', { place: '幸福里', identity: { kind: 'agency', name: '林先生' } })
  await say('桥边石板翘起来了。', { aboutAddressee: true })
  await say('公交站没有雨棚。')
  const [deputy, station, works] = await Promise.all(
    (['limin', 'dongjie', 'shizheng'] as const).map((login) => w.signIn(login)),
  )
  const [{ id }] = (await w.look<{ id: string }>(
    `select id from cases where district_id = 1 order by number limit 1`,
  )) as [{ id: string }]
  await deputy?.post(`/api/v1/cases/${id}/pass`, { words: '请站里处理。' })
  await station?.post(`/api/v1/cases/${id}/accept`)
  await station?.post(`/api/v1/cases/${id}/hand-over`, { agencyId: idOf('agency works') })
  await works?.post(`/api/v1/cases/${id}/answer`, { words: '已换。', outcome: 'solved' })
  await w.resident.post('/api/v1/receipts/judge', {
    receiptCode: code,
    process: 'satisfied',
    result: 'satisfied',
    solved: true,
  })
  await w.settle()
  return code
}

async function open() {
  w = await world()
  folder = mkdtempSync(join(tmpdir(), 'jieyou-verify-'))
  const database = new URL(inject('ownerUrl'))
  database.pathname = new URL(w.urlFor('jieyou_app')).pathname
  settings = { DATA_DIR: join(folder, 'data'), DATABASE_URL: database.toString() }
  mkdirSync(join(settings.DATA_DIR, 'keys'), { recursive: true, mode: 0o700 })
  const { identity, imports, rolePasswords } = fixtureKeys
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  writeFileSync(
    join(settings.DATA_DIR, 'keys', 'jieyou.json'),
    JSON.stringify({ identity: hex(identity), imports: hex(imports), rolePasswords }),
  )
  writeFileSync(join(settings.DATA_DIR, 'keys', 'ledger-1.key'), `${hex(w.context.ledgerKeys[0] as Uint8Array)}\n`)
  // The log as the web serves it, at an address that a program of its own can reach.
  site = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const answer = await w.app.inject({
        method: request.method as 'GET',
        url: request.url as string,
        headers: { host: 'localhost', 'content-type': request.headers['content-type'] ?? 'text/plain' },
        ...(chunks.length > 0 ? { payload: Buffer.concat(chunks) } : {}),
      })
      response.writeHead(answer.statusCode).end(answer.rawPayload)
    })
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => site.once('listening', listening))
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}
async function close() {
  await new Promise((closed) => {
    site.close(closed)
    site.closeAllConnections()
  })
  await w[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
}

const run = (...args: string[]) => jieyou(settings, args)
const lines = (said: string) => said.trim().split('\n')
const vkeyOf = async () => (await w.resident.get('/ledger/QH/vkey')).text.trim()

describe('the database against its log', () => {
  beforeEach(open)
  afterEach(close)

  test('a district that was lived in is as its log says, and says what is erased and what waits', async () => {
    await lived()
    const sound = await run('verify', 'database')
    expect(sound).toMatchObject({ code: 0, complained: '' })
    expect(lines(sound.said)).toEqual([
      'QH: 8 leaves, 8 events (0 erased), 0 empty, 0 waiting for the next tick.',
      expect.stringMatching(/^\w\w: 0 leaves, 0 events \(0 erased\), 0 empty, 0 waiting for the next tick\.$/),
      'Everything is as the log says.',
    ])
    await w.look(`delete from event_contents where event_id in (select id from events where kind = 'answer')`)
    expect((await run('verify', 'database', '--district', 'QH')).said).toContain('8 events (1 erased)')
  })

  test('each change behind the program’s back is named', async () => {
    await lived()
    const events = await w.look<{ id: string; kind: string; position: string }>(
      `select e.id, e.kind, l.position from events e join ledger_leaves l on l.event_id = e.id order by e.seq`,
    )
    const of = (kind: string) => events.find((event) => event.kind === kind) as (typeof events)[number]
    const [answer, accept, judge, receive] = ['answer', 'accept', 'judge', 'receive'].map(of) as [
      (typeof events)[number],
      (typeof events)[number],
      (typeof events)[number],
      (typeof events)[number],
    ]
    const forged = randomUUID()
    const [report] = await w.look<{ id: string }>(
      `select report_id as id from cases where id = (select subject_id from events where id = '${receive.id}')`,
    )
    const changes: [statement: string, said: string][] = [
      [
        `update events set at = at + interval '1 day' where id = '${accept.id}'`,
        `event differs from its commitment (position, id): ${accept.position} ${accept.id}`,
      ],
      [
        `update event_contents set detail = detail || '{"words":"没有换。"}' where event_id = '${answer.id}'`,
        `event differs from its commitment (position, id): ${answer.position} ${answer.id}`,
      ],
      [
        `update report_contents set text = '没有这回事。' where report_id = '${report?.id}'`,
        `report differs from its commitment (position, id): ${receive.position} ${report?.id}`,
      ],
      [
        `update events set commitment = sha256(commitment) where id = '${judge.id}'`,
        `event is not the one in the log (position, id): ${judge.position} ${judge.id}`,
      ],
      [
        `delete from event_contents where event_id = '${judge.id}'; delete from judgements where event_id = '${judge.id}'; delete from events where id = '${judge.id}'`,
        `the log holds an event that is not in the database (position, id): ${judge.position} ${judge.id}`,
      ],
      [
        `insert into events (district_id, id, subject_kind, subject_id, kind, at, actor_kind, commitment) select 1, '${forged}', 'case', subject_id, 'accept', at, 'station', commitment from events where id = '${accept.id}'`,
        `event is neither in the log nor on its way there (id): ${forged}`,
      ],
      [`delete from ledger_leaves where position = 3`, 'a leaf of the log is missing (position): 3'],
      [
        `insert into ledger_leaves select 1, 8, null, entry from ledger_leaves where position = 0`,
        'a leaf stands beyond the last checkpoint (position): 8',
      ],
      [
        `update ledger_tiles set hashes = overlay(hashes placing '\\x00' from 70) where district_id = 1`,
        'tile differs from the leaves (level/index): 0/0',
      ],
      [
        `update ledger_checkpoints set note = replace(note, 'QH', 'HQ') where district_id = 1`,
        'checkpoint is not of these leaves, or not signed by a known key (size): 8',
      ],
    ]
    for (const [statement, said] of changes) {
      const names =
        statement.match(/(?:update|delete from|insert into) (\w+)/g)?.map((part) => part.split(' ').at(-1) as string) ??
        []
      const tables = [...new Set(names)]
      for (const table of tables) await w.look(`create table saved_${table} as select * from ${table}`)
      await w.look(`set session_replication_role = replica; ${statement}`)
      const found = await run('verify', 'database', '--district', 'QH')
      expect([statement, found.code]).toEqual([statement, 1])
      expect(lines(found.said)).toContain(said)
      for (const table of tables) {
        const [columns] = await w.look<{ list: string }>(
          `select string_agg(attname, ', ' order by attnum) as list from pg_attribute where attrelid = '${table}'::regclass and attnum > 0`,
        )
        await w.look(
          `set session_replication_role = replica; delete from ${table};
           insert into ${table} (${columns?.list}) overriding system value select ${columns?.list} from saved_${table}; drop table saved_${table}`,
        )
      }
    }
    expect((await run('verify', 'database')).code).toBe(0)
  })
})

describe('from outside', () => {
  let code: string
  beforeAll(async () => {
    await open()
    code = await lived()
  })
  afterAll(close)

  test('ledger key says by which key a log is checked', async () => {
    const said = await run('ledger', 'key', '--district', 'QH')
    expect(said).toMatchObject({ code: 0, said: `${await vkeyOf()}\n` })
    expect(statSync(join(settings.DATA_DIR, 'keys', 'ledger-1.key')).isFile()).toBe(true)
  })

  test('a receipt is checked without network, and a changed one is told', async () => {
    const proof = (await w.resident.post('/api/v1/receipts/proof', { receiptCode: code })).text
    const path = join(folder, 'receipt.txt')
    writeFileSync(path, proof)
    const genuine = await run('verify', 'receipt', path, '--vkey', await vkeyOf())
    expect(genuine).toMatchObject({ code: 0, complained: '' })
    expect(genuine.said).toContain('This receipt is genuine: in the log jieyou.invalid/QH, leaf ')
    expect((await run('verify', 'receipt', path)).said, 'by this machine’s own key').toBe(genuine.said)
    writeFileSync(path, proof.replace(/^index \d+/m, 'index 7777'))
    expect(await run('verify', 'receipt', path)).toMatchObject({ code: 1, said: '' })
    writeFileSync(path, proof.slice(0, -40))
    expect((await run('verify', 'receipt', path)).code).toBe(1)
    const other = (await w.resident.get('/ledger/QH/vkey')).text.replace(/^[^+]+/, 'elsewhere.example/QH').trim()
    expect(await run('verify', 'receipt', path, '--vkey', other)).toMatchObject({ code: 2 })
  })

  test('the log is read over the network, and as files it is the same', async () => {
    const key = await vkeyOf()
    const read = await run('verify', 'log', `${url}/ledger/QH`, '--vkey', key)
    expect(read).toMatchObject({ code: 0, said: 'The log jieyou.invalid/QH is whole: 8 leaves, as signed.\n' })
    const dir = join(folder, 'site')
    expect((await run('ledger', 'export', '--to', dir, '--district', 'QH')).said).toContain('3 files were written')
    for (const path of ['checkpoint', 'tile/0/000.p/8', 'tile/entries/000.p/8'])
      expect(readFileSync(join(dir, path))).toEqual(
        (await w.app.inject({ url: `/ledger/QH/${path}`, headers: { host: 'localhost' } })).rawPayload,
      )
    const again = await run('ledger', 'export', '--to', dir, '--district', 'QH')
    expect(again.said).toContain('1 file was written')
    expect(readdirSync(dir).sort()).toEqual(['checkpoint', 'tile'])
    const since = join(folder, 'before')
    writeFileSync(since, readFileSync(join(dir, 'checkpoint')))
    expect((await run('verify', 'log', `${url}/ledger/QH`, '--vkey', key, '--since', since)).code).toBe(0)
    expect((await run('verify', 'log', `${url}/ledger/ZZ`, '--vkey', key)).code).toBe(1)
    expect((await run('verify', 'log', 'http://127.0.0.1:9/ledger', '--vkey', key)).complained).toContain(
      'cannot be reached',
    )
  })

  test('a witness cosigns what goes on, and nothing of a log that was rewritten', async () => {
    const key = await vkeyOf()
    const state = join(folder, 'witness.json')
    const look = () =>
      run('witness', `${url}/ledger/QH`, '--vkey', key, '--name', 'other.example', '--state', state, '--once')
    // It is not on the list of this log, so its line is not kept.
    const first = await look()
    expect(first.said).toContain('jieyou.invalid/QH: 8 leaves, goes on from before.')
    expect(first).toMatchObject({ code: 1 })
    expect(first.complained).toContain('the log did not take it (status 403)')
    expect(statSync(state).mode & 0o777).toBe(0o600)
    // The state tells of a larger log than there is now.
    const kept = JSON.parse(readFileSync(state, 'utf8'))
    const [origin, , root] = (kept.logs[`${url}/ledger/QH`] as string).split('\n')
    kept.logs[`${url}/ledger/QH`] = `${origin}\n9\n${root}\n`
    writeFileSync(state, JSON.stringify(kept))
    expect(await look()).toMatchObject({ code: 1, complained: expect.stringContaining('went-back') })
    kept.logs[`${url}/ledger/QH`] = `${origin}\n8\n${Buffer.alloc(32).toString('base64')}\n`
    writeFileSync(state, JSON.stringify(kept))
    expect(await look()).toMatchObject({ code: 1, complained: expect.stringContaining('other-root') })
  })

  test.each([
    [['verify'], 'Say what to check'],
    [['verify', 'receipt'], 'Name exactly one receipt file.'],
    [['verify', 'log', 'ftp://x', '--vkey', 'k'], '“k” is not a verifier key.'],
    [['verify', 'log', 'http://localhost'], 'Say by which key'],
    [['ledger', 'export'], 'Say where to'],
    [['witness', 'http://localhost', '--every', '0'], 'Say by which key'],
  ])('%j is misused, and that is told', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ code: 2, said: '', complained: expect.stringContaining(sentence) })
  })
})
