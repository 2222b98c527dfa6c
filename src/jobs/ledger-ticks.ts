/** The ledger's clock: on every tick of the wall clock, each district's log is written on. */
import type { Context } from '../actions/context.ts'
import { publishTick } from '../actions/publish-tick.ts'
import { queueForgottenEvents } from '../actions/queue-forgotten.ts'
import { allDistricts, type District } from '../data/districts/read.ts'
import { lastCheckpoint } from '../data/ledger/read.ts'
import { codeOf } from '../domain/shared/error-code.ts'

/** How the log is written: seconds from tick to tick, and to a multiple of what a tick's leaves are filled up. */
export type LedgerPace = { readonly tickSeconds: number; readonly padTo: number }

/** How often events are looked for that nobody put into the queue. */
const searchPause = 6 * 3_600_000

export type LedgerTicks = {
  /** Whether every district has had its first checkpoint, or was refused one. */
  isFounded(): boolean
  stop(): Promise<void>
}

/**
 * Starts the ticks. A district without a checkpoint gets its first at once, after `bring` has brought what waits in its
 * outbox; all others wait for the next tick. Refusals and errors are told by name and code, and tried again next tick.
 */
export function startLedgerTicks(
  context: Context,
  pace: LedgerPace,
  given: { readonly bring: (district: District) => Promise<void>; readonly onError: (code: string) => void },
): LedgerTicks {
  const period = pace.tickSeconds * 1000
  let [isFounded, stopped, searchedAt] = [false, false, Number.NEGATIVE_INFINITY]
  let wake = () => {}

  const told = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      given.onError(codeOf(error))
    }
  }
  const publish = (district: District) =>
    told(async () => {
      const tick = { number: Math.floor(Date.now() / period), padTo: pace.padTo }
      const published = await publishTick(context, district, tick)
      if (!published.ok) given.onError(published.refusal)
    })
  const found = async (district: District) => {
    if (await lastCheckpoint(context.database.of(district.id))) return
    await given.bring(district)
    await publish(district)
  }
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, period - (Date.now() % period))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const loop = async () => {
    await told(async () => {
      for (const district of await allDistricts(context.database)) await told(() => found(district))
    })
    isFounded = true
    while (!stopped) {
      await told(async () => {
        // By the machine's running time: a clock that is set back must not put the search off.
        if (performance.now() - searchedAt < searchPause) return
        searchedAt = performance.now()
        for (const { id } of await allDistricts(context.database)) await queueForgottenEvents(context, id)
      })
      await sleep()
      if (stopped) return
      await told(async () => {
        for (const district of await allDistricts(context.database)) await publish(district)
      })
    }
  }
  const looping = loop()
  return {
    isFounded: () => isFounded,
    stop: async () => {
      stopped = true
      wake()
      await looping
    },
  }
}
