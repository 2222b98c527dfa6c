/** A public log read from outside: whole it holds; shortened, reordered, changed or written anew it is found out. */
import { describe, expect, test } from 'vitest'
import { type Checkpoint, openCheckpoint, writeCheckpoint } from '../../src/ledger/checkpoint.ts'
import { noteKeys } from '../../src/ledger/cosignature.ts'
import { entryBundle } from '../../src/ledger/entries.ts'
import { noteSigner, signNote } from '../../src/ledger/signed-note.ts'
import { verifyLog } from '../../src/ledger/verify-log.ts'
import { lookAtLog, weighCheckpoint } from '../../src/ledger/witness.ts'
import { bytesFor, districtKey, entryAt, madeLog, origin, witnessAt } from './made-log.ts'

const all = Array.from({ length: 66_000 }, (_, i) => entryAt(i))
const witness = witnessAt('2026-03-09T01:00:00Z')
const keysOf = (...verifierKeys: string[]) => {
  const read = noteKeys(verifierKeys)
  if (!read.ok) throw new Error(read.refusal)
  return read.value
}
const keys = keysOf(districtKey.verifierKey, witness.verifierKey)
const logOf = (size: number) => madeLog(all.slice(0, size))
const stateOf = (note: string): Checkpoint => {
  const opened = openCheckpoint(note, keys)
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.value.checkpoint
}
const refused = (refusal: string, path?: string) => ({ ok: false, refusal, ...(path === undefined ? {} : { path }) })

describe('verify log', () => {
  test.each([0, 1, 2, 255, 256, 257, 512, 700, 65_536, 66_000])('a log of %i entries holds', async (size) => {
    const log = logOf(size)
    expect(await verifyLog(log.getFile, keys)).toMatchObject({ ok: true, value: { checkpoint: { origin, size } } })
    for (const before of [0, 1, 200, 256, 300, 65_535].filter((each) => each <= size))
      expect([before, (await verifyLog(log.getFile, keys, logOf(before).note)).ok]).toEqual([before, true])
  })

  test('a partial tile may have given way to the full one', async () => {
    const [small, large] = [logOf(300), logOf(600)]
    const files = new Map([...large.files, ['checkpoint', small.files.get('checkpoint') as Uint8Array]])
    files.delete('tile/0/001.p/44')
    files.delete('tile/entries/001.p/44')
    files.set('tile/1/000.p/1', small.files.get('tile/1/000.p/1') as Uint8Array)
    expect((await verifyLog(async (path) => files.get(path), keys)).ok).toBe(true)
  })

  test('one bit in any file, any file missing or cut off: the file is named', async () => {
    const log = logOf(700)
    expect([...log.files.keys()].toSorted()).toEqual([
      ...['checkpoint', 'tile/0/000', 'tile/0/001', 'tile/0/002.p/188', 'tile/1/000.p/2'],
      ...['tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/188'],
    ])
    for (const [path, bytes] of log.files) {
      for (const at of [0, 7, 34, bytes.length - 1]) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ 1
        const found = await verifyLog(async (each) => (each === path ? changed : log.files.get(each)), keys)
        expect([path, at, found.ok]).toEqual([path, at, false])
        const named = 'path' in found ? found.path.replace('entries/', '0/') : ''
        expect(named).toBe(path.replace('entries/', '0/'))
      }
      const missing = await verifyLog(async (each) => (each === path ? undefined : log.files.get(each)), keys)
      expect(missing).toEqual(refused('file-missing', path))
      const cut = bytes.subarray(0, bytes.length - 1)
      expect((await verifyLog(async (each) => (each === path ? cut : log.files.get(each)), keys)).ok).toBe(false)
    }
  })

  test('an entry dropped, two in another order, one of another form', async () => {
    const log = logOf(700)
    const bundle = (entries: Buffer[]) => entryBundle(entries.slice(256, 512))
    const swapped = all.with(300, all[301] as Buffer).with(301, all[300] as Buffer)
    const [dropped, padded] = [all.toSpliced(300, 1), all.with(300, Buffer.concat([Buffer.of(2), bytesFor('x')]))]
    const served = (entries: Buffer[]) => async (path: string) =>
      path === 'tile/entries/001' ? bundle(entries) : log.files.get(path)
    expect(await verifyLog(served(swapped), keys)).toEqual(refused('tile-differs', 'tile/0/001'))
    expect(await verifyLog(served(dropped), keys)).toEqual(refused('tile-differs', 'tile/0/001'))
    expect(await verifyLog(served(padded), keys)).toEqual(refused('not-an-entry', 'tile/entries/001'))
  })

  test('tiles and entries changed together no longer make the signed root', async () => {
    const log = logOf(700)
    const other = madeLog(all.slice(0, 700).with(3, entryAt(70_000)))
    const files = new Map([...other.files, ['checkpoint', log.files.get('checkpoint') as Uint8Array]])
    expect(await verifyLog(async (path) => files.get(path), keys)).toEqual(refused('root-differs', 'checkpoint'))
  })

  test('the whole log written anew and signed anew: an earlier checkpoint finds it out', async () => {
    const earlier = logOf(300).note
    for (const position of [0, 255, 256, 299]) {
      const rewritten = madeLog(all.slice(0, 700).with(position, entryAt(70_000)))
      expect((await verifyLog(rewritten.getFile, keys)).ok).toBe(true)
      expect(await verifyLog(rewritten.getFile, keys, earlier)).toEqual(refused('rewritten', 'checkpoint'))
    }
    const later = madeLog(all.slice(0, 700).with(300, entryAt(70_000)))
    expect((await verifyLog(later.getFile, keys, earlier)).ok).toBe(true)
  })

  test('the end cut off: an earlier checkpoint finds it out', async () => {
    expect(await verifyLog(logOf(300).getFile, keys, logOf(301).note)).toEqual(refused('went-back', 'checkpoint'))
  })

  test('a log of somebody else, a strange key, an earlier checkpoint that is none', async () => {
    const log = logOf(3)
    const stranger = noteSigner(origin, bytesFor('a stranger'))
    expect(await verifyLog(log.getFile, keysOf(stranger.verifierKey))).toEqual(refused('unknown-key', 'checkpoint'))
    expect(await verifyLog(log.getFile, keys, 'x')).toEqual(refused('bad-earlier-checkpoint', 'checkpoint'))
    const elsewhere = noteSigner('jieyou.invalid/NX', bytesFor('NX'))
    const note = signNote(writeCheckpoint({ origin: elsewhere.name, size: 1, root: bytesFor('r') }), [elsewhere])
    const keysOfBoth = keysOf(districtKey.verifierKey, elsewhere.verifierKey)
    expect(await verifyLog(log.getFile, keysOfBoth, note)).toEqual(refused('other-log', 'checkpoint'))
  })
})

describe('a witness', () => {
  test.each([
    [0, 0],
    [0, 700],
    [1, 700],
    [256, 257],
    [300, 300],
    [511, 65_536],
    [65_535, 66_000],
  ])('goes on from %i to %i entries, and its cosignature holds', async (before, now) => {
    const log = logOf(now)
    const looked = await lookAtLog(log.getFile, keys, stateOf(logOf(before).note))
    if (!looked.ok) throw new Error(looked.refusal)
    expect(looked.value.checkpoint.size).toBe(now)
    const cosigned = openCheckpoint(looked.value.note + witness.line(looked.value.text), keys)
    expect(cosigned.ok && cosigned.value.witnessedBy.map(({ key }) => key.name)).toEqual([witness.name])
  })

  test('the first time, any checkpoint of the log is the first', async () => {
    expect((await lookAtLog(logOf(7).getFile, keys, undefined)).ok).toBe(true)
    const stranger = noteSigner(origin, bytesFor('a stranger'))
    expect(await lookAtLog(madeLog(all.slice(0, 7), [stranger]).getFile, keys, undefined)).toEqual(
      refused('unknown-key'),
    )
  })

  test('it signs nothing that went back, was written anew, or belongs to another log', async () => {
    const remembered = stateOf(logOf(300).note)
    const see = (log: ReturnType<typeof madeLog>) => lookAtLog(log.getFile, keys, remembered)
    expect(await see(logOf(299))).toEqual(refused('went-back'))
    expect(await see(madeLog(all.slice(0, 300).with(299, entryAt(70_000))))).toEqual(refused('other-root'))
    expect(await see(madeLog(all.slice(0, 700).with(299, entryAt(70_000))))).toEqual(refused('not-consistent'))
    expect((await see(madeLog(all.slice(0, 700).with(300, entryAt(70_000))))).ok).toBe(true)
    expect(weighCheckpoint({ ...remembered, origin: 'jieyou.invalid/NX' }, remembered, [])).toEqual(
      refused('other-log'),
    )
  })

  test('it signs nothing whose tiles it does not get, or gets wrong', async () => {
    const [remembered, log] = [stateOf(logOf(300).note), logOf(700)]
    const without = async (path: string) => (path === 'tile/0/001' ? undefined : log.files.get(path))
    expect(await lookAtLog(without, keys, remembered)).toEqual(refused('file-missing'))
    const wrong = async (path: string) => (path === 'tile/0/001' ? log.files.get('tile/0/000') : log.files.get(path))
    expect(await lookAtLog(wrong, keys, remembered)).toEqual(refused('not-consistent'))
  })
})
