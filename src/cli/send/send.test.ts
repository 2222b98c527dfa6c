/** Someone sends a file of messages to a small server that keeps the contract, on good days and on bad ones. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { printedReceiptCode } from '../../domain/reports/receipt-code.ts'
import type { Pace } from './patience.ts'
import { send } from './send.ts'
import { codeFor, type Fate, type SmallServer, smallServer } from './small-server.ts'

const pace: Pace = {
  timeout: 2_000,
  firstPause: 5,
  longestPause: 40,
  greeting: 150,
  patience: 20_000,
  busyPatience: 20_000,
}
/** For the days on which the server does not come back. */
const hasty: Pace = { ...pace, patience: 400 }

let folder: string
let said: string[]
let warned: string[]
const terminal = {
  say: (line: string) => said.push(line),
  warn: (line: string) => warned.push(line),
  progress: () => {},
}
let server: SmallServer

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jieyou-send-'))
  said = []
  warned = []
  server = await smallServer()
})
afterEach(async () => {
  await server.hangUp()
  rmSync(folder, { recursive: true })
})

const row = (number: number) => ({ id: String(number), title: `第${number}件`, text: `第${number}盏路灯坏了。` })
const textOf = (number: number) => `第${number}件\n第${number}盏路灯坏了。`
const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const fileOf = (count: number, name = 'messages.jsonl') =>
  file(name, Array.from({ length: count }, (_, index) => `${JSON.stringify(row(index + 1))}\n`).join(''))
const state = () => join(folder, 'state.jsonl')
const runAt = (given: Pace, path: string, ...more: string[]) =>
  send([path, '--to', 'QH0123Y0', '--url', server.url, '--state', state(), ...more], terminal, given)
const run = (path: string, ...more: string[]) => runAt(pace, path, ...more)
const textsKept = () => [...server.kept.values()].map(({ text }) => text).sort()
const textsOf = (count: number) => Array.from({ length: count }, (_, index) => textOf(index + 1)).sort()

describe('on a good day', () => {
  test('every message of a file arrives once, title and text, and the last line counts them', async () => {
    expect(await run(fileOf(30))).toBe(0)
    expect(textsKept()).toEqual(textsOf(30))
    expect(said.at(-1)).toBe('30 sent, 0 already there, 0 refused')
    expect(warned).toEqual([])
  })

  test('a gzip file is known by its first bytes, whatever it is called', async () => {
    const plain = readFileSync(fileOf(30))
    expect(await run(file('messages.txt', gzipSync(plain)))).toBe(0)
    expect(textsKept()).toEqual(textsOf(30))
  })

  test('the receipt codes stand in the state file, for its owner only, and never on the terminal', async () => {
    await run(fileOf(5))
    const codes = [...server.kept.keys()].map(codeFor)
    const stored = readFileSync(state(), 'utf8')
    for (const code of codes) expect(stored).toContain(printedReceiptCode(code))
    expect(statSync(state()).mode & 0o777).toBe(0o600)
    const heard = [...said, ...warned].join('\n').replace(/[\s-]/g, '')
    for (const id of server.kept.keys()) expect(heard).not.toContain(id.replaceAll('-', ''))
    for (const code of codes) expect(heard).not.toContain(code.slice(2))
  })

  test('submission ids are random UUIDs of version 4, others for every file sent', async () => {
    const path = fileOf(3)
    await run(path)
    await send([path, '--to', 'QH0123Y0', '--url', server.url, '--state', join(folder, 'other.jsonl')], terminal, pace)
    expect(server.kept.size).toBe(6)
    for (const id of server.kept.keys())
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test.each([
    ['QH0123Y0', { point: 'QH0123Y0' }, 'Sending messages.jsonl to the point 东门菜场 (清河镇).'],
    ['qh-0000 o5', { deputy: 'QH000005' }, 'Sending messages.jsonl to the deputy 沈代表 (清河镇).'],
    ['qh', { district: 'QH' }, 'Sending messages.jsonl to the district 某区.'],
  ])('the server says what %s stands for', async (code, to, sentence) => {
    expect(await send([fileOf(1), '--to', code, '--url', `${server.url}/`, '--state', state()], terminal, pace)).toBe(0)
    expect([...server.kept.values()].map((one) => one.to)).toEqual([to])
    expect(said[0]).toBe(sentence)
  })

  test('other columns can make up the text and the place', async () => {
    const path = file(
      'own.jsonl',
      `${JSON.stringify({ 标题: '路灯', 内容: '不亮', 编号: 7, 地址: '三号门', 空: null })}\n`,
    )
    expect(await run(path, '--field', 'text=标题,内容', '--field', 'text=编号,空', '--field', 'place=地址')).toBe(0)
    expect([...server.kept.values()]).toEqual([{ to: { point: 'QH0123Y0' }, text: '路灯\n不亮\n7', place: '三号门' }])
  })

  test('no more are on their way at once than was asked for', async () => {
    expect(await run(fileOf(40), '--parallel', '3')).toBe(0)
    expect(server.mostAtOnce()).toBeLessThanOrEqual(3)
    expect(server.mostAtOnce()).toBeGreaterThan(1)
  })

  test('a dry run sends nothing and writes nothing', async () => {
    const path = file('two.jsonl', `${JSON.stringify(row(1))}\n{"title":" ","text":""}\n`)
    expect(await run(path, '--dry-run')).toBe(0)
    expect([server.kept.size, existsSync(state())]).toEqual([0, false])
    expect(said.slice(1)).toEqual([
      'line 2: There are no words in it.',
      '1 message could be sent, 1 would be refused. Nothing was sent.',
    ])
  })
})

describe('in a file that is not all good', () => {
  test('each line that is refused is told by number and reason; the others arrive', async () => {
    const lines = [
      JSON.stringify(row(1)),
      '{"title": "half a',
      '',
      '["no","object"]',
      JSON.stringify({ id: '5' }),
      JSON.stringify({ title: '', text: '\u200b' }),
      JSON.stringify({ title: '长', text: '字'.repeat(6000) }),
      JSON.stringify({ title: '行', text: '一\u2028二' }).replace('\\u2028', '\u2028'),
      JSON.stringify({ title: ['no words'] }),
    ]
    const gb18030 = Buffer.concat([
      Buffer.from('{"text":"'),
      Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]),
      Buffer.from('"}\r\n'),
    ])
    const giant = `${JSON.stringify({ text: '', rest: 'x'.repeat(1024 * 1024) })}\n`
    const path = file(
      'mixed.jsonl',
      Buffer.concat([
        Buffer.from(`\uFEFF${lines.join('\n')}\n`),
        gb18030,
        Buffer.from(giant + JSON.stringify(row(12))),
      ]),
    )
    expect(await run(path, '--parallel', '1')).toBe(0)
    expect(said.slice(2)).toEqual([
      'line 2: This line is not a JSON object.',
      'line 4: This line is not a JSON object.',
      'line 5: None of the columns that make up the text is in this line.',
      'line 6: Refused: nothing-said.',
      'line 7: Refused: too-long.',
      'line 9: A column that makes up the text holds something other than words.',
      'line 10: This line is not UTF-8.',
      'line 11: This line is longer than a mebibyte.',
      '3 sent, 0 already there, 8 refused',
    ])
    expect(textsKept()).toEqual([textOf(1), textOf(12), '行\n一\u2028二'].sort())
  })

  test('a gzip file that was cut off is told; what could be read has arrived', async () => {
    const whole = gzipSync(readFileSync(fileOf(2000)))
    expect(await run(file('cut.gz', whole.subarray(0, whole.length - 200)))).toBe(1)
    expect(warned.join('\n')).toMatch(/cut\.gz cannot be read \(Z_BUF_ERROR\)/)
  })
})

describe('on a bad day', () => {
  test('connections cut before and after the report was kept, errors and a crowd: each message arrives exactly once', async () => {
    const fates: Fate[] = ['dropped-before', 'dropped-after', 'broken', 'busy']
    // Up to three mishaps a message, of a kind and number that its own number decides.
    server.fateOf = (text, time) => {
      const number = Number.parseInt(text.slice(1), 10)
      return time <= number % 4 ? (fates[(number + time) % fates.length] as Fate) : 'served'
    }
    expect(await run(fileOf(120))).toBe(0)
    expect(textsKept()).toEqual(textsOf(120))
    expect([...server.tries.values()].some((count) => count > 2)).toBe(true)
    expect(said.at(-1)).toBe('120 sent, 0 already there, 0 refused')
  })

  test('a server that is not there is told at once, and nothing is written', async () => {
    await server.hangUp()
    expect(await run(fileOf(3))).toBe(1)
    expect(warned).toEqual([
      `The server at ${server.url} cannot be reached or does not work (ECONNREFUSED). When it runs again, repeat the same command.`,
    ])
    expect(existsSync(state())).toBe(false)
  })

  test('a server that goes away for good stops the sending; repeating the command delivers the rest', async () => {
    const path = fileOf(60)
    const port = Number(new URL(server.url).port)
    server.fateOf = () => (server.kept.size >= 20 ? 'dropped-before' : 'served')
    expect(await runAt(hasty, path)).toBe(1)
    const delivered = server.kept.size
    expect(delivered).toBeLessThan(60)
    expect(warned.join('\n')).toMatch(
      /cannot be reached or does not work \(\w+\)\. When it runs again, repeat the same command\./,
    )
    await server.hangUp()
    server = await smallServer({ port, kept: server.kept })
    server.fateOf = () => 'served'
    expect(await run(path)).toBe(0)
    expect(textsKept()).toEqual(textsOf(60))
    expect(said.at(-1)).toBe(`${60 - delivered} sent, ${delivered} already there, 0 refused`)
  })

  test('a single message the server fails at is told and passed over', async () => {
    server.fateOf = (text) => (text === textOf(7) ? 'broken' : 'served')
    expect(await runAt(hasty, fileOf(30), '--parallel', '2')).toBe(1)
    expect(warned).toEqual(['line 7: not delivered: status 500'])
    expect(said.at(-1)).toBe('29 sent, 0 already there, 0 refused, 1 not delivered')
  })

  test('a crowd is waited for longer than an error', async () => {
    const began = performance.now()
    server.fateOf = () => (performance.now() - began < 3 * hasty.patience ? 'busy' : 'served')
    expect(await runAt(hasty, fileOf(5))).toBe(0)
    expect(server.kept.size).toBe(5)
  })

  test.each<[Fate, RegExp]>([
    ['redirected', /redirects to https:\/\/jieyou\.example\/\. Give the final address with --url\./],
    ['a-stranger', /answered something that is not Jieyou’s reply\./],
    ['unlike', /gave a receipt code that does not belong to the submission\./],
  ])('when the server turns out to be the wrong one (%s), nothing more is sent', async (fate, sentence) => {
    server.fateOf = () => fate
    expect(await run(fileOf(50), '--parallel', '2')).toBe(1)
    expect(warned.join('\n')).toMatch(sentence)
    expect([...server.tries.keys()].length).toBeLessThanOrEqual(2)
  })

  test('a code that nobody has is said in the server’s words', async () => {
    expect(await send([fileOf(1), '--to', 'QHRRRRR1', '--url', server.url], terminal, pace)).not.toBe(0)
    const unknown = 'NXZZZZZG'
    warned.length = 0
    expect(await send([fileOf(1), '--to', unknown, '--url', server.url], terminal, pace)).toBe(1)
    expect(warned).toEqual([`Stopped: ${server.url} answered with status 404: There is no such code.`])
  })
})

describe('interrupted and run again', () => {
  test('what has arrived is not sent again', async () => {
    const path = fileOf(10)
    await run(path)
    server.tries.clear()
    expect(await run(path)).toBe(0)
    expect([server.tries.size, server.kept.size]).toEqual([0, 10])
    expect(said.at(-1)).toBe('0 sent, 10 already there, 0 refused')
  })

  test('killed in the middle, again and again, each message still arrives exactly once', async () => {
    const path = fileOf(300)
    const main = fileURLToPath(new URL('../main.ts', import.meta.url))
    const args = [main, 'send', path, '--to', 'QH0123Y0', '--url', server.url, '--state', state(), '--parallel', '4']
    const start = () => spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    for (const until of [40, 150]) {
      const child = start()
      while (server.kept.size < until) await new Promise((done) => setTimeout(done, 2))
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const last = start()
    let heard = ''
    for await (const part of last.stdout) heard += part
    expect(textsKept()).toEqual(textsOf(300))
    const [, sent, there] = /(\d+) sent, (\d+) already there, 0 refused\n$/.exec(heard) ?? []
    expect(Number(sent) + Number(there)).toBe(300)
    expect(Number(there)).toBeGreaterThan(100)
  })

  test('a result half written by a crash is cut off, and that message asked for again', async () => {
    const path = fileOf(10)
    await run(path)
    const whole = readFileSync(state(), 'utf8')
    writeFileSync(state(), whole.slice(0, -9))
    expect(await run(path)).toBe(0)
    expect(server.kept.size).toBe(10)
    expect(said.at(-1)).toBe('1 sent, 9 already there, 0 refused')
    expect(await run(path)).toBe(0)
    expect(said.at(-1)).toBe('0 sent, 10 already there, 0 refused')
  })

  test('a beginning half written by a crash is begun anew', async () => {
    writeFileSync(state(), '{"jieyouSend":1,"file":"ab')
    expect(await run(fileOf(3))).toBe(0)
    expect(server.kept.size).toBe(3)
  })

  test('a state file of another file or another address is not continued', async () => {
    await run(fileOf(3))
    expect(await run(fileOf(4, 'longer.jsonl'))).toBe(2)
    expect(await run(fileOf(3), '--field', 'text=text')).toBe(2)
    expect(server.kept.size).toBe(3)
    expect(warned).toEqual([
      `${state()} was begun with another file. Continue as it was begun, or name another file with --state.`,
      `${state()} was begun with another columns. Continue as it was begun, or name another file with --state.`,
    ])
  })

  test.each(['{"id":"1","title":"a message"}\n', 'no end of line', 'half', '{}'])(
    'a file that is something else (%j) is left as it is',
    async (content) => {
      writeFileSync(state(), content, { mode: 0o644 })
      expect(await run(fileOf(3))).toBe(2)
      expect([readFileSync(state(), 'utf8'), statSync(state()).mode & 0o777, server.kept.size]).toEqual([
        content,
        0o644,
        0,
      ])
    },
  )

  test('where the state cannot be kept, nothing is sent', async () => {
    const path = fileOf(3)
    expect(
      await send([path, '--to', 'QH', '--url', server.url, '--state', join(folder, 'no', 'such')], terminal, pace),
    ).toBe(1)
    expect([server.kept.size, warned.at(-1)]).toEqual([0, `${join(folder, 'no', 'such')} cannot be written (ENOENT).`])
  })
})

describe('misused', () => {
  test.each([
    [['--to', 'QH'], 'Name exactly one file of messages.'],
    [['a', 'b', '--to', 'QH'], 'Name exactly one file of messages.'],
    [['a'], 'Say to whom: --to CODE.'],
    [
      ['a', '--to', 'QH0123Y1'],
      '“QH0123Y1” is neither a public code (8 letters, the last a check letter) nor a district.',
    ],
    [
      ['a', '--to', 'QH', '--url', 'localhost:8080'],
      '“localhost:8080” is not the address of a server. An example: http://localhost:8080',
    ],
    [['a', '--to', 'QH', '--parallel', '0'], '--parallel is a whole number from 1 to 64.'],
    [['a', '--to', 'QH', '--parallel', '65'], '--parallel is a whole number from 1 to 64.'],
    [
      ['a', '--to', 'QH', '--field', 'name=a'],
      '“--field name=a” is not understood. Examples: text=title,text and place=address',
    ],
    [
      ['a', '--to', 'QH', '--field', 'text=a,,b'],
      '“--field text=a,,b” is not understood. Examples: text=title,text and place=address',
    ],
  ])('%j is answered with a sentence', async (args, sentence) => {
    expect(await send(args, terminal, pace)).toBe(2)
    expect(warned).toEqual([sentence, '“npx jieyou send --help” tells how it is used.'])
  })

  test('an option that does not exist is answered with a sentence', async () => {
    expect(await send(['a', '--to', 'QH', '--fast'], terminal, pace)).toBe(2)
    expect(warned[0]).toMatch(/^Unknown option '--fast'/)
  })

  test('a file that is not there is named', async () => {
    expect(await run(join(folder, 'missing.jsonl'))).toBe(1)
    expect(warned).toEqual([`${join(folder, 'missing.jsonl')} cannot be read (ENOENT).`])
  })
})
