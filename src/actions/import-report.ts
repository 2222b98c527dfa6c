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
import { insertReports, type Received } from '../data/reports/write.ts'
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
import { type AddressedTo, sealReport } from './seal-report.ts'
import { addressOf } from './submission-grounds.ts'

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

/** A batch made ready to be written. */
export type PreparedImport = {
  readonly district: number
  readonly messages: number
  readonly received: readonly (Received & { readonly tokens: readonly string[] })[]
}

/** Makes a batch ready: everything that is written of those messages that are not here yet. Writes nothing. */
export async function prepareImport(
  context: Context,
  target: ImportTarget,
  manner: ImportManner,
  messages: readonly ImportedMessage[],
): Promise<PreparedImport> {
  const { district, to, address } = target
  const db = context.database.of(district.id)
  const now = context.now()
  const named = withIds(target, manner, messages)
  const known = await knownCodeHashes(
    db,
    named.map(({ codeHash }) => codeHash),
  )
  const fresh = named.filter(({ hex }) => !known.has(hex))
  const [rules, calendar] = await Promise.all([rulesAt(db, now), workingCalendar(db)])
  const received = fresh.map(({ message, submissionId }) => {
    const { said, saidAt } = message
    const submission = { submissionId, to, channel: 'import', ...said, aboutAddressee: false } as const
    const given = { submission, said, saidAt, address, kept: [], notKept: [], now, rules, calendar }
    const { report, opened, event } = sealReport(context, district, given)
    const tokens = tokensOf(`${report.text}\n${report.place}`)
    if (manner.open && !message.reply) return { report, opened, events: [event], tokens }
    const ended = end(context, target, manner, opened, message, { now, rules, calendar })
    return { report, opened: ended.case, events: [event, ...ended.events], tokens }
  })
  return { district: district.id, messages: messages.length, received }
}

/**
 * Writes a batch in one transaction: all that are new, or none. What came in since it was made ready is passed over, so
 * it may be done twice.
 */
export async function importReports(
  context: Context,
  { district, messages, received }: PreparedImport,
): Promise<ImportCount> {
  if (received.length === 0) return { added: 0, there: messages }
  const added = await context.database.inTransaction(district, async (tx) => {
    const written = await insertReports(tx, received)
    const cases = received.filter(({ report }) => written.has(report.id))
    await insertCaseWords(
      tx,
      cases.map(({ opened, tokens }) => ({ caseId: opened.id, tokens })),
    )
    return written.size
  })
  return { added, there: messages - added }
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
