/** Work on bytes from strangers, in a thread of its own with limits: what hangs or eats memory is ended, alone. */
import { Worker } from 'node:worker_threads'

export type WorkerLimits = { readonly seconds: number; readonly megabytes: number }

/** What the thread posts back; undefined when it broke, took too long or too much. */
export function inWorker<Result>(script: URL, workerData: unknown, limits: WorkerLimits): Promise<Result | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(script, {
      workerData,
      // Nothing of the environment, and no flags of ours, reach code that reads strangers' bytes.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
    const end = (result: Result | undefined) => {
      clearTimeout(timer)
      resolve(result)
      worker.terminate().catch(() => {})
    }
    const timer = setTimeout(end, limits.seconds * 1000, undefined)
    worker.on('message', end)
    worker.on('error', () => end(undefined))
    worker.on('exit', () => end(undefined))
  })
}
