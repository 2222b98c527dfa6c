/** The real program as a process of its own: started, asked, ended by any signal, started again on the same port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { memoryFlags } from '../../tools/memory-flags.mjs'

const project = resolve(import.meta.dirname, '../..')

export type RunningProgram = {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Everything it has written to stdout and stderr. */
  said(): string
  /** Resolves once /readyz says so; fails when the program ends before. */
  ready(): Promise<void>
  /** Whether the process is there. */
  runs(): boolean
  /** Ends it by a signal, or waits for it to end by itself, and tells its exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts the program with these settings and no others. `nodeArgs` are for Node itself, such as `--cpu-prof`. */
export function startProgram(given: {
  port: number
  settings: Record<string, string>
  nodeArgs?: readonly string[]
  /** What Node runs, from the project's folder; the program itself where nothing is said. */
  script?: readonly string[]
}): RunningProgram {
  const { PATH = '', HOME = '' } = process.env
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...memoryFlags,
      ...(given.nodeArgs ?? []),
      ...(given.script ?? [resolve(project, 'src/start/main.ts')]),
    ],
    {
      cwd: project,
      env: { PATH, HOME, HOST: '127.0.0.1', PORT: String(given.port), ...given.settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-100_000)
    })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const url = `http://127.0.0.1:${given.port}`
  const runs = () => child.exitCode === null && child.signalCode === null
  return {
    url,
    port: given.port,
    pid: child.pid ?? 0,
    said: () => said,
    runs,
    ready: async () => {
      while (runs()) {
        if ((await readiness(url)) === 200) return
        await wait(20)
      }
      throw new Error(`the program ended before it was ready: ${said}`)
    },
    end: async (signal) => {
      if (signal) child.kill(signal)
      return ended
    },
  }
}

/** What /readyz answers; 0 when nothing does. */
export const readiness = (url: string): Promise<number> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(15_000) }).then(
    async (answer) => {
      await answer.text()
      return answer.status
    },
    () => 0,
  )
