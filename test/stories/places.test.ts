/** Points and codes: an office keeps its places, prints and replaces their codes, and sees which are used. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readXlsx } from '../../src/outside/tables/read-xlsx.ts'
import { writeTable } from '../../src/outside/tables/write-table.ts'
import { codeOf, elsewhere, here, idOf } from '../cast.ts'
import { type Person, type World, world } from '../world.ts'

let w: World
let station: Person
let town: Person
let district: Person

beforeAll(async () => {
  w = await world()
  station = await w.signIn('dongjie')
  town = await w.signIn('shanqiao')
  district = await w.signIn('qinhu')
}, 120_000)
afterAll(async () => {
  expect(w.problems).toEqual([])
  await w[Symbol.asyncDispose]()
})

const dongjie = idOf('station dongjie')
const place = async (who: Person, id: string) => (await who.get(`/api/v1/places/${id}`)).body
const addPoint = async (who: Person, name: string, more: object = {}) => {
  const added = await who.post('/api/v1/places', { name, type: 'market', stationId: dongjie, ...more })
  expect(added.status, added.text).toBe(201)
  return added.body as { id: string; code: string }
}
const say = (to: object) =>
  w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text: '路灯坏了。', place: '门口' })

describe('a station keeps its points', () => {
  test('adds one, and a resident can speak there at once', async () => {
    const { id, code } = await addPoint(station, '东街菜场南门', { latitude: '30.86712', longitude: '120.09431' })
    expect(code).toMatch(/^QH[0-9A-Z]{6}$/)
    expect((await say({ point: code })).status).toBe(201)
    const seen = await place(station, id)
    expect(seen).toMatchObject({
      name: '东街菜场南门',
      type: 'market',
      latitude: 30.86712,
      used: 1,
      usedLately: 1,
      code,
    })
    expect(seen.weeks).toEqual([{ week: '2026-03-09', reports: 1 }])
    expect(seen.history).toMatchObject([{ kind: 'add-place', role: 'station', change: { from: '', to: code } }])
  })

  test('not two of the same name at one station, and no nonsense', async () => {
    await addPoint(station, '东街口')
    const refused = async (body: object) =>
      (await station.post('/api/v1/places', { name: '新点', type: 'other', stationId: dongjie, ...body })).body.refusal
    expect(await refused({ name: '东街口' })).toBe('name-taken')
    expect(await refused({ name: '上\n下' })).toBe('name-misread')
    expect(await refused({ latitude: '30.8' })).toBe('coordinates-misread')
    expect(await refused({ latitude: '120.1', longitude: '30.8' })).toBe('coordinates-misread')
    expect(await refused({ stationId: randomUUID() })).toBe('no-such-station')
    expect(await refused({ stationId: idOf('station liuan') })).toBe('no-such-station')
    expect(await refused({ deputyId: idOf('deputy chenya') })).toBe('no-such-deputy')
  })

  test('renames, locates and gives it to a deputy; every act stands in its history with who and why', async () => {
    const { id, code } = await addPoint(station, '东街 5 号')
    const act = async (verb: string, body: object) => {
      const done = await station.post(`/api/v1/places/${id}/${verb}`, body)
      expect(done.status, done.text).toBe(200)
      return done.body
    }
    await act('rename', { name: '东街 5 号大厅', words: '换了牌子' })
    await act('locate', { latitude: '30.86', longitude: '120.09' })
    expect(await act('move', { stationId: dongjie, deputyId: idOf('deputy limin') })).toEqual({ id, code })
    const seen = await place(station, id)
    expect(seen).toMatchObject({ name: '东街 5 号大厅', deputy: { name: '李敏' }, longitude: 120.09 })
    expect(seen.history.map(({ kind, words }: { kind: string; words: string }) => [kind, words])).toEqual([
      ['move-place', ''],
      ['locate-place', ''],
      ['rename-place', '换了牌子'],
      ['add-place', ''],
    ])
    // What is said there from now on is the deputy's to see first.
    await say({ point: code })
    const [latest] = await w.look('select holder_kind, holder_id from cases order by number desc limit 1')
    expect(latest).toEqual({ holder_kind: 'deputy', holder_id: idOf('deputy limin') })
  })

  test('another station, another district and a deputy do not see it', async () => {
    const { id } = await addPoint(station, '东街桥头')
    const [other, stranger, deputy] = [
      await w.signIn('liuan'),
      await w.signIn('qinhu', elsewhere),
      await w.signIn('limin'),
    ]
    for (const who of [other, stranger]) {
      expect((await who.get(`/api/v1/places/${id}`)).status).toBe(404)
      expect((await who.post(`/api/v1/places/${id}/rename`, { name: '别人的' })).status).toBe(404)
      expect((await who.post('/api/v1/places/print', { ids: [id], sheet: 'card' })).status).toBe(404)
      const found = await who.get(`/api/v1/places?search=${encodeURIComponent('东街桥头')}`)
      expect(found.body.places).toEqual([])
    }
    expect((await deputy.get('/api/v1/places')).status).toBe(403)
    expect((await place(station, id)).name).toBe('东街桥头')
  })
})

describe('a code out in the street', () => {
  test('that is replaced leads to the new one, through several replacements', async () => {
    const { id, code } = await addPoint(station, '东街公交站')
    const replace = async () => (await station.post(`/api/v1/places/${id}/replace-code`, {})).body.code as string
    const second = await replace()
    const third = await replace()
    expect((await say({ point: code })).body.refusal).toBe('code-revoked')
    expect((await say({ point: third })).status).toBe(201)
    const old = await w.resident.get(`/p/${code}`, { headers: { accept: 'text/html' } })
    expect(old.status).toBe(410)
    expect(old.text).toContain(`href="/p/${third}"`)
    expect(old.text).not.toContain(second)
  })

  test('that is revoked names the station to go to, and can be given a new code later', async () => {
    const { id, code } = await addPoint(station, '旧车站')
    await say({ point: code })
    expect((await station.post(`/api/v1/places/${id}/revoke-code`, { words: '拆了' })).body).toEqual({ id, code: null })
    expect((await station.post(`/api/v1/places/${id}/revoke-code`, {})).body.refusal).toBe('no-such-code')
    const old = await w.resident.get(`/p/${code}`)
    expect(old.status).toBe(410)
    expect(old.text).toContain(`href="/s/${codeOf('station dongjie')}"`)
    const without = await station.get('/api/v1/places?state=without-code')
    expect(without.body.places.map((one: { id: string }) => one.id)).toEqual([id])
    const { body } = await station.post(`/api/v1/places/${id}/replace-code`, {})
    expect((await w.resident.get(`/p/${body.code}`)).status).toBe(200)
  })

  test('the grounds of submissions are renewed with every act, and every event carries its commitment', async () => {
    const version = async () =>
      (await w.look('select version from submission_grounds where district_id = 1'))[0]?.version
    const before = Number(await version())
    const { id } = await addPoint(station, '东街 9 号')
    await station.post(`/api/v1/places/${id}/replace-code`, {})
    expect(Number(await version())).toBe(before + 2)
    const events = await w.look(
      `select octet_length(e.commitment) as bytes, e.actor_kind, e.actor_id is not null as known
       from events e join event_contents c using (district_id) where c.event_id = e.id and e.subject_id = $1`,
      [id],
    )
    expect(events).toEqual([
      { bytes: 32, actor_kind: 'station', known: true },
      { bytes: 32, actor_kind: 'station', known: true },
    ])
    await w.settle()
  })

  test('nobody has used for weeks is called silent; a fresh one is not, nor one just used', async () => {
    await using later = await world()
    const before = await later.signIn('dongjie')
    const quiet = await addPoint(before, '安静的门')
    const used = await addPoint(before, '热闹的门')
    later.at('2026-05-25T02:00:00Z')
    const now = await later.signIn('dongjie')
    const fresh = await addPoint(now, '新的门')
    const sent = await later.resident.post('/api/v1/reports', {
      submissionId: randomUUID(),
      to: { point: used.code },
      text: '灯坏了。',
    })
    expect(sent.status).toBe(201)
    const silent = async (query = '') => {
      const list = await now.get(`/api/v1/places?kind=point&state=silent&limit=500${query}`)
      return list.body.places.map((one: { id: string }) => one.id)
    }
    expect(await silent()).toContain(quiet.id)
    expect(await silent()).not.toContain(used.id)
    expect(await silent()).not.toContain(fresh.id)
    expect(await silent('&weeks=20')).not.toContain(quiet.id)
  })

  test('what is said about the deputy themselves is not counted at their code', async () => {
    const id = idOf('deputy limin')
    const before = (await place(station, id)).used
    const deputy = { deputy: codeOf('deputy limin') }
    await say(deputy)
    await w.resident.post('/api/v1/reports', {
      submissionId: randomUUID(),
      to: deputy,
      text: '代表不接待。',
      aboutAddressee: true,
    })
    expect((await place(station, id)).used).toBe(before + 1)
  })
})

describe('who may do what', () => {
  test('a station may write its deputies’ pages and print their cards, and not rename them; the town may', async () => {
    const id = idOf('deputy limin')
    expect((await place(station, id)).acts).toEqual(['describe', 'print'])
    expect((await station.post(`/api/v1/places/${id}/rename`, { name: '李敏敏' })).status).toBe(403)
    expect((await place(town, id)).acts).toEqual(['rename', 'describe', 'replace-code', 'revoke-code', 'print'])
    expect((await place(district, idOf('town shanqiao'))).acts).toContain('replace-code')
    expect((await town.post(`/api/v1/places/${idOf('town shanqiao')}/rename`, { name: '我镇' })).status).toBe(403)
  })

  test('a point moves to another station only by whoever has both', async () => {
    const { id } = await addPoint(station, '边上的店')
    const to = { stationId: idOf('station liuan') }
    expect((await station.post(`/api/v1/places/${id}/move`, to)).body.refusal).toBe('no-such-station')
    expect((await district.post(`/api/v1/places/${id}/move`, to)).status).toBe(200)
    expect((await station.get(`/api/v1/places/${id}`)).status).toBe(404)
  })
})

describe('the public page', () => {
  test('of a deputy says what the station wrote, above nothing but words, and is one place of speaking', async () => {
    const id = idOf('deputy limin')
    const texts = {
      memberOf: '善桥镇第一代表小组',
      terms: '区第十七届',
      introduction: '<b>小学老师</b>\n关心孩子上学的路。',
      receives: '每月 15 日上午 9:00 到 11:00',
    }
    expect((await station.post(`/api/v1/places/${id}/describe`, texts)).status).toBe(200)
    const { text } = await w.resident.get(`/d/${codeOf('deputy limin')}`)
    for (const words of [texts.memberOf, texts.terms, texts.receives, '&lt;b&gt;小学老师&lt;/b&gt;'])
      expect(text).toContain(words)
    expect(text).toContain('<textarea')
    expect(text).toContain(`href="/s/${codeOf('station dongjie')}"`)
    expect((await station.post(`/api/v1/places/${id}/describe`, { terms: '届'.repeat(101) })).body.refusal).toBe(
      'page-text-too-long',
    )
  })

  test('of a station lists its deputies and its points', async () => {
    const { code } = await addPoint(station, '看得见的点')
    const { text } = await w.resident.get(`/s/${codeOf('station dongjie')}`)
    expect(text).toContain(`href="/d/${codeOf('deputy limin')}"`)
    expect(text).toContain(`href="/p/${code}"`)
    const english = await w.resident.get(`/s/${codeOf('station dongjie')}?lang=en`)
    expect(english.text).toContain('Deputies of this station')
  })
})

describe('tables', () => {
  const header = ['类别', '名称', '镇街', '代表联络站', '人大代表', '种类', '纬度', '经度']
  const table = (rows: (string | null)[][]) => writeTable('xlsx', [{ name: '点位', columns: header, rows }])
  const send = (who: Person, bytes: Uint8Array, make: boolean) =>
    who.post('/api/v1/places/import', { content: Buffer.from(bytes).toString('base64'), make })
  const twelve = Array.from({ length: 12 }, (_, n) => [
    '点位',
    `北门 ${n} 号`,
    null,
    '东街代表联络站',
    null,
    '楼道',
    null,
    null,
  ])

  test('are previewed line by line and then made whole; a second time makes nothing', async () => {
    const [{ name } = { name: '' }] = await w.look<{ name: string }>('select name from stations where id = $1', [
      dongjie,
    ])
    const bytes = table(twelve.map((row) => row.with(3, name)))
    const preview = await send(station, bytes, false)
    expect(preview.status, preview.text).toBe(200)
    expect(preview.body.lines.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(12).fill('new'))
    expect((await station.get('/api/v1/places?search=北门')).body.found).toBe(0)
    const made = await send(station, bytes, true)
    expect(new Set(made.body.lines.map(({ code }: { code: string }) => code)).size).toBe(12)
    const again = await send(station, bytes, true)
    expect(again.body.lines.every(({ outcome }: { outcome: string }) => outcome === 'there')).toBe(true)
    expect((await station.get(`/api/v1/places?search=${encodeURIComponent('北门')}`)).body.found).toBe(12)
  })

  test('two at the same moment do not double anything', async () => {
    const [{ name } = { name: '' }] = await w.look<{ name: string }>('select name from stations where id = $1', [
      dongjie,
    ])
    const bytes = table([['点位', '同时的点', null, name, null, null, null, null]])
    const both = await Promise.all([send(station, bytes, true), send(town, bytes, true)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(await w.look(`select count(*)::int as n from points where name = '同时的点'`)).toEqual([{ n: 1 }])
  })

  test('with one bad line make nothing, and say which line and why', async () => {
    const csv = `\uFEFF类别,名称,镇街,代表联络站,人大代表,种类,纬度,经度\r\n点位,好的一行,,东街代表联络站\r\n点位,坏的一行,,没有的站\r\n镇街,新镇\r\n`
    const preview = await send(station, Buffer.from(csv), false)
    const wrong = preview.body.lines.filter(({ outcome }: { outcome: string }) => outcome === 'refused')
    expect(wrong).toMatchObject([
      { line: 3, refusal: 'no-such-station', message: '没有这个代表联络站。' },
      { line: 4, refusal: 'not-your-place' },
    ])
    expect((await send(station, Buffer.from(csv), true)).body.refusal).toBe('lines-refused')
    expect(await w.look(`select count(*)::int as n from points where name = '好的一行'`)).toEqual([{ n: 0 }])
  })

  test('of a whole new town are the district’s to make, whatever the order of the lines', async () => {
    const bytes = table([
      ['点位', '新街口', '新开镇', '新街站', '王新', '市场', '30.9', '120.2'],
      ['人大代表', '王新', null, '新街站', null, null, null, null],
      ['代表联络站', '新街站', '新开镇', null, null, '中心站', null, null],
      ['镇街', '新开镇', null, null, null, null, null, null],
    ])
    expect((await send(town, bytes, true)).body.refusal).toBe('lines-refused')
    const made = await send(district, bytes, true)
    expect(made.status, made.text).toBe(200)
    const [point] = (await district.get('/api/v1/places?search=新街口'.replace('新街口', encodeURIComponent('新街口'))))
      .body.places
    expect(point).toMatchObject({ town: { name: '新开镇' }, station: { name: '新街站' }, deputy: { name: '王新' } })
  })

  test('that are none are refused by name', async () => {
    const refusal = async (bytes: Uint8Array) => (await send(station, bytes, false)).body.refusal
    expect(await refusal(Buffer.from('PK\u0003\u0004 nothing'))).toBe('not-a-workbook')
    expect(await refusal(Uint8Array.from([0xff, 0xfe, 0x00, 0x80]))).toBe('not-text')
    expect(await refusal(Buffer.from('a,b\n1,2'))).toBe('no-columns')
    expect(await refusal(Buffer.from(`kind,name\n${'point,x\n'.repeat(5001)}`))).toBe('table-too-long')
  })

  test('come out as CSV with a mark and without formulas, and as a workbook that can be read in again', async () => {
    const { code } = await addPoint(station, '=HYPERLINK("http://x")')
    const csv = await station.get('/api/v1/places/export?format=csv&kind=point')
    expect(csv.text.startsWith('\uFEFF类别,名称,')).toBe(true)
    expect(csv.text).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(csv.text).toContain(`http://localhost/p/${code}`)
    expect(csv.headers['content-disposition']).toContain('places.csv')
    const answer = await w.app.inject({
      url: '/api/v1/places/export?format=xlsx',
      headers: { host: 'localhost', authorization: await bearer('dongjie') },
    })
    const sheet = readXlsx(answer.rawPayload)
    expect(sheet.ok && sheet.value[0]?.fields.slice(0, 2)).toEqual(['类别', '名称'])
    const again = await send(station, answer.rawPayload, false)
    expect(again.body.lines.every(({ outcome }: { outcome: string }) => outcome === 'there')).toBe(true)
  })

  const bearer = async (login: string) => {
    const { body } = await w.resident.post('/api/v1/sessions', { login, password: 'jieyou-demo' })
    return `Bearer ${body.token}`
  }
})

describe('sheets for print', () => {
  test.each(['poster-a4', 'poster-a3', 'stickers', 'door-plate', 'card'])(
    '%s: a PDF of what is asked for',
    async (sheet) => {
      const ids = [idOf('deputy limin'), dongjie, idOf('point xingfuli')]
      const { status, text, headers } = await station.post('/api/v1/places/print', { ids, sheet })
      expect(status).toBe(200)
      expect(headers['content-type']).toBe('application/pdf')
      expect(text.startsWith('%PDF-1.7')).toBe(true)
      const pages = text.match(/\/Type \/Page\b/g)?.length
      expect(pages).toBe(sheet === 'stickers' || sheet === 'card' ? 1 : 3)
    },
  )

  test('a place without a code has nothing to print', async () => {
    const { id } = await addPoint(station, '没有码的点')
    await station.post(`/api/v1/places/${id}/revoke-code`, {})
    expect((await station.post('/api/v1/places/print', { ids: [id], sheet: 'card' })).body.refusal).toBe(
      'nothing-to-print',
    )
  })
})

test('nothing of the district’s places is the other’s', async () => {
  const other = await w.signIn('qinhu', elsewhere)
  const { body } = await other.get('/api/v1/places?limit=5000')
  expect(body.places.length).toBeGreaterThan(5)
  const codes = body.places.map(({ code }: { code: string | null }) => code?.slice(0, 2))
  expect(new Set(codes)).toEqual(new Set([elsewhere.prefix]))
  expect(here.prefix).not.toBe(elsewhere.prefix)
})
