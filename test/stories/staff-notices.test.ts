/** Staff are told by themselves what concerns them: in the desk, by mail and text message, by their units' robots. */
import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { sendStaffNotices } from '../../src/actions/send-staff-notices.ts'
import { forgetOldNotices } from '../../src/actions/staff-notices.ts'
import { tellStaff } from '../../src/actions/tell-staff.ts'
import { staffNoticeKinds, usualWishes } from '../../src/domain/cases/staff-notice.ts'
import { openEmail } from '../../src/outside/notices/email.ts'
import { openDingtalk, openWecom } from '../../src/outside/notices/robots.ts'
import { openSms } from '../../src/outside/notices/sms.ts'
import { sentToStaff as en } from '../../src/words/en/sent-to-staff.ts'
import { sentToStaff as zh } from '../../src/words/zh/sent-to-staff.ts'
import { codeOf, here, idOf, type Login } from '../cast.ts'
import { openSmallCarrier, type Said } from '../small-carrier.ts'
import { openSmallSmtp } from '../small-smtp.ts'
import { type Person, type World, world } from '../world.ts'

const desk = 'https://jieyou.example/desk'
const words = { zh, en }
const lamp = '楼道的灯坏了，老人摔了一跤。'

async function says(w: World, to: object = { station: codeOf('station dongjie') }, more: object = {}): Promise<string> {
  const sent = await w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text: lamp, ...more })
  expect(sent.status, sent.text).toBe(201)
  const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
  return row?.id as string
}

async function make(who: Person, caseId: string, verb: string, body: object = {}) {
  const made = await who.post(`/api/v1/cases/${caseId}/${verb}`, body)
  expect(made.status, made.text).toBe(200)
}

const kindsOf = async (w: World, login: Login): Promise<string[]> =>
  (await (await w.signIn(login)).get('/api/v1/notices')).body.notices.map(({ kind }: { kind: string }) => kind)

test('a station hears of a new case, the agency of what it is handed, the station of what comes back; nobody of their own', async () => {
  await using w = await world()
  const caseId = await says(w)
  await w.settle()
  const [station, agency] = [await w.signIn('dongjie'), await w.signIn('shizheng')]
  const first = (await station.get('/api/v1/notices')).body
  expect(first).toMatchObject({
    notices: [{ kind: 'new-case', caseId, title: lamp, place: '东街代表联络站', read: false }],
    next: null,
    unread: 1,
  })
  await make(station, caseId, 'accept')
  await make(station, caseId, 'hand-over', { agencyId: idOf('agency works') })
  await w.settle()
  await make(agency, caseId, 'return', { words: '不归我们管。' })
  await w.settle()
  expect(await kindsOf(w, 'shizheng')).toEqual([])
  expect(await kindsOf(w, 'dongjie')).toEqual(['returned', 'new-case'])
  expect(await kindsOf(w, 'beidang')).toEqual([])
  expect(await kindsOf(w, 'limin')).toEqual([])
  // What was read is no longer counted; a case that is opened takes its notices along.
  const [latest] = (await station.get('/api/v1/notices')).body.notices
  await station.post('/api/v1/notices/read', { ids: [latest.id] })
  expect((await station.get('/api/v1/notices?unread=true')).body).toMatchObject({
    unread: 1,
    notices: [{ kind: 'new-case' }],
  })
  await station.post('/api/v1/notices/read', { caseId })
  expect((await station.get('/api/v1/notices')).body.unread).toBe(0)
  expect((await station.get(`/api/v1/notices?search=${latest.number}`)).body.notices).toHaveLength(2)
  expect((await station.get('/api/v1/notices?search=99999')).body.notices).toEqual([])
})

test('what offices, residents and the clock do is told: more time asked for, urged, a word, sent back, late', async () => {
  await using w = await world()
  const sent = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: lamp,
  })
  const { receiptCode } = sent.body
  const [{ id: caseId }] = (await w.look('select id from cases')) as [{ id: string }]
  const [station, town, agency] = [await w.signIn('dongjie'), await w.signIn('shanqiao'), await w.signIn('shizheng')]
  await make(station, caseId, 'accept')
  await make(station, caseId, 'hand-over', { agencyId: idOf('agency works') })
  await make(agency, caseId, 'ask-extension', { until: '2026-03-25', words: '等配件。' })
  await w.settle()
  expect(await kindsOf(w, 'shanqiao')).toEqual(['extension-asked'])
  await make(town, caseId, 'refuse-extension', { words: '请按期办。' })
  await make(town, caseId, 'urge')
  await make(town, caseId, 'supervise')
  await w.resident.post('/api/v1/receipts/words', { receiptCode, words: '又坏了一盏。' })
  await w.settle()
  // What happened within one round of the worker is told in any order.
  expect((await kindsOf(w, 'shizheng')).sort()).toEqual([
    'extension-refused',
    'new-case',
    'resident-spoke',
    'supervised',
    'urged',
  ])
  await make(agency, caseId, 'answer', { words: '修好了。', outcome: 'solved' })
  const judged = await w.resident.post('/api/v1/receipts/judge', {
    receiptCode,
    process: 'not',
    result: 'not',
    solved: false,
    words: '没有修。',
    sendBack: true,
  })
  expect(judged.status, judged.text).toBe(200)
  await w.settle()
  expect((await kindsOf(w, 'shizheng'))[0]).toBe('sent-back')
  // Weeks later nobody has done anything.
  w.at('2026-06-01T01:00:00Z')
  await w.settle()
  expect(await kindsOf(w, 'shizheng')).toContain('late')
})

test('a station that the report is about is told nothing of it, and a job that runs twice tells once', async () => {
  await using w = await world()
  await says(w, { station: codeOf('station dongjie') }, { aboutAddressee: true })
  await w.settle()
  expect(await kindsOf(w, 'dongjie')).toEqual([])
  expect(await kindsOf(w, 'shanqiao')).toEqual(['new-case'])
  const [event] = await w.look<{ id: string }>(`select id from events where kind = 'receive'`)
  const again = () => tellStaff(w.workerContext, { district: here.id, eventId: event?.id as string })
  await Promise.all([again(), again()])
  expect(await kindsOf(w, 'shanqiao')).toEqual(['new-case'])
})

test('by mail: once, at once by day, in the morning by night, together by the day, and not at all when turned off', async () => {
  await using smtp = await openSmallSmtp()
  const email = openEmail({ url: smtp.url, from: '解忧 <jieyou@office.example>' })
  await using w = await world({ notices: { senders: { email }, link: '', desk } })
  const station = await w.signIn('dongjie')
  expect((await station.post('/api/v1/notices/address', { address: '13812345678' })).status).toBe(400)
  expect((await station.post('/api/v1/notices/address', { address: 'chen@office.example' })).status).toBe(204)
  expect((await station.get('/api/v1/notices/settings')).body).toMatchObject({
    wishes: usualWishes,
    addresses: [{ kind: 'email', address: 'chen@office.example', refused: false }],
    addressKinds: ['email'],
    robotKinds: [],
  })
  const caseId = await says(w)
  await w.settle()
  await w.settle()
  expect(smtp.mails).toHaveLength(1)
  const mail = textOf(smtp.mails[0]?.data ?? '')
  expect(smtp.mails[0]?.to).toEqual(['chen@office.example'])
  expect(mail).toContain(`${zh.kind['new-case']}　QH-2026-`)
  expect(mail).toContain(`${desk}/cases/${caseId}`)
  for (const secret of ['灯', '老人', '东街']) expect(mail).not.toContain(secret)

  // In the evening two come, and wait for the morning.
  w.at('2026-03-09T14:00:00Z')
  await says(w)
  await says(w)
  await w.settle()
  expect(smtp.mails).toHaveLength(1)
  w.at('2026-03-10T00:00:00Z')
  await Promise.all([1, 2].map(() => sendStaffNotices(w.workerContext, words)))
  expect(smtp.mails).toHaveLength(2)
  expect(textOf(smtp.mails[1]?.data ?? '')).toContain(`${desk}/notices`)

  // By the day, then off.
  const again = await w.signIn('dongjie')
  const others = Object.fromEntries(staffNoticeKinds.map((kind) => [kind, 'off']))
  const pace = (how: string) => ({ ...usualWishes, pace: { ...others, 'new-case': how } })
  expect((await again.post('/api/v1/notices/settings', { ...pace('daily'), digestHour: 17 })).status).toBe(204)
  await says(w)
  await w.settle()
  expect(smtp.mails).toHaveLength(2)
  w.at('2026-03-10T09:00:00Z')
  await sendStaffNotices(w.workerContext, words)
  expect(smtp.mails).toHaveLength(3)
  await again.post('/api/v1/notices/settings', pace('off'))
  await says(w)
  w.at('2026-03-12T02:00:00Z')
  await w.settle()
  expect(smtp.mails).toHaveLength(3)
  expect((await kindsOf(w, 'dongjie')).filter((kind) => kind === 'new-case')).toHaveLength(5)
})

test('a mail server that is busy is asked again; an address it refuses is said on the page of settings', async () => {
  await using smtp = await openSmallSmtp()
  const email = openEmail({ url: smtp.url, from: '解忧 <jieyou@office.example>' })
  await using w = await world({ notices: { senders: { email }, link: '', desk } })
  const station = await w.signIn('dongjie')
  await station.post('/api/v1/notices/address', { address: 'chen@office.example' })
  smtp.refuseNext('451 busy')
  await says(w)
  await w.settle()
  expect(smtp.mails).toHaveLength(0)
  expect(await sendStaffNotices(w.workerContext, words)).toBeUndefined()
  w.at('2026-03-09T01:25:00Z')
  expect(await sendStaffNotices(w.workerContext, words)).toBeUndefined()
  expect(smtp.mails).toHaveLength(1)

  smtp.refuseNext('550 no such user')
  await says(w)
  await w.settle()
  const { addresses } = (await station.get('/api/v1/notices/settings')).body
  expect(addresses).toEqual([{ kind: 'email', address: 'chen@office.example', refused: true }])
  await says(w)
  await w.settle()
  expect(smtp.mails).toHaveLength(1)
  await station.post('/api/v1/notices/address', { address: 'chen@office.example' })
  await says(w)
  await w.settle()
  expect(smtp.mails).toHaveLength(2)
  await station.post('/api/v1/notices/forget-address', { kind: 'email' })
  expect((await w.look('select count(*)::int as n from staff_addresses'))[0]).toEqual({ n: 0 })
})

test('by text message, in the format of the gateway', async () => {
  await using gateway = await openSmallCarrier(() => ({}))
  const sms = openSms({ url: gateway.url, token: 'a token' })
  await using w = await world({ notices: { senders: { sms }, link: '', desk } })
  const station = await w.signIn('dongjie')
  await station.post('/api/v1/notices/address', { address: '138 1234 5678' })
  const caseId = await says(w)
  await w.settle()
  expect(gateway.asked).toHaveLength(1)
  expect(gateway.asked[0]?.body).toEqual({
    to: '13812345678',
    text: expect.stringMatching(new RegExp(`^【解忧】新办件　QH-2026-\\d+　期限 .+ ${desk}/cases/${caseId}$`)),
  })
})

const token = 'abcdef0123456789abcdef0123456789'
const secret = 'SEC0123456789abcdef'

async function robots(answer: () => Said) {
  const carrier = await openSmallCarrier(answer)
  let clock = new Date('2026-03-09T01:20:30.456Z')
  const now = () => clock
  const notices = {
    senders: {},
    link: '',
    desk,
    robots: { dingtalk: openDingtalk({ api: carrier.url, now }), wecom: openWecom({ api: carrier.url }) },
  }
  const w = await world({ notices })
  const at = (instant: string) => {
    clock = new Date(instant)
    w.at(instant)
  }
  return { carrier, w, at, station: await w.signIn('dongjie') }
}

const dingtalk = {
  role: 'station',
  unitId: idOf('station dongjie'),
  kind: 'dingtalk',
  webhook: `https://oapi.dingtalk.com/robot/send?access_token=${token}`,
  secret,
  quietFrom: 21,
  quietUntil: 8,
}

test('a robot of DingTalk is spoken to as DingTalk wants it, signed, with nothing of the matter', async () => {
  const { carrier, w, station } = await robots(() => ({ body: { errcode: 0, errmsg: 'ok' } }))
  await using _ = w
  await using __ = carrier
  expect((await station.post('/api/v1/notices/robot', dingtalk)).status).toBe(204)
  const caseId = await says(w)
  await w.settle()
  await w.settle()
  expect(carrier.asked).toHaveLength(1)
  const { path, body, headers } = carrier.asked[0] as (typeof carrier.asked)[0]
  const asked = new URL(path, 'http://robot')
  const timestamp = String(Date.parse('2026-03-09T01:20:30.456Z'))
  expect(asked.pathname).toBe('/robot/send')
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    access_token: token,
    timestamp,
    sign: createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
  })
  // The vector of docs/formats/robots.md.
  expect(timestamp === '1773019230456' && asked.searchParams.get('sign')).toBe(
    'KdbhOG92FI1CQYc4opPIb2Ty5QhT3D6x7Q1dSlRJJJQ=',
  )
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  expect(body.msgtype).toBe('text')
  expect(body.text.content).toMatch(new RegExp(`^新办件　QH-2026-\\d+　期限 .+\n${desk}/cases/${caseId}$`))
  // What names the robot lies sealed, and nobody is shown it again.
  const [row] = await w.look<{ sealed: Buffer }>('select sealed from unit_robots')
  expect(row?.sealed.includes(token)).toBe(false)
  expect((await station.get('/api/v1/notices/settings')).text).not.toContain(token)
})

test('a robot of WeCom is spoken to as WeCom wants it; what comes quickly one after another is said together', async () => {
  const { carrier, w, at, station } = await robots(() => ({ body: { errcode: 0, errmsg: 'ok' } }))
  await using _ = w
  await using __ = carrier
  const webhook = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa'
  expect((await station.post('/api/v1/notices/robot', { ...dingtalk, kind: 'wecom', webhook })).status).toBe(204)
  await says(w)
  await w.settle()
  for (let count = 0; count < 25; count++) await says(w)
  await w.settle()
  expect(carrier.asked).toHaveLength(1)
  expect(carrier.asked[0]?.path).toBe('/cgi-bin/webhook/send?key=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa')
  at('2026-03-09T01:21:30Z')
  await sendStaffNotices(w.workerContext, words)
  expect(carrier.asked).toHaveLength(2)
  const { content } = (carrier.asked[1] as (typeof carrier.asked)[0]).body.text as { content: string }
  expect(content.split('\n')).toHaveLength(17)
  expect(content).toContain(zh.more(10))
  expect(Buffer.byteLength(content)).toBeLessThan(2048)
})

test('a robot that had too much is left alone for ten minutes; one that is refused is said on the page of settings', async () => {
  const said: Said[] = [
    { body: { errcode: 410100, errmsg: 'send too fast' } },
    { body: { errcode: 0 } },
    { body: { errcode: 310000, errmsg: 'sign not match' } },
  ]
  const { carrier, w, at, station } = await robots(() => said.shift() ?? { status: 500 })
  await using _ = w
  await using __ = carrier
  await station.post('/api/v1/notices/robot', dingtalk)
  await says(w)
  await w.settle()
  at('2026-03-09T01:25:00Z')
  expect(await sendStaffNotices(w.workerContext, words)).toBeUndefined()
  expect(carrier.asked).toHaveLength(1)
  at('2026-03-09T01:31:00Z')
  await sendStaffNotices(w.workerContext, words)
  expect(carrier.asked).toHaveLength(2)
  at('2026-03-09T01:32:00Z')
  await says(w)
  await w.settle()
  const unit = () => station.get('/api/v1/notices/settings').then(({ body }) => body.units[0])
  expect(await unit()).toMatchObject({
    unitName: '东街代表联络站',
    robots: [{ kind: 'dingtalk', refused: 'DINGTALK-310000' }],
  })
  await says(w)
  await w.settle()
  expect(carrier.asked).toHaveLength(3)
  await station.post('/api/v1/notices/forget-robot', { role: 'station', unitId: dingtalk.unitId, kind: 'dingtalk' })
  expect((await unit()).robots).toEqual([])
})

test('nobody has a robot speak for another unit', async () => {
  await using w = await world()
  const [town, deputy] = [await w.signIn('shanqiao'), await w.signIn('limin')]
  expect((await town.post('/api/v1/notices/robot', dingtalk)).body.refusal).toBe('not-yours')
  expect((await deputy.post('/api/v1/notices/robot', dingtalk)).status).toBe(403)
})

test('what was read is forgotten after ninety days, what was not after a year', async () => {
  await using w = await world()
  const caseId = await says(w)
  await says(w)
  await w.settle()
  const station = await w.signIn('dongjie')
  await station.post('/api/v1/notices/read', { caseId })
  const notices = async () => (await w.look('select 1 from staff_notices')).length
  w.at('2026-06-06T00:00:00Z')
  expect([await forgetOldNotices(w.workerContext), await notices()]).toEqual([0, 2])
  w.at('2026-06-08T00:00:00Z')
  expect([await forgetOldNotices(w.workerContext), await notices()]).toEqual([1, 1])
  w.at('2027-03-10T00:00:00Z')
  expect([await forgetOldNotices(w.workerContext), await notices()]).toEqual([1, 0])
})

/** A mail as its reader has it: the words of subject and body. */
function textOf(data: string): string {
  const [head = '', body = ''] = [data.slice(0, data.indexOf('\r\n\r\n')), data.slice(data.indexOf('\r\n\r\n') + 4)]
  const bytes = /^content-transfer-encoding: base64/im.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
  return bytes.toString('utf8')
}
