/** Calling residents back, for the offices: drawing, the list, looking at the telephone, what was heard, the table of it. */
import { z } from 'zod'
import { lookToCallBack, recordCall } from '../actions/call-back.ts'
import { drawCallBacks } from '../actions/draw-call-backs.ts'
import { writePlaces } from '../actions/write-places.ts'
import {
  type CallBacksReply,
  callBacksQuery,
  callBacksReply,
  callRecordedReply,
  drawBody,
  drawReply,
  exportCallBacksQuery,
  recordCallBody,
} from '../contract/call-backs.ts'
import { identityReply, lookAtIdentityBody } from '../contract/cases.ts'
import { callBacksOf, drawsOf } from '../data/cases/read-call-backs.ts'
import { unitName } from '../data/places/read.ts'
import { callingOffice, mostTries } from '../domain/cases/call-back.ts'
import { deeds } from '../domain/people/deeds.ts'
import { callBacks as en } from '../words/en/call-backs.ts'
import { terms as termsEn } from '../words/en/terms.ts'
import { callBacks as zh } from '../words/zh/call-backs.ts'
import { terms as termsZh } from '../words/zh/terms.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber, titleOf } from './present-case.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server, Session } from './server.ts'

const words = { zh, en }
const terms = { zh: termsZh, en: termsEn }
const access = deeds['call-back']
const callParams = z.strictObject({ draw: z.uuid(), id: z.uuid() })

export function callBackRoutes(app: Server, { context }: Doors): void {
  const listFor = async ({ district, staff }: Session, asked: string | undefined, language: 'zh' | 'en') => {
    const db = context.database.of(district.id)
    const office = callingOffice(staff)
    if (!office) throw new Refusal('not-your-role')
    const draws = await drawsOf(db, { townId: office.unitId })
    const draw = asked ? draws.find(({ id }) => id === asked) : draws[0]
    if (asked && !draw) throw new Refusal('no-such-call-back')
    const rows = draw ? await callBacksOf(db, { townId: office.unitId, drawId: draw.id }) : []
    const kind = office.role === 'district' ? ('district' as const) : ('town' as const)
    const reply: CallBacksReply = {
      office: await unitName(db, { kind, id: office.unitId }),
      draws: draws.map(({ closedFrom, closedUntil, drawnByName, drawnAt, ...one }) => ({
        ...one,
        ...{ from: closedFrom, until: closedUntil, drawnBy: drawnByName, drawnAt: drawnAt.toISOString() },
      })),
      draw: draw?.id ?? null,
      calls: rows.map((row) => ({
        caseId: row.caseId,
        number: caseNumber(row.number, row.receivedAt, district),
        title: titleOf(row.title, language),
        answeredBy: row.answeredByName,
        ...{ tries: row.tries, cameOfIt: row.cameOfIt, process: row.process, result: row.result, solved: row.solved },
        ...{ ownSolved: row.ownSolved, words: row.words, calledBy: row.calledByName },
        calledAt: row.calledAt?.toISOString() ?? null,
        canCall: row.reachable && row.tries < mostTries && (row.cameOfIt === null || row.cameOfIt === 'not-reached'),
      })),
    }
    return reply
  }

  app.get(
    '/api/v1/call-backs',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'The draws of my office with what was heard, and the cases of one of them.',
        querystring: callBacksQuery,
        response: documented({ 200: callBacksReply }, [400, 401, 403, 404, 503]),
      },
    },
    (request) => listFor(sessionOn(request), request.query.draw, request.language),
  )

  app.get(
    '/api/v1/call-backs/export',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'One draw as a spreadsheet: what was heard of each case, without names and telephones.',
        querystring: exportCallBacksQuery,
      },
    },
    async (request, reply) => {
      const { draw, format } = request.query
      const { calls } = await listFor(sessionOn(request), draw, request.language)
      const { table, cameOfIt, yesNo } = words[request.language]
      const { grade } = terms[request.language]
      const answer = (value: boolean | null) => (value === null ? null : yesNo[value ? 'yes' : 'no'])
      const rows = calls.map((call) => [
        ...[call.number, call.answeredBy, call.tries, call.cameOfIt && cameOfIt[call.cameOfIt]],
        ...[call.process && grade[call.process], call.result && grade[call.result]],
        ...[answer(call.solved), answer(call.ownSolved), call.words, call.calledBy, call.calledAt],
      ])
      const type = {
        csv: 'text/csv; charset=utf-8',
        xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      }[format]
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="call-backs.${format}"`)
        .send(Buffer.from(writePlaces(format, [{ name: table.name, columns: [...table.columns], rows }])))
    },
  )

  app.post(
    '/api/v1/call-backs',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'Draws cases closed in some days, by the root of the newest checkpoint. Once for the same days.',
        body: drawBody,
        response: documented({ 201: drawReply }, [400, 401, 403, 409, 503]),
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      return reply
        .status(201)
        .send({ id: orRefuse(await drawCallBacks(context, district, { staff, ...request.body })) })
    },
  )

  app.post(
    '/api/v1/call-backs/:draw/:id/look',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description:
          'Name and telephone of whoever is to be called. The look and its reason are recorded; they see it.',
        params: callParams,
        body: lookAtIdentityBody,
        response: documented({ 200: identityReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const { draw: drawId, id: caseId } = request.params
      const look = { staff, drawId, caseId, reason: request.body.reason }
      const { name, phone } = orRefuse(await lookToCallBack(context, district.id, look))
      return { name, phone }
    },
  )

  app.post(
    '/api/v1/call-backs/:draw/:id',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'What came of a call. Kept apart from the resident’s own judgement.',
        params: callParams,
        body: recordCallBody,
        response: documented({ 200: callRecordedReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const { draw: drawId, id: caseId } = request.params
      const { words: said, ...heard } = request.body
      orRefuse(await recordCall(context, district.id, { staff, drawId, caseId, heard, words: said }))
      return { recorded: true } as const
    },
  )
}
