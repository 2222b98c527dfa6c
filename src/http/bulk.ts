/** One move on many cases at once, at the desk. The moves themselves are made by the worker. */
import { z } from 'zod'
import { decideBulk } from '../actions/decide-bulk.ts'
import { previewBulk } from '../actions/preview-bulk.ts'
import { startBulk } from '../actions/start-bulk.ts'
import {
  type BulkActReply,
  type BulkActsReply,
  type BulkPreviewReply,
  type BulkReportReply,
  bulkActsReply,
  bulkBody,
  bulkPreviewReply,
  bulkReportReply,
  bulkStartedReply,
  decidedBulkReply,
} from '../contract/bulk.ts'
import { type BulkAct, bulkActFor, bulkActsFor, casesOfAct } from '../data/cases/read-bulk.ts'
import { casesFor } from '../data/cases/read-many.ts'
import { agencyById } from '../data/places/read.ts'
import { isMember, needsConsent } from '../domain/cases/bulk.ts'
import type { Staff } from '../domain/people/actor.ts'
import { deeds } from '../domain/people/deeds.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber, titleOf } from './present-case.ts'
import { isRefusalName, orRefuse, Refusal, sentenceOf } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const access = deeds['move-many']
const idParams = z.strictObject({ id: z.uuid() })
const week = 7 * 24 * 60 * 60 * 1000
const listedAtMost = 20

export function bulkRoutes(app: Server, { context }: Doors): void {
  app.post(
    '/api/v1/bulk-acts/preview',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'What a move would make of each of these cases, or why not. Nothing is done.',
        body: bulkBody,
        response: documented({ 200: bulkPreviewReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request): Promise<BulkPreviewReply> => {
      const { district, staff } = sessionOn(request)
      const { given, cases } = request.body
      const looked = orRefuse(await previewBulk(context, { district: district.id, staff, given, cases }))
      return {
        cases: looked.map(({ item, would }) => ({
          id: item.id,
          number: caseNumber(item.number, item.receivedAt, district),
          title: titleOf(item.title, request.language),
          dueAt: would.ok ? (would.value.dueAt?.toISOString() ?? null) : null,
          refusal: would.ok ? null : would.refusal,
          message: would.ok ? null : sentenceOf(would.refusal, request.language),
        })),
        needsConsent: needsConsent(given.move, looked.length),
      }
    },
  )

  app.post(
    '/api/v1/bulk-acts',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description:
          'Asks for a move on many cases, each in a transaction of its own; what one refuses is told and stops no other. Beyond fifty cases, or with the same words to several residents, another member of the unit consents first.',
        body: bulkBody,
        response: documented({ 201: bulkStartedReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      const { given, cases } = request.body
      const started = orRefuse(await startBulk(context, { district: district.id, staff, given, cases }))
      return reply.status(201).send(started)
    },
  )

  app.get(
    '/api/v1/bulk-acts',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'What waits for the consent of the person’s unit, and what they asked for in the last week.',
        response: documented({ 200: bulkActsReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<BulkActsReply> => {
      const { district, staff } = sessionOn(request)
      const since = new Date(context.now().getTime() - week)
      const acts = await bulkActsFor(context.database.of(district.id), staff, { since, limit: listedAtMost })
      return { acts: acts.map((act) => presentAct(act, staff)) }
    },
  )

  app.get(
    '/api/v1/bulk-acts/:id',
    {
      config: { access },
      schema: {
        tags: ['desk'],
        description: 'What became of each case: done, refused and why, or still to come.',
        params: idParams,
        response: documented({ 200: bulkReportReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request): Promise<BulkReportReply> => {
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const act = await bulkActFor(db, staff, request.params.id)
      if (!act) throw new Refusal('no-such-bulk-act')
      const given = act.given
      const items = await casesOfAct(db, act.id)
      const lead = given?.move === 'merge' ? given.into : undefined
      const seen = await casesFor(db, staff, [...items.map(({ caseId }) => caseId), ...(lead ? [lead] : [])])
      const byId = new Map(seen.map((item) => [item.id, item]))
      const leadCase = lead === undefined ? undefined : byId.get(lead)
      return {
        ...presentAct(act, staff),
        words: given && 'words' in given ? given.words : null,
        agency: given?.move === 'hand-over' ? ((await agencyById(db, given.agencyId))?.name ?? null) : null,
        lead: leadCase ? caseNumber(leadCase.number, leadCase.receivedAt, district) : null,
        outcome: given?.move === 'answer-directly' ? given.outcome : null,
        plannedFor: given?.move === 'answer-directly' ? given.plannedFor : null,
        cases: items.map(({ caseId, number, receivedAt, state, refusal }) => {
          const item = byId.get(caseId)
          return {
            id: caseId,
            number: caseNumber(number, receivedAt, district),
            title: item ? titleOf(item.title, request.language) : '',
            state,
            refusal,
            message: refusal && isRefusalName(refusal) ? sentenceOf(refusal, request.language) : null,
          }
        }),
      }
    },
  )

  for (const verb of ['consent', 'drop'] as const)
    app.post(
      `/api/v1/bulk-acts/:id/${verb}`,
      {
        config: { access },
        schema: {
          tags: ['desk'],
          description:
            verb === 'consent'
              ? 'Consents, as another member of the unit than who asked; the moves begin.'
              : 'Nothing is done: who asked takes it back, or another member of the unit says no.',
          params: idParams,
          response: documented({ 200: decidedBulkReply }, [400, 401, 403, 404, 409, 503]),
        },
      },
      async (request) => {
        const { district, staff } = sessionOn(request)
        const { id } = request.params as z.output<typeof idParams>
        return orRefuse(await decideBulk(context, { district: district.id, staff, id, consents: verb === 'consent' }))
      },
    )
}

const presentAct = (act: BulkAct, staff: Staff): BulkActReply => {
  const { id, move, state, userName, userId, unit, askedAt, done, refused, waiting } = act
  const mine = userId === staff.userId
  const mayConsent = state === 'proposed' && !mine && isMember(staff.memberships, unit)
  return {
    id,
    move,
    state,
    askedBy: userName,
    askedAt: askedAt.toISOString(),
    mine,
    mayConsent,
    done,
    refused,
    waiting,
  }
}
