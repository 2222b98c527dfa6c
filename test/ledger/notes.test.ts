/** Notes, checkpoints, cosignatures and proof files are those that other people's software writes and reads. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint, parseCheckpoint, writeCheckpoint } from '../../src/ledger/checkpoint.ts'
import { cosigner, noteKey, noteKeys, timeOfCosignature } from '../../src/ledger/cosignature.ts'
import { parseProofFile, writeProofFile } from '../../src/ledger/proof-file.ts'
import { noteSigner, openNote, parseNote, signNote } from '../../src/ledger/signed-note.ts'
import { bytesFor, districtKey, origin, witnessAt } from './made-log.ts'

const keysOf = (...verifierKeys: string[]) => {
  const keys = noteKeys(verifierKeys)
  if (!keys.ok) throw new Error(keys.refusal)
  return keys.value
}

/** The example in the documentation of golang.org/x/mod/sumdb/note. */
const go = {
  // The seed stands behind the kind's byte in its signer key.
  seed: Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1),
  verifierKey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  second: '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
}
/** A published checkpoint of a certificate log, signed in three ways by its log and by four witnesses. */
const published = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`
const publishedKeys = [
  'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
  'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
  'witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv',
]

describe('signed notes', () => {
  test('the note of Go’s documentation is written and read to the byte', () => {
    const signer = noteSigner('PeterNeumann', go.seed)
    expect(signer.verifierKey).toBe(go.verifierKey)
    expect(signNote(go.text, [signer])).toBe(`${go.text}\n${go.line}`)
    const opened = openNote(`${go.text}\n${go.line}${go.second}`, keysOf(go.verifierKey))
    expect(opened).toMatchObject({ ok: true, value: { text: go.text } })
    expect(opened.ok && opened.value.signedBy.map(({ key }) => key.name)).toEqual(['PeterNeumann'])
    expect(opened.ok && opened.value.signatures.map(({ name }) => name)).toEqual(['PeterNeumann', 'EnochRoot'])
  })

  test('the example of the format', () => {
    const note =
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
    const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
    expect(openNote(note, keysOf(key)).ok).toBe(true)
    expect(openNote(note.replace('example m', 'exemple m'), keysOf(key))).toEqual({
      ok: false,
      refusal: 'bad-signature',
    })
  })

  test('keys follow one another: old, both, new', () => {
    const [old, next] = [noteSigner(origin, bytesFor('old')), noteSigner(origin, bytesFor('new'))]
    const both = signNote('text\n', [old, next])
    for (const key of [old, next]) expect(openNote(both, keysOf(key.verifierKey)).ok).toBe(true)
    expect(openNote(signNote('text\n', [next]), keysOf(old.verifierKey))).toEqual({ ok: false, refusal: 'unknown-key' })
    expect(openNote(both, keysOf(districtKey.verifierKey))).toEqual({ ok: false, refusal: 'unknown-key' })
  })

  test('one bad signature of a known key spoils the note, also beside a good one', () => {
    const [old, next] = [noteSigner(origin, bytesFor('old')), noteSigner(origin, bytesFor('new'))]
    const [, , line = ''] = signNote('another text\n', [next]).split('\n')
    const note = `${signNote('text\n', [old])}${line}\n`
    expect(openNote(note, keysOf(old.verifierKey)).ok).toBe(true)
    const keys = keysOf(old.verifierKey, next.verifierKey)
    expect(openNote(note, keys)).toEqual({ ok: false, refusal: 'bad-signature' })
  })

  test.each([
    [
      '',
      'text\n',
      'text\n\n',
      '\n\n',
      'text\n\n— a\n',
      'text\n\n— a b\n',
      'text\n\n- a AAAAAAA=\n',
      'text\n\n— a AAAAAAA=x\n',
    ],
    [
      'text\n\n— a AAAAAAA=',
      'text\n\n— a+b AAAAAAA=\n',
      'text\n\n—  AAAAAAA=\n',
      'te\txt\n\n— a AAAAAAA=\n',
      'te\rxt\n\n— a AAAAAAA=\n',
    ],
    [
      'text\n\n— a AAAAAA==\n',
      'text\n\n— a AAAAAAB=\n',
      `text\n\n${'— a AAAAAAA=\n'.repeat(101)}`,
      'a\ud800\n\n— a AAAAAAA=\n',
    ],
  ])('no notes: %j …', (...notes) => {
    for (const note of notes) expect([note, parseNote(note)]).toEqual([note, undefined])
    expect(parseNote('text\n\n— a AAAAAAA=\n')).toBeDefined()
  })

  test.each([
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX',
    'PeterNeumann+c74f20a3',
    '',
  ])('no verifier key: %s', (text) => {
    expect(noteKey(text)).toEqual({ ok: false, refusal: 'bad-verifier-key' })
  })
})

describe('checkpoints', () => {
  test('a published one holds under the log’s key, with the witnesses one knows', () => {
    const opened = openCheckpoint(published, keysOf(...publishedKeys))
    expect(opened).toMatchObject({ ok: true, value: { checkpoint: { size: 1_432_088_532 } } })
    expect(opened.ok && opened.value.witnessedBy.map(({ key }) => key.name)).toEqual([
      'remora.n621.de',
      'witness.stagemole.eu',
    ])
    expect(opened.ok && opened.value.witnessedBy.map(({ signature }) => timeOfCosignature(signature))).toEqual([
      new Date(0x6a12_2120 * 1000),
      new Date(0x6a12_2120 * 1000),
    ])
    const smaller = published.replace('1432088532', '1432088531')
    for (const key of publishedKeys)
      expect(openCheckpoint(smaller, keysOf(key))).toEqual({ ok: false, refusal: 'bad-signature' })
  })

  test('witnesses alone do not make one, nor does the key of another log', () => {
    const keys = keysOf(...publishedKeys.slice(1))
    expect(openCheckpoint(published, keys)).toEqual({ ok: false, refusal: 'unknown-key' })
    const other = signNote(writeCheckpoint({ origin: 'jieyou.invalid/NX', size: 0, root: bytesFor('r') }), [
      districtKey,
    ])
    expect(openCheckpoint(other, keysOf(districtKey.verifierKey))).toEqual({ ok: false, refusal: 'unknown-key' })
  })

  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
  test('the example of the format is read and written to the byte', () => {
    const text = `example.com/behind-the-sofa\n20852163\n${root}\n`
    const read = parseCheckpoint(text)
    expect(read).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
    expect(read && writeCheckpoint(read)).toBe(text)
    expect(parseCheckpoint(`${text}a line more\n`)).toEqual(read)
    expect(parseCheckpoint(`o\n0\n${root}\n`)?.size).toBe(0)
  })

  test.each([
    [
      `\n1\n${root}\n`,
      `o\n01\n${root}\n`,
      `o\n-1\n${root}\n`,
      `o\n1.0\n${root}\n`,
      `o\n+1\n${root}\n`,
      `o\n１\n${root}\n`,
    ],
    [
      `o\n\n${root}\n`,
      `o\n1\n${root}`,
      `o\n1\n${root}\n\n`,
      `o\n1\n${root.slice(0, -1)}\n`,
      `o\n1\n${root.slice(4)}\n`,
      'o\n1\n',
    ],
    [
      `o\n9007199254740992\n${root}\n`,
      `o\n1e3\n${root}\n`,
      `o\n 1\n${root}\n`,
      `o\n1\n${root} \n`,
      `o\n1\n${root}\n\nx\n`,
      '',
    ],
  ])('no checkpoints: %j …', (...texts) => {
    for (const text of texts) expect([text, parseCheckpoint(text)]).toEqual([text, undefined])
  })
})

describe('cosignatures', () => {
  test('a witness signs the whole text at its time', () => {
    const text = writeCheckpoint({ origin, size: 3, root: bytesFor('root') })
    const witness = witnessAt('2026-03-09T01:02:03.900Z')
    const keys = keysOf(districtKey.verifierKey, witness.verifierKey)
    const note = signNote(text, [districtKey, witness])
    const opened = openCheckpoint(note, keys)
    const [seen] = opened.ok ? opened.value.witnessedBy : []
    expect(seen && timeOfCosignature(seen.signature)).toEqual(new Date('2026-03-09T01:02:03.000Z'))

    // Another time in front of the same signature is another statement.
    const line = note.split('\n').at(-2) ?? ''
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64')
    bytes[11] = (bytes[11] ?? 0) ^ 1
    const forged = note.replace(line, `— ${witness.name} ${bytes.toString('base64')}`)
    expect(openCheckpoint(forged, keys)).toEqual({ ok: false, refusal: 'bad-signature' })
  })

  test('a witness’s key is none of a log', () => {
    const witness = cosigner(origin, bytesFor('w'), new Date(0))
    const note = signNote(writeCheckpoint({ origin, size: 0, root: bytesFor('root') }), [witness])
    expect(openCheckpoint(note, keysOf(witness.verifierKey))).toEqual({ ok: false, refusal: 'unknown-key' })
  })
})

describe('proof files', () => {
  const checkpoint = signNote(writeCheckpoint({ origin, size: 5, root: bytesFor('root') }), [districtKey])
  const proof = [bytesFor('a'), bytesFor('b')]

  test('are read as they were written, with extra data and without', () => {
    for (const extra of [Buffer.from('extra'), undefined]) {
      const text = writeProofFile({ extra, index: 4, proof, checkpoint })
      expect(parseProofFile(text)).toEqual({ extra, index: 4, proof, checkpoint })
    }
    const lines = writeProofFile({ extra: Buffer.from([1]), index: 0, proof: [], checkpoint }).split('\n')
    expect(lines.slice(0, 4)).toEqual(['c2sp.org/tlog-proof@v1', 'extra AQ==', 'index 0', ''])
  })

  test('no proof files', () => {
    const text = writeProofFile({ extra: Buffer.from('extra'), index: 4, proof, checkpoint })
    const [first = '', extra = '', index = '', a = ''] = text.split('\n')
    const broken: [string, string][] = [
      [first, 'c2sp.org/tlog-proof@v2'],
      [extra, 'extra ZXh0cmE'],
      [index, 'index 04'],
      [index, 'index -4'],
      [index, ''],
      [`${extra}\n${index}`, `${index}\n${extra}`],
      [a, a.slice(4)],
      [a, ''],
    ]
    for (const [from, to] of broken)
      expect([to, parseProofFile(text.replace(from, to))?.proof.length ?? 0]).toEqual([to, 0])
    const many = { extra: undefined, index: 0, checkpoint, proof: Array.from({ length: 64 }, () => bytesFor('h')) }
    expect(parseProofFile(writeProofFile(many))).toBeUndefined()
  })
})
