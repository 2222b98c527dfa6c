/** The residents' pages without a script: everything can be done with forms, and nothing that was written is lost. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { revokeCode } from '../../src/actions/revoke-code.ts'
import { type PublicCode, publicCodeFrom } from '../../src/domain/places/public-code.ts'
import { printedReceiptCode } from '../../src/domain/reports/receipt-code.ts'
import { receiptCodeOf } from '../../src/ledger/receipt-secret.ts'
import { refusals as refusalsEn } from '../../src/words/en/refusals.ts'
import { resident as en } from '../../src/words/en/resident.ts'
import { refusals } from '../../src/words/zh/refusals.ts'
import { resident as zh } from '../../src/words/zh/resident.ts'
import { codeOf, here } from '../cast.ts'
import { open, type Page, sendForm } from '../page.ts'
import { type World, world } from '../world.ts'

const lamp = '楼道的灯坏了，晚上看不见台阶。'
const point = `/p/${codeOf('point xingfuli')}`

/** The code on the ticket of a page. */
const codeOn = (page: Page): string => {
  const code = /回执码 ((?:[0-9A-Z]+ ){5}[0-9A-Z])"|Receipt code ((?:[0-9A-Z]+ ){5}[0-9A-Z])"/.exec(page.html)
  expect(code, page.text).not.toBeNull()
  return (code?.[1] ?? code?.[2]) as string
}

const counts = async (w: World) =>
  (
    await w.look<{ reports: number; cases: number }>(
      'select (select count(*) from reports)::int as reports, (select count(*) from cases)::int as cases',
    )
  )[0]

test('a resident without scripts writes, keeps the receipt, reads the answer, and judges', async () => {
  await using w = await world()
  const page = await open(w, point)
  expect(page.status).toBe(200)
  expect(page.text).toContain('东街代表联络站')
  expect(page.headers).not.toHaveProperty('set-cookie')
  const sent = await page.form(point).send({ text: lamp, place: '三号门', identity: 'anonymous' })
  expect(sent.status).toBe(200)
  expect(sent.text).toContain(zh.ticket.freshTitle)
  expect(sent.headers).not.toHaveProperty('set-cookie')
  const receiptCode = codeOn(sent)

  const station = await w.signIn('dongjie')
  const [found] = (await station.get('/api/v1/cases')).body.cases
  await station.post(`/api/v1/cases/${found.id}/accept`)
  await station.post(`/api/v1/cases/${found.id}/answer-directly`, { words: '灯已经换好了。', outcome: 'solved' })

  const form = (await open(w, '/receipt')).form('/receipt')
  const seen = await form.send({ receiptCode: receiptCode.toLowerCase().replaceAll(' ', '-') })
  expect(seen.status).toBe(200)
  for (const words of [zh.receipt.state.toJudge, '灯已经换好了。', '三号门', lamp]) expect(seen.text).toContain(words)
  // Nothing is chosen beforehand, and what is missing is told without losing the rest.
  const judging = seen.form('/receipt/judge')
  expect(judging.fields).toEqual({ receiptCode, lang: 'zh', large: '', mark: expect.any(String), words: '' })
  const unfinished = await judging.send({ process: 'satisfied', words: '谢谢。' })
  expect(unfinished.status).toBe(400)
  expect(unfinished.text).toContain(refusals['judgement-incomplete'])
  const again = unfinished.form('/receipt/judge')
  expect(again.fields).toEqual({ ...judging.fields, process: 'satisfied', words: '谢谢。' })
  const judged = await again.send({ result: 'basically', solved: 'true' })
  expect(judged.status).toBe(200)
  expect(judged.text).toContain(zh.receipt.state.closed)
  expect(await w.look('select process, result, solved from judgements')).toEqual([
    { process: 'satisfied', result: 'basically', solved: true },
  ])
  // Judging once more is refused, and the page still shows how it stands.
  const twice = await again.send({ result: 'not', solved: 'false' })
  expect(twice.status).toBe(409)
  expect(twice.text).toContain(zh.receipt.state.closed)
  expect(w.problems).toEqual([])
})

test('a form that is refused comes back with its words and a sentence', async () => {
  await using w = await world()
  const form = (await open(w, point)).form(point)
  const written = {
    text: `<b>${lamp}</b> "'&amp;\n第二行`,
    place: '"三号门"',
    identity: 'station',
    name: '',
    phone: '138 0000',
  }
  for (const [changed, status, sentence] of [
    [{}, 400, refusals['name-missing']],
    [{ name: '林先生', phone: '打我手机' }, 400, refusals['phone-misread']],
    [{ name: '名'.repeat(61) }, 400, refusals['name-too-long']],
    [{ place: '路'.repeat(201) }, 400, refusals['place-too-long']],
    [{ text: '' }, 400, refusals['nothing-said']],
    [{ text: '字'.repeat(6001) }, 400, refusals['too-long']],
    // Far more than anyone writes by hand comes back all the same.
    [{ text: '字'.repeat(150_000) }, 400, refusals['too-long']],
  ] as const) {
    const refused = await form.send({ ...written, ...changed })
    expect(refused.status, sentence).toBe(status)
    expect(refused.text).toContain(sentence)
    expect(refused.text).toContain(zh.point.problemTitle)
    expect(refused.form(point).fields).toEqual({ ...form.fields, ...written, ...changed })
  }
  // Once it is right it is sent, under the same id.
  const sent = await form.send({ ...written, name: '林先生', phone: '13800000000' })
  expect(sent.status).toBe(200)
  expect(codeOn(sent)).toBe(printedReceiptCode(receiptCodeOf(here.prefix, form.fields.submissionId as string)))
  expect(await counts(w)).toEqual({ reports: 1, cases: 1 })
})

test('the same form sent twice, or the page reloaded, gives the same receipt', async () => {
  await using w = await world()
  const form = (await open(w, point)).form(point)
  const [first, second] = await Promise.all([form.send({ text: lamp }), form.send({ text: lamp })])
  const third = await form.send({ text: ` ${lamp}\r\n` })
  expect([first.status, second.status, third.status]).toEqual([200, 200, 200])
  expect(new Set([first, second, third].map(codeOn)).size).toBe(1)
  expect(await counts(w)).toEqual({ reports: 1, cases: 1 })
})

test('who goes back and writes something else is told, and can send it as a matter of its own', async () => {
  await using w = await world()
  const form = (await open(w, point)).form(point)
  const first = await form.send({ text: lamp })
  const back = await form.send({ text: '还有，电梯也坏了。', place: '三号门' })
  expect(back.status).toBe(409)
  expect(back.text).toContain(zh.point.deliveredTitle)
  const fresh = back.form(point)
  expect(fresh.fields).toMatchObject({ text: '还有，电梯也坏了。', place: '三号门', identity: 'anonymous' })
  expect(fresh.fields.submissionId).not.toBe(form.fields.submissionId)
  const second = await fresh.send()
  expect(second.status).toBe(200)
  expect(codeOn(second)).not.toBe(codeOn(first))
  expect(await counts(w)).toEqual({ reports: 2, cases: 2 })
})

test('a code that is unknown, misread or no longer in use has a page that says so', async () => {
  await using w = await world()
  const good = codeOf('station liuan')
  const misread = good.slice(0, -1) + (good.endsWith('0') ? '2' : '0')
  await revokeCode(w.context, here.id, good as PublicCode, null)
  for (const [code, status, refusal] of [
    [publicCodeFrom(here.prefix, new Uint8Array(4).fill(0xab)), 404, 'no-such-code'],
    [`ZZ${good.slice(2)}`, 404, 'no-such-code'],
    [misread, 400, 'code-misread'],
    [good, 410, 'code-revoked'],
  ] as const)
    for (const letter of ['p', 'd', 's']) {
      const page = await open(w, `/${letter}/${code}`)
      expect([page.status, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
      expect(page.text).toContain(refusals[refusal])
      // What was written before the code went out of use is not lost.
      const sent = await sendForm(w, `/${letter}/${code}`, { submissionId: randomUUID(), text: lamp })
      expect(sent.status).toBe(status)
      expect(sent.html).toContain(lamp)
    }
  expect(await counts(w)).toEqual({ reports: 0, cases: 0 })
})

test('a code may be typed in small letters, with spaces, and on the page of any kind of place', async () => {
  await using w = await world()
  const code = codeOf('deputy limin')
  for (const typed of [code.toLowerCase(), `${code.slice(0, 4)}%20${code.slice(4)}`, code])
    for (const letter of ['p', 'd', 's']) {
      const page = await open(w, `/${letter}/${typed}`)
      expect(page.status).toBe(200)
      expect(page.text).toContain('李敏 代表')
    }
})

test('a mistyped receipt code is told from one that is not there', async () => {
  await using w = await world()
  const unknown = printedReceiptCode(receiptCodeOf(here.prefix, randomUUID()))
  const mistyped = unknown.slice(0, -1) + (unknown.endsWith('0') ? '2' : '0')
  const elsewhere = printedReceiptCode(receiptCodeOf('ZZ', randomUUID()))
  const form = (await open(w, '/receipt')).form('/receipt')
  for (const [typed, status, refusal] of [
    [mistyped, 400, 'receipt-code-misread'],
    ['', 400, 'receipt-code-misread'],
    ['<b>QH', 400, 'receipt-code-misread'],
    [unknown, 404, 'no-such-receipt'],
    [elsewhere, 404, 'no-such-receipt'],
  ] as const) {
    const page = await form.send({ receiptCode: typed })
    expect(page.status).toBe(status)
    expect(page.text).toContain(refusals[refusal])
    expect(page.form('/receipt').fields.receiptCode).toBe(typed)
  }
  expect((await sendForm(w, '/receipt/judge', { receiptCode: mistyped, process: 'not' })).status).toBe(400)
})

test('the language is the one of the address, of the form, or of the browser, and is kept on the way', async () => {
  await using w = await world()
  const english = { headers: { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' } }
  const chinese = { headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.1' } }
  const french = { headers: { 'accept-language': 'fr-FR,fr' } }
  for (const path of ['/', point, '/receipt']) {
    expect((await open(w, path, english)).html).toContain('<html lang="en"')
    expect((await open(w, path, chinese)).html).toContain('<html lang="zh-Hans"')
    expect((await open(w, path, french)).html).toContain('<html lang="zh-Hans"')
    expect((await open(w, `${path}?lang=en`, chinese)).html).toContain('<html lang="en"')
    expect((await open(w, `${path}?lang=zh`, english)).html).toContain('<html lang="zh-Hans"')
  }
  const form = (await open(w, `${point}?lang=en`, chinese)).form(point)
  expect(form.fields.lang).toBe('en')
  const refused = await form.send({ text: ' ' })
  expect(refused.text).toContain(refusalsEn['nothing-said'])
  const sent = await refused.form(point).send({ text: lamp })
  expect(sent.text).toContain(en.ticket.freshTitle)
  // The receipt is shown again in the other language, or large, by sending its own form.
  const inChinese = await sendForm(w, '/receipt', { receiptCode: codeOn(sent), lang: 'zh', large: '1' })
  expect(inChinese.html).toContain('<html lang="zh-Hans" class="large"')
  expect((await open(w, '/nowhere?lang=en', chinese)).text).toContain(refusalsEn['no-such-page'])
  const away = await sendForm(w, '/p/QH', { text: lamp, lang: 'en', submissionId: randomUUID() }, chinese)
  expect(away.html).toContain('<html lang="en"')
  expect(away.text).toContain(refusalsEn['code-misread'])
})

test('large stays large from page to page', async () => {
  await using w = await world()
  const page = await open(w, `${point}?large=1`)
  expect(page.html).toContain('class="large"')
  for (const link of page.html.matchAll(/href="(\/[^"]*)"/g))
    if (!link[1]?.startsWith('/assets/') && !page.html.includes(`data-size href="${link[1]}"`))
      expect(link[1]).toContain('large=1')
  const refused = await page.form(point).send({ text: '' })
  expect(refused.html).toContain('class="large"')
  const sent = await refused.form(point).send({ text: lamp })
  expect(sent.html).toContain('class="large"')
  expect(sent.text).toContain(zh.frame.normal)
})

const keptOn = (page: Page, action = point) => page.form(action).fields

test('what was written survives every failure of ours, and can be sent again as the same matter', async () => {
  await using w = await world()
  const form = (await open(w, `${point}?lang=en&large=1`)).form(point)
  const written = {
    text: `${lamp}\n"第二行" <b>`,
    place: '三号门',
    identity: 'agency',
    name: '林先生',
    phone: '13800000000',
  }

  // Something breaks.
  await w.look('alter table report_contents rename to report_contents_gone')
  const broken = await form.send(written)
  expect(broken.status).toBe(500)
  expect(broken.text).toContain(refusalsEn['something-broke'])
  expect(keptOn(broken)).toEqual({ ...form.fields, ...written })
  expect(w.problems).toEqual(['/p/:code 42P01'])
  await w.look('alter table report_contents_gone rename to report_contents')
  w.problems.length = 0

  // The database goes away.
  const [{ name } = { name: '' }] = await w.look<{ name: string }>('select current_database() as name')
  await w.look(`alter database ${name} connection limit 0`)
  await w.look(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename <> current_user`,
  )
  const away = await broken.form(point).send()
  expect(away.status).toBe(503)
  expect(away.headers['retry-after']).toBe('5')
  expect(away.text).toContain(refusalsEn['try-again'])
  expect(keptOn(away)).toEqual({ ...form.fields, ...written })
  for (const path of ['/', point, '/receipt/judge?large=1'])
    expect((await open(w, path)).status).toBeLessThanOrEqual(503)
  expect((await open(w, '/')).status).toBe(503)
  expect((await w.resident.get('/readyz')).status).toBe(503)
  expect((await w.resident.get('/healthz')).status).toBe(200)
  await w.look(`alter database ${name} connection limit -1`)
  w.problems.length = 0

  const sent = await away.form(point).send()
  expect(sent.status).toBe(200)
  expect(sent.html).toContain('<html lang="en" class="large"')
  expect(codeOn(sent)).toBe(printedReceiptCode(receiptCodeOf(here.prefix, form.fields.submissionId as string)))
  expect(await counts(w)).toEqual({ reports: 1, cases: 1 })
  expect(w.problems).toEqual([])
})

test('a judgement survives a failure of ours, too', async () => {
  await using w = await world()
  const sent = await (await open(w, point)).form(point).send({ text: lamp })
  const station = await w.signIn('dongjie')
  const [found] = (await station.get('/api/v1/cases')).body.cases
  await station.post(`/api/v1/cases/${found.id}/accept`)
  await station.post(`/api/v1/cases/${found.id}/answer-directly`, { words: '换好了。', outcome: 'solved' })
  const seen = await (await open(w, '/receipt')).form('/receipt').send({ receiptCode: codeOn(sent) })
  await w.look('alter table judgements rename to judgements_gone')
  const judgement = { process: 'not', result: 'not', solved: 'false', words: '灯没有换。', sendBack: 'true' }
  const broken = await seen.form('/receipt/judge').send(judgement)
  expect(broken.status).toBe(500)
  expect(broken.form('/receipt/judge').fields).toEqual({
    ...seen.form('/receipt/judge').fields,
    ...judgement,
    large: '',
  })
  await w.look('alter table judgements_gone rename to judgements')
  const judged = await broken.form('/receipt/judge').send()
  expect(judged.status).toBe(200)
  expect(judged.text).toContain(zh.receipt.state.disputed)
  expect(await w.look('select solved from judgements')).toEqual([{ solved: false }])
})

test('a form larger than anything written by hand is refused with a page, and nothing of it is stored', async () => {
  await using w = await world()
  const page = await sendForm(w, point, { submissionId: randomUUID(), text: 'a'.repeat(3 * 1024 * 1024) })
  expect([page.status, page.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
  expect(page.text).toContain(refusals['body-too-large'])
  expect(await counts(w)).toEqual({ reports: 0, cases: 0 })
  expect(w.problems).toEqual([])
})

test('pages that are not there say so to people in HTML and to programs in JSON', async () => {
  await using w = await world()
  const page = await open(w, '/no/such/page')
  expect(page.status).toBe(404)
  expect(page.text).toContain(zh.error.titleOf[404])
  expect(page.text).toContain(refusals['no-such-page'])
  const answer = await w.resident.get('/no/such/page')
  expect(answer).toMatchObject({ status: 404, body: { refusal: 'no-such-page' } })
})

// Last in this file: the limit is one for the whole program, and refills by the second.
test('when too many codes that are not there were asked for, the page keeps what was typed and asks for patience', async () => {
  await using w = await world()
  const receiptCode = printedReceiptCode(receiptCodeOf(here.prefix, randomUUID()))
  let limited: Page | undefined
  for (let round = 0; round < 40 && !limited; round++) {
    const pages = await Promise.all(
      Array.from({ length: 25 }, () => sendForm(w, '/receipt', { receiptCode, lang: 'en' })),
    )
    limited = pages.find(({ status }) => status === 429)
  }
  expect(limited?.text).toContain(refusalsEn['too-many-attempts'])
  expect(limited?.headers['retry-after']).toBe('5')
  expect(limited?.form('/receipt').fields.receiptCode).toBe(receiptCode)
  // Whoever holds a real receipt is not kept out by others' guessing.
  const sent = await (await open(w, point)).form(point).send({ text: lamp })
  const mine = codeOn(sent)
  expect((await sendForm(w, '/receipt', { receiptCode: mine })).status).toBe(200)
  expect(w.problems).toEqual([])
})
