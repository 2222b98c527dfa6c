/**
 * The receipt as a file that proves: only who has the code gets it, and it can be checked without us. The code stands in
 * the body of the request alone; neither the file's name nor what is in it tells it.
 */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { paths } from '../../web/shared/paths.ts'
import { lookupBody } from '../contract/receipts.ts'
import { type District, districtByPrefix } from '../data/districts/read.ts'
import { checkpointOver, tilesAt } from '../data/ledger/read.ts'
import { type ReceiptRow, receiptRow } from '../data/ledger/read-receipt.ts'
import { districtPrefixOf, parseReceiptCode } from '../domain/reports/receipt-code.ts'
import { type ReceiptParts, sealReceipt } from '../ledger/receipt-proof.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import { proofsFromTiles } from '../ledger/tiles.ts'
import { documented } from './documented.ts'
import { field } from './page-settings.ts'
import { noSuchReceipt } from './receipts.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const fileName = 'jieyou-receipt.txt'

export function receiptProofRoutes(app: Server, doors: Doors): void {
  app.post(
    paths.api.receiptProof,
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['residents'],
        description:
          'The receipt as a file that proves that the report stands in the public log (docs/formats/receipt.md). Until the next tick of the log the proof is not ready: `retry-after` says in how many seconds.',
        body: lookupBody,
        produces: ['text/plain'],
        response: { ...documented({}, [400, 404, 409, 410, 429, 503]), 200: z.string() },
      },
    },
    async ({ body }, reply) =>
      reply.type('text/plain; charset=utf-8').send(await proofFor(doors, body.receiptCode, reply)),
  )

  app.post(
    paths.receiptProof,
    { config: { access: 'anyone', page: true }, schema: { hide: true } },
    async ({ body }, reply) => {
      const file = await proofFor(doors, field(body, 'receiptCode').slice(0, 80), reply)
      return reply
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .type('text/plain; charset=utf-8')
        .send(file)
    },
  )
}

/**
 * The file for a receipt. Refused: what a look-up refuses; `proof-not-ready` until the tick after the report, with the
 * time of the next one by the district's clock; `proof-erased`.
 */
async function proofFor(doors: Doors, typed: string, reply: FastifyReply): Promise<string> {
  const { context } = doors
  const code = orRefuse(parseReceiptCode(typed))
  // Where it was said: that is the district whose log holds on to these words, also when the case was transferred.
  const district = await districtByPrefix(context.database, districtPrefixOf(code) ?? '')
  const db = district && context.database.of(district.id)
  const row = db && (await receiptRow(db, hashOfReceiptCode(code)))
  if (!district || !db || !row) return noSuchReceipt()
  const checkpoint = row.position === null ? undefined : await checkpointOver(db, row.position)
  if (row.position === null || !checkpoint) throw notReady(doors, district, reply)
  const parts = partsOf(district, row)
  if (!parts) throw new Refusal('proof-erased')
  const proofs = proofsFromTiles(checkpoint.size, async (level, index) => {
    const [tile] = await tilesAt(db, [{ level, index }])
    return tile?.hashes ?? new Uint8Array(0)
  })
  const note = checkpoint.note + checkpoint.cosignatures.join('')
  const sealed = sealReceipt(parts, row.position, await proofs.inclusion(row.position), note)
  if (!sealed.ok) throw new Error('a receipt and its leaf differ: npx jieyou verify database tells more')
  return sealed.value
}

function notReady({ context, ledgerTick }: Doors, { offsetMinutes }: District, reply: FastifyReply): Refusal {
  const period = ledgerTick * 1000
  const now = context.now().getTime()
  const next = Math.ceil((now + 1) / period) * period
  reply.header('retry-after', String(Math.ceil((next - now) / 1000)))
  return new Refusal('proof-not-ready', new Date(next + offsetMinutes * 60_000).toISOString().slice(11, 19))
}

function partsOf(district: District, row: ReceiptRow): ReceiptParts | undefined {
  const { salt, text, place, identityKind, eventSalt, detail } = row
  if (!salt || text === null || place === null || identityKind === null || !eventSalt || !detail) return undefined
  const files = Array.isArray(detail.files) ? detail.files.map((hash) => Buffer.from(String(hash), 'hex')) : []
  const { reportId, channel, aboutAddressee, pointId, saidAt, eventId, caseId, status } = row
  return {
    district: district.id,
    receivedAt: row.receivedAt,
    report: {
      id: reportId,
      salt,
      text,
      place,
      channel,
      identityKind,
      aboutAddressee: aboutAddressee === true,
      pointId,
      saidAt,
      files,
    },
    event: { id: eventId, salt: eventSalt, caseId, status, detail },
  }
}
