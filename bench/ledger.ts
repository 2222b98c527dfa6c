/**
 * How fast a ledger that has fallen behind catches up: events from the outbox into its queue, and from there into leaves,
 * each beside the same rows copied by PostgreSQL alone; and how much memory that takes.
 */
import { randomUUID } from 'node:crypto'
import type { Context } from '../src/actions/context.ts'
import { publishTick } from '../src/actions/publish-tick.ts'
import { queueForgottenEvents } from '../src/actions/queue-forgotten.ts'
import { relayBatch } from '../src/actions/relay.ts'
import { openDatabase } from '../src/data/db.ts'
import { districtById } from '../src/data/districts/read.ts'
import { openQueue } from '../src/data/queue.ts'
import { urlAs } from '../src/data/roles.ts'
import { readOrMakeKeys } from '../src/start/keys.ts'
import { liveContext } from '../src/start/live-context.ts'
import { type Figure, short } from './figures.ts'
import { fillCases } from './fill.ts'
import { districtId, type Stage } from './stage.ts'

/** Events of the outbox that the relay passes on. */
const relayed = 50_000
const mebibyte = 1024 * 1024

/** Fills the district with `cases`, whose events wait for the ledger, and lets it catch up. */
export async function measureLedger(stage: Stage, cases: number): Promise<Figure[]> {
  const first = await stage.program()
  await first.end('SIGTERM')
  const url = await stage.postgres.url('jieyou')
  await fillCases(url, { from: 0, to: cases, say: console.log })
  const keys = await readOrMakeKeys(stage.dataDir)
  const workerUrl = urlAs(url, 'jieyou', 'jieyou_worker', keys.rolePasswords)
  const database = openDatabase({ url: workerUrl, size: 2, onError: console.error })
  const queue = await openQueue({ url: workerUrl, onError: console.error })
  const context: Context = liveContext(database, keys, stage.dataDir)
  const figures: Figure[] = []
  const add = (name: string, value: number, unit: string) => {
    figures.push({ name, value, unit })
    console.log(`  ${name} ${short(value)} ${unit}`)
  }
  try {
    await stage.ask(
      `insert into outbox select district_id, id from events where district_id = $1 limit ${relayed} on conflict do nothing`,
      [districtId],
    )
    const [{ waiting = 0 } = {}] = await stage.ask<{ waiting: number }>('select count(*)::int as waiting from outbox')
    add(
      'relay',
      waiting /
        (await secondsOf(async () => {
          const holder = randomUUID()
          while ((await relayBatch(context, queue, districtId, holder)) > 0);
        })),
      'events/s',
    )

    const search = await secondsOf(() => queueForgottenEvents(context, districtId))
    const [{ events = 0 } = {}] = await stage.ask<{ events: number }>(
      'select count(*)::int as events from ledger_queue',
    )
    add('search_for_forgotten', events / search, 'events/s')

    await stage.ask('create table copied (like ledger_leaves including all)')
    const copying = await secondsOf(() =>
      stage.ask(
        `insert into copied select q.district_id, row_number() over () - 1, q.event_id, '\\x01'::bytea || e.commitment
         from ledger_queue q join events e on e.district_id = q.district_id and e.id = q.event_id`,
      ),
    )
    await stage.ask('drop table copied')
    const district = await districtById(database, districtId)
    if (!district) throw new Error('no district')
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const before = process.memoryUsage().rss
    const catching = await secondsOf(async () => {
      const done = await publishTick(context, district, { number: 1, padTo: 1 })
      if (!done.ok || done.value.events !== events) throw new Error('the tick is not whole')
    })
    clearInterval(watch)
    add('ledger_events', events, '')
    add('leaves', events / catching, 'leaves/s')
    add('leaves_against_copying', catching / copying, 'times the seconds')
    add('ledger_memory', (Math.max(peak, before) - before) / mebibyte, 'MiB more')
    const tick = await secondsOf(async () => {
      for (let number = 2; number < 22; number++) await publishTick(context, district, { number, padTo: 256 })
    })
    add('idle_tick', (tick / 20) * 1000, 'ms')
  } finally {
    await queue.close()
    await database.close()
  }
  return figures
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
