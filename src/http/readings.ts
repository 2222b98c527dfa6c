/** Writing down what a recording or a photographed page says, and reading what was written down. */
import { z } from 'zod'
import { readFile } from '../actions/read-file.ts'
import { caseReadings, readFileBody, readFileReply } from '../contract/readings.ts'
import { caseFor } from '../data/cases/read.ts'
import { historyOf } from '../data/events/read.ts'
import { deeds } from '../domain/people/deeds.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseReadingsFor } from './present-readings.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

export function readingRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/cases/:id/readings',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'What the recordings and pages of a case say, as people wrote it down. Whoever may not hear a recording reads what was checked.',
        params: z.strictObject({ id: z.uuid() }),
        response: documented({ 200: caseReadings }, [400, 401, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const item = await caseFor(db, staff, request.params.id)
      if (!item) throw new Refusal('no-such-case')
      return caseReadingsFor(db, item, await historyOf(db, item.id), staff)
    },
  )

  app.post(
    '/api/v1/cases/:id/files/:file/reading',
    {
      config: { access: deeds['write-readings'] },
      schema: {
        tags: ['desk'],
        description:
          'Writes down, or corrects, what a recording or a photographed page of the resident says. Earlier versions are kept. Confirmed, it is shown to the agency; and where the resident wants only the words, the recording is removed.',
        params: z.strictObject({ id: z.uuid(), file: z.uuid() }),
        body: readFileBody,
        response: documented({ 200: readFileReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const { id: caseId, file } = request.params
      const { version, removed } = orRefuse(
        await readFile(context, district.id, { staff, caseId, file, ...request.body }),
      )
      return { version, removed }
    },
  )
}
