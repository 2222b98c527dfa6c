/**
 * The receipt file: a proof that a report stands in the public log (docs/formats/receipt.md). It holds no words; whoever
 * has them can show with it that these and no others were said. At most 2,000 bytes with one witness and ten million
 * leaves.
 */
import { allow, refuse } from '../domain/shared/decision.ts'
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { canonicalJson, fieldHash, type Json, openingOf } from './commitment.ts'
import { noteKeys, timeOfCosignature } from './cosignature.ts'
import { checkInclusion } from './merkle-checks.ts'
import { type ProofFile, parseProofFile, writeProofFile } from './proof-file.ts'
import { type ReceiptContent, readReceiptContent, writeReceiptContent } from './receipt-content.ts'
import { commitmentOfReport, headOfDetail, hourText, isDetailHead, leafOfReceipt } from './receipt-leaf.ts'
import { parseNote } from './signed-note.ts'

/** What a receipt is made from: rows of report, contents and the event `receive` that holds the report's commitment. */
export type ReceiptParts = {
  readonly district: number
  /** A whole hour: the report's and the event's. */
  readonly receivedAt: Date
  readonly report: {
    readonly id: string
    readonly salt: Uint8Array
    readonly text: string
    readonly place: string
    readonly channel: string
    readonly identityKind: string
    readonly aboutAddressee: boolean
    readonly pointId: string | null
    /** Of an imported report: when it was said elsewhere, null when not known. Not looked at for others. */
    readonly saidAt: Date | null
    /** The SHA-256 of each photo or recording as it is kept, in their order. */
    readonly files: readonly Uint8Array[]
  }
  readonly event: {
    readonly id: string
    readonly salt: Uint8Array
    readonly caseId: string
    /** The status the case got. */
    readonly status: string
    readonly detail: Json
  }
}

/** Words somebody has, to be held against a receipt. What is left out is not looked at. */
export type OpenedWords = {
  readonly text?: string
  readonly place?: string
  /** The SHA-256 of each photo or recording as it is kept, in their order. */
  readonly files?: readonly Uint8Array[]
}

/** Nothing that is a receipt is larger, however many witnesses signed. */
const mostCharacters = 20_000
const hourLength = 3_600_000

const listOfFiles = (files: readonly Uint8Array[]): string =>
  files.map((file) => Buffer.from(file).toString('hex')).join(' ')

/**
 * The receipt of a report from its parts, the position of its leaf, the inclusion proof and the signed checkpoint that
 * proof leads to. Refused: `parts-differ` (the parts do not make the leaf that stands there: they were changed, or the
 * proof is another's).
 */
export function sealReceipt(parts: ReceiptParts, index: number, proof: readonly Uint8Array[], checkpoint: string) {
  const content = contentOf(parts)
  const note = parseNote(checkpoint)
  const tree = note && parseCheckpoint(note.text)
  if (!content || !tree) return refuse('parts-differ')
  const { size, root } = tree
  if (!checkInclusion({ index, size, root, proof, leaf: leafOfReceipt(content) })) return refuse('parts-differ')
  return allow(writeProofFile({ extra: writeReceiptContent(content), index, proof, checkpoint }))
}

/** The content of a receipt from its parts; undefined when the event does not hold on to the report. */
function contentOf({ district, receivedAt, report, event }: ReceiptParts): ReceiptContent | undefined {
  const of = (name: string, value: string) => fieldHash(openingOf(report.salt, name), value)
  const content: ReceiptContent = {
    district,
    hour: receivedAt.getTime() / hourLength,
    reportId: report.id,
    eventId: event.id,
    caseId: event.caseId,
    reportSalt: report.salt,
    eventSalt: event.salt,
    textHash: of('text', report.text),
    placeHash: of('place', report.place),
    filesHash: report.files.length > 0 ? of('files', listOfFiles(report.files)) : undefined,
    aboutAddressee: report.aboutAddressee,
    pointId: report.pointId ?? undefined,
    channel: report.channel,
    identityKind: report.identityKind,
    status: event.status,
    said: report.channel === 'import' ? (report.saidAt?.toISOString() ?? '') : undefined,
    detailHead: undefined,
  }
  if (!Number.isInteger(content.hour)) return undefined
  const detailHead = headOfDetail(event.salt, canonicalJson(event.detail), commitmentOfReport(content))
  return detailHead === 'no-report' ? undefined : { ...content, detailHead }
}

/**
 * What a receipt proves, under the verifier keys of the district and of witnesses one trusts. Refused:
 * `bad-verifier-key`, `unknown-kind-of-key` (of the keys that are given); `too-large`, `not-a-receipt` (something else),
 * `cut-off` (its end is missing), `altered` (a part cannot be read), `other-district` (a log whose key is not among these),
 * `unknown-key`, `bad-signature`, `not-in-log` (what it says is not in the signed log), `words-differ`, `place-differs`,
 * `files-differ` (not what was committed to).
 */
export function checkReceipt(file: string, verifierKeys: readonly string[], words: OpenedWords = {}) {
  const keys = noteKeys(verifierKeys)
  if (!keys.ok) return keys
  const read = readReceipt(file)
  if (!read.ok) return read
  const { index, proof, checkpoint, content, origin } = read.value
  if (!keys.value.some(({ name }) => name === origin)) return refuse('other-district')
  const opened = openCheckpoint(checkpoint, keys.value)
  if (!opened.ok)
    return opened.refusal === 'unknown-key' || opened.refusal === 'bad-signature' ? opened : refuse('altered')
  const { size, root } = opened.value.checkpoint
  if (!checkInclusion({ index, size, root, proof, leaf: leafOfReceipt(content) })) return refuse('not-in-log')

  const isOf = (hash: Uint8Array, name: string, value: string) =>
    Buffer.compare(hash, fieldHash(openingOf(content.reportSalt, name), value)) === 0
  if (words.text !== undefined && !isOf(content.textHash, 'text', words.text)) return refuse('words-differ')
  if (words.place !== undefined && !isOf(content.placeHash, 'place', words.place)) return refuse('place-differs')
  if (words.files !== undefined) {
    const { filesHash } = content
    const isSame = filesHash ? isOf(filesHash, 'files', listOfFiles(words.files)) : words.files.length === 0
    if (!isSame) return refuse('files-differ')
  }
  return allow({
    origin,
    size,
    index,
    /** Who else saw this state of the log, and when. */
    witnesses: opened.value.witnessedBy.map(({ key, signature }) => ({
      name: key.name,
      at: timeOfCosignature(signature),
    })),
    district: content.district,
    receivedAt: hourText(content.hour),
    reportId: content.reportId,
    caseId: content.caseId,
    eventId: content.eventId,
    channel: content.channel,
    identityKind: content.identityKind,
    aboutAddressee: content.aboutAddressee,
    pointId: content.pointId,
    said: content.said,
    status: content.status,
    hasFiles: content.filesHash !== undefined,
    /** What of it was held against the receipt and found to be what was committed to. */
    opened: {
      text: words.text !== undefined,
      place: words.place !== undefined,
      files: words.files !== undefined,
    },
  })
}

type ReadReceipt = ProofFile & { readonly content: ReceiptContent; readonly origin: string }

/** A receipt taken apart; nothing is proved yet. */
function readReceipt(given: string) {
  const head = 'c2sp.org/tlog-proof@v1\n'
  if (given.length > mostCharacters) return refuse('too-large')
  // What mail programs and editors do to a text does not make it another: signed is the text with newlines.
  const file = given.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  if (!file.startsWith(head)) return refuse(file !== '' && head.startsWith(file) ? 'cut-off' : 'not-a-receipt')
  // A whole one has two empty lines, before the checkpoint and before the signatures, and ends with a newline.
  const [first, last] = [file.indexOf('\n\n'), file.lastIndexOf('\n\n')]
  if (first === last || last + 2 === file.length || !file.endsWith('\n')) return refuse('cut-off')
  const proof = parseProofFile(file)
  const note = proof && parseNote(proof.checkpoint)
  const checkpoint = note && parseCheckpoint(note.text)
  if (!proof || !checkpoint) return refuse('altered')
  if (!proof.extra) return refuse('not-a-receipt')
  const content = readReceiptContent(proof.extra)
  if (!content || (content.detailHead && !isDetailHead(content.detailHead))) return refuse('altered')
  return allow<ReadReceipt>({ ...proof, content, origin: checkpoint.origin })
}
