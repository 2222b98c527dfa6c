/** Erasing what a report holds, by two persons of the district's office. */
import { z } from 'zod'
import { askErase } from '../actions/ask-erase.ts'
import { dropErase } from '../actions/drop-erase.ts'
import { eraseReport } from '../actions/erase-report.ts'
import type { ErasingStepTaken } from '../actions/take-erasing-step.ts'
import {
  askEraseBody,
  dropEraseBody,
  type ErasingReply,
  type ErasuresReply,
  eraseBody,
  erasingReply,
  erasuresReply,
} from '../contract/erasing.ts'
import { waitingErasures } from '../data/erasing/read.ts'
import type { ErasingStep } from '../domain/cases/erasing.ts'
import { deeds } from '../domain/people/deeds.ts'
import { erasing as en } from '../words/en/erasing.ts'
import type { Language } from '../words/language.ts'
import { erasing as zh } from '../words/zh/erasing.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber } from './present-case.ts'
import { orRefuse, type RefusalName } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const words = { zh, en }
const idParams = z.strictObject({ id: z.uuid() })
const listedAtMost = 200

export function erasingRoutes(app: Server, doors: Doors): void {
  const { context } = doors

  app.get(
    '/api/v1/erasures',
    {
      config: { access: deeds.erase },
      schema: {
        tags: ['desk'],
        description: 'The erasings that are asked for and wait for a second person of the district’s office.',
        response: documented({ 200: erasuresReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<ErasuresReply> => {
      const { district, staff } = sessionOn(request)
      const waiting = await waitingErasures(context.database.of(district.id), staff, listedAtMost)
      return {
        erasures: waiting.map((item) => ({
          caseId: item.caseId,
          number: caseNumber(item.number, item.receivedAt, district),
          version: item.version,
          wish: item.wish,
          words: item.words,
          askedBy: item.name,
          mine: item.userId === staff.userId,
          receivedAt: item.receivedAt.toISOString(),
        })),
      }
    },
  )

  const stepRoute = <Body extends z.ZodObject<{ version: z.ZodOptional<z.ZodInt> }>>(
    step: ErasingStep,
    description: string,
    body: Body,
    take: (
      move: Parameters<typeof eraseReport>[1],
      given: z.output<Body>,
    ) => Promise<{ ok: true; value: ErasingStepTaken } | { ok: false; refusal: RefusalName }>,
  ) =>
    app.post(
      `/api/v1/cases/:id/${step}`,
      {
        config: { access: deeds.erase },
        schema: {
          tags: ['desk'],
          description,
          params: idParams,
          body,
          response: documented({ 200: erasingReply }, [400, 401, 403, 404, 409, 503]),
        },
      },
      async (request): Promise<ErasingReply> => {
        const { district, staff } = sessionOn(request)
        const given = request.body as z.output<Body>
        const caseId = (request.params as z.output<typeof idParams>).id
        const seenVersion = given.version as number | undefined
        const taken = orRefuse(await take({ district: district.id, staff, caseId, seenVersion }, given))
        return { status: taken.status, version: taken.version, elsewhere: elsewhere(taken, request.language) }
      },
    )

  stepRoute(
    'ask-erase',
    'Asks that what a report holds be erased. Another person of the district’s office must consent.',
    askEraseBody,
    (move, given) => askErase(context, move, given),
  )
  stepRoute(
    'drop-erase',
    'Nothing is erased: who asked takes it back, or another person says no.',
    dropEraseBody,
    (move, given) => dropErase(context, move, given),
  )
  stepRoute(
    'erase',
    'Consents, as another person than who asked. Nothing of the report is shown any more, and a job removes it for good.',
    eraseBody,
    (move) => eraseReport(context, move),
  )
}

/** Only what is in this district is erased; who else has it is said. */
function elsewhere({ wentTo, cameFrom }: ErasingStepTaken, language: Language): string | null {
  const said = words[language]
  if (wentTo.length > 0) return said.alsoIn(wentTo.join(said.and))
  return cameFrom ? said.cameFrom : null
}
