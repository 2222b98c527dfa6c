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
  const lines = said.map((line) => line.trim().replace(/ {2,}/, '  '))
  for (const { name, summary } of verbs) expect(lines).toContain(`${name}  ${summary}`)
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

test.each<[args: string[], sentence: string]>([
  [['init'], 'give --name, --prefix, --host, --admin-name, --admin-login, --password-file.'],
  [['init', '--prefix', 'SL'], '--prefix: Two letters or figures, but not I, L, O or U'],
  [['init', '--host', 'https://a.example'], '--host: A host name such as jieyou.example'],
  [['init', 'now'], 'What is meant by “now”?'],
  [['doctor', '--fix'], '--fix'],
  [['migrate', 'down'], 'What is meant by “down”?'],
  [['backup'], 'Say where: --to DIR.'],
  [['restore', 'yesterday'], 'What is meant by “yesterday”?'],
  [['restore'], 'Say from where: --from DIR.'],
  [['user'], 'Say what to do'],
  [['user', 'add', 'a b', '--name', 'x', '--role', 'auditor'], 'A login has 2 to 64 letters'],
  [['user', 'add', 'ab', '--role', 'auditor'], 'Say who it is'],
  [['user', 'add', 'ab', '--name', 'x', '--role', 'station'], '“station” is not a role.'],
  [['user', 'role', 'ab', 'drop', 'auditor'], 'Say which role'],
  [['place', 'add', 'village', '善桥'], 'Say what to add'],
  [['place', 'import'], 'Name exactly one file.'],
])('%j is misused, and that is told before anything is opened', async (args, sentence) => {
  expect(await runCommandLine(args, terminal)).toBe(2)
  expect(said).toEqual([])
  expect(warned[0]).toContain(sentence)
  expect(warned[1]).toBe(`“npx jieyou ${args[0]} --help” tells how it is used.`)
})
