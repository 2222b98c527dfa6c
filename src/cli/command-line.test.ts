/** Someone types `npx jieyou …`. */
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test } from 'vitest'
import { runCommandLine, verbs } from './command-line.ts'

let said: string[]
let warned: string[]
const terminal = {
  say: (line: string) => said.push(line),
  warn: (line: string) => warned.push(line),
  progress: () => {},
}
beforeEach(() => {
  said = []
  warned = []
})

test.each([[[]], [['--help']], [['-h']], [['help']]])('%j lists the verbs with a line each', async (args: string[]) => {
  expect(await runCommandLine(args, terminal)).toBe(0)
  for (const { name, summary } of verbs) expect(said.join('\n')).toContain(`${name}  ${summary}`)
})

test('every verb tells how it is used', async () => {
  for (const { name } of verbs) {
    said = []
    expect(await runCommandLine([name, '--help'], terminal)).toBe(0)
    expect(said[0]).toMatch(new RegExp(`^Usage: npx jieyou ${name}`))
  }
})

test('a verb that does not exist is answered with a sentence', async () => {
  expect(await runCommandLine(['sned', '--to', 'QH'], terminal)).toBe(2)
  expect(warned).toEqual(['There is no verb “sned”. “npx jieyou --help” lists them.'])
})

test('a verb gets the words behind its name, and its answer is the exit code', async () => {
  const echo = { name: 'echo', summary: '', run: async (args: readonly string[]) => args.length }
  expect(await runCommandLine(['echo', 'a', '--b', 'c'], terminal, [echo])).toBe(3)
})

test('the program itself answers on the right stream with the right code', () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  expect(execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' })).toMatch(/^Usage: npx jieyou/)
  const wrong = spawnSync(process.execPath, [main, 'nothing'], { encoding: 'utf8' })
  expect([wrong.status, wrong.stdout]).toEqual([2, ''])
  expect(wrong.stderr).toContain('There is no verb “nothing”.')
})
