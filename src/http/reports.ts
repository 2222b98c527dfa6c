/** Saying something, as a program does it. The form of the pages is in resident-pages.ts; both call the same action. */
import type { FastifyRequest } from 'fastify'
import { type AddressedTo, submitReport } from '../actions/submit-report.ts'
import { type SubmitReportReply, submitReportBody, submitReportReply } from '../contract/reports.ts'
import { districtByPrefix } from '../data/districts/read.ts'
import { districtPrefixOf, printedReceiptCode } from '../domain/reports/receipt-code.ts'
import { isToQuarantine } from './admission.ts'
import { documented } from './documented.ts'
import { field } from './page-settings.ts'
import { presentNotKept } from './present-steps.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'
import { namedIn } from './upload-pieces.ts'

/** In a form, `to`, `identity` and `transcriptOnly` are written as JSON, and files may stand for words. The schema looks at the rest. */
async function readJsonFields(request: FastifyRequest): Promise<void> {
  if (!request.uploads) return
  const body = request.body as Record<string, unknown>
  body.text ??= ''
  for (const name of ['to', 'identity', 'uploads', 'transcriptOnly']) {
    const text = field(body, name)
    try {
      if (text !== '') body[name] = JSON.parse(text)
    } catch {
      throw new Refusal('not-understood', name)
    }
  }
}

export function reportRoutes(app: Server, { context }: Doors): void {
  app.post(
    '/api/v1/reports',
    {
      config: { access: 'anyone', files: true },
      preValidation: readJsonFields,
      schema: {
        tags: ['residents'],
        description:
          'Submits a report. The same submissionId with the same content gives the same receipt, however often and however parallel it comes. With photos and recordings it is sent as multipart/form-data: the same fields, `to` and `identity` as JSON, and each file as `files`. A file that cannot be kept is named in `notKept`; the rest is kept. Files that were sent before in pieces are named in `uploads`.',
        body: submitReportBody,
        response: documented({ 201: submitReportReply }, [400, 404, 409, 410, 413, 429, 503]),
      },
    },
    async (request, reply) => {
      const { to, proof, uploads: named, ...said } = request.body
      const addressed = addressedTo(to)
      const district = await districtOfCode(context, addressed.code)
      const uploads = [...(request.uploads ?? []), ...namedIn(named)]
      const isQuarantined = await isToQuarantine(context, district, { to: addressed, ...(proof && { proof }) })
      const receipt = orRefuse(
        await submitReport(context, district, { ...said, to: addressed, channel: 'web', isQuarantined, uploads }),
      )
      return reply.status(201).send({
        receiptCode: printedReceiptCode(receipt.code),
        status: receipt.status,
        receivedAt: receipt.receivedAt.toISOString(),
        ...(receipt.notKept.length > 0 && { notKept: presentNotKept(receipt.notKept, request.language) }),
      } satisfies SubmitReportReply)
    },
  )
}

/** The district a public code or receipt code belongs to. Refused: `no-such-code`. */
export async function districtOfCode(context: Doors['context'], code: string) {
  const prefix = districtPrefixOf(code.trim())
  const district = prefix && (await districtByPrefix(context.database, prefix))
  if (!district) throw new Refusal('no-such-code')
  return district
}

type Addressed = Readonly<Partial<Record<AddressedTo['kind'], string>>>

/** `{ point: 'CODE' }` as kind and code. */
export function addressedTo(to: Addressed): AddressedTo {
  const [first] = Object.entries(to) as [AddressedTo['kind'], string][]
  if (!first) throw new Refusal('not-understood')
  return { kind: first[0], code: first[1] }
}
