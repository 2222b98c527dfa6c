/** Whether a program is to do some work before it sends a report. The pages ask for it themselves. */
import { type ProofOfWorkReply, proofOfWorkQuery, proofOfWorkReply } from '../contract/proof-of-work.ts'
import { normalise } from '../domain/shared/check-letter.ts'
import { challengeFor } from './admission.ts'
import { placeOfCode } from './codes.ts'
import { documented } from './documented.ts'
import { districtOfCode } from './reports.ts'
import type { Doors, Server } from './server.ts'

export function workAskedRoutes(app: Server, doors: Doors): void {
  app.get(
    '/api/v1/proof-of-work',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['residents'],
        description:
          'Asks whether work is to be done before a report is sent. A report without it is never refused; under load a person looks at it first.',
        querystring: proofOfWorkQuery,
        response: documented({ 200: proofOfWorkReply }, [400, 404, 410, 503]),
      },
    },
    async (request, reply) => {
      const code = normalise(request.query.code)
      const district = await districtOfCode(doors.context, code)
      const kind = code === district.prefix ? 'district' : (await placeOfCode(doors, district, code)).kind
      const challenge = await challengeFor(doors.context, district, { kind, code })
      return reply.header('cache-control', 'no-store').send({ challenge } as ProofOfWorkReply)
    },
  )
}
