/** The receipt file: it proves what it says, fits on a card, and is refused by name when anything about it is not so. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { writeCheckpoint } from '../../src/ledger/checkpoint.ts'
import { leafHash } from '../../src/ledger/merkle.ts'
import { rootOfInclusion } from '../../src/ledger/merkle-checks.ts'
import { checkReceipt, type ReceiptParts, sealReceipt } from '../../src/ledger/receipt-proof.ts'
import { noteSigner, signNote } from '../../src/ledger/signed-note.ts'
import { type Held, verifyReceipt } from '../../src/ledger/verifier/receipt.ts'
import {
  bytesFor,
  districtKey,
  entryAt,
  entryOfParts,
  madeLog,
  madeParts,
  origin,
  sha256,
  witnessAt,
} from './made-log.ts'

const files = (count: number) => Array.from({ length: count }, (_, i) => sha256(`file ${i}`))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const witness = witnessAt('2026-03-09T01:05:00Z')
const key = districtKey.verifierKey

/** The receipt of a report that stands at `index` of a log of `size` entries. */
async function receiptOf(parts: ReceiptParts, index = 4, size = 9): Promise<string> {
  const log = madeLog(Array.from({ length: size }, (_, i) => (i === index ? entryOfParts(parts) : entryAt(i))))
  const made = sealReceipt(parts, index, await log.inclusion(index), log.note)
  if (!made.ok) throw new Error(made.refusal)
  return made.value
}

/** Both verifiers, asked the same: the server's answer, and whether the browser's is the same yes or no. */
function both(file: string, keys: readonly string[], words: Parameters<typeof checkReceipt>[2] = {}) {
  const checked = checkReceipt(file, keys, words)
  const { files: held, ...rest } = words
  const browsers: Held = { ...rest, ...(held ? { files: held.map(hex) } : {}) }
  const { steps } = verifyReceipt(file, keys[0] ?? '', browsers)
  expect([checked, steps.every(({ ok }) => ok)]).toEqual([checked, checked.ok])
  return checked
}

const kinds: [name: string, parts: ReceiptParts][] = [
  ['words', madeParts('words')],
  ['words without a point and a place', madeParts('plain', { pointId: null, place: '' })],
  ['about the addressee, with a name', madeParts('about', { aboutAddressee: true, identityKind: 'agency' })],
  ['one photo', madeParts('photo', { files: files(1) })],
  ['photos and recordings without words', madeParts('files', { text: '', files: files(12), channel: 'kiosk' })],
  ['a file that was not kept', madeParts('lost', {}, [{ position: 1, refusal: 'file-damaged' }])],
  ['twelve kept, some not', madeParts('many', { files: files(12) }, [{ position: 3, refusal: 'too-many-files' }])],
  ['imported', madeParts('old', { channel: 'import', pointId: null, saidAt: new Date('2019-05-06T07:08:09.012Z') })],
  ['imported, nobody knows when said', madeParts('older', { channel: 'import', pointId: null })],
]

describe.each(kinds)('a report: %s', (_name, parts) => {
  const { text, place, files: kept } = parts.report

  test('its receipt proves it, and the words that belong to it', async () => {
    const file = await receiptOf(parts)
    expect(both(file, [key], { text, place, files: kept })).toMatchObject({
      ok: true,
      value: {
        ...{ origin, index: 4, size: 9, district: 1, receivedAt: '2026-03-09T01:00:00.000Z', status: 'received' },
        ...{ reportId: parts.report.id, eventId: parts.event.id, caseId: parts.event.caseId },
        ...{ channel: parts.report.channel, hasFiles: kept.length > 0, witnesses: [] },
        opened: { text: true, place: true, files: true },
      },
    })
    for (const secret of [text, place].filter(Boolean)) expect(file).not.toContain(secret)
  })

  test('other words, another place, other files are not proved by it', async () => {
    const file = await receiptOf(parts)
    expect(both(file, [key], { text: `${text} ` })).toEqual({ ok: false, refusal: 'words-differ' })
    expect(both(file, [key], { place: `${place}号` })).toEqual({ ok: false, refusal: 'place-differs' })
    const others = [[...kept, sha256('one more')], kept.slice(1), kept.toReversed()].filter((list) => {
      return list.map(hex).join() !== kept.map(hex).join()
    })
    for (const list of others)
      expect(both(file, [key], { files: list })).toEqual({ ok: false, refusal: 'files-differ' })
  })

  test('with ten million leaves and a witness it has at most 2,000 bytes', () => {
    // The proof alone makes the size: 24 hashes, and a root that follows from them.
    const [index, size] = [1_611_391, 10_000_000]
    const proof = Array.from({ length: 24 }, (_, i) => bytesFor(`beside ${i}`))
    const leaf = leafHash(entryOfParts(parts))
    const root = rootOfInclusion({ index, size, leaf, proof }) as Uint8Array
    const district = noteSigner('renda.long-name.example.cn/QH', bytesFor('the district’s key'))
    const note = signNote(writeCheckpoint({ origin: district.name, size, root }), [district, witness])
    const made = sealReceipt(parts, index, proof, note)
    const file = made.ok ? made.value : ''
    expect(both(file, [district.verifierKey, witness.verifierKey])).toMatchObject({
      ok: true,
      value: { witnesses: [{ name: witness.name }] },
    })
    expect(Buffer.byteLength(file)).toBeGreaterThan(1500)
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(2000)
  })

  test('parts that were changed afterwards make no receipt', async () => {
    const log = madeLog([entryOfParts(parts)])
    const seal = (changed: ReceiptParts) => sealReceipt(changed, 0, [], log.note)
    expect(seal(parts).ok).toBe(true)
    const { report, event } = parts
    const changes: ReceiptParts[] = [
      { ...parts, report: { ...report, text: `${text}!` } },
      { ...parts, report: { ...report, salt: bytesFor('another salt') } },
      { ...parts, report: { ...report, files: files(3) } },
      { ...parts, report: { ...report, channel: 'phone' } },
      { ...parts, district: 2 },
      { ...parts, receivedAt: new Date('2026-03-09T02:00:00.000Z') },
      { ...parts, receivedAt: new Date('2026-03-09T01:00:01.000Z') },
      { ...parts, event: { ...event, status: 'closed' } },
      { ...parts, event: { ...event, detail: { continued: true } } },
      { ...parts, event: { ...event, detail: { report: hex(bytesFor('another report')) } } },
    ]
    for (const changed of changes) expect(seal(changed)).toEqual({ ok: false, refusal: 'parts-differ' })
  })
})

describe('what is refused, by name', () => {
  const parts = madeParts('refused', { files: files(2) })

  test.each(['', 'hello', 'PK\u0003\u0004', 'c2sp.org/tlog-proof@v2\nindex 0\n\n'])('not a receipt: %j', (file) => {
    expect(both(file, [key])).toEqual({ ok: false, refusal: 'not-a-receipt' })
  })

  test('a proof without what belongs to a receipt', async () => {
    const file = (await receiptOf(parts)).replace(/^extra .*\n/m, '')
    expect(both(file, [key])).toEqual({ ok: false, refusal: 'not-a-receipt' })
  })

  test('cut off at any place', async () => {
    const file = await receiptOf(parts)
    for (let length = 1; length < file.length; length++)
      expect([length, both(file.slice(0, length), [key])]).toEqual([length, { ok: false, refusal: 'cut-off' }])
  })

  test('a file of another kind that is very large', () => {
    expect(checkReceipt('x'.repeat(1_000_000), [key])).toEqual({ ok: false, refusal: 'too-large' })
  })

  test('the log of another district, and a key it does not have', async () => {
    const file = await receiptOf(parts)
    const [elsewhere, forged] = [
      noteSigner('jieyou.invalid/NX', bytesFor('NX')),
      noteSigner(origin, bytesFor('forged')),
    ]
    expect(both(file, [elsewhere.verifierKey])).toEqual({ ok: false, refusal: 'other-district' })
    expect(both(file, [witness.verifierKey])).toEqual({ ok: false, refusal: 'other-district' })
    expect(both(file, [forged.verifierKey])).toEqual({ ok: false, refusal: 'unknown-key' })
    expect(both(file, ['nonsense'])).toEqual({ ok: false, refusal: 'bad-verifier-key' })
  })

  test('a log that was made anew and signed with the right key of nobody', async () => {
    const log = madeLog([entryOfParts(parts)])
    const note = signNote(writeCheckpoint({ origin, size: 1, root: bytesFor('another root') }), [districtKey])
    const made = sealReceipt(parts, 0, [], log.note)
    const file = (made.ok ? made.value : '').replace(log.note, note)
    expect(both(file, [key])).toEqual({ ok: false, refusal: 'not-in-log' })
    const root = log.note.split('\n')[2] ?? ''
    const changed = (made.ok ? made.value : '').replace(root, bytesFor('x').toString('base64'))
    expect(both(changed, [key])).toEqual({ ok: false, refusal: 'bad-signature' })
  })

  test('a receipt cannot be turned to another report of the same log', async () => {
    const [one, two] = [madeParts('one'), madeParts('two', { text: '别的话' })]
    const log = madeLog([one, two].map(entryOfParts))
    const [first, second] = await Promise.all(
      [one, two].map(async (each, i) => {
        const made = sealReceipt(each, i, await log.inclusion(i), log.note)
        return made.ok ? made.value : ''
      }),
    )
    const extra = (file = '') => /^extra .*$/m.exec(file)?.[0] ?? ''
    expect(both((first ?? '').replace(extra(first), extra(second)), [key])).toEqual({
      ok: false,
      refusal: 'not-in-log',
    })
  })

  test('any change of any character: nothing else is ever proved', async () => {
    const file = await receiptOf(parts)
    const good = both(file, [key])
    const names = [
      'altered',
      'cut-off',
      'not-a-receipt',
      'other-district',
      'unknown-key',
      'bad-signature',
      'not-in-log',
    ]
    fc.assert(
      fc.property(
        fc.nat(file.length - 1),
        fc.constantFrom('A', 'B', '0', '1', '/', ' ', '\n', '—', 'x'),
        (at, letter) => {
          const changed = `${file.slice(0, at)}${letter}${file.slice(at + 1)}`
          const found = both(changed, [key])
          if (changed === file) expect(found).toEqual(good)
          else expect(found.ok ? 'proved' : found.refusal).toBeOneOf(names)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('whatever file it is, the answer has a name', () => {
    const lines = fc.array(
      fc.oneof(fc.string(), fc.base64String(), fc.constantFrom('', 'index 0', origin, 'extra AQ==')),
    )
    fc.assert(
      fc.property(lines, (given) => {
        const found = both(`c2sp.org/tlog-proof@v1\n${given.join('\n')}`, [key])
        expect(found.ok).toBe(false)
      }),
    )
  })
})

test('the receipt of the document holds, with its words, place, files and witness', () => {
  const document = readFileSync(join(import.meta.dirname, '../../docs/formats/receipt.md'), 'utf8')
  const [, file = ''] = /^```\n(c2sp[\s\S]*?)^```$/m.exec(document) ?? []
  const keys = [...document.matchAll(/^ {4}(\S+\+[0-9a-f]{8}\+\S+)$/gm)].map(([, found]) => found ?? '')
  const kept = [...document.matchAll(/`([0-9a-f]{64})`/g)].map(([, found]) => Buffer.from(found ?? '', 'hex'))
  expect([keys.length, kept.length]).toEqual([2, 2])
  const words = { text: '楼道的灯坏了，晚上看不见台阶。', place: '幸福里 3 幢', files: kept }
  for (const word of [words.text, words.place]) expect(document).toContain(`\`${word}\``)
  expect(both(file, keys, words)).toMatchObject({
    ok: true,
    value: { index: 2, size: 5, witnesses: [{ name: witness.name, at: new Date('2026-03-09T01:05:00Z') }] },
  })
})

test('line ends and a mark in front, as mail and editors leave them, do not harm a receipt', async () => {
  const file = await receiptOf(madeParts('mailed'))
  expect(both(`\ufeff${file.replaceAll('\n', '\r\n')}`, [key]).ok).toBe(true)
})

test('a receipt at every kind of place in the tree', async () => {
  const parts = madeParts('placed')
  for (const [index, size] of [
    [0, 1],
    [0, 2],
    [1, 2],
    [255, 256],
    [256, 257],
    [3, 300],
    [299, 300],
    [511, 513],
    [512, 513],
  ] as const)
    expect([index, size, both(await receiptOf(parts, index, size), [key]).ok]).toEqual([index, size, true])
})

test('what stands before the report’s commitment has to end as a member ends', async () => {
  const file = await receiptOf(madeParts('inside', { files: files(2) }))
  const [line = '', encoded = ''] = /^extra (.*)$/m.exec(file) ?? []
  const extra = Buffer.from(encoded, 'base64')
  expect(extra.at(-1)).toBe(','.charCodeAt(0))
  extra[extra.length - 1] = '{'.charCodeAt(0)
  const forged = file.replace(line, `extra ${extra.toString('base64')}`)
  expect(both(forged, [key])).toEqual({ ok: false, refusal: 'altered' })
})

test('the verifier of the browser stands alone and is smaller than 10 kB', async () => {
  const entry = join(import.meta.dirname, '../../src/ledger/verifier/receipt.ts')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, target: 'es2020', lib: { entry, formats: ['es'], fileName: 'verifier' } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const chunks = first && 'output' in first ? first.output.filter((each) => each.type === 'chunk') : []
  expect(chunks.length).toBe(1)
  const [chunk] = chunks
  const code = chunk?.code ?? ''
  expect(
    Object.keys(chunk?.modules ?? {})
      .map((path) => path.replace(/.*src\/ledger\//, ''))
      .toSorted(),
  ).toEqual([...['verifier/ed25519.ts', 'verifier/receipt.ts', 'verifier/sha2.ts']])
  expect(code).toContain('tlog-proof')
  expect(Buffer.byteLength(code)).toBeLessThan(10_000)
  expect(gzipSync(code).length).toBeLessThan(5000)
})
