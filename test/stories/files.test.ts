/** Photos and recordings beside words, from the phone to whoever may look, over HTTP on a real database. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { sweepFiles } from '../../src/actions/sweep-files.ts'
import { commit } from '../../src/ledger/commitment.ts'
import { codeOf, demonstrationPassword, elsewhere, here, idOf, type Login } from '../cast.ts'
import { askBytes, file, photoWithTraces, recording, reportFields, sendForm, wav } from '../forms.ts'
import { rows } from '../refusing.ts'
import { type World, world } from '../world.ts'

const media = resolve(import.meta.dirname, '../../../shared/data/media')
const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile())
    : []
const stored = (w: World) => filesBelow(join(w.dataDir, 'files'))
const waiting = (w: World) => filesBelow(join(w.dataDir, 'incoming'))

/** What someone of the desk sends along to be known. */
async function signedIn(w: World, login: Login, district: typeof here | typeof elsewhere = here) {
  const host = district === here ? 'localhost' : 'elsewhere.test'
  const payload = JSON.stringify({ login, password: demonstrationPassword })
  const headers = { host, 'content-type': 'application/json' }
  const { body } = await askBytes(w, { method: 'POST', url: '/api/v1/sessions', headers, payload })
  return { host, authorization: `Bearer ${body.token}` }
}
type Known = Awaited<ReturnType<typeof signedIn>>

const toStation = { to: JSON.stringify({ station: codeOf('station dongjie') }) }
const caseOf = async (w: World, headers: Known) => {
  const [first] = (await askBytes(w, { url: '/api/v1/cases?view=all', headers })).body.cases
  return (await askBytes(w, { url: `/api/v1/cases/${first.id}`, headers })).body
}
const lookUp = async (w: World, receiptCode: string) =>
  (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body

test('a resident sends photos and a recording; the station sees and hears, the agency sees, nobody else does either', async () => {
  await using w = await world()
  const voice = await recording('webm', 2)
  const sent = await sendForm(w, reportFields(toStation), [
    file(await photoWithTraces(3000, 2000)),
    file(voice, '幸福里-张三.webm', 'audio/webm'),
    file(await photoWithTraces(300, 200)),
  ])
  expect(sent).toMatchObject({ status: 201, body: { status: 'received' } })
  expect(Object.keys(sent.body)).toEqual(['receiptCode', 'status', 'receivedAt'])
  const files = [
    { kind: 'photo', type: 'image/jpeg', width: 2560, height: 1707, seconds: null },
    { kind: 'recording', type: 'audio/webm', width: null, height: null, seconds: expect.any(Number) },
    { kind: 'photo', type: 'image/jpeg', width: 300, height: 200, seconds: null },
  ].map((one) => ({ id: expect.any(String), ...one }))
  expect((await lookUp(w, sent.body.receiptCode)).steps[0].files).toEqual(files)

  const station = await signedIn(w, 'dongjie')
  const item = await caseOf(w, station)
  expect(item.steps[0].files).toEqual(files)
  const [large, heard, small] = item.steps[0].files.map(
    ({ id }: { id: string }) => `/api/v1/cases/${item.id}/files/${id}`,
  )

  const photo = await askBytes(w, { url: large, headers: station })
  expect(photo.status).toBe(200)
  expect(await sharp(photo.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 2560, height: 1707 })
  expect(photo.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': String(photo.bytes.length),
    'content-disposition': 'attachment; filename="photo.jpg"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
  const preview = await askBytes(w, { url: `${large}?size=small`, headers: station })
  expect(await sharp(preview.bytes).metadata()).toMatchObject({ width: 480, height: 320 })
  // A small photo is its own preview.
  const itself = await askBytes(w, { url: `${small}?size=small`, headers: station })
  expect(await sharp(itself.bytes).metadata()).toMatchObject({ width: 300, height: 200 })
  expect(await askBytes(w, { url: heard, headers: station })).toMatchObject({
    status: 200,
    headers: { 'content-type': 'audio/webm', 'content-disposition': 'attachment; filename="recording.webm"' },
  })

  // Someone of another station, another tenant, and someone who has not signed in.
  expect((await askBytes(w, { url: large, headers: await signedIn(w, 'liuan') })).body.refusal).toBe('no-such-case')
  const stranger = await signedIn(w, 'dongjie', elsewhere)
  expect((await askBytes(w, { url: large, headers: stranger })).body.refusal).toBe('no-such-case')
  expect((await askBytes(w, { url: large })).status).toBe(401)
  expect(
    (await askBytes(w, { url: `/api/v1/cases/${item.id}/files/${randomUUID()}`, headers: station })).body.refusal,
  ).toBe('no-such-file')

  const move = (verb: string, body: object) =>
    askBytes(w, {
      method: 'POST',
      url: `/api/v1/cases/${item.id}/${verb}`,
      headers: { ...station, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    })
  expect((await move('accept', {})).status).toBe(200)
  expect((await move('hand-over', { agencyId: idOf('agency works'), words: '请看照片。' })).status).toBe(200)
  const agency = await signedIn(w, 'shizheng')
  expect((await caseOf(w, agency)).steps[0].files.map(({ kind }: { kind: string }) => kind)).toEqual(['photo', 'photo'])
  expect((await askBytes(w, { url: large, headers: agency })).status).toBe(200)
  expect((await askBytes(w, { url: heard, headers: agency })).body.refusal).toBe('recording-is-not-for-you')
  // An auditor reads everything but who spoke: a voice tells that.
  const auditor = await signedIn(w, 'shenji')
  expect((await askBytes(w, { url: large, headers: auditor })).status).toBe(200)
  expect((await askBytes(w, { url: heard, headers: auditor })).body.refusal).toBe('recording-is-not-for-you')
  for (const login of ['shanqiao', 'qinhu'] as const)
    expect((await askBytes(w, { url: heard, headers: await signedIn(w, login) })).status).toBe(200)
  expect(w.problems).toEqual([])
})

test('whoever holds the receipt gets the files with it, and a player may ask for pieces', async () => {
  await using w = await world()
  const sent = await sendForm(w, reportFields(), [file(wav(3)), file(await photoWithTraces())])
  const { receiptCode } = sent.body
  const [voice] = (await lookUp(w, receiptCode)).steps[0].files
  const ask = (body: object, headers = {}) =>
    askBytes(w, {
      method: 'POST',
      url: '/api/v1/receipts/file',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    })
  const whole = await ask({ receiptCode, file: voice.id })
  expect(whole).toMatchObject({ status: 200, headers: { 'accept-ranges': 'bytes', 'content-type': 'audio/wav' } })
  const size = whole.bytes.length
  const piece = async (range: string) => {
    const answer = await ask({ receiptCode, file: voice.id }, { range })
    return [answer.status, answer.headers['content-range'], answer.bytes.length]
  }
  expect(await piece('bytes=0-1')).toEqual([206, `bytes 0-1/${size}`, 2])
  expect(await piece('bytes=100-')).toEqual([206, `bytes 100-${size - 1}/${size}`, size - 100])
  expect(await piece('bytes=-7')).toEqual([206, `bytes ${size - 7}-${size - 1}/${size}`, 7])
  expect(await piece(`bytes=0-${size * 9}`)).toEqual([206, `bytes 0-${size - 1}/${size}`, size])
  expect(await piece(`bytes=${size}-`)).toEqual([416, `bytes */${size}`, 0])
  for (const odd of ['bytes=5-1', 'bytes=0-1,4-5', 'bytes=-', 'lines=1-2', 'bytes=a-b'])
    expect(await piece(odd)).toEqual([200, undefined, size])

  const other = await sendForm(w, reportFields(), [])
  expect((await ask({ receiptCode: other.body.receiptCode, file: voice.id })).body.refusal).toBe('no-such-file')
  expect((await ask({ receiptCode, file: randomUUID() })).body.refusal).toBe('no-such-file')
  expect(w.problems).toEqual([])
})

test('without scripts: the form of the page takes photos and a recording, and the receipt page shows them', async () => {
  await using w = await world()
  const path = `/p/${codeOf('point xingfuli')}`
  const page = await w.resident.get(path)
  expect(page.text).toContain('enctype="multipart/form-data"')
  const submissionId = /name="submissionId" value="([^"]+)"/.exec(page.text)?.[1] as string
  const fields = {
    submissionId,
    lang: 'zh',
    large: '',
    text: '',
    place: '',
    identity: 'anonymous',
    name: '',
    phone: '',
  }
  const nothing = { bytes: new Uint8Array(), name: '' }

  const empty = await sendForm(w, fields, [nothing, nothing], path)
  expect(empty.status).toBe(400)
  expect(empty.text).toContain('还没有写内容')

  const film = file(Buffer.from('\0\0\0\x18ftypisom', 'latin1'), 'film.mp4')
  const photos = [file(await photoWithTraces()), film, file(await recording('m4a', 65))]
  const sent = await sendForm(w, fields, photos, path)
  expect(sent.status).toBe(200)
  expect(sent.text).toContain('有文件没有收下')
  expect(sent.text).toContain('第 2 个：')
  const links = [...sent.text.matchAll(/(?:src|href)="(\/files\/[^"]+)"/g)].map((found) => found[1] as string)
  expect(links).toHaveLength(3)
  expect(sent.text).toMatch(/<audio controls preload="none" src="\/files\//)
  expect(sent.text).toContain('录音 1:0')
  for (const link of links) {
    const opened = await askBytes(w, { url: link })
    expect(opened.status).toBe(200)
    expect(opened.headers['content-type']).toMatch(/^(image\/jpeg|audio\/mp4)$/)
    expect(opened.headers['content-disposition']).toMatch(/^attachment/)
  }
  // Two looks give two links that have nothing in common, and both end after half an hour.
  const code = (/回执码 ([0-9A-Z ]{19,24})/.exec(sent.text)?.[1] ?? '').trim()
  const again = await w.resident.post('/receipt', undefined, { form: { receiptCode: code } })
  expect(again.status).toBe(200)
  for (const link of links) expect(again.text).not.toContain(link)
  expect(again.text).toContain('/files/')
  w.at('2026-03-09T01:55:00Z')
  const late = await askBytes(w, { url: links[0] as string })
  expect([late.status, late.body.refusal]).toEqual([410, 'link-expired'])
  const changed = `${(links[0] as string).slice(0, -2)}AA`
  expect((await askBytes(w, { url: changed })).body.refusal).toBe('no-such-file')
  expect((await askBytes(w, { url: '/files/anything' })).body.refusal).toBe('no-such-file')
  expect(w.problems).toEqual([])
})

test('on a refusal the words stay, and the page says that the photos must be chosen again', async () => {
  await using w = await world()
  const fields = { submissionId: randomUUID(), text: '灯坏了。', identity: 'station', name: '' }
  const path = `/p/${codeOf('point xingfuli')}`
  const refused = await sendForm(w, fields, [file(await photoWithTraces())], path)
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('灯坏了。')
  expect(refused.text).toContain('照片和录音要重新选一次')
  expect(stored(w)).toEqual([])
  expect(waiting(w)).toEqual([])
})

test('a voice alone is a report; a file alone that cannot be read is told why', async () => {
  await using w = await world()
  const { text: _text, ...noWords } = reportFields(toStation)
  expect((await sendForm(w, noWords, [file(wav(2))])).status).toBe(201)
  const station = await signedIn(w, 'dongjie')
  expect(await caseOf(w, station)).toMatchObject({ text: '', title: '（照片或录音）' })
  const before = await rows(w)
  const { text: _other, ...again } = reportFields(toStation)
  const refused = await sendForm(w, again, [file(Buffer.from('no photo at all'))])
  expect([refused.status, refused.body.refusal]).toEqual([400, 'file-not-understood'])
  expect((await sendForm(w, again, [])).body.refusal).toBe('nothing-said')
  expect(await rows(w)).toEqual(before)
})

test('of thirty photos nine are kept, and the others are named', async () => {
  await using w = await world()
  const photo = file(await photoWithTraces(200, 150))
  const sent = await sendForm(
    w,
    reportFields(),
    Array.from({ length: 30 }, () => photo),
  )
  expect(sent.status).toBe(201)
  expect(sent.body.notKept.map(({ position }: { position: number }) => position)).toEqual(
    Array.from({ length: 21 }, (_, index) => index + 10),
  )
  expect(sent.body.notKept[0]).toEqual({
    position: 10,
    refusal: 'too-many-files',
    message: '文件太多了。照片最多 9 张，录音最多 3 段，多的没有收。',
  })
  expect((await lookUp(w, sent.body.receiptCode)).steps[0].files).toHaveLength(9)
  // More than anyone chooses by hand is no report.
  const many = await sendForm(
    w,
    reportFields(),
    Array.from({ length: 41 }, () => photo),
  )
  expect([many.status, many.body.refusal]).toEqual([413, 'too-many-files'])
  expect(waiting(w)).toEqual([])
  expect(w.problems).toEqual([])
})

test('what is good among what is bad is kept, with a sentence for each of the others', async () => {
  await using w = await world()
  const sent = await sendForm(w, reportFields({ text: '' }), [
    file(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'photo.jpg'),
    file(await photoWithTraces()),
    file((await photoWithTraces()).subarray(0, 900)),
    file(Buffer.alloc(31 * 1024 * 1024, 0xff), 'large.jpg'),
    file(await recording('webm', 301)),
    file(await recording('ogg', 2)),
  ])
  expect(sent.status).toBe(201)
  const why = sent.body.notKept.map((one: { position: number; refusal: string }) => [one.position, one.refusal])
  expect(why).toEqual([
    [1, 'file-not-understood'],
    [3, 'file-damaged'],
    [4, 'file-too-large'],
    [5, 'recording-too-long'],
  ])
  for (const { message } of sent.body.notKept) expect(message).toMatch(/。$/)
  expect((await lookUp(w, sent.body.receiptCode)).steps[0].files).toHaveLength(2)
})

test.skipIf(!existsSync(media))('every malformed file of the world gets its sentence, and nothing breaks', async () => {
  await using w = await world()
  const bad = readdirSync(join(media, 'malformed'))
  for (const name of bad) {
    const sent = await sendForm(w, reportFields(), [file(readFileSync(join(media, 'malformed', name)), name)])
    expect(sent.status, name).toBe(201)
    const kept = (await lookUp(w, sent.body.receiptCode)).steps[0].files.length
    expect(kept + (sent.body.notKept?.length ?? 0), name).toBe(1)
    for (const { message } of sent.body.notKept ?? []) expect(message).toMatch(/。$/)
  }
  expect(w.problems).toEqual([])
  expect(waiting(w)).toEqual([])
})

describe('the same submission again', () => {
  test('with the same files it gives the same receipt, also twenty at once; with others it is refused', async () => {
    await using w = await world()
    const fields = reportFields()
    const photos = [file(await photoWithTraces(200, 100, 'ONE')), file(Buffer.from('no photo')), file(wav(1))]
    const first = await sendForm(w, fields, photos)
    expect(first.status).toBe(201)
    const files = stored(w).length
    const again = await Promise.all(Array.from({ length: 20 }, () => sendForm(w, fields, photos)))
    for (const answer of again) expect([answer.status, answer.body]).toEqual([201, first.body])
    const renamed = photos.map((photo) => ({ ...photo, name: 'other-name.bin', type: 'text/plain' }))
    expect((await sendForm(w, fields, renamed)).body).toEqual(first.body)

    const other = [file(await photoWithTraces(200, 100, 'TWO')), ...photos.slice(1)]
    const turned = [photos[2], photos[1], photos[0]] as typeof photos
    for (const changed of [other, turned, photos.slice(1), []])
      expect((await sendForm(w, fields, changed)).body.refusal).toBe('already-delivered')
    expect(await w.look('select count(*)::int as reports from reports')).toEqual([{ reports: 1 }])
    expect(stored(w)).toHaveLength(files)
    expect(w.problems).toEqual([])
  })

  test('sent at once for the first time, there is one report with its files once', async () => {
    await using w = await world()
    const fields = reportFields()
    const photos = [file(await photoWithTraces(600, 400))]
    const answers = await Promise.all(Array.from({ length: 8 }, () => sendForm(w, fields, photos)))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(await rows(w)).toMatchObject({ 'public.reports': 1, 'public.attachments': 1, 'public.files': 1 })
  })
})

test('nothing tells of the phone: no name, no tag, no time but the hour, in rows and on the disk', async () => {
  await using w = await world()
  const canary = `CANARY${randomUUID().slice(0, 8)}`
  await sendForm(w, reportFields(), [
    { ...file(await photoWithTraces(1200, 900, canary)), name: `${canary}.jpg` },
    { ...file(await recording('m4a', 2, canary)), name: `${canary}.m4a` },
    { ...file(Buffer.from(canary)), name: `${canary}.txt` },
  ])
  expect(waiting(w)).toEqual([])
  const paths = stored(w)
  expect(paths).toHaveLength(3)
  for (const path of paths) {
    const bytes = readFileSync(path)
    expect(path).toContain(createHash('sha256').update(bytes).digest('hex'))
    expect(bytes.includes(canary)).toBe(false)
    expect(statSync(path).mtime.toISOString()).toBe('2026-03-09T01:00:00.000Z')
    expect(statSync(path).mode & 0o077).toBe(0)
  }
  for (const { name } of await w.look<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  ))
    expect(JSON.stringify(await w.look(`select * from ${name}`)), name).not.toContain(canary)
})

test('the commitment of a report covers its files, and the first event names them', async () => {
  await using w = await world()
  await sendForm(w, reportFields(), [file(await photoWithTraces()), file(wav(1))])
  const hashes = (await w.look<{ hash: Buffer }>('select hash from attachments order by position')).map(({ hash }) =>
    hash.toString('hex'),
  )
  const [row] = await w.look<Record<string, string> & { commitment: Buffer; salt: Buffer; received_at: Date }>(
    'select * from reports r join report_contents c on c.report_id = r.id',
  )
  if (!row) throw new Error('no report')
  const fields = {
    at: row.received_at.toISOString(),
    channel: row.channel as string,
    district: String(here.id),
    id: row.id as string,
    identity: '{"kind":"anonymous"}',
    place: '',
    text: row.text as string,
    ...(row.point_id ? { point: row.point_id } : {}),
    files: hashes.join(' '),
  }
  expect(commit(row.salt, fields).equals(row.commitment)).toBe(true)
  const [event] = await w.look<{ detail: object }>('select detail from event_contents')
  expect(event?.detail).toEqual({ report: row.commitment.toString('hex'), files: hashes })
})

test('what no event has is swept away after seven days, and what one has is not', async () => {
  await using w = await world()
  await sendForm(w, reportFields(), [file(await photoWithTraces(900, 600))])
  const known = stored(w)
  const lost = Buffer.from('of a request that was cut off')
  const hash = createHash('sha256').update(lost).digest()
  const { store } = w.context.files
  await store.put(lost, hash, new Date('2026-03-09T01:00:00Z'))
  expect(await sweepFiles(w.workerContext)).toBe(0)
  w.at('2026-03-17T01:00:00Z')
  // The same bytes put again count from then on.
  await store.put(lost, hash, new Date('2026-03-17T01:00:00Z'))
  expect(await sweepFiles(w.workerContext)).toBe(0)
  w.at('2026-03-24T01:30:00Z')
  expect(await sweepFiles(w.workerContext)).toBe(1)
  expect(await store.has(hash)).toBe(false)
  expect(stored(w)).toEqual(known)
  expect(await sweepFiles(w.workerContext)).toBe(0)
})

test('a database that knows of no file is not believed', async () => {
  await using w = await world()
  const bytes = Buffer.from('of another database')
  const hash = createHash('sha256').update(bytes).digest()
  await w.context.files.store.put(bytes, hash, new Date('2026-01-01T00:00:00Z'))
  expect(await sweepFiles(w.workerContext)).toBe(0)
  expect(await w.context.files.store.has(hash)).toBe(true)
})

test('a file that is not in the store any more is told to whoever runs this, and to the reader in a sentence', async () => {
  await using w = await world()
  const sent = await sendForm(w, reportFields(), [file(await photoWithTraces(200, 100))])
  const [photo] = (await lookUp(w, sent.body.receiptCode)).steps[0].files
  const [{ hash } = { hash: Buffer.alloc(0) }] = await w.look<{ hash: Buffer }>('select hash from files')
  for (const path of stored(w)) utimesSync(path, new Date(0), new Date(0))
  await w.context.files.store.remove(hash, new Date())
  const headers = { 'content-type': 'application/json' }
  const payload = JSON.stringify({ receiptCode: sent.body.receiptCode, file: photo.id })
  const answer = await askBytes(w, { method: 'POST', url: '/api/v1/receipts/file', headers, payload })
  expect([answer.status, answer.body.refusal]).toEqual([404, 'no-such-file'])
  expect(w.problems).toEqual(['files missing-in-store'])
})
