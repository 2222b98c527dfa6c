/** What a voice says is written down and checked beside the original; and where its resident wants only the words, it goes. */
import { randomUUID } from 'node:crypto'
import { readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eraseRecordings } from '../../src/actions/remove-recordings.ts'
import { sweepFiles } from '../../src/actions/sweep-files.ts'
import { readings as zh } from '../../src/words/zh/readings.ts'
import { codeOf, elsewhere, here, idOf } from '../cast.ts'
import { file, photoWithTraces, recording, reportFields, sendForm } from '../forms.ts'
import { open } from '../page.ts'
import { everyRow, findTraces } from '../privacy/search.ts'
import { make } from '../receipt.ts'
import { type Person, type World, world } from '../world.ts'

const said = '三号门的路灯不亮，老人看不见台阶。'
const corrected = '三号门的路灯不亮两个礼拜了，老人看不见台阶。'

/** Somebody has spoken into their phone at Dongjie, with a photo of a letter; without a word typed. */
async function spoken(w: World, more: Record<string, string> = {}) {
  const to = JSON.stringify({ station: codeOf('station dongjie') })
  const sent = await sendForm(w, reportFields({ to, text: '', ...more }), [
    file(await recording('webm', 1), 'voice.webm', 'audio/webm'),
    file(await photoWithTraces(300, 200)),
  ])
  expect(sent.status, JSON.stringify(sent.body)).toBe(201)
  await w.settle()
  const station = await w.signIn('dongjie')
  const [found] = (await station.get('/api/v1/cases?view=all')).body.cases
  const opened = (await station.get(`/api/v1/cases/${found.id}`)).body
  const [voice, photo] = opened.steps[0].files.map(({ id }: { id: string }) => id) as [string, string]
  return { receiptCode: sent.body.receiptCode as string, id: found.id as string, station, voice, photo }
}

const write = (who: Person, id: string, attachment: string, body: object) =>
  who.post(`/api/v1/cases/${id}/files/${attachment}/reading`, body)
const readingsFor = async (who: Person, id: string) => (await who.get(`/api/v1/cases/${id}/readings`)).body
const receiptOf = async (w: World, receiptCode: string) =>
  (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body
const found = async (who: Person, words: string) =>
  (await who.get(`/api/v1/cases?view=all&search=${encodeURIComponent(words)}`)).body.cases.length
/** The files of the store; all of them long there, so that a sweep takes what nothing needs. */
function storedFiles(w: World): number {
  const folder = join(w.dataDir, 'files')
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  const files = paths.filter((path) => statSync(path).isFile())
  for (const path of files) utimesSync(path, new Date(0), new Date(0))
  return files.length
}

test('the station writes down what it hears, corrects and checks it; the agency reads the words and never hears the voice', async () => {
  await using w = await world()
  const { receiptCode, id, station, voice, photo } = await spoken(w)
  await make(station, id, 'accept')
  await make(station, id, 'hand-over', { agencyId: idOf('agency works') })
  const agency = await w.signIn('shizheng')

  expect((await write(station, id, voice, { words: said, confirmed: false })).body).toEqual({ version: 1, removed: 0 })
  expect((await readingsFor(agency, id)).readings).toEqual([])
  expect((await receiptOf(w, receiptCode)).readings).toEqual([])
  // Two people at once: the second sees that the first was there.
  expect((await write(station, id, voice, { words: '别的', confirmed: true })).body.refusal).toBe('changed-meanwhile')
  expect((await write(station, id, voice, { words: corrected, confirmed: true, seenVersion: 1 })).body).toEqual({
    version: 2,
    removed: 0,
  })
  expect((await write(station, id, photo, { words: '此致，居民林某', confirmed: true })).status).toBe(200)
  await w.settle()

  const there = await readingsFor(station, id)
  expect(there).toMatchObject({ canRead: true, transcriptOnly: false })
  const ofVoice = there.readings.find(({ file }: { file: string }) => file === voice)
  expect(ofVoice.versions.map(({ words, by }: { words: string; by: string }) => [words, by])).toEqual([
    [corrected, '陈晓岚'],
    [said, '陈晓岚'],
  ])
  expect(await readingsFor(agency, id)).toMatchObject({
    canRead: false,
    readings: expect.arrayContaining([
      { file: voice, kind: 'recording', words: corrected, confirmed: true, removed: false, versions: [] },
      { file: photo, kind: 'photo', words: '此致，居民林某', confirmed: true, removed: false, versions: [] },
    ]),
  })
  expect((await agency.get(`/api/v1/cases/${id}/files/${voice}`)).body.refusal).toBe('recording-is-not-for-you')
  // The words are found by whoever may see the case, and by nobody else.
  expect([await found(station, '两个礼拜'), await found(agency, '居民林某')]).toEqual([1, 1])
  expect(await found(await w.signIn('liuan'), '两个礼拜')).toBe(0)
  const receipt = await receiptOf(w, receiptCode)
  expect(receipt.readings.map(({ words }: { words: string }) => words).sort()).toEqual(
    [corrected, '此致，居民林某'].sort(),
  )
  expect(receipt.voice).toEqual({ transcriptOnly: false, recordings: 1 })
  // Neither the first try nor the words are told as a step; that it was checked is.
  expect(receipt.steps.filter(({ kind }: { kind: string }) => kind === 'read-file')).toHaveLength(2)
  // No trace of what was said stands in the history beside the readings themselves.
  const elsewhereKept = (await everyRow(w)).filter(({ where }) => !/readings|word/.test(where))
  expect(findTraces(elsewhereKept, { reading: '两个礼拜' })).toEqual([])
  expect(w.problems).toEqual([])
})

test('words only, chosen when speaking: once they are checked the voice is gone for everyone, and the words stay', async () => {
  await using w = await world()
  const { receiptCode, id, station, voice, photo } = await spoken(w, { transcriptOnly: 'true' })
  const before = storedFiles(w)
  expect((await readingsFor(station, id)).transcriptOnly).toBe(true)
  await write(station, id, voice, { words: said, confirmed: false })
  await w.settle()
  expect((await station.get(`/api/v1/cases/${id}/files/${voice}`)).status).toBe(200)
  expect((await write(station, id, voice, { words: said, confirmed: true, seenVersion: 1 })).body.removed).toBe(1)
  await w.settle()
  expect((await station.get(`/api/v1/cases/${id}/files/${voice}`)).status).toBe(404)
  expect((await station.get(`/api/v1/cases/${id}/files/${photo}`)).status).toBe(200)
  expect(await w.look('select kind from files order by kind')).toEqual([{ kind: 'photo' }])
  await sweepFiles(w.context)
  expect(storedFiles(w)).toBe(before - 1)

  const receipt = await receiptOf(w, receiptCode)
  expect(receipt).toMatchObject({
    voice: { transcriptOnly: true, recordings: 0 },
    readings: [{ words: said, removed: true }],
  })
  expect(receipt.steps.map(({ kind }: { kind: string }) => kind)).toContain('remove-voice')
  expect(receipt.steps[0].files.map(({ kind }: { kind: string }) => kind)).toEqual(['photo'])
  const page = await (await open(w, '/receipt')).form('/receipt').send({ receiptCode })
  for (const words of [zh.receipt.allGone, zh.told['remove-voice'], said]) expect(page.text).toContain(words)
  expect((await write(station, id, voice, { words: '另一个说法', confirmed: true, seenVersion: 2 })).body.refusal).toBe(
    'recording-removed',
  )
  expect(w.problems).toEqual([])
})

test('words only, chosen later on the receipt: what was checked goes at once; a change of mind keeps what is not', async () => {
  await using w = await world()
  const { receiptCode, id, station, voice } = await spoken(w)
  const look = async () => (await open(w, '/receipt')).form('/receipt').send({ receiptCode })
  const chosen = await (await look()).form('/receipt/voice').send({})
  expect(chosen.text).toContain(zh.receipt.only)
  expect(chosen.text).toContain(zh.told['choose-voice'])
  // Chosen twice it is one choice; and taken back before anybody has read it, the voice stays.
  await w.resident.post('/api/v1/receipts/voice', { receiptCode, transcriptOnly: true })
  expect((await chosen.form('/receipt/voice').send({})).text).toContain(zh.receipt.keeps)
  expect(await w.look("select count(*)::int as n from events where kind = 'choose-voice'")).toEqual([{ n: 2 }])
  await write(station, id, voice, { words: said, confirmed: true })
  await w.settle()
  expect((await station.get(`/api/v1/cases/${id}/files/${voice}`)).status).toBe(200)
  await (await look()).form('/receipt/voice').send({})
  await w.settle()
  expect((await station.get(`/api/v1/cases/${id}/files/${voice}`)).status).toBe(404)
  // The job may run twice, and removes nothing that no event names.
  expect(await eraseRecordings(w.eraserContext, here.id, id)).toBe(0)
  expect(w.problems).toEqual([])
})

test('who may not hear may not write, and nothing but the resident’s own files is read', async () => {
  await using w = await world()
  const { id, station, voice } = await spoken(w)
  await make(station, id, 'accept')
  await make(station, id, 'hand-over', { agencyId: idOf('agency works') })
  const body = { words: said, confirmed: true }
  const refusals = async (who: Person, attachment = voice) => (await write(who, id, attachment, body)).body.refusal
  expect(await refusals(await w.signIn('shizheng'))).toBe('not-your-role')
  expect(await refusals(await w.signIn('shenji'))).toBe('not-your-role')
  expect(await refusals(await w.signIn('liuan'))).toBe('no-such-case')
  expect(await refusals(await w.signIn('dongjie', elsewhere))).toBe('no-such-case')
  expect(await refusals(station, randomUUID())).toBe('no-such-file')
  expect((await write(station, id, voice, { ...body, words: ' ' })).body.refusal).toBe('nothing-said')
})

test('a report goes on to another district: its readings and its wish go along, and no voice stays behind', async () => {
  await using w = await world()
  const { receiptCode, id, station, voice } = await spoken(w, { transcriptOnly: 'true' })
  await write(station, id, voice, { words: said, confirmed: false })
  await make(station, id, 'accept')
  await make(await w.signIn('qinhu'), id, 'transfer', { to: { district: elsewhere.prefix }, words: '在贵区。' })
  await w.settle()
  expect(
    await w.look(
      `select f.kind from attachments a join files f using (district_id, hash) where a.district_id = ${here.id} order by 1`,
    ),
  ).toEqual([{ kind: 'photo' }])
  const there = await w.signIn('qinhu', elsewhere)
  const [arrived] = (await there.get('/api/v1/cases?view=all')).body.cases
  expect(await readingsFor(there, arrived.id)).toMatchObject({
    transcriptOnly: true,
    readings: [{ words: said, confirmed: false, versions: [{ by: null }] }],
  })
  expect((await there.get(`/api/v1/cases/${arrived.id}/files/${voice}`)).status).toBe(200)
  expect((await write(there, arrived.id, voice, { words: said, confirmed: true, seenVersion: 1 })).body.removed).toBe(1)
  await w.settle()
  expect((await there.get(`/api/v1/cases/${arrived.id}/files/${voice}`)).status).toBe(404)
  expect((await receiptOf(w, receiptCode)).voice).toEqual({ transcriptOnly: true, recordings: 0 })
  expect(w.problems).toEqual([])
})
