/** Photos and recordings that come in pieces before their report, over HTTP on a real database. */
import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweepFiles } from '../../src/actions/sweep-files.ts'
import { fileLimits } from '../../src/domain/files/limits.ts'
import { refusals } from '../../src/words/zh/refusals.ts'
import { resident as zh } from '../../src/words/zh/resident.ts'
import { codeOf } from '../cast.ts'
import { askBytes, photoWithTraces, recording } from '../forms.ts'
import { open } from '../page.ts'
import { reportWith } from '../refusing.ts'
import { type World, world } from '../world.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A file as a phone has it: cut, sealed, and ready to be named. */
function sealedFile(bytes: Buffer) {
  const key = randomBytes(32)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += fileLimits.bytesOfPiece) {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(pieces.length, 8)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = [cipher.update(bytes.subarray(at, at + fileLimits.bytesOfPiece)), cipher.final()]
    pieces.push(Buffer.concat([...sealed, cipher.getAuthTag()]))
  }
  const id = randomUUID()
  return { id, pieces, named: { id, pieces: pieces.length, key: key.toString('hex'), sha256: sha256(bytes) } }
}
type Sealed = ReturnType<typeof sealedFile>

const sendPiece = (
  w: World,
  id: string,
  number: number | string,
  piece: Buffer,
  changed: Record<string, string> = {},
) =>
  askBytes(w, {
    method: 'POST',
    url: '/api/v1/uploads',
    payload: piece,
    headers: {
      'content-type': 'application/octet-stream',
      'upload-id': id,
      'piece-number': String(number),
      'piece-sha256': sha256(piece),
      ...changed,
    },
  })

async function sendAll(w: World, file: Sealed): Promise<void> {
  for (const [number, piece] of file.pieces.entries())
    expect((await sendPiece(w, file.id, number, piece)).status).toBe(204)
}

const waiting = (w: World): string[] => {
  const folder = join(w.dataDir, 'incoming')
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  return names.filter((name) => statSync(name).isFile())
}
const filesOf = async (w: World, receiptCode: string) =>
  (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body.steps[0].files

test('a recording and a photo come in pieces, out of order and twice; the report names them, and they hang on it', async () => {
  await using w = await world()
  const voice = sealedFile(await recording('webm', 240))
  const photo = sealedFile(await photoWithTraces(1600, 1200))
  expect(photo.pieces.length).toBeGreaterThan(3)
  for (const [number, piece] of [...photo.pieces.entries()].reverse())
    expect((await sendPiece(w, photo.id, number, piece)).status).toBe(204)
  await sendAll(w, voice)
  await sendAll(w, photo)

  const uploads = [voice.named, photo.named]
  const report = reportWith({ text: '', uploads })
  const sent = await w.resident.post('/api/v1/reports', report)
  expect(sent.status, sent.text).toBe(201)
  expect(await filesOf(w, sent.body.receiptCode)).toMatchObject([
    { kind: 'recording', seconds: 240 },
    { kind: 'photo', width: 1600, height: 1200 },
  ])
  expect(waiting(w)).toEqual([])
  // The pieces are gone, and the same report still has the same receipt: from a program, and from the form of the page.
  expect((await w.resident.post('/api/v1/reports', report)).body).toEqual(sent.body)
  const point = `/p/${codeOf('point xingfuli')}`
  const page = await (await open(w, point)).form(point).send({
    submissionId: report.submissionId,
    uploads: JSON.stringify(uploads),
  })
  expect(page.status).toBe(200)
  expect(page.html).toContain(`${zh.ticket.read(sent.body.receiptCode)}"`)
  expect(w.problems).toEqual([])
})

test('two open pages send the same report at once: one report, one receipt', async () => {
  await using w = await world()
  const photo = sealedFile(await photoWithTraces(400, 300))
  await sendAll(w, photo)
  const report = reportWith({ uploads: [photo.named] })
  const answers = await Promise.all([1, 2, 3].map(() => w.resident.post('/api/v1/reports', report)))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(new Set(answers.map(({ body }) => body.receiptCode)).size).toBe(1)
  expect(await w.look('select count(*)::int as n from reports')).toEqual([{ n: 1 }])
  // Other files under the same submission id are another report.
  const other = sealedFile(await photoWithTraces(300, 400))
  await sendAll(w, other)
  const changed = await w.resident.post('/api/v1/reports', { ...report, uploads: [other.named] })
  expect(changed.body).toEqual({ refusal: 'already-delivered', message: refusals['already-delivered'] })
  expect(w.problems).toEqual([])
})

test('a piece is missing, or the key or the hash is another: nothing is received, and it can be sent again', async () => {
  await using w = await world()
  const photo = sealedFile(await photoWithTraces(1600, 1200))
  for (const [number, piece] of photo.pieces.entries())
    if (number !== 1) expect((await sendPiece(w, photo.id, number, piece)).status).toBe(204)
  const report = reportWith({ text: '', uploads: [photo.named] })
  const incomplete = { status: 409, body: { refusal: 'upload-incomplete', message: refusals['upload-incomplete'] } }
  expect(await w.resident.post('/api/v1/reports', report)).toMatchObject(incomplete)
  await sendAll(w, photo)
  for (const wrong of [
    { key: randomBytes(32).toString('hex') },
    { sha256: sha256(Buffer.from('another')) },
    { pieces: photo.pieces.length - 1 },
    { pieces: photo.pieces.length + 1 },
    { id: randomUUID() },
  ])
    expect(
      await w.resident.post('/api/v1/reports', { ...report, uploads: [{ ...photo.named, ...wrong }] }),
      JSON.stringify(wrong),
    ).toMatchObject(incomplete)
  expect(await w.look('select count(*)::int as n from reports')).toEqual([{ n: 0 }])
  expect((await w.resident.post('/api/v1/reports', report)).status).toBe(201)
  expect(w.problems).toEqual([])
})

test('a piece that is damaged, too large, empty, out of range or other than before is refused with its sentence', async () => {
  await using w = await world()
  const { id, pieces } = sealedFile(randomBytes(1000))
  const [piece] = pieces as [Buffer]
  const refused = async (answer: ReturnType<typeof sendPiece>) => {
    const { status, body } = await answer
    return `${status} ${body.refusal}`
  }
  expect(await refused(sendPiece(w, id, 0, piece, { 'piece-sha256': sha256(randomBytes(3)) }))).toBe(
    '400 piece-damaged',
  )
  expect(await refused(sendPiece(w, id, 0, Buffer.alloc(0)))).toBe('400 not-understood')
  expect(await refused(sendPiece(w, id, 0, randomBytes(fileLimits.bytesOfPiece + 17)))).toBe('413 body-too-large')
  for (const number of [-1, fileLimits.pieces, 0.5, '../../1', ''])
    expect(await refused(sendPiece(w, id, number, piece)), `${number}`).toBe('400 not-understood')
  expect(await refused(sendPiece(w, '../../../etc', 0, piece))).toBe('400 not-understood')
  expect(await refused(sendPiece(w, id, 0, piece, { 'content-type': 'application/json' }))).toBe('400 not-understood')
  expect(waiting(w)).toEqual([])
  expect((await sendPiece(w, id, 0, piece)).status).toBe(204)
  expect(await refused(sendPiece(w, id, 0, randomBytes(40)))).toBe('409 piece-differs')
  const tooMany = Array.from({ length: fileLimits.filesRead + 1 }, () => sealedFile(Buffer.from('x')).named)
  expect((await w.resident.post('/api/v1/reports', reportWith({ uploads: tooMany }))).body.refusal).toBe(
    'not-understood',
  )
  // Bytes are a body of this route alone.
  const elsewhere = { url: '/api/v1/reports', method: 'POST', payload: piece } as const
  expect(
    (await askBytes(w, { ...elsewhere, headers: { 'content-type': 'application/octet-stream' } })).body.refusal,
  ).toBe('not-understood')
  expect(w.problems).toEqual([])
})

test('what waits cannot be read without its report, does not tell the id, and is gone after a day', async () => {
  await using w = await world()
  const canary = Buffer.from('someone said this and did not send it '.repeat(50))
  const said = sealedFile(canary)
  await sendAll(w, said)
  const [kept] = waiting(w)
  expect(kept).not.toContain(said.id)
  expect(readFileSync(kept as string).includes('someone said')).toBe(false)
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()
  w.at(days(0.5))
  await sweepFiles(w.workerContext)
  expect(waiting(w)).toHaveLength(1)
  w.at(days(1.1))
  await sweepFiles(w.workerContext)
  expect(waiting(w)).toEqual([])
})
