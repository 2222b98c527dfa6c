/**
 * What the ledger makes is checked by a program of another language that was written from the documents alone:
 * verify_ledger.py. It says yes to what is whole and no to every mutation. Without Python 3 these tests are skipped.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkReceipt, sealReceipt } from '../../src/ledger/receipt-proof.ts'
import { noteSigner } from '../../src/ledger/signed-note.ts'
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

const program = join(import.meta.dirname, 'verify_ledger.py')
const hasPython =
  spawnSync('python3', ['-c', 'import hashlib, hmac, sys; sys.exit(sys.version_info < (3, 8))']).status === 0
const key = districtKey.verifierKey

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jieyou-ledger-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the program prints, line by line; a program that fails otherwise fails the test. */
const ask = (...given: string[]) =>
  new Promise<string[]>((done, fail) => {
    execFile('python3', [program, ...given], { maxBuffer: 2 ** 24 }, (error, out, complaint) =>
      complaint === '' && (error === null || error.code === 1)
        ? done(out.trimEnd().split('\n'))
        : fail(new Error(complaint)),
    )
  })

let count = 0
/** A log put into a folder of its own, some of its files changed or (undefined) left out. */
function put(files: ReadonlyMap<string, Uint8Array>, changed: Record<string, Uint8Array | undefined> = {}): string {
  const into = join(folder, `log-${++count}`)
  for (const [path, bytes] of [...files, ...Object.entries(changed)]) {
    if (bytes === undefined || (path in changed && changed[path] !== bytes)) continue
    mkdirSync(dirname(join(into, path)), { recursive: true })
    writeFileSync(join(into, path), bytes)
  }
  return into
}

const bitChanged = (bytes: Uint8Array, at: number) => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
const all = Array.from({ length: 70_000 }, (_, i) => entryAt(i))

describe.skipIf(!hasPython)('the second verifier (needs python3)', () => {
  test.each([0, 1, 2, 3, 255, 256, 257, 65_536, 70_000])('a log of %i entries holds', async (size) => {
    const log = madeLog(all.slice(0, size), [districtKey])
    expect(await ask('log', key, put(log.files))).toEqual(['holds'])
  })

  test('every mutation of a log is refused', async () => {
    const log = madeLog(all.slice(0, 700))
    const file = (path: string) => log.files.get(path) as Uint8Array
    for (const [path, bytes] of log.files) {
      const [said = ''] = await ask('log', key, put(log.files, { [path]: bitChanged(bytes, bytes.length - 3) }))
      expect([path, said.split(':')[0]]).toEqual([path, 'refused'])
    }
    const without = put(log.files, { 'tile/0/001': undefined })
    expect(await ask('log', key, without)).toEqual(['refused: tile/0/001 is missing'])
    const swapped = put(log.files, {
      'tile/entries/000': file('tile/entries/001'),
      'tile/entries/001': file('tile/entries/000'),
    })
    expect(await ask('log', key, swapped)).toEqual(['refused: the entries do not make the root'])
    const stranger = noteSigner(origin, bytesFor('a stranger')).verifierKey
    expect(await ask('log', stranger, put(log.files))).toEqual(['refused: not signed by this key'])
  })

  test('a log cut short or written anew is refused by an earlier checkpoint', async () => {
    const earlier = join(folder, 'earlier')
    writeFileSync(earlier, madeLog(all.slice(0, 300)).note)
    const since = async (entries: readonly Buffer[]) => ask('log', key, put(madeLog(entries).files), earlier)
    expect(await since(all.slice(0, 700))).toEqual(['holds'])
    expect(await since(all.slice(0, 300))).toEqual(['holds'])
    expect(await since(all.slice(0, 700).with(300, entryAt(70_000)))).toEqual(['holds'])
    expect(await since(all.slice(0, 299))).toEqual(['refused: the log went back'])
    expect(await since(all.slice(0, 700).with(299, entryAt(70_000)))).toEqual(['refused: the log was rewritten'])
  })

  test('receipts hold, and changed in any way they do not', async () => {
    const files = [sha256('a'), sha256('b'), sha256('c')]
    const notKept = [{ position: 2, refusal: 'file-damaged' }]
    const made = [
      madeParts('plain'),
      madeParts('bare', { pointId: null, place: '', text: '', files }),
      madeParts('full', { aboutAddressee: true, identityKind: 'station', files }, notKept),
      madeParts('lost', { channel: 'walk-in' }, notKept),
      madeParts('old', { channel: 'import', pointId: null, saidAt: new Date('2019-05-06T07:08:09.012Z') }),
    ]
    const entries = [...all.slice(0, 1000), ...made.map(entryOfParts)]
    const log = madeLog(entries, [districtKey, witnessAt('2026-03-09T01:05:00Z')])
    const receipts = await Promise.all(
      made.map(async (parts, i) => {
        const sealed = sealReceipt(parts, 1000 + i, await log.inclusion(1000 + i), log.note)
        return sealed.ok ? sealed.value : sealed.refusal
      }),
    )
    const verdicts = async (texts: readonly string[]) => {
      const paths = texts.map((_, i) => join(folder, `receipt-${i}`))
      for (const [i, text] of texts.entries()) writeFileSync(paths[i] as string, text)
      return (await ask('receipt', key, ...paths)).map((line) => line === 'holds')
    }
    expect(await verdicts([...receipts, ...receipts.map((each) => each.replaceAll('\n', '\r\n'))])).toEqual(
      Array(10).fill(true),
    )

    // One letter of base64 or figures changed, all over the file: the two verifiers agree that it proves nothing.
    const mutated = receipts.flatMap((text) =>
      Array.from({ length: 40 }, (_, i) => Math.floor(((i + 0.5) * (text.lastIndexOf('\n\n') + 100)) / 40))
        .map((at) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`)
        .concat(text.slice(0, -1), text.slice(0, text.lastIndexOf('\n\n') + 2), ''),
    )
    expect(mutated.filter((text) => checkReceipt(text, [key]).ok)).toEqual([])
    expect(await verdicts(mutated)).toEqual(Array(mutated.length).fill(false))
  })
})
