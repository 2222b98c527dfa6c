/** What is made of a report however it comes in: its address, its receipt, its commitment, its case and first event. */
import type { District } from '../data/districts/read.ts'
import type { NewReport } from '../data/reports/write.ts'
import { hourOf, type WorkingCalendar } from '../domain/calendar/calendar.ts'
import { type Case, openCase } from '../domain/cases/case.ts'
import type { KeptFile, NotKept } from '../domain/files/file.ts'
import type { Address } from '../domain/places/place.ts'
import type { EnteringRole, Speaker } from '../domain/reports/entering.ts'
import type { Channel, Identity, IdentityKind, Said } from '../domain/reports/report.ts'
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
  /** Only the words are to be kept of what was recorded. */
  readonly transcriptOnly?: boolean
  /** Photos and recordings in their order: as they came with it, or named when they came before in pieces. */
  readonly uploads?: readonly (Upload | NamedUpload)[]
  /** It came when very much came in at once: it is kept like any other, and a person looks at it first. */
  readonly isQuarantined?: boolean
  /** Somebody on the desk wrote it down for the resident. */
  readonly entered?: Entered
}

/** Who entered a report, for whom it speaks, and whether the resident may be called back. */
export type Entered = {
  readonly role: EnteringRole
  readonly userId: string
  readonly unitName: string
  readonly speaker: Speaker
  readonly callBack: boolean
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
  const { aboutAddressee, isQuarantined = false, transcriptOnly = false } = submission
  const opening = { id: context.newId(), reportId, address, aboutAddressee, isQuarantined, now: receivedAt }
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
    commitment: commit(
      salt,
      reportFields(district.id, {
        id: reportId,
        receivedAt,
        channel: submission.channel,
        identityKind: said.identity.kind,
        text: said.text,
        place: said.place,
        pointId: address.pointId,
        aboutAddressee,
        saidAt,
        files: kept.map(({ hash }) => hexOf(hash)),
      }),
    ),
    text: said.text,
    place: said.place,
    identityKind: said.identity.kind,
    speaker: submission.entered?.speaker ?? 'self',
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
    detail: {
      report: hexOf(report.commitment),
      ...fileDetail(kept, notKept),
      ...(transcriptOnly && kept.length > 0 ? { transcriptOnly } : {}),
    },
  })
  return { code, report, opened, event }
}

/** The event that tells who entered a report: at the resident's hour, because they stood beside it. */
export const sealEntering = (
  context: Context,
  district: number,
  { report, opened, entered }: { report: NewReport; opened: Case; entered: Entered },
) =>
  sealEvent(context, district, {
    id: context.newId(),
    subjectKind: 'case',
    subjectId: opened.id,
    kind: 'enter',
    at: report.receivedAt,
    actorKind: entered.role,
    actorId: entered.userId,
    fromStatus: opened.status,
    toStatus: opened.status,
    detail: { by: entered.unitName, channel: report.channel, speaker: entered.speaker, callBack: entered.callBack },
  })

/** What makes a submission the same: a plain one is marked as it always was, so that receipts outlive releases. */
export const contentOf = (
  said: Said,
  { to, channel, aboutAddressee, transcriptOnly, uploads = [], entered }: Submission,
): Json => ({
  ...said,
  to: { ...to },
  ...(aboutAddressee ? { aboutAddressee } : {}),
  ...(transcriptOnly && uploads.length > 0 ? { transcriptOnly } : {}),
  ...(uploads.length > 0 ? { files: uploads.map(({ hash }) => hexOf(hash)) } : {}),
  ...(entered ? { channel, speaker: entered.speaker, callBack: entered.callBack } : {}),
})

/** What a report's commitment covers. */
export type CommittedReport = {
  readonly id: string
  readonly receivedAt: Date
  readonly channel: Channel
  readonly identityKind: IdentityKind
  readonly text: string
  readonly place: string
  readonly pointId: string | null
  readonly aboutAddressee: boolean
  readonly saidAt: Date | null
  /** SHA-256 of each photo or recording as it is kept, in hexadecimal figures. */
  readonly files: readonly string[]
}

/** The fields of a report that its commitment covers (docs/formats/commitment.md). */
export const reportFields = (district: number, report: CommittedReport) => ({
  ...(report.aboutAddressee ? { about: 'addressee' } : {}),
  at: report.receivedAt.toISOString(),
  channel: report.channel,
  district: String(district),
  id: report.id,
  identity: canonicalJson({ kind: report.identityKind }),
  place: report.place,
  ...(report.pointId ? { point: report.pointId } : {}),
  ...(report.channel === 'import' ? { said: report.saidAt?.toISOString() ?? '' } : {}),
  text: report.text,
  ...(report.files.length > 0 ? { files: report.files.join(' ') } : {}),
})
