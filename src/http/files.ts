/** Photos and recordings, to those who may have them. */
import { z } from 'zod'
import { fileQuery } from '../contract/files.ts'
import { receiptFileBody } from '../contract/receipts.ts'
import { caseFor } from '../data/cases/read.ts'
import { fileByAttachment, fileOfCase } from '../data/files/read.ts'
import { canHear, staffMayHave } from '../domain/cases/file-sight.ts'
import { documented } from './documented.ts'
import { openFileLink } from './file-links.ts'
import { sessionOn } from './guard.ts'
import { isForResident } from './present-steps.ts'
import { caseOfReceipt } from './receipts.ts'
import { Refusal } from './refusals.ts'
import { sendFile } from './send-file.ts'
import type { Doors, Server } from './server.ts'

export function fileRoutes(app: Server, doors: Doors): void {
  const { context } = doors

  app.get(
    '/api/v1/cases/:id/files/:file',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'A photo or recording of a case, as its bytes. What a resident recorded stays with the deputy, the station and the offices above.',
        params: z.strictObject({ id: z.uuid(), file: z.uuid() }),
        querystring: fileQuery,
        response: documented({}, [400, 401, 403, 404, 503]),
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const item = await caseFor(db, staff, request.params.id)
      if (!item) throw new Refusal('no-such-case')
      const file = await fileOfCase(db, item.id, request.params.file)
      if (!file) throw new Refusal('no-such-file')
      if (!staffMayHave({ kind: file.kind, by: file.actorKind }, canHear(item, staff)))
        throw new Refusal('recording-is-not-for-you')
      return sendFile(doors, request, reply, file, request.query.size)
    },
  )

  app.post(
    '/api/v1/receipts/file',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['residents'],
        description: 'A photo or recording of the case behind a receipt, as its bytes.',
        body: receiptFileBody,
        response: documented({}, [400, 404, 429, 503]),
      },
    },
    async (request, reply) => {
      const { db, item } = await caseOfReceipt(doors, request.body.receiptCode)
      const file = await fileOfCase(db, item.id, request.body.file)
      if (!file || !isForResident(file.eventKind)) throw new Refusal('no-such-file')
      return sendFile(doors, request, reply, file, request.body.size)
    },
  )

  // What a receipt page shows: made for it a moment ago, so that pictures and players work without scripts.
  app.get(
    '/files/:link',
    {
      config: { access: 'anyone' },
      schema: { hide: true, params: z.strictObject({ link: z.string() }), querystring: fileQuery },
    },
    async (request, reply) => {
      const linked = openFileLink(context, request.params.link)
      if (linked === 'expired') throw new Refusal('link-expired')
      const file = linked && (await fileByAttachment(context.database.of(linked.district), linked.attachmentId))
      if (!file) throw new Refusal('no-such-file')
      return sendFile(doors, request, reply, file, request.query.size)
    },
  )
}
