/**
 * From a file as it came to a file as it is kept, in processes of their own: what breaks the reading of a stranger's
 * file, or makes it grow, breaks and grows there. They know no secret of ours, and end when nothing comes for a while.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { open } from 'node:fs/promises'
import type { FileRefusal } from '../../domain/files/file.ts'
import { type Decision, refuse } from '../../domain/shared/decision.ts'
import type { PreparedPhoto } from './prepare-photo.ts'
import type { PreparedRecording } from './prepare-recording.ts'
import { bytesLookedAt, type Content, typeOfContent } from './type-of-content.ts'

export type Prepared = PreparedPhoto | PreparedRecording
type Answer = Decision<Prepared, FileRefusal>
type Child = { readonly process: ChildProcess; idle: NodeJS.Timeout | undefined }

/** Two at a time, whoever sent them; the others wait. */
const atOnce = 2
/** A file that takes longer is given up, with its process. */
const longest = 90_000
/** A process that has nothing to do ends after this, and its memory with it. */
const patience = 60_000

/** What a file is by its first bytes; undefined when it is nothing we keep. */
export async function contentOf(path: string): Promise<Content | undefined> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytesLookedAt), 0, bytesLookedAt, 0)
    return typeOfContent(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

/**
 * Prepares a file by what it is. Never throws for what is in it.
 * Refused: `file-not-understood`, `file-damaged`, `picture-too-large`, `recording-too-long`, `video-not-taken`.
 */
export async function prepare(path: string, content: Content | undefined): Promise<Answer> {
  if (content === undefined) return refuse('file-not-understood')
  await turn()
  try {
    const first = await ask(path, content)
    // A process can be ended for another's fault, as by a machine short of memory: once more, in a new one.
    const answer = first === 'lost' ? await ask(path, content) : first
    return answer === 'lost' || answer === 'too-slow' ? refuse('file-damaged') : answer
  } finally {
    done()
  }
}

let busy = 0
const waiting: (() => void)[] = []

async function turn(): Promise<void> {
  if (busy >= atOnce) return new Promise((resolve) => waiting.push(resolve))
  busy += 1
}

function done(): void {
  const next = waiting.shift()
  if (next) next()
  else busy -= 1
}

const resting: Child[] = []

function ask(path: string, content: Content): Promise<Answer | 'lost' | 'too-slow'> {
  const child = resting.pop() ?? start()
  clearTimeout(child.idle)
  const { process: worker } = child
  return new Promise((resolve) => {
    const end = (answer: Answer | 'lost' | 'too-slow') => {
      clearTimeout(timer)
      worker.off('message', told)
      worker.off('exit', lost)
      worker.off('error', lost)
      resolve(answer)
    }
    const told = (answer: unknown) => {
      rest(child)
      end(answer as Answer)
    }
    const lost = () => end('lost')
    const timer = setTimeout(() => {
      worker.kill('SIGKILL')
      end('too-slow')
    }, longest)
    worker.on('message', told)
    worker.on('exit', lost)
    worker.on('error', lost)
    worker.send({ path, content })
  })
}

function start(): Child {
  const worker = fork(new URL('./prepare-process.ts', import.meta.url), {
    // glibc keeps memory apart for each thread and never gives it back: one part is a third of the memory.
    env: { MALLOC_ARENA_MAX: '1' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  const child: Child = { process: worker, idle: undefined }
  const gone = () => {
    clearTimeout(child.idle)
    if (resting.includes(child)) resting.splice(resting.indexOf(child), 1)
  }
  worker.on('exit', gone)
  worker.on('error', gone)
  // Nobody waits for them at the end: they go when we go.
  worker.unref()
  worker.channel?.unref()
  return child
}

function rest(child: Child): void {
  if (!child.process.connected) return
  resting.push(child)
  child.idle = setTimeout(() => {
    resting.splice(resting.indexOf(child), 1)
    child.process.disconnect()
  }, patience)
  child.idle.unref()
}
