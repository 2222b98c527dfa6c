/** Whatever happens in a tick, the log is as before it or as after it; and a log that is not what was signed is not signed. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { publishTick } from '../../../src/actions/publish-tick.ts'
import { openDatabase } from '../../../src/data/db.ts'
import { districtByPrefix } from '../../../src/data/districts/read.ts'
import { openLogMemory } from '../../../src/outside/log-memory.ts'
import { codeOf, elsewhere, here } from '../../cast.ts'
import { openBadLine } from '../../faults/bad-line.ts'
import { type World, world } from '../../world.ts'
import { rootOf, servedCheckpoint, servedEntries } from './log-reader.ts'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w[Symbol.asyncDispose]())

const say = async (count = 1) => {
  for (let i = 0; i < count; i++)
    await w.resident.post('/api/v1/reports', {
      submissionId: randomUUID(),
      to: { point: codeOf('point market') },
      text: `第 ${i} 件。`,
    })
}
const district = async () => {
  const found = await districtByPrefix(w.context.database, here.prefix)
  if (!found) throw new Error('no district')
  return found
}
/** What is kept of the log, all of it. */
const kept = () =>
  w.look<{ leaves: string; tiles: string; notes: string; waiting: number }>(
    `select (select coalesce(string_agg(encode(entry, 'hex'), ' ' order by position), '') from ledger_leaves where district_id = 1) as leaves,
            (select coalesce(string_agg(encode(hashes, 'hex'), ' ' order by level, index), '') from ledger_tiles where district_id = 1) as tiles,
            (select string_agg(note, '' order by size) from ledger_checkpoints where district_id = 1) as notes,
            (select count(*)::int from ledger_queue where district_id = 1) as waiting`,
  )
/** Everyone who reads the log finds every event in it once, under the root that is signed. */
const everythingIsThere = async () => {
  const { size, root } = await servedCheckpoint(w)
  const entries = await servedEntries(w, size)
  expect(rootOf(entries)).toEqual(Buffer.from(root))
  const events = await w.look<{ entry: string }>(
    `select '01' || encode(commitment, 'hex') as entry from events where district_id = 1`,
  )
  expect(entries.toSorted()).toEqual(events.map(({ entry }) => entry).toSorted())
}
let ticks = 1_000_000
const tick = async (context = w.workerContext, padTo = 1) =>
  publishTick(context, await district(), { number: ticks++, padTo })

describe('a tick is cut short', () => {
  test('the connection is lost when the leaves are written and the tiles are not: all is taken back and written again', async () => {
    await say(3)
    await w.settle()
    await say(5)
    await w.look(`insert into ledger_queue select district_id, event_id from outbox where district_id = 1`)
    // Tiles can be read and not written: the tick stands still in the middle of its transaction.
    const holder = w.look(
      `do $$
       begin
         lock table ledger_tiles in share mode;
         loop
           perform pg_stat_clear_snapshot();
           perform pg_terminate_backend(pid) from pg_stat_activity
           where pid <> pg_backend_pid() and wait_event_type = 'Lock' and query like '%insert into ledger_tiles%' and datname = current_database();
           exit when found;
         end loop;
       end $$`,
    )
    const locked = () =>
      w.look(
        `select 1 from pg_locks where relation = 'ledger_tiles'::regclass and mode = 'ShareLock' and granted
         and database = (select oid from pg_database where datname = current_database())`,
      )
    while ((await locked()).length === 0);
    const [cut] = await Promise.all([tick(), holder])
    expect(cut).toEqual({ ok: true, value: { written: true, events: 5, size: 8 } })
    await w.settle()
    await everythingIsThere()
  })

  test('the commit is done and nobody is told', async () => {
    await say(4)
    await w.look(`insert into ledger_queue select district_id, event_id from outbox where district_id = 1`)
    const url = new URL(w.urlFor('jieyou_worker'))
    await using line = await lineThatSwallowsCommits(Number(url.port || 5432))
    url.port = String(line.port)
    url.hostname = '127.0.0.1'
    const database = openDatabase({ url: url.toString(), size: 1, onError: () => {} })
    await expect(tick({ ...w.workerContext, database })).rejects.toThrow()
    await database.close()
    const [after] = await kept()
    expect([after?.waiting, after?.leaves.split(' ').length]).toEqual([0, 4])
    await w.settle()
    await everythingIsThere()
  })

  test('several programs write at once while people go on speaking', async () => {
    const speaking = say(40)
    const rounds = async () => {
      for (let round = 0; round < 6; round++) {
        await w.look(
          `insert into ledger_queue select district_id, event_id from outbox where district_id = 1 on conflict do nothing`,
        )
        const number = ticks++
        const made = await Promise.all(
          Array.from({ length: 3 }, async () => publishTick(w.workerContext, await district(), { number, padTo: 1 })),
        )
        // The same tick is written by one of them.
        expect(made.filter((each) => each.ok && each.value.written).length).toBe(1)
      }
    }
    await Promise.all([speaking, rounds()])
    await w.settle()
    await everythingIsThere()
    expect(w.problems).toEqual([])
  })
})

test('a tick is written once, and a clock that is set back stops nothing', async () => {
  await say(2)
  await w.settle()
  const one = await district()
  expect(await publishTick(w.workerContext, one, { number: 900, padTo: 1 })).toMatchObject({ value: { written: true } })
  await say(2)
  await w.look(`insert into ledger_queue select district_id, event_id from outbox where district_id = 1`)
  expect(await publishTick(w.workerContext, one, { number: 900, padTo: 1 })).toMatchObject({
    value: { written: false },
  })
  w.at('2020-01-01T00:00:00Z')
  expect(await publishTick(w.workerContext, one, { number: 5, padTo: 1 })).toMatchObject({
    value: { written: true, events: 2, size: 4 },
  })
})

test('empty leaves fill up a tick to a multiple, and cannot be told apart', async () => {
  await say(3)
  await w.look(`insert into ledger_queue select district_id, event_id from outbox where district_id = 1`)
  expect(await tick(w.workerContext, 8)).toMatchObject({ value: { events: 3, size: 8 } })
  expect(await tick(w.workerContext, 8), 'a tick without events stays empty').toMatchObject({ value: { size: 8 } })
  const entries = await servedEntries(w, 8)
  expect(entries.every((entry) => /^01[0-9a-f]{64}$/.test(entry))).toBe(true)
  expect(new Set(entries).size).toBe(8)
  const { root } = await servedCheckpoint(w)
  expect(rootOf(entries)).toEqual(Buffer.from(root))
})

test('events of a time before the ledger, or that an older program took away, are found', async () => {
  await say(3)
  await w.look('delete from outbox')
  const { queueForgottenEvents } = await import('../../../src/actions/queue-forgotten.ts')
  expect(await queueForgottenEvents(w.workerContext, here.id)).toBe(3)
  await w.settle()
  expect(await queueForgottenEvents(w.workerContext, here.id)).toBe(0)
  await everythingIsThere()
})

describe('nothing is signed', () => {
  const changes: [name: string, statement: string, refusal: string][] = [
    [
      'for a log that lost its last leaf',
      'delete from ledger_leaves where district_id = 1 and position = 4',
      'log-went-back',
    ],
    [
      'for a log with a leaf nobody signed',
      `insert into ledger_leaves select 1, 5, null, entry from ledger_leaves where district_id = 1 and position = 0`,
      'log-differs',
    ],
    [
      'for a tree whose tiles were changed',
      `update ledger_tiles set hashes = overlay(hashes placing '\\x00' from 40) where district_id = 1`,
      'log-differs',
    ],
    ['for a tree without its tiles', 'delete from ledger_tiles where district_id = 1', 'log-differs'],
    [
      'for a checkpoint that says another root',
      `update ledger_checkpoints set root = sha256(root) where district_id = 1 and size = 5`,
      'log-differs',
    ],
    [
      'after another district’s checkpoint',
      `update ledger_checkpoints c set note = o.note from ledger_checkpoints o
       where c.district_id = 1 and c.size = 5 and o.district_id = ${elsewhere.id}`,
      'other-ledger-key',
    ],
  ]
  test.each(changes)('%s', async (_name, statement, refusal) => {
    await say(5)
    await w.settle()
    await w.look(`set session_replication_role = replica; ${statement}`)
    await say(2)
    const before = await kept()
    expect(await tick()).toEqual({ ok: false, refusal })
    await w.look(`insert into ledger_queue select district_id, event_id from outbox where district_id = 1`)
    expect(await tick()).toEqual({ ok: false, refusal })
    const [now] = await kept()
    expect({ ...now, waiting: 0 }).toEqual({ ...before[0], waiting: 0 })
    // The others’ logs go on.
    await expect(w.settle()).rejects.toThrow(refusal)
  })

  test('for a whole log put back to an earlier state, by the machine that remembers', async () => {
    await say(5)
    await w.settle()
    const saved = ['ledger_leaves', 'ledger_tiles', 'ledger_checkpoints']
    for (const table of saved) await w.look(`create table saved_${table} as select * from ${table}`)
    await say(300)
    await w.settle()
    const signed = await servedCheckpoint(w)
    for (const table of saved)
      await w.look(
        `set session_replication_role = replica; truncate ${table} cascade; insert into ${table} select * from saved_${table}`,
      )
    await w.look(
      `insert into ledger_queue select district_id, id from events where district_id = 1 on conflict do nothing`,
    )
    expect(await tick()).toEqual({ ok: false, refusal: 'log-went-back' })
    expect((await servedCheckpoint(w)).size).toBe(5)
    // A log as long again with other leaves is not the one that was signed either.
    const forgetful = { ...w.workerContext, logMemory: openLogMemory(`${w.dataDir}/another-machine`) }
    expect(await tick(forgetful)).toMatchObject({ ok: true, value: { size: signed.size } })
    expect(await tick()).toEqual({ ok: false, refusal: 'log-differs' })
  })

  test('with a key the log was not signed with, or without any', async () => {
    await say(1)
    await w.settle()
    const other = { ...w.workerContext, ledgerKeys: [new Uint8Array(32).fill(99)] }
    expect(await tick(other)).toEqual({ ok: false, refusal: 'other-ledger-key' })
    expect(await tick({ ...w.workerContext, ledgerKeys: [] })).toEqual({ ok: false, refusal: 'no-ledger-key' })
    // The old and the new key together hand over from one to the other.
    const both = { ...w.workerContext, ledgerKeys: [...w.workerContext.ledgerKeys, ...other.ledgerKeys] }
    await say(1)
    await w.look(`insert into ledger_queue select district_id, event_id from outbox where district_id = 1`)
    expect(await tick(both)).toMatchObject({ ok: true, value: { events: 1 } })
    expect((await servedCheckpoint(w)).note.match(/^— /gm)?.length).toBe(2)
    expect(await tick({ ...other, logMemory: openLogMemory(`${w.dataDir}/new`) })).toMatchObject({ ok: true })
  })
})

async function lineThatSwallowsCommits(port: number) {
  const line = await openBadLine({
    port,
    mark: 'COMMIT',
    chances: { cutReply: 1, cutQuestion: 0, delay: 0, halfClose: 0 },
  })
  return { port: line.port, [Symbol.asyncDispose]: () => line.close() }
}
