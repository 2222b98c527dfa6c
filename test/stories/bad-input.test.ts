/**
 * Whatever a resident's client sends, nobody gets a server's error: a refusal in words, in the caller's language, and
 * nothing is half stored.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { revokeCode } from '../../src/actions/revoke-code.ts'
import { type PublicCode, publicCodeFrom } from '../../src/domain/places/public-code.ts'
import { cleanWords } from '../../src/domain/shared/words.ts'
import { codeOf, here } from '../cast.ts'
import { bigListOfNaughtyStrings, naughtyStrings } from '../naughty-strings.ts'
import { ask, expectRefusal, inTurns, json, leavesNothing, refusedInBoth, reportWith, rows } from '../refusing.ts'
import { type World, world } from '../world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w[Symbol.asyncDispose]())
beforeEach(() => {
  w.problems.length = 0
})

const post = (url: string, body: unknown) => ask(w, json(url, body))
const lookUp = (receiptCode: string) => post('/api/v1/receipts/lookup', { receiptCode })

/** Sends each string as the words of a report: it is kept exactly as tidied, or refused because nothing can be seen. */
async function sayAll(strings: readonly string[]): Promise<void> {
  const before = await rows(w)
  const kept: string[] = []
  await inTurns(strings, async (text) => {
    const sent = await post('/api/v1/reports', reportWith({ text }))
    const said = cleanWords(text)
    if (!said.ok) return expectRefusal(sent, 'zh', said.refusal)
    kept.push(said.value)
    expect(sent.status, sent.text).toBe(201)
  })
  const stored = Map.groupBy(await w.look<{ text: string }>('select text from report_contents'), ({ text }) => text)
  for (const text of kept) expect(stored.has(text), text).toBe(true)
  const grown = Object.entries(await rows(w)).map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
  const tables = ['cases', 'event_contents', 'events', 'outbox', 'report_contents', 'reports']
  expect(Object.fromEntries(grown.filter(([, count]) => count !== 0))).toEqual(
    Object.fromEntries(tables.map((name) => [`public.${name}`, kept.length])),
  )
  expect(w.problems).toEqual([])
}

describe('a resident, or a program in their place, sends a report', () => {
  test('without words, or with too many', () =>
    leavesNothing(w, async () => {
      for (const text of ['', ' \t\r\n', '\u3000\u00a0', '\u200b\ufeff', '\u0000'])
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ text })), 'nothing-said')
      await refusedInBoth(w, json('/api/v1/reports', reportWith({ text: '字'.repeat(6001) })), 'too-long')
      await refusedInBoth(w, json('/api/v1/reports', reportWith({ text: ` ${'😀'.repeat(6001)}\n` })), 'too-long')
      await refusedInBoth(w, json('/api/v1/reports', reportWith({ place: '路'.repeat(201) })), 'place-too-long')
    }))

  test('of exactly 6,000 characters, blanks around them not counted', async () => {
    for (const letter of ['字', '😀', 'a']) {
      const sent = await post('/api/v1/reports', reportWith({ text: `  ${letter.repeat(6000)}\r\n\t ` }))
      expect(sent.status, sent.text).toBe(201)
      const seen = await lookUp(sent.body.receiptCode)
      expect(seen.body.text).toBe(letter.repeat(6000))
    }
    expect(w.problems).toEqual([])
  })

  test('of words that have broken programs before', () => sayAll(naughtyStrings))

  const bigList = bigListOfNaughtyStrings()
  test.skipIf(!bigList)(
    `of every string on the public list${bigList ? '' : ' (skipped: shared/data/text/blns.json is not beside the repository)'}`,
    () => sayAll(bigList ?? []),
  )

  test('to a place, under a name or with a telephone number of that kind', async () => {
    await inTurns(naughtyStrings, async (naughty) => {
      const named = { kind: 'station', name: naughty, phone: '' }
      for (const parts of [
        { place: naughty },
        { identity: named },
        { identity: { ...named, name: '林先生', phone: naughty } },
      ]) {
        const sent = await post('/api/v1/reports', reportWith(parts))
        if (sent.status !== 201) expectRefusal(sent, 'zh')
      }
    })
    expect(w.problems).toEqual([])
  })

  test('to a code that is not there, misread, revoked, of another kind, or no code at all', async () => {
    const revoked = codeOf('deputy chenya')
    // Taking a code out of use is an event of its own.
    await revokeCode(w.context, here.id, revoked as PublicCode, null)
    await leavesNothing(w, async () => {
      const unknown = publicCodeFrom(here.prefix, new Uint8Array(4).fill(0xab))
      const good = codeOf('point xingfuli')
      const misread = good.slice(0, -1) + (good.endsWith('0') ? '2' : '0')
      for (const kind of ['point', 'deputy', 'station', 'town']) {
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ to: { [kind]: unknown } })), 'no-such-code')
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ to: { [kind]: misread } })), 'code-misread')
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ to: { [kind]: '' } })), 'no-such-code')
        await refusedInBoth(
          w,
          json('/api/v1/reports', reportWith({ to: { [kind]: `ZZ${good.slice(2)}` } })),
          'no-such-code',
        )
        for (const naughty of naughtyStrings.filter(({ length }) => length <= 40))
          expectRefusal(await post('/api/v1/reports', reportWith({ to: { [kind]: naughty } })), 'zh')
      }
      await refusedInBoth(w, json('/api/v1/reports', reportWith({ to: { deputy: revoked } })), 'code-revoked')
      await refusedInBoth(w, json('/api/v1/reports', reportWith({ to: { station: good } })), 'no-such-code')
      await refusedInBoth(w, json('/api/v1/reports', reportWith({ to: { district: 'ZZ' } })), 'no-such-code')
      for (const to of [
        {},
        null,
        [],
        good,
        7,
        { point: good, deputy: good },
        { point: 7 },
        { point: null },
        { agency: good },
        { point: 'Q'.repeat(41) },
      ])
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ to })), 'not-understood')
    })
  })

  test('that is not JSON, or JSON of something else', () =>
    leavesNothing(w, async () => {
      const deep = 50_000
      for (const body of [
        '',
        ' ',
        '{',
        '{]',
        "{'text':1}",
        'text=路灯',
        '\u0000',
        '\ufeff{}',
        'undefined',
        'NaN',
        '[]',
        '7',
        'null',
        'true',
        '"words"',
        '[[[]]]',
        '['.repeat(deep) + ']'.repeat(deep),
        `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
        '{"text":1e400,"submissionId":1e400,"to":1e400}',
        `{"version":${'9'.repeat(400)}}`,
        '{"__proto__":{"text":"x"}}',
        '{"constructor":{"prototype":{"text":"x"}}}',
        JSON.stringify(reportWith()).replace('{', '{"__proto__":{"a":1},'),
        JSON.stringify(reportWith()).slice(0, -1),
        `${JSON.stringify(reportWith())}x`,
      ])
        await refusedInBoth(w, json('/api/v1/reports', body), 'not-understood')
    }))

  test('with a field twice: the last one counts, as JSON has it', async () => {
    const sent = await post('/api/v1/reports', JSON.stringify(reportWith()).replace('{', '{"text":"第一次",'))
    expect(sent.status).toBe(201)
    const seen = await lookUp(sent.body.receiptCode)
    expect(seen.body.text).toBe('楼道的灯坏了。')
  })

  test('in another character set or as another kind of content', () =>
    leavesNothing(w, async () => {
      const body = JSON.stringify(reportWith())
      for (const type of [
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'application/octet-stream',
        'application/jsonp',
        'application/x-www-form-urlencoded',
        ';;;',
        '/',
        'x'.repeat(2000),
        '路灯',
      ])
        await refusedInBoth(w, json('/api/v1/reports', body, { 'content-type': type }))
      // 路灯 in GB18030, which is not UTF-8.
      const [before, after] = body.split('楼道的灯坏了。') as [string, string]
      const gb18030 = Buffer.from([0xc2, 0xb7, 0xb5, 0xc6])
      const payload = Buffer.concat([Buffer.from(before), gb18030, Buffer.from(after)])
      for (const type of ['application/json', 'application/json; charset=gb18030'])
        await refusedInBoth(w, { ...json('/api/v1/reports', '', { 'content-type': type }), payload }, 'not-understood')
    }))

  test('with fields missing, too many, or of another kind', () =>
    leavesNothing(w, async () => {
      for (const field of ['submissionId', 'to', 'text'])
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ [field]: undefined })), 'not-understood')
      for (const [field, value] of Object.entries({
        extra: 1,
        channel: 'paper',
        receivedAt: '2020-01-01T00:00:00Z',
        text: 7,
        place: null,
        identity: 'station',
      }))
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ [field]: value })), 'not-understood')
      for (const text of [null, ['a'], { toString: 'x' }, true])
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ text })), 'not-understood')
      for (const identity of [
        {},
        { kind: 'public' },
        { kind: 'station' },
        { kind: 'station', name: 7 },
        { kind: 'anonymous', name: '林先生' },
        { kind: 'agency', name: '林'.repeat(201) },
        null,
      ])
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ identity })), 'not-understood')
      await refusedInBoth(
        w,
        json('/api/v1/reports', reportWith({ identity: { kind: 'station', name: ' ' } })),
        'name-missing',
      )
      await refusedInBoth(
        w,
        json('/api/v1/reports', reportWith({ identity: { kind: 'station', name: '林', phone: '打我手机' } })),
        'phone-misread',
      )
    }))

  test('under an id that is not a random one', () =>
    leavesNothing(w, async () => {
      for (const submissionId of [
        '',
        'x',
        7,
        null,
        randomUUID().slice(1),
        `${randomUUID()}0`,
        `{${randomUUID()}}`,
        '00000000-0000-0000-0000-000000000000',
        'ffffffff-ffff-ffff-ffff-ffffffffffff',
        'c232ab00-9414-11ec-b3c8-9f6bdeced846',
        '019535d9-3df7-79fb-b466-fa907fa17f9e',
        '3f2504e0-4f89-41d3-0a0c-0305e82c3320',
      ])
        await refusedInBoth(w, json('/api/v1/reports', reportWith({ submissionId })), 'not-understood')
    }))

  test('larger than anyone writes', () =>
    leavesNothing(w, () =>
      refusedInBoth(w, json('/api/v1/reports', reportWith({ text: 'a'.repeat(1024 * 1024) })), 'body-too-large'),
    ))
})

describe('someone holds a receipt, or says so', () => {
  test('and types what is no receipt code', () =>
    leavesNothing(w, () =>
      inTurns(naughtyStrings, async (receiptCode) => {
        await refusedInBoth(
          w,
          json('/api/v1/receipts/lookup', { receiptCode }),
          [...receiptCode].length > 80 ? 'not-understood' : 'receipt-code-misread',
        )
      }),
    ))

  test('and judges in ways that nobody asked for', async () => {
    const sent = await post('/api/v1/reports', reportWith())
    const { receiptCode } = sent.body
    const judgement = { receiptCode, process: 'satisfied', result: 'satisfied', solved: true }
    await leavesNothing(w, async () => {
      const judge = (parts: object) => json('/api/v1/receipts/judge', { ...judgement, ...parts })
      for (const parts of [
        { process: 'very' },
        { process: '' },
        { result: null },
        { solved: 'true' },
        { solved: undefined },
        { sendBack: 1 },
        { words: 7 },
        { extra: 1 },
      ])
        await refusedInBoth(w, judge(parts), 'not-understood')
      await refusedInBoth(w, judge({ sendBack: true }), 'send-back-needs-a-negative-judgement')
      await refusedInBoth(w, judge({ words: '字'.repeat(6001) }), 'too-long')
      // Nobody has answered yet.
      await refusedInBoth(w, judge({}), 'not-from-this-status')
    })
  })
})
