/** What is made of a report however it comes in: its address, its receipt, its commitment, its case and first event. */
import type { District } from '../data/districts/read.ts'
import type { NewReport } from '../data/reports/write.ts'
import { hourOf, type WorkingCalendar } from '../domain/calendar/calendar.ts'
import { openCase } from '../domain/cases/case.ts'
import type { KeptFile, NotKept } from '../domain/files/file.ts'
import type { Address } from '../domain/places/place.ts'
import type { Channel, Identity, Said } from '../domain/reports/report.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import { canonicalJson, commit, type Json } from '../ledger/commitment.ts'
import { contentMac, hashOfReceiptCode, receiptCodeOf } from '../ledger/receipt-secret.ts'
import type { Upload } from '../outside/incoming.ts'
import type { NamedUpload } from '../outside/pieces.ts'
import type { Context } from './context.ts'
import { fileDetail, hexOf } from './keep-files.ts'
import { sealEvent } from './seal-event.ts'
import { sealIdentity } from './seal-identity.ts'

/** Whom a resident addressed: the kind they named and its code (for the district: its prefix). */
export type AddressedTo = { readonly kind: 'point' | 'deputy' | 'station' | 'town' | 'district'; readonly code: string }

export type Submission = {
  /** UUID v4 made by the client; never stored. */
  readonly submissionId: string
  readonly to: AddressedTo
  readonly channel: Channel
  readonly text: string
  readonly place: string
  readonly identity: Identity
  /** «This is about the station or the deputy itself»: one level up, hidden from them. */
  readonly aboutAddressee: boolean
  /** Photos and recordings in their order: as they came with it, or named when they came before in pieces. */
  readonly uploads?: readonly (Upload | NamedUpload)[]
}

type Given = {
  readonly submission: Submission
  readonly said: Said
  readonly address: Address
  readonly kept: readonly KeptFile[]
  readonly notKept: readonly NotKept[]
  /** When it was said elsewhere; null for what is said here and now. */
  readonly saidAt: Date | null
  readonly now: Date
  readonly rules: RuleSet
  readonly calendar: WorkingCalendar
}

/** Everything that is written of a report that came in now, and the code of its receipt. */
export function sealReport(context: Context, district: District, given: Given) {
  const { submission, said, address, kept, notKept, saidAt, rules, calendar } = given
  const code = receiptCodeOf(district.prefix, submission.submissionId)
  const receivedAt = hourOf(given.now)
  const reportId = context.newId()
  const { aboutAddressee } = submission
  const opening = { id: context.newId(), reportId, address, aboutAddressee, now: receivedAt }
  const opened = openCase(opening, rules, calendar)
  const salt = context.randomBytes(32)
  const report: NewReport = {
    id: reportId,
    codeHash: hashOfReceiptCode(code),
    contentMac: contentMac(submission.submissionId, contentOf(said, submission)),
    channel: submission.channel,
    pointId: address.pointId,
    receivedAt,
    saidAt,
    salt,
    commitment: commit(salt, reportFields(district, reportId, given, receivedAt)),
    text: said.text,
    place: said.place,
    identityKind: said.identity.kind,
    aboutAddressee,
    sealedIdentity:
      said.identity.kind === 'anonymous'
        ? null
        : sealIdentity(context.identityKey, context.randomBytes(12), reportId, said.identity),
  }
  const event = sealEvent(context, district.id, {
    id: context.newId(),
    subjectKind: 'case',
    subjectId: opened.id,
    kind: 'receive',
    at: receivedAt,
    actorKind: 'resident',
    actorId: null,
    fromStatus: null,
    toStatus: opened.status,
    detail: { report: hexOf(report.commitment), ...fileDetail(kept, notKept) },
  })
  return { code, report, opened, event }
}

/** What makes a submission the same: a plain one is marked as it always was, so that receipts outlive releases. */
export const contentOf = (said: Said, { to, aboutAddressee, uploads = [] }: Submission): Json => ({
  ...said,
  to: { ...to },
  ...(aboutAddressee ? { aboutAddressee } : {}),
  ...(uploads.length > 0 ? { files: uploads.map(({ hash }) => hexOf(hash)) } : {}),
})

/** The fields of a report that its commitment covers (docs/formats/commitment.md). */
const reportFields = (
  district: District,
  id: string,
  { address, submission: { channel, aboutAddressee }, said, saidAt, kept }: Given,
  receivedAt: Date,
) => ({
  ...(aboutAddressee ? { about: 'addressee' } : {}),
  at: receivedAt.toISOString(),
  channel,
  district: String(district.id),
  id,
  identity: canonicalJson({ kind: said.identity.kind }),
  place: said.place,
  ...(address.pointId ? { point: address.pointId } : {}),
  ...(channel === 'import' ? { said: saidAt?.toISOString() ?? '' } : {}),
  text: said.text,
  ...(kept.length > 0 ? { files: kept.map(({ hash }) => hexOf(hash)).join(' ') } : {}),
})
