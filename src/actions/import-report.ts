/**
 * Brings in what was said elsewhere, by the way every report comes in. A message is known again by what it says and what
 * its file calls it, so a second run adds nothing. What comes in is closed as *imported*: nobody judges it, no clock
 * runs, nothing follows from it; unless it is still to be worked on.
 */
import { createHmac } from 'node:crypto'
import { insertCaseWords } from '../data/cases/write.ts'
import type { Db } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import type { SealedEvent } from '../data/events/write.ts'
import { addressOfCode, allAgencies } from '../data/places/read.ts'
import { knownCodeHashes } from '../data/reports/read.ts'
import { insertReports } from '../data/reports/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import type { Case } from '../domain/cases/case.ts'
import { moveCase } from '../domain/cases/move-case.ts'
import { system } from '../domain/people/actor.ts'
import type { Address } from '../domain/places/place.ts'
import { parsePublicCode } from '../domain/places/public-code.ts'
import type { ImportedMessage } from '../domain/reports/imported-message.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { canonicalJson } from '../ledger/commitment.ts'
import { hashOfReceiptCode, receiptCodeOf } from '../ledger/receipt-secret.ts'
import { tokensOf } from '../text/tokens.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'
import { type AddressedTo, addressOf, sealReport } from './seal-report.ts'

/** Where messages go, looked up once for a whole file. */
export type ImportTarget = {
  readonly district: District
  readonly to: AddressedTo
  readonly address: Address
  /** Agencies of the district by name: an answer of one of them is its own. */
  readonly agencies: ReadonlyMap<string, string>
}

export type ImportManner = {
  /** 32 bytes of this server: makes the submission ids. */
  readonly key: Uint8Array
  /** What was not answered is to be worked on here, from now on. */
  readonly open: boolean
  /** Who answered, where the file does not tell. */
  readonly unnamedAgency: string
}

/** What messages to this code will be addressed to. Refused: `code-misread`, `no-such-code`, `code-revoked`. */
export async function importTarget(context: Context, district: District, typed: string) {
  const db = context.database.of(district.id)
  const to = await addresseeOf(db, district, typed)
  if (!to.ok) return to
  const address = await addressOf(db, to.value)
  if (!address.ok) return address
  const agencies = new Map((await allAgencies(db)).map(({ id, name }) => [name, id]))
  return allow<ImportTarget>({ district, to: to.value, address: address.value, agencies })
}

async function addresseeOf(db: Db, district: District, typed: string) {
  if (typed === district.prefix) return allow<AddressedTo>({ kind: 'district', code: district.prefix })
  const code = parsePublicCode(typed)
  if (!code.ok) return code
  const found = await addressOfCode(db, code.value)
  return found ? allow<AddressedTo>({ kind: found.kind, code: code.value }) : refuse('no-such-code')
}

/**
 * The submission id of a message: the same whenever the same message is imported to the same addressee, and nobody's
 * guess without the key.
 */
export function importedSubmissionId(key: Uint8Array, to: AddressedTo, { id, said, saidAt }: ImportedMessage): string {
  const message = canonicalJson([to.kind, to.code, id, said.text, said.place, saidAt?.toISOString() ?? ''])
  const bytes = createHmac('sha256', key).update(message).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What became, or would become, of a batch. */
export type ImportCount = { readonly added: number; readonly there: number }

/** How many of the messages are here already; for looking before anything is written. */
export async function countKnown(
  context: Context,
  target: ImportTarget,
  manner: ImportManner,
  messages: readonly ImportedMessage[],
): Promise<ImportCount> {
  const named = withIds(target, manner, messages)
  const known = await knownCodeHashes(
    context.database.of(target.district.id),
    named.map(({ codeHash }) => codeHash),
  )
  const fresh = new Set(named.map(({ hex }) => hex).filter((hex) => !known.has(hex)))
  return { added: fresh.size, there: messages.length - fresh.size }
}

/** Brings in a batch of messages in one transaction: all that are new, or none. May be done twice. */
export async function importReports(
  context: Context,
  target: ImportTarget,
  manner: ImportManner,
  messages: readonly ImportedMessage[],
): Promise<ImportCount> {
  const { district } = target
  const named = withIds(target, manner, messages)
  const added = await context.database.inTransaction(district.id, async (tx) => {
    const known = await knownCodeHashes(
      tx,
      named.map(({ codeHash }) => codeHash),
    )
    const fresh = named.filter(({ hex }) => !known.has(hex))
    if (fresh.length === 0) return 0
    const now = context.now()
    const deciding = { now, rules: await rulesAt(tx, now), calendar: await workingCalendar(tx) }
    const received = fresh.map(({ message, submissionId }) => {
      const submission = {
        submissionId,
        to: target.to,
        channel: 'import',
        ...message.said,
        aboutAddressee: false,
      } as const
      const { said, saidAt } = message
      const sealed = sealReport(context, district, {
        submission,
        said,
        saidAt,
        address: target.address,
        now,
        rules: deciding.rules,
        calendar: deciding.calendar,
      })
      const { report, opened, event } = sealed
      const ended = manner.open && !message.reply ? undefined : end(context, target, manner, opened, message, deciding)
      return { report, opened: ended?.case ?? opened, events: [event, ...(ended?.events ?? [])] }
    })
    const written = await insertReports(tx, received)
    const cases = received.filter(({ report }) => written.has(report.id))
    await insertCaseWords(
      tx,
      cases.map(({ report, opened }) => ({ caseId: opened.id, tokens: tokensOf(`${report.text}\n${report.place}`) })),
    )
    return written.size
  })
  return { added, there: messages.length - added }
}

const withIds = ({ district, to }: ImportTarget, { key }: ImportManner, messages: readonly ImportedMessage[]) =>
  messages.map((message) => {
    const submissionId = importedSubmissionId(key, to, message)
    const codeHash = hashOfReceiptCode(receiptCodeOf(district.prefix, submissionId))
    return { message, submissionId, codeHash, hex: codeHash.toString('hex') }
  })

type Deciding = Parameters<typeof moveCase>[3]

/** What a message that was dealt with elsewhere goes through here: the answer it had, and the end. */
function end(
  context: Context,
  { district, agencies }: ImportTarget,
  { unnamedAgency }: ImportManner,
  opened: Case,
  { reply }: ImportedMessage,
  deciding: Deciding,
): { case: Case; events: SealedEvent[] } {
  const agencyId = (reply && agencies.get(reply.agency)) ?? null
  const moved = moveCase(opened, { move: 'import', agencyId, answered: reply !== null }, system, deciding)
  if (!moved.ok) throw new Error(`a message could not be imported: ${moved.refusal}`)
  const event = (fields: Pick<SealedEvent, 'kind' | 'actorKind' | 'fromStatus' | 'toStatus' | 'detail'>) =>
    sealEvent(context, district.id, {
      id: context.newId(),
      subjectKind: 'case',
      subjectId: opened.id,
      at: deciding.now,
      actorId: null,
      ...fields,
    })
  const events: SealedEvent[] = []
  if (reply)
    events.push(
      event({
        kind: 'answer',
        actorKind: 'agency',
        // It was given elsewhere: here it changes no status.
        fromStatus: null,
        toStatus: null,
        detail: {
          by: reply.agency || unnamedAgency,
          dueAt: null,
          words: reply.words,
          // A file does not say what came of it; an explanation is the least that an answer is.
          outcome: 'explained',
          plannedFor: null,
          saidAt: reply.at?.toISOString() ?? null,
        },
      }),
    )
  events.push(
    event({
      kind: 'import',
      actorKind: 'system',
      fromStatus: moved.value.from,
      toStatus: moved.value.case.status,
      detail: { by: '', dueAt: null },
    }),
  )
  return { case: moved.value.case, events }
}
