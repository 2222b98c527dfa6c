/** Someone brings in what was said elsewhere: the command as it is, on a database of its own, and the desk afterwards. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { fixtureKeys } from '../../tools/fixture/keys.ts'
import { codeOf } from '../cast.ts'
import { commandLine, type Ended, jieyou } from '../started.ts'
import { type World, world } from '../world.ts'

let w: World
let folder: string
let settings: { DATA_DIR: string; DATABASE_URL: string }

beforeEach(async () => {
  w = await world()
  folder = mkdtempSync(join(tmpdir(), 'jieyou-import-'))
  const url = new URL(inject('ownerUrl'))
  url.pathname = new URL(w.urlFor('jieyou_app')).pathname
  settings = { DATA_DIR: join(folder, 'data'), DATABASE_URL: url.toString() }
  mkdirSync(join(settings.DATA_DIR, 'keys'), { recursive: true, mode: 0o700 })
  // As a release that knew no imports left it.
  const { identity, rolePasswords } = fixtureKeys
  writeFileSync(keysFile(), JSON.stringify({ identity: Buffer.from(identity).toString('hex'), rolePasswords }))
})
afterEach(async () => {
  await w[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const keysFile = () => join(settings.DATA_DIR, 'keys', 'jieyou.json')
const station = codeOf('station dongjie')
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const importing = (path: string, ...more: string[]): Promise<Ended> =>
  jieyou(settings, ['import', 'reports', path, ...(more.includes('--to') ? [] : ['--to', station]), ...more])
const lastLine = ({ said }: Ended) => said.trimEnd().split('\n').at(-1)
const refusedLines = ({ said }: Ended) => said.split('\n').filter((line) => line.startsWith('line '))
const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const evidence = () =>
  w.look<{ tables: string }>(
    `select concat_ws(' ', (select count(*) from reports), (select count(*) from report_contents), (select count(*) from cases),
       (select count(*) from events), (select count(*) from event_contents), (select count(*) from outbox),
       (select count(*) from case_words)) as tables`,
  )

const lamp = { id: '1', title: '楼道灯坏了', text: '东街三幢的声控灯坏了两个月。', time: '2019-02-28 11:25:05' }
const bus = {
  id: '2',
  title: '公交改线',
  text: '九路车不停菜场了。',
  time: '2020/1/8 9:05',
  reply: '已协调，下月恢复停靠。',
  reply_time: '2020-01-20',
}

describe('a file comes in', () => {
  test('and stands at the desk closed, with its own times, findable, answered by whom the file names', async () => {
    const path = put('a.jsonl', lines(lamp, { ...bus, agency: '沁湖区交通运输局' }, { ...bus, id: '3' }))
    const done = await importing(path)
    expect(done).toMatchObject({ code: 0, complained: '' })
    expect(lastLine(done)).toBe('3 added, 0 already there, 0 refused')

    const staff = await w.signIn('dongjie')
    const { cases, counts } = (await staff.get('/api/v1/cases?view=all')).body
    expect(counts).toMatchObject({ toDo: 0, waiting: 0, all: 3 })
    const found = (await staff.get(`/api/v1/cases?view=all&search=${encodeURIComponent('声控灯')}`)).body.cases
    expect(found).toMatchObject([
      {
        title: '楼道灯坏了',
        status: 'closed',
        saidAt: '2019-02-28T03:25:05.000Z',
        dueAt: null,
        place: '东街代表联络站',
      },
    ])
    expect(new Date(found[0].receivedAt).getTime()).toBeGreaterThan(Date.now() - 7_200_000)

    const whole = await Promise.all(
      cases.map(async ({ id }: { id: string }) => (await staff.get(`/api/v1/cases/${id}`)).body),
    )
    const answered = whole.filter(({ answer }) => answer !== null)
    expect(whole.filter(({ answer }) => answer === null)).toMatchObject([
      { text: `${lamp.title}\n${lamp.text}`, channel: 'import', identity: 'anonymous', judgement: null, due: null },
    ])
    expect(answered.map(({ answer }) => [answer.by.name, answer.words, answer.at]).sort()).toEqual(
      [
        ['导入', bus.reply, '2020-01-19T16:00:00.000Z'],
        ['沁湖区交通运输局', bus.reply, '2020-01-19T16:00:00.000Z'],
      ].sort(),
    )
    for (const one of answered)
      expect(one.steps.map(({ kind }: { kind: string }) => kind)).toEqual(['receive', 'answer', 'import'])
    // Nothing follows from it, and no figure counts it.
    await w.settle()
    expect(await w.look('select status, closed_as, count(*)::int as cases from cases group by 1, 2')).toEqual([
      { status: 'closed', closed_as: 'imported', cases: 3 },
    ])
    expect(await w.look(`select count(*)::int as left from outbox`)).toEqual([{ left: 0 }])
    const home = (await w.resident.get('/', { headers: { accept: 'text/html' } })).text
    expect(home).not.toContain('声控灯')
    expect(w.problems).toEqual([])
  })

  test('an agency of the district that answered finds it among its own', async () => {
    const [agency] = await w.look<{ name: string }>(
      `select a.name from agencies a join memberships m on m.unit_id = a.id join users u on u.id = m.user_id
       where u.login = 'chengguan' and a.district_id = 1 limit 1`,
    )
    await importing(put('a.jsonl', lines({ ...bus, agency: agency?.name }, lamp)))
    const officer = await w.signIn('chengguan')
    expect((await officer.get('/api/v1/cases?view=all')).body.cases).toMatchObject([
      { title: bus.title, agency: { name: agency?.name } },
    ])
  })

  test('twice, to another code, and with another line: nothing is doubled, and what is new is added', async () => {
    const path = put('a.jsonl', lines(lamp, bus))
    expect(lastLine(await importing(path))).toBe('2 added, 0 already there, 0 refused')
    const before = await evidence()
    expect(lastLine(await importing(path))).toBe('0 added, 2 already there, 0 refused')
    expect(await evidence()).toEqual(before)
    // Packed, in another order, with one more, and one of them twice.
    const more = put('b.gz', gzipSync(lines(bus, { ...lamp, id: '9' }, lamp, bus)))
    expect(lastLine(await importing(more))).toBe('1 added, 3 already there, 0 refused')
    const kept = JSON.parse(readFileSync(keysFile(), 'utf8'))
    expect(kept).toMatchObject({
      imports: expect.stringMatching(/^[0-9a-f]{64}$/),
      rolePasswords: fixtureKeys.rolePasswords,
    })
    expect(lastLine(await importing(path, '--to', codeOf('deputy limin')))).toBe('2 added, 0 already there, 0 refused')
    expect(lastLine(await importing(path, '--to', codeOf('point market')))).toBe('2 added, 0 already there, 0 refused')
  })

  test('with --dry-run, it is told what would come, and nothing is changed', async () => {
    await importing(put('a.jsonl', lines(lamp)))
    const before = await evidence()
    const dry = await importing(put('b.jsonl', lines(lamp, bus, { text: '' })), '--dry-run')
    expect(dry).toMatchObject({ code: 0, complained: '' })
    expect(lastLine(dry)).toBe('1 added, 1 already there, 1 refused if it were imported. Nothing was changed.')
    expect(refusedLines(dry)).toEqual(['line 3: There are no words in it.'])
    expect(await evidence()).toEqual(before)
  })

  test('with --open, what has no reply is to be worked on from now, and what was answered is not asked again', async () => {
    expect(lastLine(await importing(put('a.jsonl', lines(lamp, bus)), '--open'))).toBe(
      '2 added, 0 already there, 0 refused',
    )
    const staff = await w.signIn('dongjie')
    const { cases } = (await staff.get('/api/v1/cases')).body
    expect(cases).toMatchObject([
      { title: lamp.title, status: 'received', mine: true, saidAt: '2019-02-28T03:25:05.000Z' },
    ])
    expect((await staff.post(`/api/v1/cases/${cases[0].id}/accept`, {})).body).toMatchObject({ status: 'accepted' })
  })
})

const table = [
  '留言编号,留言主题,留言详情,留言时间,答复意见,答复时间,单位',
  '1,楼道灯坏了,"声控灯坏了，',
  '他说""真黑""",2020年1月8日 9:05,,,',
  '2,公交改线,九路车不停了。,2020/1/8 9:05,"已协调。',
  '下月恢复。",2020-01-20,交通局',
  '',
].join('\r\n')

/** GBK of letters and of the characters of the table. */
const inGbk = (text: string): Uint8Array => {
  const decoder = new TextDecoder('gb18030')
  const known = new Map<string, number[]>()
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++)
      known.set(decoder.decode(Uint8Array.of(first, second)), [first, second])
  return Uint8Array.from(
    [...text].flatMap((letter) => (letter < '\u0080' ? [letter.charCodeAt(0)] : (known.get(letter) ?? []))),
  )
}

describe('a table comes in', () => {
  test.each<[string, (text: string) => string | Uint8Array]>([
    ['UTF-8', (text) => text],
    ['UTF-8 with a mark', (text) => `\uFEFF${text}`],
    ['GBK', inGbk],
    ['GBK, packed', (text) => gzipSync(inGbk(text))],
  ])('in %s, with quotation marks and line ends in its cells', async (_, encode) => {
    const done = await importing(put('a.csv', encode(table)))
    expect([done.complained, lastLine(done)]).toEqual(['', '2 added, 0 already there, 0 refused'])
    expect(await w.look(`select text, said_at from report_contents order by text`)).toEqual([
      { text: '公交改线\n九路车不停了。', said_at: new Date('2020-01-08T01:05:00Z') },
      { text: '楼道灯坏了\n声控灯坏了，\n他说"真黑"', said_at: new Date('2020-01-08T01:05:00Z') },
    ])
    const [answer] = await w.look<{ detail: object }>(
      `select c.detail from events e join event_contents c on c.event_id = e.id where e.kind = 'answer'`,
    )
    expect(answer?.detail).toMatchObject({
      by: '交通局',
      words: '已协调。\n下月恢复。',
      saidAt: '2020-01-19T16:00:00.000Z',
    })
  })

  test('with columns of its own names, which the caller maps', async () => {
    const path = put('a.csv', '来由,事情,何时\n甲,"门口积水, 三天了",2020-01-08\n')
    const unmapped = await importing(path)
    expect([unmapped.code, unmapped.complained]).toEqual([
      1,
      'No column of this file is known to hold the text. Say which with --map text=…. Its columns: 来由, 事情, 何时\n',
    ])
    const wrong = await importing(path, '--map', 'text=事情,title=题目')
    expect([wrong.code, wrong.complained]).toEqual([
      1,
      'There is no column “题目” in this file. Its columns: 来由, 事情, 何时\n',
    ])
    expect(lastLine(await importing(path, '--map', 'text=事情,said-at=何时'))).toBe(
      '1 added, 0 already there, 0 refused',
    )
    expect(await w.look('select text, said_at from report_contents')).toEqual([
      { text: '门口积水, 三天了', said_at: new Date('2020-01-07T16:00:00Z') },
    ])
  })

  test('with rows that are broken, each told with its line', async () => {
    const done = await importing(
      put(
        'a.csv',
        'id,text,time\n1,好,2020-01-08\n2\n3,好,昨天\n4,好,2020-01-08,多出来\n5,"不合上,2020-01-08\n6,,2020-01-08\n7,好,\n',
      ),
    )
    expect(done.code).toBe(0)
    expect(refusedLines(done)).toEqual([
      'line 3: This row has not as many cells as the heading has columns.',
      'line 4: The time it was said is not a date.',
      'line 5: This row has not as many cells as the heading has columns.',
      'line 6: A quotation mark that opens on this line is never closed.',
      'line 7: There are no words in it.',
    ])
    expect(lastLine(done)).toBe('2 added, 0 already there, 5 refused')
  })
})

describe('what is bad is refused line by line, and the rest comes in', () => {
  test('in JSON Lines', async () => {
    const bad = [
      '{"text": "没有合上',
      '["不是","对象"]',
      '{"text": ["不是话"]}',
      '{"text": "好", "time": {"a": 1}}',
      '{"say": "没有这一列"}',
      JSON.stringify({ text: '六'.repeat(6001) }),
      '{"text": "\\u200b"}',
      '{"text": null}',
      '{"text": "好", "time": "2020-02-30"}',
      '{"text": "好", "reply": "答", "reply_time": "快了"}',
      '{"text": "好", "time": "2999-01-01"}',
      JSON.stringify({ text: '好', place: '地'.repeat(201) }),
      JSON.stringify({ text: '好', reply: '答'.repeat(20_001) }),
      '{"text": "\0"}',
    ]
    const good = [
      JSON.stringify({ text: `\u0000有\u0000零\u0000`, reply: '答\u0000', id: '\u0000' }),
      JSON.stringify({ text: '六'.repeat(6000), reply: '答'.repeat(20_000) }),
      '{"text": "半个 \\ud83d", "id": 7, "__proto__": {"text": "别的"}}',
    ]
    const whole = Buffer.concat([
      Buffer.from('\uFEFF\n'),
      Buffer.from(`${bad.join('\n')}\r\n`),
      Buffer.from([0x7b, 0x22, 0xff, 0x0a]),
      Buffer.from(good.join('\n')),
    ])
    const done = await importing(put('a.jsonl', whole), '--encoding', 'utf-8')
    expect([done.code, done.complained]).toEqual([0, ''])
    expect(refusedLines(done).map((line) => line.slice(0, line.indexOf(':')))).toEqual(
      Array.from({ length: 15 }, (_, index) => `line ${index + 2}`),
    )
    expect(new Set(refusedLines(done)).size).toBe(15)
    expect(lastLine(done)).toBe('3 added, 0 already there, 15 refused')
    expect(
      (await w.look<{ text: string }>('select text from report_contents order by length(text)')).map(
        ({ text }) => text,
      ),
    ).toEqual(['有零', '半个 \uFFFD', '六'.repeat(6000)])
    expect(lastLine(await importing(put('a.jsonl', whole), '--encoding', 'utf-8'))).toBe(
      '0 added, 3 already there, 15 refused',
    )
  })

  test.each<[string, string | Uint8Array, string]>([
    ['one array', '[{"text":"好"}]', 'one JSON array'],
    ['UTF-16', Buffer.from('\uFEFFtext\n好\n', 'utf16le'), 'UTF-16'],
    ['an empty file', '', 'No column of this file'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'No column of this file'],
    ['half a packed file', gzipSync(lines(lamp, bus)).subarray(0, 60), 'cannot be read (Z_BUF_ERROR)'],
  ])('%s is told in a sentence', async (_, content, sentence) => {
    const done = await importing(put('a', content))
    expect([done.code, done.complained]).toEqual([1, expect.stringContaining(sentence)])
    expect(await w.look('select count(*)::int as reports from reports')).toEqual([{ reports: 0 }])
  })

  test('a packed file cut short: what came before is kept, and the end is told', async () => {
    const many = lines(
      ...Array.from({ length: 2000 }, (_, index) => ({ id: index, text: `第 ${index} 件 ${Math.sin(index)}` })),
    )
    const packed = gzipSync(many)
    const cut = await importing(put('a.gz', packed.subarray(0, packed.length - 5000)))
    expect([cut.code, cut.complained]).toEqual([
      1,
      expect.stringMatching(/^Stopped: .*a\.gz cannot be read \(Z_BUF_ERROR\)/),
    ])
    const added = Number(/^(\d+) added, 0 already there, 0 refused$/.exec(lastLine(cut) ?? '')?.[1])
    expect(added).toBeGreaterThan(500)
    expect(lastLine(await importing(put('a.gz', packed)))).toBe(
      `${2000 - added} added, ${added} already there, 0 refused`,
    )
  })

  test('who misuses it is told how it is used', async () => {
    const path = put('a.jsonl', lines(lamp))
    for (const [args, code] of [
      [['import'], 2],
      [['import', 'people', path], 2],
      [['import', 'reports'], 2],
      [['import', 'reports', path], 2],
      [['import', 'reports', path, '--to', 'QH123'], 2],
      [['import', 'reports', path, '--to', station, '--map', 'words=a'], 2],
      [['import', 'reports', path, '--to', station, '--encoding', 'latin1'], 2],
      [['import', 'reports', join(folder, 'nothing'), '--to', station], 1],
      [['import', 'reports', folder, '--to', station], 1],
      [['import', 'reports', path, '--to', 'ZZ'], 1],
      [['import', '--help'], 0],
    ] as const) {
      const done = await jieyou(settings, args)
      expect([args.slice(1), done.code, `${done.said}${done.complained}`.trim() !== '']).toEqual([
        args.slice(1),
        code,
        true,
      ])
    }
    expect(await w.look('select count(*)::int as reports from reports')).toEqual([{ reports: 0 }])
  })
})

test('killed twice in the middle and run again, every message is there once', async () => {
  const total = 3000
  const path = put(
    'a.jsonl',
    lines(
      ...Array.from({ length: total }, (_, index) => ({
        id: index,
        text: `第 ${index} 件事`,
        reply: index % 3 ? '' : '办了',
      })),
    ),
  )
  const count = async () =>
    (await w.look<{ reports: number }>('select count(*)::int as reports from reports'))[0]?.reports ?? 0
  for (const until of [1, 900]) {
    const [program = '', ...args] = [...commandLine, 'import', 'reports', path, '--to', station]
    const child = spawn(program, args, { env: { PATH: process.env.PATH ?? '', ...settings }, stdio: 'ignore' })
    const ended = new Promise((done) => child.on('close', done))
    while (child.exitCode === null && (await count()) < until) await wait(5)
    child.kill('SIGKILL')
    await ended
  }
  const there = await count()
  const done = await importing(path)
  expect(lastLine(done)).toBe(`${total - there} added, ${there} already there, 0 refused`)
  const third = total / 3
  expect((await evidence())[0]?.tables).toBe(
    [total, total, total, total * 2 + third, total * 2 + third, total * 2 + third, total].join(' '),
  )
}, 240_000)

test('two at once with the same file bring every message once', async () => {
  const path = put(
    'a.jsonl',
    lines(...Array.from({ length: 1000 }, (_, index) => ({ id: index, text: `第 ${index} 件事` }))),
  )
  const both = await Promise.all([importing(path), importing(path)])
  const added = both.map((one) => Number(/^(\d+) added/.exec(lastLine(one) ?? '')?.[1]))
  expect([both.map(({ code }) => code), (added[0] ?? 0) + (added[1] ?? 0)]).toEqual([[0, 0], 1000])
  expect(await w.look('select count(*)::int as reports from reports')).toEqual([{ reports: 1000 }])
}, 180_000)

const messages = resolve(import.meta.dirname, '../../../shared/data/messages')
const missing = existsSync(messages) ? false : `${messages} is not here`

describe.skipIf(missing)(`thousands of real messages${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test.each([
    ['messages-4326.jsonl.gz', '4325 added, 0 already there, 1 refused', '0 added, 4325 already there, 1 refused'],
    [
      'messages-with-replies-2816.jsonl.gz',
      '2816 added, 0 already there, 0 refused',
      '0 added, 2816 already there, 0 refused',
    ],
  ])(
    '%s',
    async (name, first, second) => {
      const path = join(messages, name)
      expect(statSync(path).size).toBeGreaterThan(1_000_000)
      for (const last of [first, second]) {
        const done = await importing(path)
        expect([done.code, done.complained, lastLine(done)]).toEqual([0, '', last])
      }
    },
    240_000,
  )
})
