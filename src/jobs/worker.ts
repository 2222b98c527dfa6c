/** The worker: passes events on from the outbox to the queue and to the ledger, does the jobs, and writes the ledger. */
import { randomUUID } from 'node:crypto'
import type { Context } from '../actions/context.ts'
import { doBulk } from '../actions/do-bulk.ts'
import { placeWords } from '../actions/place-words.ts'
import { publishTick } from '../actions/publish-tick.ts'
import { relayBatch } from '../actions/relay.ts'
import { runClocks } from '../actions/run-clocks.ts'
import { allDistricts } from '../data/districts/read.ts'
import type { JobQueue } from '../data/queue.ts'
import { codeOf } from '../domain/shared/error-code.ts'
import { type LedgerPace, startLedgerTicks } from './ledger-ticks.ts'
import { tasks } from './tasks.ts'

const pause = 500
/** How often what the clock does by itself is looked for. */
const clockPause = 60_000
/** How long the relay may have failed before the worker no longer counts as well. */
const patience = 15_000

export type Worker = {
  /** Whether the relay has come through lately, and every log has begun. */
  isWell(): boolean
  stop(): Promise<void>
}

/** Batches the relay passes on before a district's first checkpoint; what is left follows on later ticks. */
const firstBatches = 10

/** Starts relay, jobs and ledger; `eraser` is the context of the role that erases. Errors are told by code and tried again at the next round. */
export async function startWorker(
  context: Context,
  eraser: Context,
  queue: JobQueue,
  pace: LedgerPace,
  onError: (code: string) => void,
): Promise<Worker> {
  const runner = await queue.start(tasks(context, eraser))
  const holder = randomUUID()
  let lastRound = Date.now()
  let lastClock = 0
  let stopped = false
  let wake = () => {}

  const loop = async () => {
    while (!stopped) {
      try {
        let passed = 0
        for (const { id } of await allDistricts(context.database))
          passed +=
            (await relayBatch(context, queue, id, holder)) +
            (await placeWords(context, id)) +
            (await doBulk(context, id))
        lastRound = Date.now()
        if (passed > 0) continue
      } catch (error) {
        onError(codeOf(error))
      }
      if (!stopped && Date.now() - lastClock >= clockPause) {
        lastClock = Date.now()
        try {
          for (const { id } of await allDistricts(context.database)) await runClocks(context, id)
        } catch (error) {
          onError(codeOf(error))
        }
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const looping = loop()
  const ticks = startLedgerTicks(context, pace, {
    bring: async ({ id }) => {
      for (let round = 0; round < firstBatches; round++)
        if ((await relayBatch(context, queue, id, holder)) === 0) return
    },
    onError,
  })
  return {
    isWell: () => Date.now() - lastRound < patience && ticks.isFounded(),
    stop: async () => {
      stopped = true
      wake()
      await Promise.all([looping, ticks.stop()])
      await runner.stop()
    },
  }
}

/** One holder for every time, so that the lease of the time before is no hindrance where the clock stands still. */
const settling = randomUUID()

/** The ticks of `settle`: each is another. */
let settledTicks = 0

/**
 * Does everything that waits now, what is due by the clock, events and jobs, until nothing is left, and then a tick of
 * every ledger: for tests. Throws when a tick is refused.
 */
export async function settle(context: Context, eraser: Context, queue: JobQueue): Promise<void> {
  for (let busy = true; busy; ) {
    busy = false
    for (const { id } of await allDistricts(context.database)) if ((await runClocks(context, id)) > 0) busy = true
    for (const { id } of await allDistricts(context.database)) while ((await doBulk(context, id)) > 0) busy = true
    for (const { id } of await allDistricts(context.database))
      while ((await relayBatch(context, queue, id, settling)) > 0) busy = true
    await queue.drain(tasks(context, eraser))
    for (const { id } of await allDistricts(context.database)) while ((await placeWords(context, id)) > 0) busy = true
  }
  const tick = { number: settledTicks++, padTo: 1 }
  for (const district of await allDistricts(context.database)) {
    const published = await publishTick(context, district, tick)
    if (!published.ok) throw new Error(published.refusal)
  }
}
