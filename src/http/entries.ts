/** Entering a report for a resident, and handing out its receipt, which the desk itself never learns. */
import type { FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { renderReceiptSlip } from '../../web/site/receipt-slip.ts'
import { enterReport, handOutReceipt } from '../actions/enter-report.ts'
import {
  type EnterReportReply,
  type EntryPlacesReply,
  enterReportBody,
  enterReportReply,
  entryPlacesQuery,
  entryPlacesReply,
  handOutBody,
  type ReadAloudReply,
  readAloudReply,
} from '../contract/entries.ts'
import { caseFor } from '../data/cases/read.ts'
import { placesToEnter } from '../data/reports/read-entered.ts'
import { deeds } from '../domain/people/deeds.ts'
import { handOutUntil } from '../domain/reports/entering.ts'
import { printedReceiptCode } from '../domain/reports/receipt-code.ts'
import { tidyWords } from '../domain/shared/words.ts'
import { dayWords } from '../words/dates.ts'
import { entering as en } from '../words/en/entering.ts'
import { entering as zh } from '../words/zh/entering.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { field } from './page-settings.ts'
import { caseNumber } from './present-case.ts'
import { presentNotKept } from './present-steps.ts'
import { orRefuse, Refusal } from './refusals.ts'
import { addressedTo } from './reports.ts'
import type { Doors, Server } from './server.ts'

const words = { zh, en }
const mostPlaces = 50

/** In a form every field is text: what is more than text is written as JSON. */
async function readFormFields(request: FastifyRequest): Promise<void> {
  if (!request.uploads) return
  const body = request.body as Record<string, unknown>
  body.text ??= ''
  for (const name of ['to', 'identity', 'callBack', 'aboutAddressee']) {
    const text = field(body, name)
    try {
      if (text !== '') body[name] = JSON.parse(text)
    } catch {
      throw new Refusal('not-understood', name)
    }
  }
}

export function entryRoutes(app: Server, { context, publicUrl }: Doors): void {
  const access = deeds['enter-for-somebody']

  app.get(
    '/api/v1/entries/places',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'Where I can enter what a resident says: deputies, stations, towns and points of my units.',
        querystring: entryPlacesQuery,
        response: documented({ 200: entryPlacesReply }, [400, 401, 403, 503]),
      },
    },
    async (request): Promise<EntryPlacesReply> => {
      const { district, staff } = sessionOn(request)
      const search = tidyWords(request.query.search)
      const places = await placesToEnter(context.database.of(district.id), staff, { search, limit: mostPlaces })
      const isOffice = staff.memberships.some(({ role }) => role === 'district')
      return { places, district: isOffice ? { code: district.prefix, name: district.name } : null }
    },
  )

  app.post(
    '/api/v1/entries',
    {
      config: { access, files: true },
      preValidation: readFormFields,
      schema: {
        tags: ['desk'],
        description:
          'Enters a report for a resident, by the rules of the resident’s own page. With files it is sent as multipart/form-data: the same fields, what is not text as JSON, each file as `files`. The receipt’s code is never in the reply.',
        body: enterReportBody,
        response: documented({ 201: enterReportReply }, [400, 401, 403, 404, 409, 410, 413, 503]),
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      const { to, ...said } = request.body
      const entry = { ...said, staff, to: addressedTo(to), uploads: request.uploads ?? [] }
      const { id, number, receivedAt, notKept } = orRefuse(await enterReport(context, district, entry))
      const isShown = await caseFor(context.database.of(district.id), staff, id)
      return reply.status(201).send({
        number: caseNumber(number, receivedAt, district),
        caseId: isShown ? id : null,
        receivedAt: receivedAt.toISOString(),
        handOutUntil: handOutUntil(receivedAt).toISOString(),
        notKept: presentNotKept(notKept, request.language),
      } satisfies EnterReportReply)
    },
  )

  app.post(
    '/api/v1/entries/slip',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description:
          'The receipt as a drawing of one A5 sheet, to be printed at once and folded. Only for whoever entered the report, for two hours, three times; the resident sees each.',
        body: handOutBody,
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      const { entryId } = request.body
      const given = orRefuse(await handOutReceipt(context, district, { staff, entryId, manner: 'slip' }))
      const address = `${publicUrl}/receipt#${given.code}`
      const { slip } = words[request.language]
      const parts = {
        printedCode: printedReceiptCode(given.code),
        qr: await QRCode.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
        number: caseNumber(given.number, given.receivedAt, district),
        unit: given.enteredBy,
        day: dayWords(given.receivedAt, request.language, district),
      }
      return reply.type('image/svg+xml').send(renderReceiptSlip(parts, slip))
    },
  )

  app.post(
    '/api/v1/entries/aloud',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'The receipt’s code in groups, to be spoken to the resident. The same limits as for the slip.',
        body: handOutBody,
        response: documented({ 200: readAloudReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request): Promise<ReadAloudReply> => {
      const { district, staff } = sessionOn(request)
      const { entryId } = request.body
      const { code } = orRefuse(await handOutReceipt(context, district, { staff, entryId, manner: 'aloud' }))
      return { groups: printedReceiptCode(code).split(' ') }
    },
  )
}
