import type { Db } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { attachFiles } from '../data/files/write.ts'
import { addressOfCode } from '../data/places/read.ts'
import { notKeptOf, submissionByCode } from '../data/reports/read.ts'
import { insertReport } from '../data/reports/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { hourOf } from '../domain/calendar/calendar.ts'
import { openCase } from '../domain/cases/case.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import type { KeptFile, NotKept } from '../domain/files/file.ts'
import type { Address } from '../domain/places/place.ts'
import { parsePublicCode } from '../domain/places/public-code.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { type Channel, type Identity, receiveReport, type Said } from '../domain/reports/report.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { canonicalJson, commit, type Json } from '../ledger/commitment.ts'
import { contentMac, hashOfReceiptCode, receiptCodeOf } from '../ledger/receipt-secret.ts'
import type { Upload } from '../outside/incoming.ts'
import type { Context } from './context.ts'
import { fileDetail, hexOf, keepFiles } from './keep-files.ts'
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
  /** Photos and recordings as they came, in their order. */
  readonly uploads?: readonly Upload[]
}

/** What the resident takes away. `receivedAt` is the hour, not the moment; `notKept` tells of files, the rest is kept. */
export type Receipt = {
  readonly code: ReceiptCode
  readonly status: CaseStatus
  readonly receivedAt: Date
  readonly notKept: readonly NotKept[]
}

/**
 * A resident tells us something. We keep it, open a case, and give back the receipt. The same submission id with the
 * same content gives the same receipt, however often it comes; files count by the bytes that were sent.
 * Refused: what `receiveReport` refuses; `code-misread`, `no-such-code`, `code-revoked`; `already-delivered` when the
 * same id comes with other content; without words, why the first file was not kept when none was.
 */
export async function submitReport(context: Context, district: District, submission: Submission) {
  const db = context.database.of(district.id)
  const uploads = submission.uploads ?? []
  const said = receiveReport({ ...submission, hasFiles: uploads.length > 0 })
  if (!said.ok) return said
  const address = await addressOf(db, submission.to)
  if (!address.ok) return address

  const code = receiptCodeOf(district.prefix, submission.submissionId)
  const codeHash = hashOfReceiptCode(code)
  const mac = contentMac(submission.submissionId, contentOf(said.value, submission))
  // Preparing files takes a while: a resend is told apart before.
  const sentBefore = uploads.length > 0 && (await receiptSentBefore(db, code, mac))
  if (sentBefore) return sentBefore
  const { kept, notKept } = await keepFiles(context, uploads)
  const [reason] = notKept
  if (said.value.text === '' && kept.length === 0 && reason) return refuse(reason.refusal)

  const receivedAt = hourOf(context.now())
  const [rules, calendar] = await Promise.all([rulesAt(db, receivedAt), workingCalendar(db)])
  const reportId = context.newId()
  const opened = openCase(
    {
      id: context.newId(),
      reportId,
      address: address.value,
      aboutAddressee: submission.aboutAddressee,
      now: receivedAt,
    },
    rules,
    calendar,
  )
  const salt = context.randomBytes(32)
  const report = {
    id: reportId,
    codeHash,
    contentMac: mac,
    channel: submission.channel,
    pointId: address.value.pointId,
    receivedAt,
    salt,
    commitment: commit(salt, reportFields(district, reportId, address.value, submission, receivedAt, said.value, kept)),
    text: said.value.text,
    place: said.value.place,
    identityKind: said.value.identity.kind,
    aboutAddressee: submission.aboutAddressee,
    sealedIdentity:
      said.value.identity.kind === 'anonymous'
        ? null
        : sealIdentity(context.identityKey, context.randomBytes(12), reportId, said.value.identity),
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
    detail: { report: report.commitment.toString('hex'), ...fileDetail(kept, notKept) },
  })

  const inserted = await context.database.inTransaction(district.id, async (tx) => {
    if (!(await insertReport(tx, report, opened, event))) return false
    await attachFiles(
      tx,
      event.id,
      kept.map((file) => ({ id: context.newId(), file })),
    )
    return true
  })
  if (inserted) return allow<Receipt>({ code, status: opened.status, receivedAt, notKept })
  // Someone was here before with this id; the row is committed, so a second look finds it.
  const known = await receiptSentBefore(db, code, mac)
  if (!known) throw new Error('a report was neither inserted nor found')
  return known
}

/** The receipt of a submission that was delivered before. Refused: `already-delivered` when its content was another. */
async function receiptSentBefore(db: Db, code: ReceiptCode, mac: Buffer) {
  const known = await submissionByCode(db, hashOfReceiptCode(code))
  if (!known) return undefined
  if (!known.contentMac.equals(mac)) return refuse('already-delivered')
  const { status, receivedAt } = known
  return allow<Receipt>({ code, status, receivedAt, notKept: await notKeptOf(db, hashOfReceiptCode(code)) })
}

/** What makes a submission the same: a plain one is marked as it always was, so that receipts outlive releases. */
const contentOf = (said: Said, { to, aboutAddressee, uploads = [] }: Submission): Json => ({
  ...said,
  to: { ...to },
  ...(aboutAddressee ? { aboutAddressee } : {}),
  ...(uploads.length > 0 ? { files: uploads.map(({ hash }) => hexOf(hash)) } : {}),
})

/** Where something goes that was said to this code. */
async function addressOf(db: Db, to: AddressedTo) {
  if (to.kind === 'district') return allow<Address>({ deputyId: null, stationId: null, townId: null, pointId: null })
  const code = parsePublicCode(to.code)
  if (!code.ok) return code
  const found = await addressOfCode(db, code.value)
  if (!found || found.kind !== to.kind) return refuse('no-such-code')
  if (found.revoked) return refuse('code-revoked')
  const { deputyId, stationId, townId, pointId } = found
  return allow<Address>({ deputyId, stationId, townId, pointId })
}

/** The fields of a report that its commitment covers (docs/formats/commitment.md). */
const reportFields = (
  district: District,
  id: string,
  address: Address,
  { channel, aboutAddressee }: Submission,
  receivedAt: Date,
  said: Said,
  files: readonly KeptFile[],
) => ({
  ...(aboutAddressee ? { about: 'addressee' } : {}),
  at: receivedAt.toISOString(),
  channel,
  district: String(district.id),
  id,
  identity: canonicalJson({ kind: said.identity.kind }),
  place: said.place,
  ...(address.pointId ? { point: address.pointId } : {}),
  text: said.text,
  ...(files.length > 0 ? { files: files.map(({ hash }) => hexOf(hash)).join(' ') } : {}),
})
