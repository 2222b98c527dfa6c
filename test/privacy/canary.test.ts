/**
 * No trace of an anonymous resident. Someone with an unmistakable address, telephone, language and moment does
 * everything a resident can do, rightly and wrongly, on the product as it is really started; then every table, every
 * line it wrote and every file it left are searched for them.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printedReceiptCode, receiptCodePreimage } from '../../src/domain/reports/receipt-code.ts'
import { receiptCodeOf } from '../../src/ledger/receipt-secret.ts'
import { codeOf, demonstrationPassword, here } from '../cast.ts'
import { everyFile, everyRow, findTraces, type Place, secondsBetween } from './search.ts'
import { type StartedProgram, startedProgram } from './started-program.ts'

const mark = (what: string) => `canary-${what}-${randomBytes(6).toString('hex')}`
const traces = {
  'forwarded address': '203.0.113.77',
  'address in other headers': '2001:db8:77:ca4a::1',
  'address of the connection': '127.83.41.7',
  'user agent': mark('phone'),
  cookie: mark('cookie'),
  language: mark('language'),
  referer: mark('referer'),
  authorization: mark('bearer'),
  query: mark('query'),
  path: mark('path'),
  'words that were not taken': mark('words'),
}
const headers = {
  'x-forwarded-for': traces['forwarded address'],
  'x-real-ip': traces['address in other headers'],
  forwarded: `for="[${traces['address in other headers']}]"`,
  'user-agent': `Mozilla/5.0 (Linux; Android 14) ${traces['user agent']}`,
  cookie: `seen=${traces.cookie}; jieyou_session=${traces.cookie}`,
  'accept-language': `zh-CN,${traces.language};q=0.5`,
  referer: `https://${traces.referer}.example/chat`,
  authorization: `Bearer ${traces.authorization}`,
}
const text = '楼道的灯坏了，晚上看不见台阶。'
const lost = traces['words that were not taken']
const ids = { api: randomUUID(), form: randomUUID() }
const codes = { api: receiptCodeOf(here.prefix, ids.api), form: receiptCodeOf(here.prefix, ids.form) }

let program: StartedProgram
let before: Set<string>
let rows: Place[]
let files: Place[]
/** The minutes and seconds in which the resident did something. */
const moments = new Set<string>()
const answers: { what: string; status: number; headers: IncomingHttpHeaders; body: string }[] = []

/** Something the resident asks for; the moment is remembered. */
async function ask(method: string, path: string, body?: string | object, type = 'application/json') {
  const started = Date.now()
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await new Promise<(typeof answers)[number]>((resolve, reject) => {
    const sent = request(
      {
        ...{ host: '127.0.0.1', port: program.port, method, path, agent: false },
        localAddress: traces['address of the connection'],
        headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': type }) },
      },
      (reply) => {
        let said = ''
        reply.setEncoding('utf8').on('data', (part: string) => {
          said += part
        })
        reply.on('end', () =>
          resolve({ what: `${method} ${path}`, status: reply.statusCode ?? 0, headers: reply.headers, body: said }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(payload)
  })
  for (const second of secondsBetween(started, Date.now())) moments.add(second)
  answers.push(answer)
  return answer
}
const form = (path: string, fields: Record<string, string>) =>
  ask('POST', path, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded')

/** Bytes that are not even HTTP. */
const babble = (bytes: string) =>
  new Promise<void>((resolve) => {
    const localAddress = traces['address of the connection']
    const socket = connect({ host: '127.0.0.1', port: program.port, localAddress }, () => socket.write(bytes))
    socket
      .on('data', () => socket.end())
      .on('close', () => resolve())
      .on('error', () => {})
  })

/** Lets the second end, so that what staff do falls into others than what the resident does. */
const nextSecond = () => wait(1050 - (Date.now() % 1000))

async function staffAnswer() {
  await nextSecond()
  const call = async (path: string, body: object, token?: string) => {
    const reply = await fetch(`http://127.0.0.1:${program.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    expect([path, reply.ok]).toEqual([path, true])
    return (await reply.json()) as { token: string }
  }
  const { token } = await call('/api/v1/sessions', { login: 'dongjie', password: demonstrationPassword })
  for (const { id } of await program.look<{ id: string }>('select id from cases order by number desc limit 2')) {
    await call(`/api/v1/cases/${id}/accept`, {}, token)
    await call(`/api/v1/cases/${id}/answer-directly`, { words: '换好了。', outcome: 'solved' }, token)
  }
  await nextSecond()
}

const point = codeOf('point xingfuli')
const report = (words: string, submissionId: string = randomUUID()) => ({ submissionId, to: { point }, text: words })

async function doEverythingRight() {
  await nextSecond()
  for (const path of ['/', `/p/${point}?from=${traces.query}`, '/receipt', `/api/v1/codes/${point}`])
    expect((await ask('GET', path)).status).toBe(200)
  expect((await ask('POST', '/api/v1/reports', report(text, ids.api))).status).toBe(201)
  expect((await form(`/p/${point}`, { submissionId: ids.form, text, identity: 'anonymous' })).status).toBe(200)
  await ask('POST', '/api/v1/receipts/lookup', { receiptCode: codes.api })
  await form('/receipt', { receiptCode: printedReceiptCode(codes.form) })
  await staffAnswer()
  const judgement = { process: 'satisfied', result: 'satisfied', solved: true, words: '谢谢' }
  const judged = await ask('POST', '/api/v1/receipts/judge', { receiptCode: codes.api, ...judgement })
  const sentBack = await form('/receipt/judge', {
    ...{ receiptCode: codes.form, process: 'not', result: 'not', solved: 'false', sendBack: 'true', words: '没有修' },
  })
  expect([judged.status, sentBack.status]).toEqual([200, 200])
}

async function doEverythingWrong() {
  const statuses = [
    await ask('POST', '/api/v1/reports', `{"text": "${lost}`),
    await ask('POST', '/api/v1/reports', { ...report(lost), [lost]: lost }),
    await ask('POST', '/api/v1/reports', { ...report(''), place: lost }),
    await form(`/p/${point}`, { text: '', place: lost }),
    await ask('POST', `/p/${point}`, lost, 'multipart/form-data'),
    await ask('GET', `/${traces.path}`),
    await ask('GET', `/p/${traces.path}`),
    await ask('GET', `/api/v1/${traces.path}?q=${traces.query}`),
    await ask('POST', '/api/v1/receipts/lookup', {
      receiptCode: printedReceiptCode(receiptCodeOf(here.prefix, randomUUID())),
    }),
    await ask('POST', '/api/v1/reports', report(lost, ids.api)),
    await ask('POST', '/api/v1/reports', report(lost.repeat(60_000))),
    await form(`/p/${point}`, { text: lost.repeat(120_000) }),
    await ask('GET', '/api/v1/cases'),
  ].map(({ status }) => status)
  expect(statuses).toEqual([400, 400, 400, 400, 400, 404, 404, 404, 404, 409, 413, 413, 401])
  await babble(`${lost}\r\n\r\n`)
  await babble(`GET / HTTP/1.1\r\nhost: ${lost}\r\nx: ${'a'.repeat(40_000)}${traces.query}\r\n\r\n`)
}

/** The database itself refuses: once for the row, once because a value cannot be read. Both say so with the values. */
async function breakTheDatabase() {
  const table = 'alter table report_contents'
  await program.look(`${table} add constraint broken check (text not like '%${lost}%') not valid`)
  expect((await ask('POST', '/api/v1/reports', report(lost))).status).toBe(500)
  expect((await form(`/p/${point}`, { submissionId: randomUUID(), text: lost })).status).toBe(500)
  await program.look(
    `${table} drop constraint broken, add constraint broken check (case when text like '%${lost}%' then text::integer > 0 else true end) not valid`,
  )
  expect((await ask('POST', '/api/v1/reports', report(lost))).status).toBe(500)
}

async function workerIsDone() {
  const waiting = `select (select count(*) from outbox) + (select count(*) from graphile_worker.jobs) as count`
  for (let waited = 0; waited < 150_000; waited += 200) {
    const [row] = await program.look<{ count: string }>(waiting)
    if (row?.count === '0') return
    await wait(200)
  }
  throw new Error('the worker does not come to an end')
}

beforeAll(async () => {
  program = await startedProgram()
  const known = Buffer.concat((await everyRow(program)).map(({ bytes }) => bytes)).toString('utf8')
  before = new Set(known.match(/:\d\d:\d\d(?!\d)/g))
  await doEverythingRight()
  await doEverythingWrong()
  await breakTheDatabase()
  await workerIsDone()
  await nextSecond()
  rows = await everyRow(program)
}, 400_000)
afterAll(async () => {
  await program[Symbol.asyncDispose]()
}, 60_000)

/** Both secrets of each receipt, in every form in which somebody might keep them. */
const secrets = Object.fromEntries(
  Object.entries(ids).flatMap(([way, id]) => {
    const code = codes[way as keyof typeof codes]
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
    const hash = createHash('sha256').update(receiptCodePreimage(here.prefix, id)).digest()
    return Object.entries({
      code,
      'printed code': printedReceiptCode(code),
      'code in small letters': code.toLowerCase(),
      'code with hyphens': printedReceiptCode(code).replaceAll(' ', '-'),
      'code in a form': printedReceiptCode(code).replaceAll(' ', '+'),
      'submission id': id,
      'submission id without hyphens': id.replaceAll('-', ''),
      'submission id as bytes': bytes,
      'the hash the code is made of': hash.subarray(0, 10),
      'the same in hexadecimal': hash.toString('hex'),
    }).map(([name, trace]) => [`${name} (${way})`, trace] as const)
  }),
)

describe('in the database', () => {
  test('the report is there, and nothing of who sent it from where', () => {
    expect(findTraces(rows, { text }).length).toBe(2)
    expect(findTraces(rows, traces)).toEqual([])
  })

  test('neither receipt code nor submission id is there', () => {
    expect(findTraces(rows, secrets)).toEqual([])
  })

  test('no time tells the minute and second in which the resident did anything', () => {
    const fresh = [...moments].filter((second) => !before.has(second))
    expect(fresh.length).toBeGreaterThan(1)
    expect(findTraces(rows, Object.fromEntries(fresh.map((second) => [second, second])))).toEqual([])
  })

  test('times of what a resident did are whole hours, or that of what came before', async () => {
    const events = await program.look<{ kind: string; whole: boolean; as_before: boolean }>(`
      select kind, date_trunc('hour', at) = at as whole,
        coalesce(at = lag(at) over (partition by subject_id order by seq), false) as as_before
      from events
      -- What an office sends to another town is received there at the office's moment, not at a resident's.
      where not (kind = 'receive' and actor_kind = 'system')
      order by seq desc`)
    const theirs = events.filter((event) => ['receive', 'judge', 'send-back', 'redo'].includes(event.kind))
    expect(
      theirs
        .slice(0, 5)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['judge', 'receive', 'receive', 'redo', 'send-back'])
    expect(theirs.filter(({ whole, as_before }) => !whole && !as_before)).toEqual([])
    const late = 'select 1 from reports where received_at <> date_trunc($1, received_at)'
    expect(await program.look(late, ['hour'])).toEqual([])
    // PostgreSQL would otherwise keep the moment of every commit for us to ask.
    expect(await program.look('show track_commit_timestamp')).toEqual([{ track_commit_timestamp: 'off' }])
  })
})

describe('towards the resident', () => {
  test('no cookie is set, nothing may be kept, and no answer names another site', () => {
    expect(answers.length).toBeGreaterThan(20)
    for (const { what, headers: got } of answers)
      expect([what, got['set-cookie'], got['cache-control'], got['referrer-policy']]).toEqual([
        ...[what, undefined, 'no-store', 'no-referrer'],
      ])
  })

  test('an error says nothing back of what was sent, but for the form that keeps it', () => {
    const wrong = answers.filter(
      ({ status, headers: got }) => status >= 400 && `${got['content-type']}`.includes('json'),
    )
    expect(wrong.length).toBeGreaterThan(8)
    expect(
      wrong.filter(({ body }) => findTraces([{ where: '', bytes: Buffer.from(body) }], traces).length > 0),
    ).toEqual([])
  })
})

describe('after it has stopped', () => {
  beforeAll(async () => {
    await program.stop()
    files = everyFile(program.dataDir)
  }, 60_000)

  test('what it wrote tells where it failed, and nothing of whom', () => {
    const output = [{ where: 'output', bytes: Buffer.from(program.output()) }]
    expect(program.output().match(/"code":"(23514 broken|22P02)"/g)?.length).toBe(3)
    expect(findTraces(output, { ...traces, ...secrets })).toEqual([])
    expect(findTraces(output, Object.fromEntries([...moments].map((second) => [second, second])))).toEqual([])
  })

  test('no log and no other file of its folder knows the resident', () => {
    const own = files.filter(({ where }) => !where.startsWith(`${program.dataDir}/postgres/`))
    expect(own.map(({ where }) => where)).toContain(`${program.dataDir}/logs/postgres.log`)
    expect(findTraces(own, { ...traces, ...secrets, text })).toEqual([])
  })

  test('nor do the files of the database, its log of changes among them', () => {
    const database = files.filter(({ where }) => where.startsWith(`${program.dataDir}/postgres/`))
    expect(findTraces(database, { text }).length, 'the words themselves are found there').toBeGreaterThan(0)
    const { 'words that were not taken': _words, ...who } = traces
    expect(findTraces(database, { ...who, ...secrets })).toEqual([])
  })
})
