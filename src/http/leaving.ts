/** Somebody leaves: what they hold and where it goes, and then it is done. */
import { letLeave } from '../actions/leave.ts'
import { type LeavingReply, type LeftReply, leaveBody, leavingReply, leftReply } from '../contract/people.ts'
import { accountById } from '../data/people/read.ts'
import {
  countHeldCases,
  departureOf,
  pointsOfDeputies,
  proposalsOf,
  seatsOf,
  successorsAt,
} from '../data/people/read-leaving.ts'
import { sessionsOf } from '../data/people/read-security.ts'
import { deeds } from '../domain/people/deeds.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { personParams } from './people.ts'
import { caseNumber } from './present-case.ts'
import { orRefuse, Refusal, type RefusalName, sentenceOf } from './refusals.ts'
import type { Doors, Server } from './server.ts'

export function leavingRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/people/:id/leaving',
    {
      config: { access: deeds['keep-people'] },
      schema: {
        tags: ['people'],
        description: 'What a person holds who is to leave, and whom it can go to. Nothing is changed.',
        params: personParams,
        response: documented({ 200: leavingReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request): Promise<LeavingReply> => {
      const { district } = sessionOn(request)
      const { id } = request.params
      const db = context.database.of(district.id)
      if (!(await accountById(db, id))) throw new Refusal('no-such-login')
      const seats = await seatsOf(db, id)
      const deputyIds = seats.map((own) => own.id)
      const [openCases, points, proposals, sessions, successors, departure] = await Promise.all([
        countHeldCases(db, deputyIds),
        pointsOfDeputies(db, deputyIds),
        proposalsOf(db, id),
        sessionsOf(db, id, context.now()),
        successorsAt(db, { stationIds: seats.map(({ stationId }) => stationId), but: deputyIds }),
        departureOf(db, id),
      ])
      const begun = departure && departure.doneAt === null ? departure : undefined
      return {
        openCases,
        points: points.map((point) => ({ id: point.id, name: point.name })),
        codes: seats.flatMap(({ code }) => (code ? [code] : [])),
        proposals: proposals.map(({ caseId, number, receivedAt, kind }) => ({
          caseId,
          number: caseNumber(number, receivedAt, district),
          kind,
        })),
        sessions: sessions.length,
        stations: seats.map((own) => ({ deputyId: own.id, station: own.stationName })),
        successors: successors.map((one) => ({ id: one.id, name: one.name, above: one.stationName })),
        begun: begun ? { successorId: begun.successorId, words: begun.words, casesMoved: begun.casesMoved } : null,
      }
    },
  )

  app.post(
    '/api/v1/people/:id/leave',
    {
      config: { access: deeds['keep-people'] },
      schema: {
        tags: ['people'],
        description:
          'Ends an account at once and gives on what the person holds as a deputy, up to a hundred cases in a call: while `done` is false, ask again.',
        params: personParams,
        body: leaveBody,
        response: documented({ 200: leftReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request): Promise<LeftReply> => {
      const { district, staff } = sessionOn(request)
      const leaving = { userId: request.params.id, ...request.body }
      const left = orRefuse(await letLeave(context, district, staff, leaving))
      return {
        ...left,
        notMoved: left.notMoved.map(({ caseId, refusal }) => ({
          caseId,
          message: sentenceOf(refusal as RefusalName, request.language),
        })),
      }
    },
  )
}
