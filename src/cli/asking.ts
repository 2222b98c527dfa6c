/** A person at the terminal is asked. Questions go to standard error, so that standard output stays the result. */
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'

export type Asker = {
  /** Whether somebody sits there. */
  readonly isThere: boolean
  /** The answer, without white space around it; undefined when they end it (Ctrl-D). */
  ask(question: string): Promise<string | undefined>
  /** The same without showing what is typed, and with every character kept. */
  askSecretly(question: string): Promise<string | undefined>
}

/** What a file holds, without the line's end; “-” is standard input. */
export async function secretIn(path: string): Promise<string> {
  const kept = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8')
  return kept.replace(/^\uFEFF/, '').replace(/\r?\n$/, '')
}

/** Lines that were typed or pasted before they were asked for: each answers the next question. */
const ahead: string[] = []

/** Whoever sits at this terminal. */
export const terminalAsker: Asker = {
  isThere: Boolean(process.stdin.isTTY && process.stderr.isTTY),
  ask: async (question) => {
    const known = ahead.shift()
    if (known !== undefined) {
      process.stderr.write(`${question}${known}\n`)
      return known.trim()
    }
    const line = createInterface({ input: process.stdin, output: process.stderr })
    // In raw mode Ctrl-C is a key like any other; it must end the command as it does elsewhere.
    line.on('SIGINT', interrupt)
    line.on('line', (more) => ahead.push(more))
    const ended = new Promise<undefined>((resolve) => line.once('close', () => resolve(undefined)))
    try {
      return (await Promise.race([line.question(question), ended]))?.trim()
    } finally {
      line.close()
    }
  },
  askSecretly: (question) => {
    const { stdin, stderr } = process
    stderr.write(question)
    const known = ahead.shift()
    if (known !== undefined) {
      stderr.write('\n')
      return Promise.resolve(known)
    }
    return new Promise((resolve) => {
      let typed = ''
      const finish = (answer: string | undefined) => {
        stdin.off('data', take)
        stdin.setRawMode(false)
        stdin.pause()
        stderr.write('\n')
        resolve(answer)
      }
      const take = (chunk: string) => {
        let read = 0
        for (const key of chunk) {
          read += key.length
          if (key === '\r' || key === '\n') {
            finish(typed)
            // What was typed ahead is the answer to the next question.
            if (read < chunk.length) stdin.unshift(chunk.slice(read), 'utf8')
            return
          }
          if (key === '\u0003') {
            finish(undefined)
            return interrupt()
          }
          if (key === '\u0004') return finish(undefined)
          if (key === '\u007f' || key === '\b') typed = [...typed].slice(0, -1).join('')
          else if (key === '\u0015') typed = ''
          else if (key >= ' ') typed += key
        }
      }
      stdin.setRawMode(true)
      stdin.setEncoding('utf8')
      stdin.on('data', take)
      stdin.resume()
    })
  },
}

const interrupt = () => {
  process.kill(process.pid, 'SIGINT')
}
