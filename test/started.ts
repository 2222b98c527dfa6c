/** Programs as an operator starts them: a command of `npx jieyou`, or the server, each a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../src/start/free-port.ts'

const source = (file: string) => resolve(import.meta.dirname, '../src', file)
const plain = '--disable-warning=ExperimentalWarning'

/** The command line of `npx jieyou`, to be run by something else. */
export const commandLine = [process.execPath, plain, source('cli/main.ts')]

const environment = (settings: Record<string, string>) => {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, TZ: 'America/New_York', ...settings }
}

export type Ended = { readonly code: number | null; readonly said: string; readonly complained: string }

/** Runs a program to its end. What is given as `input` waits on its standard input. */
export async function run(
  command: readonly string[],
  settings: Record<string, string>,
  input: string | AsyncIterable<string> = '',
): Promise<Ended> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { env: environment(settings), stdio: ['pipe', 'pipe', 'pipe'] })
  let [said, complained] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text
  })
  child.stdin.on('error', () => {})
  const ended = new Promise<number | null>((done) => child.on('close', done))
  if (typeof input === 'string') child.stdin.end(input)
  else
    try {
      for await (const typed of input) {
        if (child.exitCode !== null) break
        child.stdin.write(typed)
      }
    } catch (error) {
      child.kill('SIGTERM')
      await ended
      throw error
    }
  const code = await ended
  return { code, said, complained }
}

/** `npx jieyou …`, with its words. */
export const jieyou = (settings: Record<string, string>, args: readonly string[], input = '') =>
  run([...commandLine, ...args], settings, input)

/** The server, started and ready. */
export async function startServer(settings: Record<string, string>) {
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, [plain, source('start/main.ts')], {
    env: environment({ ...settings, PORT: String(port) }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const ended = new Promise<number | null>((done) => child.on('close', done))
  const url = `http://127.0.0.1:${port}`
  const end = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  for (let waited = 0; waited < 60_000; waited += 50) {
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return { url, said: () => said, end }
    if (child.exitCode !== null) break
    await wait(50)
  }
  await end('SIGKILL')
  throw new Error(`the server is not ready: ${said}`)
}

/** Every process that has the folder on its command line: its PostgreSQL. */
export const processesOf = (dataDir: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')]
      } catch {
        return []
      }
    })
    .filter((command) => command.startsWith('/') && command.includes(`-D ${dataDir}`))
