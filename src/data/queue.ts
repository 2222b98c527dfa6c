/** The queue of jobs, in the same database (graphile-worker), used by the worker's role in a schema of its own. */
import { Logger, makeWorkerUtils, run, runOnce, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { codeOf } from '../domain/shared/error-code.ts'
import type { Job } from './jobs.ts'

/** What does a job of each kind. */
export type Tasks = {
  readonly [Task in Job['task']]: (payload: Extract<Job, { task: Task }>['payload']) => Promise<void>
}

export type JobQueue = {
  /** Adds a job; the same key again while it waits is the same job. */
  add(key: string, job: Job): Promise<void>
  /** Does jobs until `stop`. */
  start(tasks: Tasks): Promise<{ stop(): Promise<void> }>
  /** Does everything that waits now, and returns. */
  drain(tasks: Tasks): Promise<void>
  close(): Promise<void>
}

/** Jobs by the clock (UTC): in the district's night, once however many workers there are. */
const everyNight = '17 19 * * * sweep-files'

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
  const options = { pgPool: pool, logger, noHandleSignals: true, concurrency: 2, pollInterval: 1000 }
  return {
    add: async (key, job) => {
      await workerUtils.addJob(job.task, job.payload, { jobKey: key, jobKeyMode: 'unsafe_dedupe' })
    },
    start: async (tasks) => {
      const runner = await run({ ...options, crontab: everyNight, taskList: taskList(tasks) })
      return { stop: () => runner.stop() }
    },
    drain: (tasks) => runOnce({ ...options, taskList: taskList(tasks) }),
    close: async () => {
      closing = true
      await workerUtils.release()
      await pool.end()
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
          throw new Error(codeOf(error))
        }
      },
    ]),
  )
