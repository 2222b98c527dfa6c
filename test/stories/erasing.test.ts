/** Erasing what a report holds: two persons of the district's office, and afterwards nothing but evidence. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { eraseContents } from '../../src/actions/erase-contents.ts'
import { indexCase } from '../../src/actions/index-case.ts'
import { relayBatch } from '../../src/actions/relay.ts'
import { sweepFiles } from '../../src/actions/sweep-files.ts'
import { removeContents } from '../../src/data/erasing/write.ts'
import { openQueue } from '../../src/data/queue.ts'
import { fixtureKeys } from '../../tools/fixture/keys.ts'
import { codeOf, elsewhere, here, idOf, type Login } from '../cast.ts'
import { file, photoWithTraces, recording, reportFields, sendForm } from '../forms.ts'
import { everyRow, findTraces } from '../privacy/search.ts'
import { jieyou } from '../started.ts'
import type { World } from '../world.ts'
import { good, kinds, type Said, type Story, solved, story, toStation } from './moves/story.ts'

/** What must be nowhere afterwards: words of the report, and of everything said about it. */
const traces = {
  report: '蓝鲸灯塔',
  'a word of the report': '鲸灯',
  place: '紫竹弄',
  'words between offices': '附言甲乙丙',
  message: '留言丁戊己',
  answer: '答复庚辛壬',
  judgement: '评价子丑寅',
}
const reason = '本人来电要求，已核对回执。'
const asks = { wish: 'resident', words: reason }

/** A report with a photo, a recording and a name, that went the whole way; and two persons of the district's office. */
async function lived(s: Story): Promise<Said> {
  await s.join('zhujian', 'district', null)
  const sent = await sendForm(
    s.w,
    reportFields({
      to: JSON.stringify(toStation),
      text: `${traces.report}不亮。`,
      place: traces.place,
      identity: JSON.stringify({ kind: 'agency', name: '林先生', phone: '13800000000' }),
    }),
    [file(await photoWithTraces(600, 400)), file(await recording('webm', 1), 'a.webm', 'audio/webm')],
  )
  expect(sent.status).toBe(201)
  const [row] = await s.w.look<{ id: string }>('select id from cases order by number desc limit 1')
  const said = { receipt: sent.body.receiptCode as string, id: row?.id as string }
  await s.settle()
  await s.resident(said, 'words', { words: traces.message })
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works'), words: traces['words between offices'] })
  await s.move('shizheng', said, 'answer', { words: traces.answer, outcome: 'solved' })
  await s.resident(said, 'identity', { identity: 'station' })
  const { disclosure } = await s.resident(said)
  expect(disclosure.report).toContain(traces.report)
  expect(await s.resident(said, 'consent', { mark: disclosure.mark })).toMatchObject({
    disclosure: { consented: true },
  })
  await s.resident(said, 'judge', { ...good, words: traces.judgement })
  // Where notices are sent from, an address would be kept by the receipt page.
  await s.w.look(
    `insert into notice_addresses (district_id, report_id, kind, sealed)
     select district_id, report_id, 'sms', 'sealed' from cases where id = $1`,
    [said.id],
  )
  return said
}

const erase = async (s: Story, said: Said, more: object = {}) => {
  await s.move('qinhu', said, 'ask-erase', { ...asks, ...more })
  return s.move('zhujian', said, 'erase')
}

const left = async (w: World) => findTraces(await everyRow(w), traces)

/** Every trace is there to be found. */
const expectAll = (found: readonly string[]) =>
  expect(Object.keys(traces).filter((name) => !found.some((line) => line.startsWith(`${name} in `)))).toEqual([])

const found = async (s: Story, words: string): Promise<string[]> =>
  s.list('qinhu', `view=all&search=${encodeURIComponent(words)}`)

/** What `jieyou verify database` says of the world's district, as a program of its own. */
async function verified(w: World) {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-erasing-'))
  try {
    const database = new URL(inject('ownerUrl'))
    database.pathname = new URL(w.urlFor('jieyou_app')).pathname
    const keys = join(folder, 'keys')
    mkdirSync(keys, { recursive: true, mode: 0o700 })
    const { identity, imports, rolePasswords } = fixtureKeys
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    const kept = { identity: hex(identity), imports: hex(imports), rolePasswords }
    writeFileSync(join(keys, 'jieyou.json'), JSON.stringify(kept))
    writeFileSync(join(keys, 'ledger-1.key'), `${hex(w.context.ledgerKeys[0] as Uint8Array)}\n`)
    const settings = { DATA_DIR: folder, DATABASE_URL: database.toString() }
    const { code, said } = await jieyou(settings, ['verify', 'database', '--district', 'QH'])
    return { code, lines: said.trim().split('\n') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('two persons', () => {
  test('one asks, another consents; neither the same person nor any other role can', async () => {
    await using s = await story()
    const said = await lived(s)
    const refused = async (login: Login, verb: string, body: object = {}) => {
      const answer = await s.try(login, said, verb, body as Record<string, unknown>)
      return [answer.status, answer.body.refusal]
    }
    for (const login of ['limin', 'dongjie', 'shanqiao', 'shizheng', 'shenji'] as const)
      for (const [verb, body] of [
        ['ask-erase', asks],
        ['drop-erase', {}],
        ['erase', {}],
      ] as const)
        expect([login, verb, ...(await refused(login, verb, body))]).toEqual([login, verb, 403, 'not-your-role'])
    expect(await refused('qinhu', 'ask-erase', { wish: 'law', words: ' ' })).toEqual([400, 'nothing-said'])
    expect(await refused('qinhu', 'ask-erase', { wish: 'ours', words: reason })).toEqual([400, 'not-understood'])
    expect(await refused('qinhu', 'erase')).toEqual([409, 'no-erase-asked'])
    expect(await refused('qinhu', 'drop-erase')).toEqual([409, 'no-erase-asked'])

    await s.move('qinhu', said, 'ask-erase', asks)
    expect(await refused('zhujian', 'ask-erase', asks)).toEqual([409, 'erase-asked-already'])
    expect(await refused('qinhu', 'erase')).toEqual([403, 'another-person-must'])
    expect(await s.see('qinhu', said)).toMatchObject({
      eraseAsked: { wish: 'resident', words: reason, mine: true },
      erasing: ['drop-erase'],
      erased: false,
      text: `${traces.report}不亮。`,
    })
    expect(await s.see('zhujian', said)).toMatchObject({
      eraseAsked: { mine: false },
      erasing: ['drop-erase', 'erase'],
    })
    expect(await s.see('dongjie', said)).toMatchObject({ erasing: [] })
    const waiting = async (login: Login) => (await (await s.as(login)).get('/api/v1/erasures')).body.erasures
    expect(await waiting('zhujian')).toMatchObject([
      { caseId: said.id, wish: 'resident', words: reason, askedBy: '徐静', mine: false },
    ])
    expect(await waiting('qinhu')).toMatchObject([{ mine: true }])

    // An older page is told, and pressing twice does nothing twice.
    const { version } = await s.see('zhujian', said)
    expect(await refused('zhujian', 'erase', { version: version - 1 })).toEqual([409, 'changed-meanwhile'])
    const twice = await Promise.all([
      s.try('zhujian', said, 'erase', { version }),
      s.try('zhujian', said, 'erase', { version }),
    ])
    expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await refused('zhujian', 'erase')).toEqual([409, 'report-erased'])
    expect(await refused('qinhu', 'ask-erase', asks)).toEqual([409, 'report-erased'])
    expect(await waiting('zhujian')).toEqual([])
    const erasing = await s.w.look(
      `select kind, u.login, from_status, to_status from events e join users u on u.id = e.actor_id and u.district_id = e.district_id
       where subject_id = $1 and kind like '%erase' order by seq`,
      [said.id],
    )
    expect(erasing).toEqual([
      { kind: 'ask-erase', login: 'qinhu', from_status: 'closed', to_status: 'closed' },
      { kind: 'erase', login: 'zhujian', from_status: 'closed', to_status: 'closed' },
    ])
  })

  test('asking is taken back by who asked, or another person says no; then everything is as it was', async () => {
    await using s = await story()
    const said = await lived(s)
    const before = await s.resident(said)
    for (const [login, takenBack] of [
      ['qinhu', true],
      ['zhujian', false],
    ] as const) {
      await s.move('qinhu', said, 'ask-erase', asks)
      await s.move(login, said, 'drop-erase', { words: '再核实。' })
      const [dropped] = await s.w.look(
        `select detail->>'takenBack' as "takenBack", detail->>'words' as words from events e
         join event_contents c on c.event_id = e.id and c.district_id = e.district_id
         where kind = 'drop-erase' order by seq desc limit 1`,
      )
      expect(dropped).toEqual({ takenBack: String(takenBack), words: '再核实。' })
    }
    await s.settle()
    // The resident is not told of what came to nothing.
    expect(await s.resident(said)).toEqual(before)
    expect(await s.see('zhujian', said)).toMatchObject({ eraseAsked: null, erasing: ['ask-erase'], erased: false })
    expectAll(await left(s.w))
  })

  test('an open case ends with it: no clock runs, nobody has it to do, no move is possible', async () => {
    await using s = await story()
    await s.join('zhujian', 'district', null)
    const said = await s.say({ district: here.prefix })
    expect(await s.list('qinhu', 'view=to-do')).toEqual([said.id])
    expect(await erase(s, said, { wish: 'law' })).toMatchObject({ status: 'closed', elsewhere: null })
    expect(await s.list('qinhu', 'view=to-do')).toEqual([])
    expect(await s.see('qinhu', said)).toMatchObject({
      status: 'closed',
      dueAt: null,
      moves: [],
      offered: expect.anything(),
    })
    for (const [verb, body] of [
      ['accept', {}],
      ['message', { words: '请问' }],
      ['reopen', { words: '再办' }],
      ['transfer', { to: { district: elsewhere.prefix }, words: '移' }],
    ] as const)
      expect((await s.try('qinhu', said, verb, body)).body.refusal).toBe('report-erased')
    await s.at('06-30 09:00')
    expect(kinds(await s.see('qinhu', said))).toEqual(['receive', 'ask-erase', 'erase'])
  })
})

describe('what is left', () => {
  test('nothing that was said is anywhere, the steps and the log are whole', { timeout: 120_000 }, async () => {
    await using s = await story()
    const { w } = s
    const said = await lived(s)
    const other = await s.say(toStation, { text: '桥上的灯塔也不亮。' })
    await s.settle()
    const whole = await verified(w)
    expect(whole).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('(0 erased)'), 'Everything is as the log says.'],
    })
    const evidence = () =>
      w.look(`select id, at, kind, commitment from events where kind not like '%erase' order by seq`)
    const [events, reports] = [await evidence(), await w.look('select * from reports order by id')]
    expectAll(await left(w))
    expect(await found(s, '蓝鲸')).toEqual([said.id])
    expect((await found(s, '灯塔')).toSorted()).toEqual([said.id, other.id].toSorted())

    const [report] = await w.look<{ report_id: string }>('select report_id from cases where id = $1', [said.id])
    for (const table of ['report_contents', 'identities', 'identity_choices', 'notice_addresses'])
      expect([table, (await w.look(`select from ${table} where report_id = $1`, [report?.report_id])).length]).toEqual([
        table,
        1,
      ])

    await erase(s, said)
    await s.settle()
    expect(await left(w)).toEqual([])
    for (const table of ['report_contents', 'identities', 'identity_choices', 'notice_addresses'])
      expect([table, await w.look(`select from ${table} where report_id = $1`, [report?.report_id])]).toEqual([
        table,
        [],
      ])
    expect([await evidence(), await w.look('select * from reports order by id')]).toEqual([events, reports])
    const after = await verified(w)
    // Of the report's events all but the erasing itself can no longer be opened.
    expect(after).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('(9 erased)'), 'Everything is as the log says.'],
    })

    expect(await found(s, '蓝鲸')).toEqual([])
    expect(await found(s, '灯塔')).toEqual([other.id])
    const { number } = await s.see('qinhu', said)
    expect(await found(s, number)).toEqual([said.id])
    const [row] = (await (await s.as('qinhu')).get('/api/v1/cases?view=all&limit=200')).body.cases.filter(
      ({ id }: { id: string }) => id === said.id,
    )
    expect(row).toMatchObject({ title: '（内容已依法删除）', erased: true })
    expect(await s.see('dongjie', said)).toMatchObject({
      text: '',
      reportedPlace: '',
      identity: 'anonymous',
      answer: null,
    })
    expect((await s.try('dongjie', said, 'look-at-identity', { reason: '约时间' })).body.refusal).toBe('report-erased')
  })

  test('the receipt says so, with the steps and without a word; nothing more can be said on it', async () => {
    await using s = await story()
    const said = await lived(s)
    await s.settle()
    const file = (await s.resident(said)).steps[0].files[0].id
    await erase(s, said)
    await s.settle()
    const seen = await s.resident(said)
    expect(seen).toMatchObject({
      erased: true,
      text: '',
      place: '',
      answer: null,
      judgement: null,
      moves: [],
      canJudge: false,
    })
    expect(kinds(seen)).toEqual([
      'receive',
      'message',
      'accept',
      'hand-over',
      'answer',
      'choose-identity',
      'consent-to-publish',
      'judge',
      'erase',
    ])
    expect(seen.steps.at(-1)).toMatchObject({ wish: 'resident', words: reason })
    expect(
      seen.steps
        .slice(0, -1)
        .every(({ words, files }: { words: string; files: unknown[] }) => words === '' && files.length === 0),
    ).toBe(true)

    const page = (lang: string) =>
      s.w.resident.post(`/receipt?lang=${lang}`, undefined, { form: { receiptCode: said.receipt, lang } })
    const zh = await page('zh')
    expect(zh.status).toBe(200)
    for (const words of ['内容已依法删除', '群众本人要求', reason, '受理']) expect(zh.text).toContain(words)
    expect(zh.text).not.toMatch(/<textarea|林先生/)
    for (const trace of Object.values(traces)) expect(zh.text).not.toContain(trace)
    expect((await page('en')).text).toContain('The contents are erased')

    const post = async (path: string, body: object) => {
      const { status, body: answer } = await s.w.resident.post(path, { receiptCode: said.receipt, ...body })
      return [status, answer.refusal, answer.message]
    }
    const sentence = '这件的内容已依法删除，不能再办，也不能再说。'
    for (const [verb, body] of [
      ['judge', good],
      ['words', { words: '还有' }],
      ['withdraw', { wasAsked: false }],
      ['reopen', { words: '又坏了' }],
      ['appeal', { words: '再看' }],
      ['identity', { identity: 'agency', name: '林先生' }],
      ['consent', { mark: '' }],
      ['take-back-consent', {}],
      ['forget-notice', {}],
    ] as const)
      expect(await post(`/api/v1/receipts/${verb}`, body)).toEqual([409, 'report-erased', sentence])
    expect((await post('/api/v1/receipts/proof', {})).slice(0, 2)).toEqual([410, 'proof-erased'])
    expect((await post('/api/v1/receipts/file', { file })).slice(0, 2)).toEqual([404, 'no-such-file'])
    const form = await s.w.resident.post('/receipt/words', undefined, {
      form: { receiptCode: said.receipt, words: '还有' },
    })
    expect([form.status, form.text.includes(sentence)]).toEqual([409, true])
  })

  test('photo and recording leave the store with the sweep, but for what another report has too', async () => {
    await using s = await story()
    const { w } = s
    const stored = () => {
      const folder = join(w.dataDir, 'files')
      const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
      return paths.filter((path) => statSync(path).isFile())
    }
    const said = await lived(s)
    const shared = await photoWithTraces(500, 300)
    const fields = () => reportFields({ to: JSON.stringify(toStation) })
    const both = [await sendForm(w, fields(), [file(shared)]), await sendForm(w, fields(), [file(shared)])]
    const [second] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
    const all = stored().length
    await erase(s, said)
    await erase(s, { id: second?.id as string, receipt: both[1]?.body.receiptCode })
    await s.settle()
    // The store goes by the age of its files, and these are of today by this machine's clock.
    w.at(new Date(Date.now() + 8 * 24 * 3_600_000).toISOString())
    expect(await sweepFiles(w.workerContext)).toBeGreaterThan(1)
    const [kept] = await w.look<{ count: number }>('select count(*)::integer as count from files')
    expect(kept?.count).toBe(1)
    expect(stored().length).toBeLessThan(all)
    const receiptCode = both[0]?.body.receiptCode
    const [photo] = (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body.steps[0].files
    expect((await w.resident.post('/api/v1/receipts/file', { receiptCode, file: photo.id })).status).toBe(200)

    // The last files of all go too: a district that erased something knows its files.
    const [first] = await w.look<{ id: string }>('select id from cases where not erased')
    await s.w.look(`update sessions set expires_at = 'infinity'`)
    await erase(s, { id: first?.id as string, receipt: receiptCode })
    await s.settle()
    expect(await sweepFiles(w.workerContext)).toBeGreaterThan(0)
    expect(stored()).toEqual([])
  })
})

describe('the job', () => {
  test('from consent on nothing is shown, whether or not the job has run; it may be cut off and run twice', async () => {
    await using s = await story()
    const { w } = s
    const said = await lived(s)
    await s.settle()
    await erase(s, said)
    const shown = async () => [
      await s.see('dongjie', said),
      await s.resident(said),
      await s.resident(said, 'proof'),
      (await (await s.as('qinhu')).get('/api/v1/cases?view=all&limit=200')).body,
      (await w.resident.post('/receipt', undefined, { form: { receiptCode: said.receipt } })).text,
    ]
    const nothingShown = async () => {
      const text = JSON.stringify(await shown())
      for (const trace of Object.values(traces)) expect(text).not.toContain(trace)
      expect(await found(s, '蓝鲸')).toEqual([])
    }
    await nothingShown()
    expectAll(await left(w))

    // The relay has passed the event on, and the machine stops before the job.
    w.at('2026-03-09T01:40:00Z')
    const queue = await openQueue({ url: w.urlFor('jieyou_worker'), onError: (code) => w.problems.push(code) })
    expect(await relayBatch(w.workerContext, queue, here.id, 'd9b2d63d-a233-4123-847a-7f1d1c2f7a10')).toBeGreaterThan(0)
    await queue.close()
    await nothingShown()

    // The job is cut off before its end: everything or nothing.
    const before = await left(w)
    const cutOff = w.eraserContext.database.inTransaction(here.id, async (tx) => {
      expect(await removeContents(tx, said.id)).toBe(true)
      throw new Error('the machine stopped')
    })
    await expect(cutOff).rejects.toThrow('the machine stopped')
    expect(await left(w)).toEqual(before)

    w.at('2026-03-09T02:30:00Z')
    await s.settle()
    const again = await everyRow(w)
    expect(findTraces(again, traces)).toEqual([])
    expect(await eraseContents(w.eraserContext, here.id, said.id)).toBe(true)
    const ordered = (places: typeof again) => places.map(({ where, bytes }) => `${where} ${bytes}`).toSorted()
    expect(ordered(await everyRow(w))).toEqual(ordered(again))
  })

  test('words are not computed any more once it is consented to', async () => {
    await using s = await story()
    await s.join('zhujian', 'district', null)
    const said = await s.say(toStation, { text: `${traces.report}。` })
    await erase(s, said)
    await indexCase(s.w.workerContext, here.id, said.id)
    expect(await s.w.look('select 1 from case_words')).toEqual([])
    await s.settle()
    expect(await left(s.w)).toEqual([])
  })

  test('without two persons it removes nothing', async () => {
    await using s = await story()
    const said = await lived(s)
    await s.move('qinhu', said, 'ask-erase', asks)
    await s.settle()
    const before = await left(s.w)
    expect(await eraseContents(s.w.eraserContext, here.id, said.id)).toBe(false)
    expect(await left(s.w)).toEqual(before)
    expectAll(before)
  })
})

describe('other cases', () => {
  test('what was merged under an erased lead goes on alone; its own words stay', async () => {
    await using s = await story()
    await s.join('zhujian', 'district', null)
    const [lead, merged] = [await s.say(toStation), await s.say(toStation, { text: '同一盏灯。' })]
    await s.move('dongjie', lead, 'accept')
    await s.move('dongjie', merged, 'merge', { into: lead.id })
    await erase(s, lead)
    await s.settle()
    expect(await s.see('dongjie', merged)).toMatchObject({ status: 'accepted', text: '同一盏灯。', erased: false })
  })

  test('a report that was transferred within the district goes with all its cases, asked for at the latest', async () => {
    await using s = await story()
    await s.join('zhujian', 'district', null)
    const said = await s.say(toStation, { text: `${traces.report}。` })
    await s.settle()
    await s.move('shanqiao', said, 'transfer', {
      to: { townId: idOf('town dixi') },
      words: traces['words between offices'],
    })
    const [latest] = await s.w.look<{ id: string }>('select id from cases order by number desc limit 1')
    expect((await s.try('qinhu', said, 'ask-erase', asks)).body.refusal).toBe('transferred-already')
    await erase(s, { id: latest?.id as string, receipt: said.receipt })
    await s.settle()
    expect(await left(s.w)).toEqual([])
    expect(await s.see('qinhu', said)).toMatchObject({ erased: true, title: '（内容已依法删除）', erasing: [] })
  })

  test('a report that another district has too is erased here alone, which is said; and it does not come back', async () => {
    await using s = await story()
    await s.join('zhujian', 'district', null)
    const said = await s.say(toStation, { text: `${traces.report}。` })
    await s.settle()
    await s.move('shanqiao', said, 'transfer', { to: { district: elsewhere.prefix }, words: '归那边管。' })
    await s.settle()
    const taken = await erase(s, said)
    expect(taken.elsewhere).toContain('宁滨区')
    await s.settle()
    const [kept] = await s.w.look<{ count: number }>('select count(*)::integer as count from report_contents')
    expect(kept?.count).toBe(1)
    // The receipt follows the report to where it is.
    expect(await s.resident(said)).toMatchObject({ erased: false, text: `${traces.report}。` })

    const there = await s.as('qinhu', elsewhere)
    const [row] = (await there.get('/api/v1/cases?view=all')).body.cases
    const back = await there.post(`/api/v1/cases/${row.id}/transfer`, {
      to: { district: here.prefix },
      words: '还是归你们。',
    })
    expect([back.status, back.body.refusal]).toEqual([409, 'report-erased'])
  })

  test('an imported report is erased like any other', async () => {
    await using s = await story()
    const said = await lived(s)
    await s.settle()
    await s.w.look(`update cases set closed_as = 'imported' where id = $1`, [said.id])
    await erase(s, said)
    await s.settle()
    expect(await left(s.w)).toEqual([])
  })
})

test('an answer is redone by nobody once it is erased: whoever answers first, or erases first, is heard', async () => {
  await using s = await story()
  await s.join('zhujian', 'district', null)
  const said = await s.say({ station: codeOf('station dongjie') })
  await s.move('dongjie', said, 'accept')
  await s.move('qinhu', said, 'ask-erase', asks)
  const { version } = await s.see('dongjie', said)
  const [answered, erased] = await Promise.all([
    s.try('dongjie', said, 'answer-directly', { version, ...solved }),
    s.try('zhujian', said, 'erase', { version }),
  ])
  const pair = [answered.status, erased.status]
  expect([
    [200, 409],
    [409, 200],
  ]).toContainEqual(pair)
})
