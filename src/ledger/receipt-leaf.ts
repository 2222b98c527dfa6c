/**
 * From a receipt's content to the leaf of its report: the commitments of report and event made again, from values where
 * the receipt has them and from hashes where it has only those (docs/formats/receipt.md, docs/formats/commitment.md).
 */
import { hash } from 'node:crypto'
import { canonicalJson, fieldHash, openingOf } from './commitment.ts'
import { entryOf } from './entries.ts'
import { leafHash } from './merkle.ts'
import type { DetailHead, ReceiptContent } from './receipt-content.ts'
import { finishFrom, stateAfter } from './sha256-state.ts'

const hourLength = 3_600_000

/** How `detail` ends for a report: it is the last of its members. */
const endOfDetail = (report: Uint8Array): string => `"report":"${Buffer.from(report).toString('hex')}"}`

/** The hour as it stands in a commitment. */
export const hourText = (hour: number): string => new Date(hour * hourLength).toISOString()

/** A commitment from hashes of fields: docs/formats/commitment.md. */
function commitHashes(hashes: Readonly<Record<string, Uint8Array>>): Buffer {
  const parts: Uint8Array[] = [Uint8Array.of(0x01)]
  for (const name of Object.keys(hashes).sort())
    parts.push(Uint8Array.of(name.length), Buffer.from(name, 'ascii'), hashes[name] as Uint8Array)
  return hash('sha256', Buffer.concat(parts), 'buffer')
}

/** The commitment of the report a receipt is about. */
export function commitmentOfReport(content: ReceiptContent): Buffer {
  const { reportSalt, pointId, said, filesHash } = content
  const of = (name: string, value: string) => ({ [name]: fieldHash(openingOf(reportSalt, name), value) })
  return commitHashes({
    ...(content.aboutAddressee ? of('about', 'addressee') : {}),
    ...of('at', hourText(content.hour)),
    ...of('channel', content.channel),
    ...of('district', String(content.district)),
    ...of('id', content.reportId),
    ...of('identity', canonicalJson({ kind: content.identityKind })),
    ...(pointId === undefined ? {} : of('point', pointId)),
    ...(said === undefined ? {} : of('said', said)),
    ...(filesHash ? { files: filesHash } : {}),
    place: content.placeHash,
    text: content.textHash,
  })
}

/** The commitment of the event by which the report was received. */
export function commitmentOfEvent(content: ReceiptContent): Buffer {
  const of = (name: string, value: string) => ({ [name]: fieldHash(openingOf(content.eventSalt, name), value) })
  const report = commitmentOfReport(content)
  return commitHashes({
    ...of('actor', 'resident'),
    ...of('at', hourText(content.hour)),
    detail: content.detailHead
      ? hashOfDetail(content.detailHead, report)
      : fieldHash(openingOf(content.eventSalt, 'detail'), `{${endOfDetail(report)}`),
    ...of('district', String(content.district)),
    ...of('from', ''),
    ...of('id', content.eventId),
    ...of('kind', 'receive'),
    ...of('subject', `case:${content.caseId}`),
    ...of('to', content.status),
  })
}

/** The hash of a leaf made from a receipt's content. */
export const leafOfReceipt = (content: ReceiptContent): Buffer => leafHash(entryOf(commitmentOfEvent(content)))

const hashOfDetail = ({ blocks, state, tail }: DetailHead, report: Uint8Array): Buffer =>
  finishFrom(state, blocks, Buffer.concat([tail, Buffer.from(endOfDetail(report))]))

/** Whether what is left of a beginning can stand before the report's commitment: it ends as a member ends. */
export const isDetailHead = ({ tail }: DetailHead): boolean => tail.length <= 64 && tail.at(-1) === 0x2c

/**
 * The beginning of an event's `detail` as a receipt carries it; undefined when there is nothing but the report's
 * commitment, and `no-report` when it does not end with that.
 */
export function headOfDetail(eventSalt: Uint8Array, detail: string, report: Uint8Array) {
  const end = endOfDetail(report)
  if (detail === `{${end}`) return undefined
  if (!detail.endsWith(`,${end}`)) return 'no-report'
  const bytes = Buffer.concat([openingOf(eventSalt, 'detail'), Buffer.from(detail)])
  const told = bytes.length - end.length
  const blocks = Math.floor((told - 1) / 64)
  return { blocks, state: stateAfter(bytes.subarray(0, blocks * 64)), tail: bytes.subarray(blocks * 64, told) }
}
