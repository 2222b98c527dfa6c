/** The entrance of `npx jieyou <verb>`: the real arguments, the real terminal, the exit code. */
import { runCommandLine } from './command-line.ts'
import type { Terminal } from './verb.ts'

const eraseLine = '\r\u001b[2K'
let shown = false
const clear = () => {
  if (shown) process.stderr.write(eraseLine)
  shown = false
}

const terminal: Terminal = {
  say: (line) => {
    clear()
    process.stdout.write(`${line}\n`)
  },
  warn: (line) => {
    clear()
    process.stderr.write(`${line}\n`)
  },
  progress: (line) => {
    if (!process.stderr.isTTY) return
    clear()
    process.stderr.write(line)
    shown = line !== ''
  },
}

process.exitCode = await runCommandLine(process.argv.slice(2), terminal)
