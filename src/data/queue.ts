/** The queue of jobs, in the same database (graphile-worker), used by the worker's role in a schema of its own. */
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Logger, makeWorkerUtils, type Runner, run, runOnce, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { codeOf } from '../domain/shared/error-code.ts'
import type { Job } from './jobs.ts'

/** What does a job of each kind. */
export type Tasks = {
  readonly [Task in Job['task']]: (payload: Extract<Job, { task: Task }>['payload']) => Promise<void>
}

/** A job under a key of its own. */
export type KeyedJob = { readonly key: string; readonly job: Job }

export type JobQueue = {
  /** Adds jobs in one call; a key again while its job waits is the same job. */
  addAll(jobs: readonly KeyedJob[]): Promise<void>
  /** Does jobs until `stop`. */
  start(tasks: Tasks): Promise<{ stop(): Promise<void> }>
  /** Does everything that waits now, and returns. */
  drain(tasks: Tasks): Promise<void>
  close(): Promise<void>
}

/**
 * Jobs by the clock (UTC), once however many workers there are: what tidies up in the district's night, and every minute
 * what waits for its hour. A minute that nobody was there for is not made up for: the next does the same.
 */
const byTheClock = [
  '17 19 * * * sweep-files',
  '37 19 * * * forget-notice-addresses',
  '47 19 * * * forget-old-notices',
  '* * * * * send-staff-notices ?jobKey=send-staff-notices',
].join('\n')

/** Opens the queue as the worker's role and brings its schema up to date. */
export async function openQueue(given: { url: string; onError: (code: string) => void }): Promise<JobQueue> {
  const pool = new pg.Pool({ connectionString: given.url, max: 6, application_name: 'jieyou-queue' })
  let closing = false
  const onError = (error: Error) => {
    if (!closing) given.onError(codeOf(error))
  }
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const logger = new Logger(() => (level, _message, meta) => {
    if (level === 'error') given.onError(codeOf(meta?.error ?? new Error('job')))
  })
  const workerUtils = await makeWorkerUtils({ pgPool: pool, logger })
  await workerUtils.migrate()
  // Without a batch, the note that a job is done is a promise nobody holds: a lost connection would end the process.
  const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }
  const options = { preset, pgPool: pool, logger, noHandleSignals: true, concurrency: 2, pollInterval: 1000 }
  return {
    // One call for a whole batch: a call for each event would be most of what the relay does.
    addAll: async (jobs) => {
      await workerUtils.addJobs(
        jobs.map(({ key, job }) => ({ identifier: job.task, payload: job.payload, jobKey: key })),
      )
    },
    start: (tasks) =>
      keepRunning(
        (events) => run({ ...options, events, crontab: byTheClock, taskList: taskList(tasks) }),
        (workers) => workerUtils.forceUnlockWorkers(workers),
        onError,
      ),
    drain: (tasks) => runOnce({ ...options, taskList: taskList(tasks) }),
    close: async () => {
      closing = true
      await workerUtils.release()
      await pool.end()
    },
  }
}

/**
 * Runs the workers, and again when they gave up, as they do when the database goes away: the jobs they had in hand are
 * let go first, or they would wait for hours.
 */
async function keepRunning(
  start: (events: EventEmitter) => Promise<Runner>,
  letGo: (workers: string[]) => Promise<void>,
  onError: (error: Error) => void,
): Promise<{ stop(): Promise<void> }> {
  const left: string[] = []
  let stopping = false
  const begin = () => {
    const events = new EventEmitter()
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => left.push(workerPool.id))
    return start(events)
  }
  let runner = await begin()
  const watch = async () => {
    while (!stopping) {
      try {
        await runner.promise
      } catch (error) {
        onError(error as Error)
      }
      while (!stopping) {
        await wait(1000)
        try {
          if (stopping) return
          await letGo(left)
          left.length = 0
          runner = await begin()
          break
        } catch (error) {
          onError(error as Error)
        }
      }
    }
  }
  const watching = watch()
  return {
    stop: async () => {
      stopping = true
      // Workers that have just given up have nothing left to stop.
      await runner.stop().catch(() => {})
      await watching
    },
  }
}

/** The queue keeps the message of a failed job, and database messages carry row values: only the code goes in. */
const taskList = (tasks: Tasks): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([task, work]) => [
      task,
      async (payload: unknown) => {
        try {
          await (work as (payload: unknown) => Promise<void>)(payload)
        } catch (error) {
          const code = codeOf(error)
          throw Object.assign(new Error(code), { code })
        }
      },
    ]),
  )
