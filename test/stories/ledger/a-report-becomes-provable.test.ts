/** A resident says something; after the next tick the receipt proves it, and anyone can read the log it stands in. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkReceipt } from '../../../src/ledger/receipt-proof.ts'
import { codeOf, elsewhere } from '../../cast.ts'
import { type World, witness, world } from '../../world.ts'
import { rootOf, servedCheckpoint, servedEntries } from './log-reader.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w[Symbol.asyncDispose]())

const say = async (text: string, more: object = {}) =>
  (
    await w.resident.post('/api/v1/reports', {
      submissionId: randomUUID(),
      to: { point: codeOf('point market') },
      text,
      place: '幸福里 3 幢',
      ...more,
    })
  ).body.receiptCode as string
const proofOf = (receiptCode: string) => w.resident.post('/api/v1/receipts/proof', { receiptCode })

test('a log that nothing stands in is signed all the same', async () => {
  expect((await w.resident.get('/ledger/QH/checkpoint')).status, 'before the first tick there is none').toBe(404)
  await w.settle()
  const { origin, size, root } = await servedCheckpoint(w)
  expect({ origin, size, root: Buffer.from(root) }).toEqual({ origin: 'jieyou.invalid/QH', size: 0, root: rootOf([]) })
})

test('the proof is ready after the next tick, and it proves these words and no others', async () => {
  const code = await say('楼道灯坏了。')
  const early = await proofOf(code)
  // The clock stands at 09:20:30 in Beijing, and a little more.
  expect([early.status, early.body.refusal, early.headers['retry-after']]).toEqual([409, 'proof-not-ready', '30'])
  expect(early.body.message).toContain('09:21:00')

  await w.settle()
  const ready = await proofOf(code)
  expect([ready.status, ready.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(ready.text.length).toBeLessThan(2000)
  const { vkeys, size } = await servedCheckpoint(w)
  const words = { text: '楼道灯坏了。', place: '幸福里 3 幢' }
  expect(checkReceipt(ready.text, vkeys, words)).toMatchObject({
    ok: true,
    value: { origin: 'jieyou.invalid/QH', size, channel: 'web', receivedAt: '2026-03-09T01:00:00.000Z' },
  })
  expect(checkReceipt(ready.text, vkeys, { text: '楼道灯没坏。' })).toMatchObject({ refusal: 'words-differ' })

  const page = await w.resident.post('/receipt/proof', undefined, { form: { receiptCode: code } })
  expect([page.status, page.text]).toEqual([200, ready.text])
  expect(page.headers['content-disposition']).toBe('attachment; filename="jieyou-receipt.txt"')
  // Neither the code nor the words are in what may be handed on.
  for (const secret of [code, code.replaceAll(' ', ''), '楼道', '幸福里']) expect(ready.text).not.toContain(secret)
})

test('a report stays provable while the log grows over it, and the log holds every event and nothing else', async () => {
  const code = await say('桥边石板翘起来了。', { aboutAddressee: true })
  await w.settle()
  for (let more = 0; more < 300; more++) await say(`第 ${more} 件。`)
  await w.settle()
  const { size, root, vkeys } = await servedCheckpoint(w)
  expect(size).toBeGreaterThan(300)
  const entries = await servedEntries(w, size)
  expect(entries.length).toBe(size)
  expect(rootOf(entries)).toEqual(Buffer.from(root))
  expect(checkReceipt((await proofOf(code)).text, vkeys)).toMatchObject({ ok: true, value: { aboutAddressee: true } })
  // What is served is what the events carry, every one of them, in an order of its own.
  const events = await w.look<{ entry: string }>(
    `select '01' || encode(commitment, 'hex') as entry from events where district_id = 1 order by seq`,
  )
  expect(entries.toSorted()).toEqual(events.map(({ entry }) => entry).toSorted())
  expect(entries).not.toEqual(events.map(({ entry }) => entry))
})

test('the log is served as tlog-tiles wants it, to anyone, from anywhere', async () => {
  const full = await w.resident.get('/ledger/QH/tile/0/000')
  expect(full.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'content-length': '8192',
  })
  const checkpoint = await w.resident.get('/ledger/checkpoint')
  expect(checkpoint.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=5',
    'access-control-allow-origin': '*',
  })
  expect(checkpoint.headers['set-cookie']).toBeUndefined()
  expect(checkpoint.text).toBe((await w.resident.get('/ledger/QH/checkpoint')).text)
  const part = await w.app.inject({ url: '/ledger/QH/tile/0/000.p/7', headers: { host: 'localhost' } })
  const whole = await w.app.inject({ url: '/ledger/QH/tile/0/000', headers: { host: 'localhost' } })
  expect(part.rawPayload).toEqual(whole.rawPayload.subarray(0, 7 * 32))
  for (const path of ['0/001', '0/001.p/255', '7/000', '0/0', '0/000.p/256', 'entries/001', '0/x000/000'])
    expect([path, (await w.resident.get(`/ledger/QH/tile/${path}`)).status]).toEqual([path, 404])
  for (const prefix of ['ZZ', 'QHX', '%00'])
    expect([prefix, (await w.resident.get(`/ledger/${prefix}/checkpoint`)).status]).toEqual([prefix, 404])
})

test('a witness on the list signs too, and receipts carry its line', async () => {
  const code = await say('公交站没有雨棚。')
  await w.settle()
  const { note, vkeys } = await servedCheckpoint(w)
  const text = note.slice(0, note.indexOf('\n\n') + 1)
  const send = (body: string, log = '/ledger/QH') =>
    w.resident.post(`${log}/cosignatures`, body, { headers: { 'content-type': 'text/plain' } })
  const signed = `${text}\n${witness.line(text)}`
  expect((await send(signed)).status).toBe(204)
  expect((await send(signed)).status, 'again is no harm').toBe(204)
  expect((await w.resident.get('/ledger/QH/checkpoint')).text).toBe(note + witness.line(text))
  const proof = await proofOf(code)
  expect(proof.text.length).toBeLessThan(2000)
  expect(checkReceipt(proof.text, [...vkeys, witness.verifierKey])).toMatchObject({
    value: { witnesses: [{ name: 'witness.example/one', at: new Date('2026-03-09T01:00:00Z') }] },
  })

  const other = text.replace(/^(.*)\n\d+\n/, '$1\n1\n')
  const wrong = `${text}\n${witness.line(other)}`
  const refused: [string, string][] = [
    ['hello', 'checkpoint-misread'],
    [`${other}\n${witness.line(other)}`, 'no-such-checkpoint'],
    [note, 'not-a-witness'],
    [wrong, 'cosignature-wrong'],
  ]
  for (const [body, refusal] of refused) expect((await send(body)).body.refusal).toBe(refusal)
  expect((await send(signed, `/ledger/${elsewhere.prefix}`)).body.refusal, 'another district’s').toBe(
    'no-such-checkpoint',
  )
  expect((await w.resident.get('/ledger/QH/checkpoint')).text).toBe(note + witness.line(text))
})

test('only who has the code gets the file', async () => {
  for (const [typed, status] of [
    ['QH0000000000000000', 400],
    ['', 400],
  ] as const)
    expect((await proofOf(typed)).status).toBe(status)
  expect(w.problems).toEqual([])
})
