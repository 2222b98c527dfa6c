/**
 * The receipt as a file that proves: only who has the code gets it, and it can be checked without us. The code stands in
 * the body of the request alone; neither the file's name nor what is in it tells it.
 */
import type { FastifyReply } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import { paths } from '../../web/shared/paths.ts'
import { renderCheckPage } from '../../web/site/receipt-check-page.ts'
import { lookupBody } from '../contract/receipts.ts'
import { type District, districtByPrefix } from '../data/districts/read.ts'
import { checkpointOver, tilesAt } from '../data/ledger/read.ts'
import { type ReceiptRow, receiptRow } from '../data/ledger/read-receipt.ts'
import { districtPrefixOf, parseReceiptCode } from '../domain/reports/receipt-code.ts'
import { type ReceiptParts, sealReceipt } from '../ledger/receipt-proof.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import { proofsFromTiles } from '../ledger/tiles.ts'
import { assetAddresses } from './assets.ts'
import { documented } from './documented.ts'
import { sealFileLink } from './file-links.ts'
import { verifierKeysOf } from './ledger.ts'
import { districtOfPage, field, pageSettings } from './page-settings.ts'
import { lookUpReceipt, noSuchReceipt } from './receipts.ts'
import { orRefuse, Refusal } from './refusals.ts'
import { districtOfCode } from './reports.ts'
import type { Doors, Server } from './server.ts'

const fileName = 'jieyou-receipt.txt'

export function receiptProofRoutes(app: Server, doors: Doors): void {
  const asset = assetAddresses(doors.builtFolder)

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
      reply.type('text/plain; charset=utf-8').send(orSay(await proofFor(doors, body.receiptCode), reply).file),
  )

  const page = { config: { access: 'anyone', page: true }, schema: { hide: true } } as const

  app.post(paths.receiptProof, page, async ({ body }, reply) => {
    const { file } = orSay(await proofFor(doors, field(body, 'receiptCode').slice(0, 80)), reply)
    return reply
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .type('text/plain; charset=utf-8')
      .send(file)
  })

  // The page reloaded, or its address typed: the way to it is the receipt.
  app.get(paths.check, page, (_request, reply) => reply.redirect(paths.receipt, 303))

  app.post(paths.check, page, async (request, reply) => {
    const typed = field(request.body, 'receiptCode').slice(0, 80)
    const [receipt, proof] = [await lookUpReceipt(doors, typed), await proofFor(doors, typed)]
    const own = await districtOfCode(doors.context, receipt.receiptCode)
    const district = await districtOfPage(doors, request).catch(() => own)
    const linkOf = (attachmentId: string) =>
      paths.linkedFile(sealFileLink(doors.context, { district: own.id, attachmentId }))
    return reply.type('text/html; charset=utf-8').send(
      renderCheckPage(pageSettings(request, district, asset), {
        receipt,
        linkOf,
        proof:
          proof.state === 'ready'
            ? {
                ...proof,
                qr: await QRCode.toString(proof.file, { type: 'svg', margin: 2, errorCorrectionLevel: 'L' }),
                keys: await verifierKeysOf(doors, own),
              }
            : proof,
      }),
    )
  })
}

type Proof =
  | { readonly state: 'ready'; readonly file: string; readonly witnesses: number }
  /** `seconds` from now, `next` by the district's clock: when the log grows next. */
  | { readonly state: 'not-ready'; readonly seconds: number; readonly next: string }
  | { readonly state: 'erased' }

/** The file; until it can be had, the refusal that says why. */
function orSay(proof: Proof, reply: FastifyReply) {
  if (proof.state === 'ready') return proof
  if (proof.state === 'erased') throw new Refusal('proof-erased')
  reply.header('retry-after', String(proof.seconds))
  throw new Refusal('proof-not-ready', proof.next)
}

/** The proof for a receipt as far as there is one. Refused: what a look-up refuses. */
async function proofFor(doors: Doors, typed: string): Promise<Proof> {
  const { context } = doors
  const code = orRefuse(parseReceiptCode(typed))
  // Where it was said: that is the district whose log holds on to these words, also when the case was transferred.
  const district = await districtByPrefix(context.database, districtPrefixOf(code) ?? '')
  const db = district && context.database.of(district.id)
  const row = db && (await receiptRow(db, hashOfReceiptCode(code)))
  if (!district || !db || !row) return noSuchReceipt()
  const checkpoint = row.position === null ? undefined : await checkpointOver(db, row.position)
  if (row.position === null || !checkpoint) return notReady(doors, district)
  const parts = partsOf(district, row)
  if (!parts) return { state: 'erased' }
  const proofs = proofsFromTiles(checkpoint.size, async (level, index) => {
    const [tile] = await tilesAt(db, [{ level, index }])
    return tile?.hashes ?? new Uint8Array(0)
  })
  const note = checkpoint.note + checkpoint.cosignatures.join('')
  const sealed = sealReceipt(parts, row.position, await proofs.inclusion(row.position), note)
  if (!sealed.ok) throw new Error('a receipt and its leaf differ: npx jieyou verify database tells more')
  return { state: 'ready', file: sealed.value, witnesses: checkpoint.cosignatures.length }
}

function notReady({ context, ledgerTick }: Doors, { offsetMinutes }: District): Proof {
  const period = ledgerTick * 1000
  const now = context.now().getTime()
  const next = Math.ceil((now + 1) / period) * period
  return {
    state: 'not-ready',
    seconds: Math.ceil((next - now) / 1000),
    next: new Date(next + offsetMinutes * 60_000).toISOString().slice(11, 19),
  }
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
