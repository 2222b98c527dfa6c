/** Word of news by text message and e-mail: for whoever asks, once, with nothing in it, and forgotten at the end. */
import { expect, test } from 'vitest'
import { forgetNoticeAddresses } from '../../src/actions/forget-notice-addresses.ts'
import { sendNotice } from '../../src/actions/send-notice.ts'
import { openEmail } from '../../src/outside/notices/email.ts'
import { openSms } from '../../src/outside/notices/sms.ts'
import { openWechat } from '../../src/outside/notices/wechat.ts'
import { receiptMore as zh } from '../../src/words/zh/receipt-more.ts'
import { refusals } from '../../src/words/zh/refusals.ts'
import { elsewhere, here } from '../cast.ts'
import { open, sendForm } from '../page.ts'
import { make, spoken } from '../receipt.ts'
import { openSmallCarrier, type Said } from '../small-carrier.ts'
import { openSmallSmtp } from '../small-smtp.ts'
import { world } from '../world.ts'

const link = 'https://jieyou.example/receipt'
const addresses = 'select count(*)::int as addresses from notice_addresses'
const words = { zh: zh.sentNotice, en: zh.sentNotice }

/** The words of a mail, whatever they were packed in. */
function opened(data: string): { head: string; text: string } {
  const [head = '', body = ''] = [data.slice(0, data.indexOf('\r\n\r\n')), data.slice(data.indexOf('\r\n\r\n') + 4)]
  const bytes = /^content-transfer-encoding: base64/im.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
  return { head, text: bytes.toString('utf8') }
}

test('an e-mail says that there is news, and nothing else, once', async () => {
  await using smtp = await openSmallSmtp()
  const email = openEmail({ url: smtp.url, from: '解忧 <jieyou@office.example>' })
  await using w = await world({ notices: { senders: { email }, link } })
  const { look, id, station, receiptCode } = await spoken(w)

  const form = (await look()).form('/receipt/notice')
  for (const wrong of ['', 'lin.mei', '13812345678', 'a@b', 'lin@mei.example\nBcc: x@y.example', 'lin@mei.example>']) {
    const refused = await form.send({ address: wrong })
    expect([refused.status, refused.text.includes(refusals['notice-address-misread'])], wrong).toEqual([400, true])
  }
  const kept = await form.send({ address: ' lin.mei@mail.example ' })
  expect(kept.status, kept.text).toBe(200)
  expect(kept.text).toContain(zh.notice.keptOf.email)
  expect(kept.html).not.toContain('lin.mei')
  // What the resident does is no news to them.
  await (await look()).form('/receipt/words').send({ words: '还有一句。' })
  await w.settle()
  expect(smtp.mails).toEqual([])

  await make(station, id, 'accept')
  await w.settle()
  await w.settle()
  expect(smtp.mails).toHaveLength(1)
  const [mail] = smtp.mails as [(typeof smtp.mails)[0]]
  expect(mail).toMatchObject({ from: 'jieyou@office.example', to: ['lin.mei@mail.example'] })
  const { head, text } = opened(mail.data)
  expect(text.replaceAll('\r\n', '\n').trim()).toBe(`${zh.sentNotice.text}\n\n${link}`)
  expect(head).toContain('Auto-Submitted: auto-generated')
  for (const secret of [receiptCode, receiptCode.replaceAll(' ', ''), '灯', '东街', id])
    expect(mail.data).not.toContain(secret)

  // The same job again sends nothing.
  const [{ id: event }] = (await w.look("select id from events where kind = 'accept'")) as [{ id: string }]
  await sendNotice(w.workerContext, { district: here.id, eventId: event }, words)
  await Promise.all([1, 2].map(() => sendNotice(w.workerContext, { district: here.id, eventId: event }, words)))
  expect(smtp.mails).toHaveLength(1)

  // A server that is busy is tried again; one that knows nobody of that name is not.
  smtp.refuseNext('451 come back later')
  await make(station, id, 'message', { words: '今天去看。' })
  await w.settle()
  expect(smtp.mails).toHaveLength(1)
  const [{ id: second }] = (await w.look(
    "select id from events where kind = 'message' and actor_kind = 'station'",
  )) as [{ id: string }]
  await sendNotice(w.workerContext, { district: here.id, eventId: second }, words)
  expect(smtp.mails).toHaveLength(2)
  smtp.refuseNext('550 no such person')
  await make(station, id, 'answer-directly', { words: '修好了。', outcome: 'solved' })
  await w.settle()
  const [{ id: third }] = (await w.look("select id from events where kind = 'answer-directly'")) as [{ id: string }]
  await sendNotice(w.workerContext, { district: here.id, eventId: third }, words)
  expect(smtp.mails).toHaveLength(2)

  // Nothing of the address lies open, and it goes when the resident says so, with what was sent.
  expect((await w.look("select encode(sealed, 'escape') as sealed from notice_addresses"))[0]?.sealed).not.toContain(
    'lin',
  )
  expect((await (await look()).form('/receipt/notice').send()).status).toBe(200)
  expect(
    await w.look('select (select count(*) from notice_addresses)::int + (select count(*) from notices)::int as left'),
  ).toEqual([{ left: 0 }])
  // The busy server was told of by its code alone.
  expect(w.problems).toEqual(['queue SMTP-451'])
})

test('a text message goes to the gateway as its format says, and follows the report to another district', async () => {
  let status = 202
  await using gateway = await openSmallCarrier(() => ({ status }))
  const sms = openSms({ url: `${gateway.url}/send`, token: 'only-for-tests' })
  await using w = await world({ notices: { senders: { sms }, link } })
  const { look, id, station, receiptCode } = await spoken(w)
  const kept = await w.resident.post('/api/v1/receipts/notice', {
    receiptCode,
    address: '+86 138-1234-5678',
    language: 'en',
  })
  expect(kept.body.notice).toEqual({ kind: 'sms', offered: ['sms'] })
  expect((await look()).text).toContain(zh.notice.keptOf.sms)

  await make(station, id, 'accept')
  await w.settle()
  expect(gateway.asked).toHaveLength(1)
  const [{ headers, body, ...asked }] = gateway.asked as [(typeof gateway.asked)[0]]
  expect(asked).toEqual({ method: 'POST', path: '/send' })
  expect(headers).toMatchObject({
    authorization: 'Bearer only-for-tests',
    'content-type': 'application/json; charset=utf-8',
  })
  expect(headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
  expect(body).toEqual({
    to: '13812345678',
    text: `Jieyou: there is news on your receipt. Have your code at hand: ${link}`,
  })

  status = 503
  await make(station, id, 'message', { words: '今天去看。' })
  await w.settle()
  status = 202
  const [{ id: message }] = (await w.look("select id from events where kind = 'message'")) as [{ id: string }]
  await sendNotice(w.workerContext, { district: here.id, eventId: message }, words)
  expect(gateway.asked.map(({ headers }) => headers['idempotency-key']).slice(1)).toHaveLength(2)
  expect(gateway.asked[1]?.headers['idempotency-key']).toBe(gateway.asked[2]?.headers['idempotency-key'])

  const office = await w.signIn('qinhu')
  await make(office, id, 'transfer', { to: { district: elsewhere.prefix }, words: '在贵区。' })
  expect(await w.look('select district_id from notice_addresses')).toEqual([{ district_id: elsewhere.id }])
  const there = await w.signIn('qinhu', elsewhere)
  const [arrived] = (await there.get('/api/v1/cases?view=all')).body.cases
  const before = gateway.asked.length
  await make(there, arrived.id, 'accept')
  await w.settle()
  expect(gateway.asked).toHaveLength(before + 1)
})

test('an address is forgotten when the matter can no longer be reopened and no plan waits', async () => {
  await using gateway = await openSmallCarrier(() => ({}))
  await using w = await world({
    notices: { senders: { sms: openSms({ url: gateway.url, token: 'only-for-tests' }) }, link },
  })
  const { look, id, station } = await spoken(w)
  await (await look()).form('/receipt/notice').send({ address: '13812345678' })
  await make(station, id, 'accept')
  await make(station, id, 'answer-directly', { words: '列入计划。', outcome: 'planned', plannedFor: '2026-06-01' })
  const judge = { process: 'satisfied', result: 'satisfied', solved: 'false' }
  await (await look()).form('/receipt/judge').send(judge)
  const night = () => forgetNoticeAddresses(w.workerContext)

  // Ninety days after the end the plan still waits.
  w.at('2026-08-09T01:00:00Z')
  expect([await night(), await w.look(addresses)]).toEqual([0, [{ addresses: 1 }]])
  await make(await w.signIn('dongjie'), id, 'fulfil', { words: '做好了。', outcome: 'solved' })
  expect(await night()).toBe(0)
  await (await look()).form('/receipt/judge').send({ ...judge, solved: 'true' })
  // Closed on 9 August: it can be reopened up to the end of 7 November.
  w.at('2026-11-07T15:59:00Z')
  expect(await night()).toBe(0)
  w.at('2026-11-07T16:00:01Z')
  expect([await night(), await w.look(addresses)]).toEqual([1, [{ addresses: 0 }]])
  expect(await night()).toBe(0)
})

test('where nothing is sent from, nothing is offered', async () => {
  await using w = await world()
  const { look } = await spoken(w)
  expect((await look()).text).not.toContain(zh.notice.title)
})

test('inside WeChat one is sent there and back, and gets a template message', async () => {
  let answers: Said[] = []
  await using carrier = await openSmallCarrier(({ path }) => {
    if (path.startsWith('/sns/oauth2/access_token'))
      return {
        body: path.includes('code=good')
          ? { access_token: 'of the person', openid: 'oPerson-1' }
          : { errcode: 40029, errmsg: 'invalid code' },
      }
    if (path === '/cgi-bin/stable_token') return { body: { access_token: `token ${tokens++}`, expires_in: 7200 } }
    return answers.shift() ?? { body: { errcode: 0, errmsg: 'ok', msgid: 1 } }
  })
  let tokens = 1
  const account = { appId: 'wx1', secret: 'only-for-tests', template: 'T1', field: 'thing1', api: carrier.url }
  const wechat = openWechat(account)
  await using w = await world({ notices: { senders: { wechat }, link, wechat } })
  const { receiptCode, id, station } = await spoken(w)
  const lookWith = (agent: string) => sendForm(w, '/receipt', { receiptCode }, { headers: { 'user-agent': agent } })
  expect((await lookWith('Mozilla/5.0')).text).not.toContain(zh.notice.title)
  const shown = await lookWith('Mozilla/5.0 MicroMessenger/8.0')
  const there = new URL(/href="(https:[^"]*)"/.exec(shown.html)?.[1]?.replaceAll('&amp;', '&') as string)
  expect(`${there.origin}${there.pathname}`).toBe('https://open.weixin.qq.com/connect/oauth2/authorize')
  expect(Object.fromEntries(there.searchParams)).toMatchObject({
    appid: 'wx1',
    redirect_uri: 'http://localhost/receipt/wechat',
    response_type: 'code',
    scope: 'snsapi_base',
  })
  const state = there.searchParams.get('state') as string
  expect(state).toMatch(/^[0-9a-f]{1,128}$/)

  // Altered, of a code WeChat does not know, and too late: nothing is kept.
  await open(w, `/receipt/wechat?code=good&state=${state.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`)
  expect((await open(w, `/receipt/wechat?code=bad&state=${state}`)).status).toBeGreaterThanOrEqual(400)
  w.at('2026-03-09T02:20:00Z')
  await open(w, `/receipt/wechat?code=good&state=${state}`)
  expect(await w.look(addresses)).toEqual([{ addresses: 0 }])
  w.at('2026-03-09T01:25:00Z')
  expect((await open(w, `/receipt/wechat?code=good&state=${state}`)).text).toContain(zh.notice.keptOf.wechat)

  // A token that ran out is renewed once.
  answers = [{ body: { errcode: 42001, errmsg: 'access_token expired' } }]
  await make(station, id, 'accept')
  await w.settle()
  const sent = carrier.asked.filter(({ path }) => path.startsWith('/cgi-bin/message'))
  expect(sent.map(({ path }) => path)).toEqual([
    '/cgi-bin/message/template/send?access_token=token%201',
    '/cgi-bin/message/template/send?access_token=token%202',
  ])
  expect(sent[1]?.body).toEqual({
    touser: 'oPerson-1',
    template_id: 'T1',
    url: link,
    client_msg_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    data: { thing1: { value: zh.sentNotice.subject } },
  })
  expect(carrier.asked.find(({ path }) => path === '/cgi-bin/stable_token')?.body).toEqual({
    grant_type: 'client_credential',
    appid: 'wx1',
    secret: 'only-for-tests',
    force_refresh: false,
  })
  // Whoever no longer follows the account is not tried again.
  answers = [{ body: { errcode: 43004, errmsg: 'require subscribe' } }]
  await make(station, id, 'message', { words: '今天去看。' })
  await w.settle()
  expect(w.problems).toEqual([])
})
