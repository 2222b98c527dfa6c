/** Logs and receipts for the tests of the ledger, made in memory: any size, with everything a log serves. */
import { createHash } from 'node:crypto'
import { writeCheckpoint } from '../../src/ledger/checkpoint.ts'
import { canonicalJson, commit, type Json } from '../../src/ledger/commitment.ts'
import { cosigner } from '../../src/ledger/cosignature.ts'
import { entryBundle, entryOf } from '../../src/ledger/entries.ts'
import { leafHash } from '../../src/ledger/merkle.ts'
import type { ReceiptParts } from '../../src/ledger/receipt-proof.ts'
import { noteSigner, signNote } from '../../src/ledger/signed-note.ts'
import { growTiles, proofsFromTiles, type Tile, tilePath, widthAt } from '../../src/ledger/tiles.ts'

export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** 32 bytes that are always the same for the same name. */
export const bytesFor = (name: string): Buffer => sha256('made for a test: ', name)

export const origin = 'jieyou.invalid/QH'
export const districtKey = noteSigner(origin, bytesFor('the district’s key'))
export const witnessAt = (at: string, name = 'witness.example/town-library') =>
  cosigner(name, bytesFor(name), new Date(at))

/** The entry at a position where nothing else is asked for. */
export const entryAt = (position: number): Buffer => entryOf(bytesFor(`entry ${position}`))

/** A log of these entries as files by their paths, with its signed checkpoint, its tiles and proofs. */
export function madeLog(entries: readonly Buffer[], signers = [districtKey]) {
  const grown = growTiles(0, [], entries.map(leafHash))
  const note = signNote(writeCheckpoint({ origin, size: grown.size, root: grown.root }), signers)
  const files = new Map<string, Uint8Array>([['checkpoint', Buffer.from(note)]])
  for (const tile of grown.changed)
    files.set(tilePath(tile.level, tile.index, widthAt(grown.size, tile.level, tile.index)), tile.hashes)
  for (let index = 0; index * 256 < entries.length; index++) {
    const bundle = entries.slice(index * 256, (index + 1) * 256)
    files.set(tilePath('entries', index, bundle.length), entryBundle(bundle))
  }
  const tileAt = new Map(grown.changed.map((tile) => [`${tile.level}/${tile.index}`, tile]))
  const tile = (level: number, index: number) => (tileAt.get(`${level}/${index}`) as Tile).hashes
  return {
    ...grown,
    note,
    files,
    getFile: async (path: string) => files.get(path),
    ...proofsFromTiles(grown.size, tile),
  }
}

/** The parts of a report's receipt, as its rows would give them. */
export function madeParts(
  name: string,
  change: Partial<ReceiptParts['report']> = {},
  notKept: Json[] = [],
): ReceiptParts {
  const report: ReceiptParts['report'] = {
    id: uuidFor(`${name}: report`),
    salt: bytesFor(`${name}: salt of the report`),
    text: '楼道的灯坏了，晚上看不见台阶。',
    place: '幸福里 3 幢',
    channel: 'web',
    identityKind: 'anonymous',
    aboutAddressee: false,
    pointId: uuidFor('point'),
    saidAt: null,
    files: [],
    ...change,
  }
  const receivedAt = new Date('2026-03-09T01:00:00.000Z')
  const files = report.files.map((file) => Buffer.from(file).toString('hex'))
  const commitment = commit(report.salt, {
    ...(report.aboutAddressee ? { about: 'addressee' } : {}),
    at: receivedAt.toISOString(),
    channel: report.channel,
    district: '1',
    id: report.id,
    identity: canonicalJson({ kind: report.identityKind }),
    place: report.place,
    ...(report.pointId ? { point: report.pointId } : {}),
    ...(report.channel === 'import' ? { said: report.saidAt?.toISOString() ?? '' } : {}),
    text: report.text,
    ...(files.length > 0 ? { files: files.join(' ') } : {}),
  })
  const detail: Json = {
    report: commitment.toString('hex'),
    ...(files.length > 0 ? { files } : {}),
    ...(notKept.length > 0 ? { notKept } : {}),
  }
  const [id, caseId] = [uuidFor(`${name}: event`), uuidFor(`${name}: case`)]
  const salt = bytesFor(`${name}: salt of the event`)
  return { district: 1, receivedAt, report, event: { id, salt, caseId, status: 'received', detail } }
}

/** The entry of the event by which such a report was received. */
export const entryOfParts = ({ district, receivedAt, event }: ReceiptParts): Buffer =>
  entryOf(
    commit(event.salt, {
      actor: 'resident',
      at: receivedAt.toISOString(),
      detail: canonicalJson(event.detail),
      district: String(district),
      from: '',
      id: event.id,
      kind: 'receive',
      subject: `case:${event.caseId}`,
      to: event.status,
    }),
  )

const uuidFor = (name: string): string =>
  bytesFor(name)
    .toString('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
