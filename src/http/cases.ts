/** The desk: lists, one case, its moves. Each move's route is open to the roles its table of moves names. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { acceptCase } from '../actions/accept-case.ts'
import { answerCase, answerCaseDirectly, fulfilPlan } from '../actions/answer-case.ts'
import { askResident } from '../actions/ask-resident.ts'
import { claimCase } from '../actions/claim-case.ts'
import { confirmDecline, dropDecline, proposeDecline } from '../actions/decline-case.ts'
import { askExtension, grantExtension, refuseExtension } from '../actions/extend-case.ts'
import { giveOpinion } from '../actions/give-opinion.ts'
import { handOverCase } from '../actions/hand-over-case.ts'
import { lookAtIdentity } from '../actions/look-at-identity.ts'
import type { Moved, StaffMove } from '../actions/make-move.ts'
import { markUrgent } from '../actions/mark-urgent.ts'
import { mergeCase } from '../actions/merge-cases.ts'
import { messageResident } from '../actions/message-resident.ts'
import { passCase } from '../actions/pass-case.ts'
import { dropRecusal, recuseAgency } from '../actions/recuse-agency.ts'
import { relayAnswer } from '../actions/relay-answer.ts'
import { releaseCase } from '../actions/release-case.ts'
import { reopenCase } from '../actions/reopen-case.ts'
import { returnCase } from '../actions/return-case.ts'
import { splitCase } from '../actions/split-case.ts'
import { superviseCase } from '../actions/supervise-case.ts'
import { transferCase } from '../actions/transfer-case.ts'
import { urgeCase } from '../actions/urge-case.ts'
import {
  agenciesReply,
  answerBody,
  askExtensionBody,
  caseReply,
  declineBody,
  handOverBody,
  identityReply,
  type ListCasesReply,
  listCasesReply,
  lookAtIdentityBody,
  type MovedReply,
  mergeBody,
  movedReply,
  optionalWordsBody,
  plainBody,
  recuseAgencyBody,
  townsReply,
  transferBody,
  wordsBody,
} from '../contract/cases.ts'
import { listCasesQuery } from '../contract/lists.ts'
import { caseFor } from '../data/cases/read.ts'
import { countCases } from '../data/cases/read-list.ts'
import { historyOf } from '../data/events/read.ts'
import { allAgencies, allTowns } from '../data/places/read.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { addDays, localDate, startOfDay } from '../domain/calendar/calendar.ts'
import { whenToRemind } from '../domain/cases/by-the-clock.ts'
import { type CaseMove, moves } from '../domain/cases/moves.ts'
import type { StaffRole } from '../domain/people/actor.ts'
import { deeds } from '../domain/people/deeds.ts'
import { countFound, narrowedBy, pageFor } from './case-pages.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { meetingRoutes } from './meetings.ts'
import { type Deciding, presentCase, presentCaseRow } from './present-case.ts'
import { presentNotKept } from './present-steps.ts'
import { orRefuse, Refusal, type RefusalName } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const idParams = z.strictObject({ id: z.uuid() })

/** The staff roles that have any way of making this move. */
const rolesOf = (move: CaseMove): StaffRole[] => [
  ...new Set(moves[move].flatMap((way) => way.by).filter((role) => role !== 'resident' && role !== 'system')),
]

/** Moves whose words photos and recordings can go with, as a form with each file in `files`. */
const takesFiles: readonly CaseMove[] = [
  'answer',
  'answer-directly',
  'fulfil',
  'ask',
  'message',
  'relay',
  'give-opinion',
  'finish-item',
]

/** In a form every field is text; the version is a number. */
const readVersion = async (request: FastifyRequest): Promise<void> => {
  const body = request.body as { version?: unknown } | null
  if (request.uploads && body && typeof body.version === 'string') body.version = Number(body.version)
}

export function caseRoutes(app: Server, doors: Doors): void {
  const { context } = doors

  const decidingFor = async (request: FastifyRequest): Promise<Deciding> => {
    const session = sessionOn(request)
    const db = context.database.of(session.district.id)
    const now = context.now()
    const [rules, calendar] = await Promise.all([rulesAt(db, now), workingCalendar(db)])
    return { session, rules, calendar, now, language: request.language }
  }

  app.get(
    '/api/v1/cases',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'The cases the person may see: the open ones by due time, then the ended ones, the latest closed first. With a search the newest first. Only what they may see is counted.',
        querystring: listCasesQuery,
        response: documented({ 200: listCasesReply }, [400, 401, 503]),
      },
    },
    async (request): Promise<ListCasesReply> => {
      const { after, limit, ...asked } = request.query
      const deciding = await decidingFor(request)
      const { district, staff } = deciding.session
      const db = context.database.of(district.id)
      const soon = startOfDay(addDays(localDate(deciding.now, deciding.calendar), 3), deciding.calendar)
      const given = { ...narrowedBy(asked, deciding), limit }
      // Only the first page is counted: on the later ones nobody looks at the figures again.
      const [page, counts] = await Promise.all([
        pageFor(db, staff, { ...given, search: asked.search?.trim() ?? '', after }),
        after ? null : countCases(db, staff, { now: deciding.now, soon, remind: whenToRemind(deciding) }),
      ])
      const found = await countFound(db, staff, { ...given, search: asked.search?.trim() ?? '', after }, page)
      return { cases: page.cases.map((item) => presentCaseRow(item, deciding)), next: page.next, counts, found }
    },
  )

  app.get(
    '/api/v1/cases/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'One case with its history.',
        params: idParams,
        response: documented({ 200: caseReply }, [400, 401, 404, 503]),
      },
    },
    async (request) => {
      const deciding = await decidingFor(request)
      const { district, staff } = deciding.session
      const db = context.database.of(district.id)
      const item = await caseFor(db, staff, request.params.id)
      if (!item) throw new Refusal('no-such-case')
      return presentCase(item, await historyOf(db, item.id), deciding)
    },
  )

  const moveRoute = <Body extends z.ZodObject<{ version: z.ZodOptional<z.ZodInt> }>>(
    move: CaseMove,
    body: Body,
    make: (
      staffMove: StaffMove,
      given: z.output<Body>,
    ) => Promise<{ ok: true; value: Moved } | { ok: false; refusal: RefusalName }>,
  ) =>
    app.post(
      `/api/v1/cases/:id/${move}`,
      {
        config: takesFiles.includes(move) ? { access: rolesOf(move), files: true } : { access: rolesOf(move) },
        preValidation: readVersion,
        schema: {
          tags: ['desk'],
          description: `The move «${move}», as the table of moves allows it.${takesFiles.includes(move) ? ' With files it is sent as multipart/form-data, each file as `files`.' : ''}`,
          params: idParams,
          body,
          response: documented({ 200: movedReply }, [400, 401, 403, 404, 409, 413, 503]),
        },
      },
      async (request): Promise<MovedReply> => {
        const { district, staff } = sessionOn(request)
        const given = request.body as z.output<Body>
        const staffMove = {
          district: district.id,
          staff,
          caseId: (request.params as z.output<typeof idParams>).id,
          seenVersion: given.version as number | undefined,
          uploads: request.uploads ?? [],
        }
        const moved = orRefuse(await make(staffMove, given))
        return {
          status: moved.status,
          version: moved.version,
          dueAt: moved.dueAt?.toISOString() ?? null,
          ...(moved.notKept.length > 0 ? { notKept: presentNotKept(moved.notKept, request.language) } : {}),
        }
      },
    )

  moveRoute('release', plainBody, (move) => releaseCase(context, move))
  moveRoute('accept', plainBody, (move) => acceptCase(context, move))
  moveRoute('claim', plainBody, (move) => claimCase(context, move))
  moveRoute('pass', wordsBody, (move, given) => passCase(context, move, given))
  moveRoute('transfer', transferBody, (move, given) => transferCase(context, move, given))
  moveRoute('propose-decline', declineBody, (move, given) => proposeDecline(context, move, given))
  moveRoute('drop-decline', plainBody, (move) => dropDecline(context, move))
  moveRoute('decline', plainBody, (move) => confirmDecline(context, move))
  moveRoute('hand-over', handOverBody, (move, given) => handOverCase(context, move, given))
  moveRoute('return', wordsBody, (move, given) => returnCase(context, move, given))
  moveRoute('give-opinion', wordsBody, (move, given) => giveOpinion(context, move, given))
  meetingRoutes(moveRoute, context)
  moveRoute('ask', wordsBody, (move, given) => askResident(context, move, given))
  moveRoute('message', wordsBody, (move, given) => messageResident(context, move, given))
  moveRoute('ask-extension', askExtensionBody, (move, given) => askExtension(context, move, given))
  moveRoute('grant-extension', plainBody, (move) => grantExtension(context, move))
  moveRoute('refuse-extension', wordsBody, (move, given) => refuseExtension(context, move, given))
  moveRoute('answer', answerBody, (move, given) => answerCase(context, move, given))
  moveRoute('answer-directly', answerBody, (move, given) => answerCaseDirectly(context, move, given))
  moveRoute('relay', wordsBody, (move, given) => relayAnswer(context, move, given))
  moveRoute('merge', mergeBody, (move, given) => mergeCase(context, move, given))
  moveRoute('split', plainBody, (move) => splitCase(context, move))
  moveRoute('reopen', wordsBody, (move, given) => reopenCase(context, move, given))
  moveRoute('fulfil', answerBody, (move, given) => fulfilPlan(context, move, given))
  moveRoute('supervise', plainBody, (move) => superviseCase(context, move))
  moveRoute('urge', plainBody, (move) => urgeCase(context, move))
  moveRoute('recuse-agency', recuseAgencyBody, (move, given) => recuseAgency(context, move, given))
  moveRoute('drop-recusal', wordsBody, (move, given) => dropRecusal(context, move, given))
  moveRoute('mark-urgent', optionalWordsBody, (move, given) => markUrgent(context, move, given))

  app.post(
    '/api/v1/cases/:id/look-at-identity',
    {
      config: { access: deeds['look-at-identity'] },
      schema: {
        tags: ['desk'],
        description:
          'Shows who spoke, where the resident allowed it. The look and its reason are recorded; the resident sees them.',
        params: idParams,
        body: lookAtIdentityBody,
        response: documented({ 200: identityReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const look = { staff, caseId: request.params.id, reason: request.body.reason }
      const { name, phone } = orRefuse(await lookAtIdentity(context, district.id, look))
      return { name, phone }
    },
  )

  app.get(
    '/api/v1/agencies',
    {
      config: { access: deeds['choose-agency'] },
      schema: {
        tags: ['desk'],
        description: 'The agencies a case can be handed over to, or that can be called to a meeting on the spot.',
        response: documented({ 200: agenciesReply }, [401, 403, 503]),
      },
    },
    async (request) => {
      const found = await allAgencies(context.database.of(sessionOn(request).district.id))
      return { agencies: found.map(({ id, name }) => ({ id, name })) }
    },
  )

  app.get(
    '/api/v1/towns',
    {
      config: { access: deeds['choose-town'] },
      schema: {
        tags: ['desk'],
        description: 'The towns a case can be transferred to.',
        response: documented({ 200: townsReply }, [401, 403, 503]),
      },
    },
    async (request) => {
      const found = await allTowns(context.database.of(sessionOn(request).district.id))
      return { towns: found.map(({ id, name }) => ({ id, name })) }
    },
  )
}
